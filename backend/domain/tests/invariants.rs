//! Whatever is done in whatever order, the ledger, the users, the history and the outbox agree.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod support;

use std::collections::BTreeMap;
use std::time::Duration;

use konfid_domain::operations::conference_ids::{conference_of, reset_conference_id, undo_reset};
use konfid_domain::operations::mails::send_conference_info;
use konfid_domain::operations::upkeep::keep_up;
use konfid_domain::operations::users::{disable_user, remove_user, strike_out_name, user_query};
use konfid_domain::{Actor, Error, MailQuery};
use proptest::prelude::*;
use shared::{
    AssignmentCause, BridgeId, ConferenceId, IdOwner, MailFilter, MailState, ProblemKind,
    ResetConferenceIdRequest, Settings, User, UserActionRequest, UserFilter, UserId, UserSort, Version,
};
use support::World;

/// Something that somebody does to one of the users.
#[derive(Clone, Copy, Debug)]
enum Act {
    Enable,
    Disable,
    Reset,
    ResetWithStaleVersion,
    Undo,
    SendInfo,
    Wait(u32),
    KeepUp,
    /// Removes the user and strikes the name out; somebody of the same name comes at once.
    Remove,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::Enable),
        2 => Just(Act::Disable),
        4 => Just(Act::Reset),
        1 => Just(Act::ResetWithStaleVersion),
        3 => Just(Act::Undo),
        1 => Just(Act::SendInfo),
        2 => (1_u32..20).prop_map(Act::Wait),
        1 => (60_u32 * 24 * 80..60 * 24 * 100).prop_map(Act::Wait),
        1 => Just(Act::KeepUp),
        1 => Just(Act::Remove),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn everything_agrees(seed: u64, acts in prop::collection::vec((0_usize..3, act(), any::<Option<bool>>()), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let world = World::new(seed);
            let mut users = Vec::new();
            for name in ["anna", "bo", "cia"] {
                users.push(world.add_user(name).await.id);
            }
            for (user, act, send_email) in acts {
                world.clock.advance(Duration::from_secs(1));
                if matches!(act, Act::Remove) {
                    users[user] = world.remove(users[user]).await;
                } else {
                    world.act(users[user], act, send_email).await;
                }
                world.check(&users).await;
            }
        });
    }
}

impl World {
    /// Removes a user, and adds one with the same name; says which.
    async fn remove(&self, user: UserId) -> UserId {
        let before = self.user(user).await;
        let remove = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move {
                remove_user(transaction, context, user, before.version, None).await?;
                strike_out_name(transaction, context, user).await
            })
        });
        remove.await.unwrap();
        let (now, had) = (self.application.now(), before.conference_id);
        let check = self.application.in_snapshot(move |read| {
            Box::pin(async move {
                let history = read.assignments_of_owner(IdOwner::User(user)).await?;
                assert!(history.iter().all(|period| period.to.is_some()), "a removed user has no ID");
                if let Some(id) = had {
                    assert_eq!(
                        conference_of(read, now, BridgeId::FIRST, id).await?,
                        None,
                        "the ID of a removed user stops"
                    );
                    let entry = read.ledger_entry(BridgeId::FIRST, id).await?.expect("it is in quarantine");
                    assert!(entry.quarantined_until.is_some());
                }
                Ok(())
            })
        });
        check.await.unwrap();
        let name = before.user_principal_name.as_str().split('@').next().unwrap().to_owned();
        self.add_user(&name).await.id
    }

    async fn act(&self, user: UserId, act: Act, send_email: Option<bool>) {
        let before = self.user(user).await;
        let seen = before.version;
        let request = ResetConferenceIdRequest { send_email, ..ResetConferenceIdRequest::default() };
        let outcome = match act {
            Act::Enable => self.enable(user, send_email).await,
            Act::Disable => {
                self.application
                    .in_transaction_as(Actor::CommandLine, move |transaction, context| {
                        Box::pin(async move {
                            disable_user(
                                transaction,
                                context,
                                user,
                                None,
                                UserActionRequest { send_email, ..UserActionRequest::default() },
                            )
                            .await
                        })
                    })
                    .await
            }
            Act::Reset | Act::ResetWithStaleVersion => {
                let seen = if matches!(act, Act::Reset) { seen } else { Version(seen.0 + 7) };
                self.application
                    .in_transaction_as(Actor::CommandLine, move |transaction, context| {
                        Box::pin(async move {
                            reset_conference_id(transaction, context, user, seen, &request).await
                        })
                    })
                    .await
            }
            Act::Undo => {
                self.application
                    .in_transaction_as(Actor::CommandLine, move |transaction, context| {
                        Box::pin(async move {
                            undo_reset(transaction, context, user, Some(seen), send_email).await
                        })
                    })
                    .await
            }
            Act::SendInfo => {
                self.application
                    .in_transaction_as(Actor::CommandLine, move |transaction, context| {
                        Box::pin(async move { send_conference_info(transaction, context, user, None).await })
                    })
                    .await
            }
            Act::Wait(minutes) => {
                self.clock.advance(Duration::from_secs(u64::from(minutes) * 60));
                return;
            }
            Act::Remove => unreachable!("it gives another user"),
            Act::KeepUp => {
                self.application
                    .in_transaction_as(Actor::CommandLine, move |transaction, context| {
                        Box::pin(async move { keep_up(transaction, context).await })
                    })
                    .await
                    .unwrap();
                return;
            }
        };
        let after = self.user(user).await;
        match outcome {
            Ok(answer) => {
                if matches!(act, Act::Enable | Act::Undo) {
                    self.check_id_that_comes_back(&before, &after).await;
                }
                assert_eq!(User { latest_mail: None, ..answer }, User { undo: self.offer(&after), ..after });
            }
            Err(Error::Problem(problem)) => {
                assert_eq!(after, before, "a refused act changes nothing");
                let expected = match act {
                    Act::ResetWithStaleVersion => matches!(problem, ProblemKind::VersionStale),
                    Act::Reset | Act::SendInfo => matches!(problem, ProblemKind::DialInNotEnabled),
                    Act::Undo => matches!(problem, ProblemKind::NothingToUndo),
                    _ => false,
                };
                assert!(expected, "{act:?} answered {problem:?}");
            }
            Err(error) => panic!("{act:?}: {error}"),
        }
    }

    /// Whoever was disabled gets the same ID back while it is in quarantine; no other one comes back by enabling.
    async fn check_id_that_comes_back(&self, before: &User, after: &User) {
        if before.dial_in_enabled {
            return;
        }
        let id = after.id;
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move { Ok(read.assignments_of_owner(IdOwner::User(id)).await?) })
        });
        let history = read.await.unwrap();
        let quarantine = Duration::from_hours(24 * u64::from(Settings::initial("x.example").quarantine_days));
        let last = history.get(1);
        let kept =
            last.filter(|last| last.to.is_some_and(|to| to.after(quarantine) > self.application.now()));
        if let Some(last) = kept {
            assert_eq!(last.ended, Some(AssignmentCause::Disabled));
            assert_eq!(after.conference_id, Some(last.conference_id), "the same ID comes back");
        } else {
            assert!(history.iter().skip(1).all(|period| Some(period.conference_id) != after.conference_id));
        }
        let comes_back =
            history.iter().skip(1).find(|period| Some(period.conference_id) == after.conference_id);
        if let Some(period) = comes_back {
            assert_eq!(period.ended, Some(AssignmentCause::Disabled), "a reset ID does not come back");
        }
    }

    fn offer(&self, user: &User) -> Option<shared::UndoOffer> {
        user.undo.filter(|undo| undo.until > self.application.now())
    }

    async fn user(&self, user: UserId) -> User {
        self.application
            .in_snapshot(move |read| Box::pin(async move { Ok(read.user(user).await?) }))
            .await
            .unwrap()
            .unwrap()
    }

    async fn check(&self, users: &[UserId]) {
        let mut holders: BTreeMap<ConferenceId, UserId> = BTreeMap::new();
        let mut seen = Vec::new();
        for id in users {
            let user = self.user(*id).await;
            assert_eq!(user.dial_in_enabled, user.conference_id.is_some());
            assert_eq!(user.conference_id.is_some(), user.conference_id_since.is_some());
            let id = user.id;
            let history = self
                .application
                .in_snapshot(move |read| {
                    Box::pin(async move { Ok(read.assignments_of_owner(IdOwner::User(id)).await?) })
                })
                .await
                .unwrap();
            let open: Vec<_> = history.iter().filter(|period| period.to.is_none()).collect();
            assert_eq!(
                open.iter().map(|period| period.conference_id).collect::<Vec<_>>(),
                user.conference_id.into_iter().collect::<Vec<_>>()
            );
            seen.extend(history.iter().map(|period| period.conference_id));
            if let Some(current) = user.conference_id {
                assert!(holders.insert(current, user.id).is_none(), "two users have one ID");
                assert!(!current.is_guessable());
            }
            if let Some(offer) = self.offer(&user) {
                assert_ne!(Some(offer.previous_conference_id), user.conference_id);
            }
        }
        let now = self.application.now();
        for digits in seen {
            let room = self
                .application
                .in_snapshot(move |read| {
                    Box::pin(async move { conference_of(read, now, BridgeId::FIRST, digits).await })
                })
                .await
                .unwrap();
            let expected = holders
                .get(&digits)
                .map(|user| format!("{}@conference.contoso.example", user.uuid().simple()));
            assert_eq!(room, expected, "callers get in with current IDs only");
        }
        self.check_outbox(users).await;
    }

    async fn check_outbox(&self, users: &[UserId]) {
        for user in users {
            let filter = MailFilter { user: Some(*user), state: Some(MailState::Queued) };
            let query = MailQuery { filter, before: None, limit: 200 };
            let mails = self
                .application
                .in_snapshot(move |read| Box::pin(async move { Ok(read.mails(&query).await?) }))
                .await
                .unwrap();
            let current = self.user(*user).await.conference_id;
            for (mail, _) in mails {
                assert_eq!(mail.conference_id, current, "a mail that waits tells the truth");
            }
        }
        let query = user_query(&UserFilter::default(), UserSort::DisplayName, 10).unwrap();
        let listed = self
            .application
            .in_snapshot(move |read| Box::pin(async move { Ok(read.users(&query).await?) }))
            .await
            .unwrap();
        assert_eq!(listed.len(), users.len());
    }
}
