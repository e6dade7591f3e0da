//! Whose an ID was.

use shared::{Assignment, AssignmentCause, AssignmentId, BridgeId, IdOwner, User};

use super::fixture::{conference_id, identifier, insert, is_broken, second, user};
use crate::{Actor, Application, AssignmentEnd, NewAssignment};

fn period(user: &User, id: &str, from: u64) -> NewAssignment {
    NewAssignment {
        id: AssignmentId::from_uuid(identifier()),
        bridge: BridgeId::FIRST,
        conference_id: conference_id(id),
        owner: IdOwner::User(user.id),
        from: second(from),
        began: AssignmentCause::Enabled,
        began_by: Actor::System,
        began_with: None,
    }
}

fn end(to: u64) -> AssignmentEnd {
    AssignmentEnd {
        to: second(to),
        ended: AssignmentCause::Reset,
        ended_by: Actor::CommandLine,
        reason: Some("It leaked.".into()),
    }
}

/// Periods are found by ID and by user, newest first, with the user's name as it is now.
pub async fn periods_are_listed_newest_first(application: Application) {
    let (anna, bo) = (user("Anna", "a"), user("Bo", "b"));
    insert(&application, &[anna.clone(), bo.clone()]).await;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let id = conference_id("8271964");
            for (user, digits, from, to) in
                [(&anna, "8271964", 1, Some(5)), (&bo, "8271964", 20, None), (&anna, "4519273", 5, None)]
            {
                let new = period(user, digits, from);
                transaction.begin_assignment(&new).await?;
                if let Some(to) = to {
                    transaction.end_assignment(new.bridge, new.conference_id, new.owner, &end(to)).await?;
                }
            }
            let renamed = User { display_name: "Anna Berg".into(), ..anna.clone() };
            assert!(transaction.update_user(&renamed, anna.version).await?);

            let first = Assignment {
                began_with: None,
                bridge: BridgeId::FIRST,
                conference_id: id,
                owner: IdOwner::User(anna.id),
                owner_name: Some("Anna Berg".into()),
                organizer: None,
                organizer_name: None,
                owner_removed: false,
                from: second(1),
                to: Some(second(5)),
                began: AssignmentCause::Enabled,
                ended: Some(AssignmentCause::Reset),
                reason: Some("It leaked.".into()),
                began_by: Actor::System,
                ended_by: Some(Actor::CommandLine),
            };
            let of_id = transaction.assignments_of_conference_id(BridgeId::FIRST, id).await?;
            assert_eq!(of_id.len(), 2);
            assert_eq!(
                (of_id[0].owner, of_id[0].from, of_id[0].to),
                (IdOwner::User(bo.id), second(20), None)
            );
            assert_eq!(
                (of_id[0].ended, of_id[0].ended_by.as_ref(), of_id[0].reason.as_ref()),
                (None, None, None)
            );
            assert_eq!(of_id[1], first);
            let of_user = transaction.assignments_of_owner(IdOwner::User(anna.id)).await?;
            assert_eq!(of_user.len(), 2);
            assert_eq!(of_user[0].conference_id, conference_id("4519273"));
            assert_eq!(of_user[1], first);
            Ok(())
        })
    });
    check.await.expect("the history can be written and read");
}

/// Ending what does not go on is an error, and every cause is kept.
pub async fn only_a_period_that_goes_on_can_end(application: Application) {
    let anna = user("Anna", "a");
    insert(&application, std::slice::from_ref(&anna)).await;
    let owner = IdOwner::User(anna.id);
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let causes = [
                AssignmentCause::Enabled,
                AssignmentCause::Reset,
                AssignmentCause::Undone,
                AssignmentCause::Disabled,
                AssignmentCause::BridgeChanged,
                AssignmentCause::UserRemoved,
            ];
            for (cause, from) in causes.into_iter().zip(1..) {
                let new = NewAssignment { began: cause, ..period(&anna, "8271964", from) };
                transaction.begin_assignment(&new).await?;
                let end = AssignmentEnd { ended: cause, reason: None, ..end(from) };
                transaction.end_assignment(new.bridge, new.conference_id, owner, &end).await?;
            }
            let periods = transaction.assignments_of_owner(owner).await?;
            let kept: Vec<_> = periods.iter().rev().map(|period| (period.began, period.ended)).collect();
            assert_eq!(kept, causes.map(|cause| (cause, Some(cause))));
            Ok(())
        })
    });
    check.await.expect("periods can begin and end");
    let ended = application.in_transaction(move |transaction| {
        Box::pin(async move {
            Ok(transaction.end_assignment(BridgeId::FIRST, conference_id("8271964"), owner, &end(9)).await?)
        })
    });
    let ended = ended.await;
    assert!(is_broken(&ended), "{ended:?}");
}
