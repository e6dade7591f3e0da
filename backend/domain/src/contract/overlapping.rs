//! Transactions that overlap on purpose.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;

use async_trait::async_trait;
use shared::{AuditAction, ProblemCode};

use crate::store::{ReadWork, Work};
use crate::{Application, AuditQuery, Error, Result, Store};

/// For so many turns a transaction waits for others. A store that does one after the other lets none of them come.
const PATIENCE: u32 = 2_000;

/// The same application, whose transactions all begin and look into the store, and only then go on: as soon as so
/// many have come, or when nobody comes. Where transactions overlap, these do.
pub(super) fn overlapping(application: &Application, parties: usize) -> Application {
    let crowd = Arc::new(Crowd { parties, inside: AtomicUsize::new(0), met: AtomicUsize::new(0) });
    application.with_store(|store| Arc::new(Overlapping { store, crowd }))
}

/// That one of two was done, and why the other was not.
pub(super) fn one_of_two<T>(outcomes: (Result<T>, Result<T>)) -> (T, ProblemCode) {
    match outcomes {
        (Ok(done), Err(Error::Problem(problem))) | (Err(Error::Problem(problem)), Ok(done)) => {
            (done, problem.code())
        }
        (Ok(_), Ok(_)) => panic!("both were done"),
        (Err(error), _) | (_, Err(error)) => panic!("neither was done, or the store failed: {error}"),
    }
}

/// How often something is in the audit log.
pub(super) async fn times(application: &Application, action: AuditAction) -> usize {
    let query = AuditQuery { limit: 100, ..AuditQuery::default() };
    let read = application.in_snapshot(move |read| Box::pin(async move { Ok(read.audit(&query).await?) }));
    let entries = read.await.expect("the audit log can be read");
    entries.iter().filter(|entry| entry.action == action).count()
}

struct Overlapping {
    store: Arc<dyn Store>,
    crowd: Arc<Crowd>,
}

#[async_trait]
impl Store for Overlapping {
    async fn transact(&self, work: Work) -> Result<()> {
        let (work, crowd) = (Arc::new(work), Arc::clone(&self.crowd));
        let work: Work = Box::new(move |transaction| {
            let (work, crowd) = (Arc::clone(&work), Arc::clone(&crowd));
            Box::pin(async move {
                // Databases begin a transaction when it first looks.
                transaction.settings().await?;
                let _inside = crowd.enter().await;
                work(transaction).await
            })
        });
        self.store.transact(work).await
    }

    async fn inspect(&self, work: ReadWork) -> Result<()> {
        self.store.inspect(work).await
    }
}

/// The transactions that are under way.
struct Crowd {
    parties: usize,
    inside: AtomicUsize,
    /// How often all were there.
    met: AtomicUsize,
}

/// A transaction that is under way, until this is dropped.
struct Inside(Arc<Crowd>);

impl Crowd {
    async fn enter(self: Arc<Self>) -> Inside {
        let met = self.met.load(Ordering::SeqCst);
        if self.inside.fetch_add(1, Ordering::SeqCst) + 1 >= self.parties {
            self.met.fetch_add(1, Ordering::SeqCst);
        }
        let inside = Inside(self);
        for _ in 0..PATIENCE {
            if inside.0.met.load(Ordering::SeqCst) != met {
                break;
            }
            let_others_go_on().await;
        }
        inside
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.0.inside.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn let_others_go_on() {
    let mut is_my_turn = false;
    poll_fn(|context| {
        if std::mem::replace(&mut is_my_turn, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
