//! What is counted.

use shared::{AuditAction, AuditEntry, AuditEntryId, Day, DayCounts, MailEvent, MailState};
use uuid::Uuid;

use super::fixture::{identifier, insert, mail, second, user};
use crate::{Actor, Application, MailRecord};

/// Entries are counted by action, from one identifier on and before another.
pub async fn entries_are_counted_by_action_and_time(application: Application) {
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let ids: Vec<AuditEntryId> = (0..6).map(|_| AuditEntryId::from_uuid(identifier())).collect();
            for (index, id) in ids.iter().enumerate() {
                let reset = index % 2 == 0;
                let entry = AuditEntry {
                    id: *id,
                    at: second(1),
                    actor: Actor::System,
                    action: if reset { AuditAction::ConferenceIdReset } else { AuditAction::SignedIn },
                    user: None,
                    user_display_name: None,
                    user_removed: false,
                    job: None,
                    detail: None,
                    text: None,
                    what: None,
                };
                transaction.append_audit(&entry).await?;
            }
            let end = AuditEntryId::from_uuid(Uuid::max());
            for (action, from, before, expected) in [
                (AuditAction::ConferenceIdReset, ids[0], end, 3),
                (AuditAction::ConferenceIdReset, ids[0], ids[4], 2),
                (AuditAction::ConferenceIdReset, ids[1], ids[5], 2),
                (AuditAction::SignedIn, ids[1], ids[2], 1),
                (AuditAction::SignedIn, ids[2], ids[2], 0),
                (AuditAction::SignedIn, end, ids[0], 0),
                (AuditAction::UserEnabled, ids[0], end, 0),
            ] {
                assert_eq!(transaction.count_audit(action, from, before).await?, expected, "{action:?}");
            }
            Ok(())
        })
    });
    check.await.expect("entries can be counted");
}

/// What was counted on a day is kept once.
pub async fn counts_of_days_are_kept_once(application: Application) {
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let day =
                |number, resets| DayCounts { day: Day::from_number(number), resets, enabled: 2, disabled: 1 };
            for counts in [day(20_002, 5), day(20_000, 1), day(20_001, 3), day(20_001, 9)] {
                transaction.insert_day_counts(&counts).await?;
            }
            let (first, last) = (Day::from_number(20_001), Day::from_number(20_400));
            assert_eq!(transaction.day_counts(first, last).await?, [day(20_001, 3), day(20_002, 5)]);
            assert_eq!(transaction.day_counts(first, first).await?, [day(20_001, 3)]);
            assert_eq!(transaction.day_counts(last, first).await?, []);
            Ok(())
        })
    });
    check.await.expect("counts can be kept");
}

/// Failed emails are counted, no further than is asked.
pub async fn failed_emails_are_counted(application: Application) {
    let anna = user("Anna", "a");
    insert(&application, std::slice::from_ref(&anna)).await;
    let check = application.in_transaction(move |transaction| {
        let anna = anna.clone();
        Box::pin(async move {
            let failed = [MailState::Failed; 3];
            for state in failed.into_iter().chain([MailState::Queued, MailState::Sent]) {
                let due_at = state.is_pending().then(|| second(1));
                transaction
                    .insert_mail(&MailRecord { state, due_at, ..mail(&anna, MailEvent::Enabled) })
                    .await?;
            }
            assert_eq!(transaction.count_failed_mails(10).await?, 3);
            assert_eq!(transaction.count_failed_mails(2).await?, 2);
            Ok(())
        })
    });
    check.await.expect("emails can be counted");
}
