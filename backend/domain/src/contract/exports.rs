//! Everything of a kind, part by part.

use std::collections::BTreeSet;

use shared::{AssignmentCause, AssignmentId, BridgeId, ConferenceId, IdOwner, ReservationId};

use super::fixture::{identifier, insert, random, second, user};
use crate::{Actor, Application, NewAssignment};

/// The ledger comes in the order of its IDs, each entry once, with the owner's name; so does the history, with the
/// periods of an owner together.
pub async fn exports_show_everything_once(application: Application) {
    let (anna, bo) = (user("Anna", "a"), user("Bo", "b"));
    insert(&application, &[anna.clone(), bo.clone()]).await;
    let names = [(IdOwner::User(anna.id), "Anna"), (IdOwner::User(bo.id), "Bo")];
    let nobody = IdOwner::Reservation(ReservationId::from_uuid(identifier()));
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let mut random = random(3);
            let mut ids = BTreeSet::new();
            for owner in [nobody, nobody, names[0].0, names[1].0] {
                let id =
                    transaction.reserve_random_conference_id(BridgeId::FIRST, owner, &mut random).await?;
                let id = id.expect("there are IDs left");
                ids.insert(id);
                for began in [AssignmentCause::Enabled, AssignmentCause::Undone] {
                    let new = NewAssignment {
                        id: AssignmentId::from_uuid(identifier()),
                        bridge: BridgeId::FIRST,
                        conference_id: id,
                        owner,
                        from: second(1),
                        began,
                        began_by: Actor::System,
                        began_with: None,
                    };
                    transaction.begin_assignment(&new).await?;
                }
                if owner == names[1].0 {
                    transaction.retire_conference_id(BridgeId::FIRST, id, second(9)).await?;
                }
            }
            let (mut after, mut listed) = (None, Vec::new());
            loop {
                let part = transaction.ledger(after, 3).await?;
                let Some(last) = part.last() else { break };
                after = Some((last.entry.bridge, last.entry.conference_id));
                listed.extend(part);
            }
            let of = |entry: &crate::NamedLedgerEntry| entry.entry.conference_id;
            assert_eq!(
                listed.iter().map(of).collect::<Vec<ConferenceId>>(),
                ids.into_iter().collect::<Vec<_>>()
            );
            for line in &listed {
                let name = names.iter().find(|(owner, _)| *owner == line.entry.owner).map(|(_, name)| *name);
                assert_eq!((line.owner_name.as_deref(), line.owner_removed), (name, false));
                let quarantined = (line.entry.owner == names[1].0).then(|| second(9));
                assert_eq!(line.entry.quarantined_until, quarantined);
            }

            let (mut after, mut periods) = (None, Vec::new());
            loop {
                let part = transaction.assignments(after, 3).await?;
                let Some((id, last)) = part.last() else { break };
                after = Some((last.owner, *id));
                periods.extend(part);
            }
            assert_eq!(periods.len(), 8);
            for pair in periods.chunks(2) {
                let [(first_id, first), (second_id, next)] = pair else {
                    panic!("periods come in pairs here")
                };
                assert_eq!((first.owner, first.conference_id), (next.owner, next.conference_id));
                assert!(first_id < second_id, "the earliest first");
                assert_eq!((first.began, next.began), (AssignmentCause::Enabled, AssignmentCause::Undone));
                let name = names.iter().find(|(owner, _)| *owner == first.owner).map(|(_, name)| *name);
                assert_eq!(first.owner_name.as_deref(), name);
            }
            let distinct: BTreeSet<AssignmentId> = periods.iter().map(|(id, _)| *id).collect();
            assert_eq!(distinct.len(), 8);
            Ok(())
        })
    });
    check.await.expect("exports can be read");
}
