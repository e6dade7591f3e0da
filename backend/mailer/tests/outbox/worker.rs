//! The worker when the store is in trouble, and when there is nothing to do.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::support::{House, mail_to, until};
use async_trait::async_trait;
use domain::store::{ReadWork, Work};
use domain::{MailRecord, Result, Store, StoreError};
use konfid_mailer::Keep;
use shared::{MailId, MailState, Settings};
use store_memory::MemoryStore;

/// Counts what it is asked, and fails as often as it is told.
struct Flaky {
    inner: MemoryStore,
    calls: AtomicUsize,
    failures: AtomicUsize,
}

impl Flaky {
    fn new() -> Arc<Self> {
        let inner = MemoryStore::new(Settings::initial("conference.example.com"));
        Arc::new(Self { inner, calls: AtomicUsize::new(0), failures: AtomicUsize::new(0) })
    }

    /// A mail, read behind the back of the counters.
    async fn mail(&self, id: MailId) -> MailRecord {
        let found = Arc::new(Mutex::new(None));
        let slot = Arc::clone(&found);
        let look: ReadWork = Box::new(move |read| {
            Box::pin(async move {
                *slot.lock().unwrap() = read.mail(id).await?;
                Ok(())
            })
        });
        self.inner.inspect(look).await.unwrap();
        found.lock().unwrap().take().unwrap()
    }

    fn answer(&self) -> Result<()> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let one_less = |left: usize| left.checked_sub(1);
        match self.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less) {
            Ok(_) => Err(StoreError::Unavailable("the disk is full".to_owned()).into()),
            Err(_) => Ok(()),
        }
    }
}

#[async_trait]
impl Store for Flaky {
    async fn transact(&self, work: Work) -> Result<()> {
        self.answer()?;
        self.inner.transact(work).await
    }

    async fn inspect(&self, work: ReadWork) -> Result<()> {
        self.answer()?;
        self.inner.inspect(work).await
    }
}

#[tokio::test]
async fn a_store_in_trouble_delays_mails_and_loses_none() {
    // A mail takes a look, a claim, a read and a record, so the trouble meets each of them.
    for failures in 1..=4 {
        let store = Flaky::new();
        let house = House::new(Arc::clone(&store) as Arc<dyn Store>, Arc::new(Keep));
        let (user, mail) = mail_to(1, "asa@contoso.example");
        let id = mail.id;
        house.enqueue(vec![(user, mail)]).await;
        store.failures.store(failures, Ordering::SeqCst);
        until("the mail to be kept", async || (store.mail(id).await.state == MailState::Kept).then_some(()))
            .await;
        assert_eq!(store.failures.load(Ordering::SeqCst), 0);
    }
}

#[tokio::test]
async fn a_worker_with_nothing_to_do_sleeps() {
    let store = Flaky::new();
    let house = House::new(Arc::clone(&store) as Arc<dyn Store>, Arc::new(Keep));
    let (user, mail) = mail_to(1, "asa@contoso.example");
    let id = mail.id;
    house.enqueue(vec![(user, mail)]).await;
    until("the mail to be kept", async || (store.mail(id).await.state == MailState::Kept).then_some(()))
        .await;
    // A worker that wakes itself would use every turn it is given.
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    let calls = store.calls.load(Ordering::SeqCst);
    assert!(calls < 20, "{calls}");
}
