//! Looking for words in a long audit log: a request looks at only so many entries, and the next one goes on behind them.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

#[expect(dead_code, reason = "nobody is added here, and no time passes")]
mod support;

use konfid_domain::Actor;
use konfid_domain::operations::audit::{audit_table, list_audit};
use shared::{AuditAction, AuditDetail, AuditEntry, AuditFilter, Language, Page, PageRequest};
use support::World;

const ENTRIES: u64 = 45_000;
const A_NEEDLE: u64 = 1_234;

#[tokio::test]
async fn a_search_goes_on_behind_what_was_looked_at() {
    let world = World::new(1);
    world
        .application
        .in_transaction_as(Actor::System, |transaction, context| {
            Box::pin(async move {
                for number in 0..ENTRIES {
                    let detail = Some(AuditDetail::Exported { users: number });
                    context.audit(transaction, AuditAction::UsersExported, None, detail).await?;
                }
                Ok(())
            })
        })
        .await
        .unwrap();
    // Digits alone are one term, so this is found in one entry only.
    let filter = AuditFilter { q: Some(format!("{A_NEEDLE} users")), ..AuditFilter::default() };
    let (mut cursor, mut requests, mut found) = (None, 0, Vec::new());
    loop {
        let page = world.search(&filter, cursor).await;
        requests += 1;
        found.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(requests, 3, "20,000 entries in each request");
    let needles =
        found.iter().filter(|entry| entry.detail == Some(AuditDetail::Exported { users: A_NEEDLE }));
    assert_eq!(needles.count(), 1);

    // The table goes on by itself.
    let (mut lines, mut before) = (0, None);
    loop {
        let filter = AuditFilter { q: Some("exported".into()), ..AuditFilter::default() };
        let read = world.application.in_snapshot(move |read| {
            Box::pin(async move { audit_table(read, &filter, before, Language::En).await })
        });
        let (part, next) = read.await.unwrap();
        lines += part.lines().count() as u64;
        before = next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!(lines, ENTRIES);
}

impl World {
    async fn search(&self, filter: &AuditFilter, cursor: Option<String>) -> Page<AuditEntry> {
        let filter = filter.clone();
        let page = PageRequest { cursor, ..PageRequest::default() };
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move { list_audit(read, &filter, &page, Language::En).await })
        });
        read.await.unwrap()
    }
}
