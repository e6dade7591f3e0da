//! The offline demo: the server's own router, inside the browser.
//!
//! Requests go to the very router that a server runs, over the store that keeps everything in memory. So what the
//! demo shows is what the product does; only the clock, the randomness and the way mails leave are the browser's.

mod cookies;
mod jobs;
mod keep;
mod mark;
mod people;
mod seed;
mod transport;

use std::cell::RefCell;
use std::sync::Arc;

use api::ApiState;
use axum::Router;
use domain::operations::jobs::JobRunner;
use domain::{Application, Bell, Clock, Entropy, Pepper};
use gloo_timers::callback::Timeout;
use mailer::{Keep, Outbox, OutboxOptions};
pub(crate) use mark::DemoMark;
use rand::rngs::StdRng;
use shared::{Administrator, AdministratorId, EmailAddress, Timestamp};
use store_memory::MemoryStore;
pub(crate) use transport::InBrowser;
use wasm_bindgen_futures::spawn_local;

use crate::browser;

/// How long a mail stays in the queue, so that one can see it there.
const DELIVERY_MILLISECONDS: u32 = 1_500;
/// How long after the last change everything is kept: a burst of changes is written once.
const KEEP_MILLISECONDS: u32 = 300;

/// The demo that runs in this page.
struct Demo {
    router: Router,
    store: Arc<MemoryStore>,
    outbox: Outbox,
    /// When the outbox is looked at next.
    delivery: Option<Timeout>,
    jobs: JobRunner,
    /// Whether jobs are being run.
    runs_jobs: bool,
    /// When jobs are looked at next.
    next_job: Option<Timeout>,
    /// When the state is kept next.
    keeping: Option<Timeout>,
}

thread_local! {
    static DEMO: RefCell<Option<Demo>> = const { RefCell::new(None) };
}

/// The demo's own key. All that it protects is invented, and stays in this browser.
const PEPPER: Pepper = Pepper::new(*b"the demo hides nothing worth it!");

/// Starts the demo where it was left, or with its invented users.
pub(crate) async fn start() {
    let page = page();
    let kept = keep::read().and_then(|text| MemoryStore::from_snapshot(&text).ok());
    let store = match kept {
        Some(store) => Arc::new(store),
        None => seed::store(BrowserClock.now(), &page).await,
    };
    let application = Application::new(
        store.clone(),
        Arc::new(BrowserClock),
        Arc::new(BrowserEntropy),
        Arc::new(BrowserBell),
    )
    .with_pepper(PEPPER);
    let outbox = outbox(application.clone(), &page);
    let state = ApiState {
        demo_administrator: Some(administrator()),
        mails: Arc::new(outbox.clone()),
        ..ApiState::new(application.clone(), Arc::new(spawn_local))
    };
    let jobs = JobRunner::new(application);
    // What was being done when the page was closed. Nothing in memory fails.
    let _ = jobs.reclaim_abandoned().await;
    let router = api::router(state);
    DEMO.set(Some(Demo {
        router,
        store,
        outbox,
        delivery: None,
        jobs,
        runs_jobs: false,
        next_job: None,
        keeping: None,
    }));
    keep::reload_when_another_tab_writes();
    keep::write_when_the_page_is_left();
    // What waited when the page was closed.
    BrowserBell.ring();
}

/// Forgets everything and begins again with the invented users.
fn start_over() {
    DEMO.set(None);
    keep::forget();
    let location = browser::window().location();
    // Neither fails for an address of this page.
    let _ = location.set_hash("");
    let _ = location.reload();
}

/// Who everybody is in the demo.
fn administrator() -> Administrator {
    Administrator { id: AdministratorId::from_uuid(uuid::Uuid::from_u128(1)), name: "Robin Demo".into() }
}

/// The address of the page itself, for links in mails; the demo has its own addresses after `#`.
fn page() -> String {
    let address = browser::window().location().href().unwrap_or_default();
    format!("{}#", address.split(['#', '?']).next().unwrap_or_default())
}

fn outbox(application: Application, page: &str) -> Outbox {
    Outbox::new(application, Arc::new(Keep), OutboxOptions::new(page, sender()))
}

fn sender() -> EmailAddress {
    "konfid@contoso.example".parse().expect("the address is valid")
}

/// The browser's clock.
struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Timestamp {
        browser::now()
    }
}

/// The browser's randomness, from the Web Crypto API.
struct BrowserEntropy;

impl Entropy for BrowserEntropy {
    fn generator(&self) -> StdRng {
        rand::make_rng()
    }
}

/// Rings after every change.
struct BrowserBell;

impl Bell for BrowserBell {
    fn ring(&self) {
        DEMO.with_borrow_mut(|demo| {
            let Some(demo) = demo else { return };
            demo.keeping = Some(Timeout::new(KEEP_MILLISECONDS, keep_now));
            if demo.delivery.is_none() {
                demo.delivery = Some(Timeout::new(DELIVERY_MILLISECONDS, || spawn_local(deliver())));
            }
            if !demo.runs_jobs {
                spawn_local(jobs::run());
            }
        });
    }
}

/// Forgets that the state is to be kept soon; says whether it was.
fn forget_keeping() -> bool {
    DEMO.with_borrow_mut(|demo| demo.as_mut().and_then(|demo| demo.keeping.take()).is_some())
}

/// Keeps the state in the browser.
fn keep_now() {
    let store = DEMO.with_borrow_mut(|demo| {
        let demo = demo.as_mut()?;
        demo.keeping = None;
        Some(demo.store.clone())
    });
    if let Some(store) = store {
        keep::write(&store.snapshot());
    }
}

/// Delivers what is due.
async fn deliver() {
    let outbox = DEMO.with_borrow(|demo| demo.as_ref().map(|demo| demo.outbox.clone()));
    let Some(outbox) = outbox else { return };
    // Nothing in memory fails; and if it did, the mails would wait for the next ring.
    let _ = outbox.deliver_due().await;
    DEMO.with_borrow_mut(|demo| {
        if let Some(demo) = demo {
            demo.delivery = None;
        }
    });
    // What came while this was delivered has rung in vain.
    if let Ok(Some(due)) = outbox.next_due().await {
        let wait = u32::try_from(due.since(outbox.now()).as_millis()).unwrap_or(u32::MAX);
        DEMO.with_borrow_mut(|demo| {
            if let Some(demo) = demo {
                let wait = wait.clamp(DELIVERY_MILLISECONDS, 60_000);
                demo.delivery = Some(Timeout::new(wait, || spawn_local(deliver())));
            }
        });
    }
}
