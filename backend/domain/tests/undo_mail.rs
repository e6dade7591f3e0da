//! What a user reads when a reset is taken back.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod support;

use std::time::Duration;

use konfid_domain::operations::conference_ids::{reset_conference_id, undo_reset};
use konfid_domain::{Actor, MailQuery, MailRecord};
use shared::{ConferenceId, MailEvent, MailFilter, MailState, ResetConferenceIdRequest, UserId};
use support::World;

/// What became of a mail before the next act.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Waits,
    State(MailState),
    /// It was taken by a process that died, and waits again.
    Abandoned,
    /// It failed once, and waits.
    FailedOnce,
    /// The connection broke once when all of it had been written, and it waits.
    Unanswered,
    /// The same, and it is not tried any more.
    UnansweredToTheEnd,
}

impl World {
    async fn mails(&self, user: UserId) -> Vec<MailRecord> {
        let filter = MailFilter { user: Some(user), state: None };
        let query = MailQuery { filter, before: None, limit: 50 };
        let read =
            self.application.in_snapshot(move |read| Box::pin(async move { Ok(read.mails(&query).await?) }));
        read.await.unwrap().into_iter().map(|(mail, _)| mail).collect()
    }

    /// Lets this happen to the newest mail.
    async fn suffer(&self, user: UserId, fate: Fate) {
        let mail = self.mails(user).await.remove(0);
        let (state, attempts, may_have_left) = match fate {
            Fate::Waits => (MailState::Queued, 0, false),
            Fate::State(state) => (state, 1, false),
            Fate::FailedOnce => (MailState::Queued, 1, false),
            Fate::Abandoned | Fate::Unanswered => (MailState::Queued, 1, true),
            Fate::UnansweredToTheEnd => (MailState::Failed, 34, true),
        };
        let mail = MailRecord { state, attempts, may_have_left, ..mail };
        let update = self.application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.update_mail(&mail).await?) })
        });
        update.await.unwrap();
    }

    async fn reset(&self, user: UserId) -> ConferenceId {
        self.clock.advance(Duration::from_secs(1));
        let request = ResetConferenceIdRequest { send_email: None, ..ResetConferenceIdRequest::default() };
        let reset = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move {
                let seen = transaction.user(user).await?.unwrap().version;
                reset_conference_id(transaction, context, user, seen, &request).await
            })
        });
        reset.await.unwrap().conference_id.unwrap()
    }

    async fn undo(&self, user: UserId) -> ConferenceId {
        self.clock.advance(Duration::from_secs(1));
        let undo = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { undo_reset(transaction, context, user, None, None).await })
        });
        undo.await.unwrap().conference_id.unwrap()
    }
}

/// The mail that an undo adds, if any, after this many mails.
async fn added(world: &World, user: UserId, before: usize) -> Option<MailEvent> {
    let mut mails = world.mails(user).await;
    assert!(mails.len() <= before + 1);
    (mails.len() > before).then(|| mails.remove(0).event)
}

#[tokio::test]
async fn one_reset_taken_back_is_told_only_to_whoever_may_have_heard_of_it() {
    let undone = Some(MailEvent::ResetUndone);
    for (fate, expected) in [
        (Fate::Waits, None),
        (Fate::FailedOnce, None),
        (Fate::Abandoned, undone),
        (Fate::Unanswered, undone),
        (Fate::UnansweredToTheEnd, undone),
        (Fate::State(MailState::Sending), undone),
        (Fate::State(MailState::Sent), undone),
        (Fate::State(MailState::Failed), None),
        (Fate::State(MailState::Kept), None),
    ] {
        let world = World::new(7);
        let user = world.add_user("anna").await.id;
        let first = world.enable(user, None).await.unwrap().conference_id.unwrap();
        world.suffer(user, Fate::State(MailState::Sent)).await;
        let second = world.reset(user).await;
        world.suffer(user, fate).await;
        assert_eq!(world.undo(user).await, first);
        assert_eq!(added(&world, user, 2).await, expected, "{fate:?}");
        let mails = world.mails(user).await;
        let about_second = mails.iter().find(|mail| mail.conference_id == Some(second)).unwrap();
        let withdrawn = match fate {
            Fate::Waits | Fate::FailedOnce | Fate::Abandoned | Fate::Unanswered => true,
            Fate::UnansweredToTheEnd => false,
            Fate::State(state) => state == MailState::Kept,
        };
        assert_eq!(about_second.state == MailState::Superseded, withdrawn, "{fate:?}");
        assert_eq!(
            mails.iter().find(|mail| mail.state == MailState::Queued).map(|mail| mail.event),
            expected
        );
    }
}

#[tokio::test]
async fn after_two_resets_the_user_hears_of_the_id_that_stays() {
    let sent = Fate::State(MailState::Sent);
    for (first, second, expected) in [
        // Heard of both: the second is taken back.
        (sent, sent, Some(MailEvent::ResetUndone)),
        // Heard of the first, which stays.
        (sent, Fate::Waits, None),
        // Has never heard of the one that stays: it is news, whatever came of the second.
        (Fate::Waits, sent, Some(MailEvent::ConferenceIdChanged)),
        (Fate::Waits, Fate::Waits, Some(MailEvent::ConferenceIdChanged)),
        (Fate::State(MailState::Failed), Fate::Waits, Some(MailEvent::ConferenceIdChanged)),
        // May have heard of the one that stays, and of nothing else since.
        (Fate::UnansweredToTheEnd, Fate::Waits, None),
        (Fate::UnansweredToTheEnd, sent, Some(MailEvent::ResetUndone)),
    ] {
        let world = World::new(7);
        let user = world.add_user("anna").await.id;
        world.enable(user, None).await.unwrap();
        world.suffer(user, sent).await;
        let stays = world.reset(user).await;
        world.suffer(user, first).await;
        world.reset(user).await;
        world.suffer(user, second).await;
        assert_eq!(world.undo(user).await, stays);
        assert_eq!(added(&world, user, 3).await, expected, "{first:?} {second:?}");
    }
}

#[tokio::test]
async fn a_reset_after_an_undo_withdraws_what_the_undo_would_say() {
    let world = World::new(7);
    let user = world.add_user("anna").await.id;
    world.enable(user, None).await.unwrap();
    world.suffer(user, Fate::State(MailState::Sent)).await;
    world.reset(user).await;
    world.suffer(user, Fate::State(MailState::Sent)).await;
    world.undo(user).await;
    world.reset(user).await;
    let waiting: Vec<_> =
        world.mails(user).await.into_iter().filter(|mail| mail.state == MailState::Queued).collect();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].event, MailEvent::ConferenceIdChanged);
}
