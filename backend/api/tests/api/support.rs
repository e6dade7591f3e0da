//! The API over the memory store, with a clock that stands still and the same randomness on every run.

use std::collections::VecDeque;
use std::future::ready;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use domain::operations::jobs::JobRunner;
use domain::operations::{administrators, tokens};
use domain::{Actor, Application, FixedClock, Pepper, Result, Store, StoreError, store};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use http::{HeaderMap, Method, Request, StatusCode};
use konfid_api::{ApiState, router};
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::{ProblemCode, Settings, Timestamp, User};
use store_memory::MemoryStore;
use tower::ServiceExt;

type Work = Arc<Mutex<VecDeque<BoxFuture<'static, ()>>>>;

/// Whether a commit whose answer is missing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LostCommit {
    Done,
    Undone,
}

/// The memory store, which can be made to fail.
struct FragileStore {
    store: MemoryStore,
    /// Whether somebody else seems to be first each time, so that all work runs once more.
    runs_twice: bool,
    next_commits: Arc<Mutex<VecDeque<LostCommit>>>,
    next_write: Failing,
    next_read: Failing,
}

type Failing = Arc<Mutex<Option<StoreError>>>;

/// The same work, which fails with this error in the end, but only the first time.
fn ending_first_with(error: StoreError, work: store::Work) -> store::Work {
    let (work, error) = (Arc::new(work), Failing::new(Mutex::new(Some(error))));
    Box::new(move |transaction| {
        let (work, error) = (Arc::clone(&work), Arc::clone(&error));
        Box::pin(async move {
            work(transaction).await?;
            let error = error.lock().unwrap().take();
            error.map_or(Ok(()), |error| Err(error.into()))
        })
    })
}

#[async_trait]
impl Store for FragileStore {
    async fn transact(&self, work: store::Work) -> Result<()> {
        let failing = self.next_write.lock().unwrap().take();
        if let Some(error) = failing {
            return Err(error.into());
        }
        let lost = || StoreError::OutcomeUnknown("the connection broke".into()).into();
        let lost_commit = self.next_commits.lock().unwrap().pop_front();
        match lost_commit {
            None if self.runs_twice => {
                self.store.transact(ending_first_with(StoreError::Conflict, work)).await
            }
            None => self.store.transact(work).await,
            Some(LostCommit::Done) => self.store.transact(work).await.and_then(|()| Err(lost())),
            Some(LostCommit::Undone) => self
                .store
                .transact(ending_first_with(StoreError::Unavailable("it is undone".into()), work))
                .await
                .map_err(|_| lost()),
        }
    }

    async fn check(&self) -> Result<()> {
        let failing = self.next_write.lock().unwrap().take();
        failing.map_or(Ok(()), |error| Err(error.into()))
    }

    async fn inspect(&self, work: store::ReadWork) -> Result<()> {
        let failing = self.next_read.lock().unwrap().take();
        match failing {
            Some(error) => Err(error.into()),
            None => self.store.inspect(work).await,
        }
    }
}

/// The API under test. When it is dropped, nothing may be left that it wanted to do beside the requests.
pub(crate) struct App {
    router: Router,
    pub(crate) application: Application,
    clock: Arc<FixedClock>,
    work: Work,
    token: String,
    next_write: Failing,
    next_read: Failing,
    next_commits: Arc<Mutex<VecDeque<LostCommit>>>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// A request that is being put together.
pub(crate) struct Call<'app> {
    app: &'app App,
    request: http::request::Builder,
    body: Body,
}

impl App {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// With a state that is changed before it is used.
    pub(crate) async fn with(change: impl FnOnce(&mut ApiState)) -> Self {
        Self::over_a_store(false, change).await
    }

    /// Whose work all runs twice: what it did the first time must not show.
    pub(crate) async fn running_twice() -> Self {
        Self::over_a_store(true, |_| {}).await
    }

    async fn over_a_store(runs_twice: bool, change: impl FnOnce(&mut ApiState)) -> Self {
        let store = MemoryStore::new(Settings::initial("conference.meet.example.com"));
        let (next_write, next_read) = (Failing::default(), Failing::default());
        let next_commits = Arc::<Mutex<_>>::default();
        let store = FragileStore {
            store,
            runs_twice,
            next_commits: Arc::clone(&next_commits),
            next_write: next_write.clone(),
            next_read: next_read.clone(),
        };
        let clock = Arc::new(FixedClock::new(Timestamp::from_milliseconds(1_795_500_000_000)));
        let entropy = Mutex::new(StdRng::seed_from_u64(7));
        let application = Application::new(Arc::new(store), clock.clone(), Arc::new(entropy), Arc::new(()))
            .with_pepper(Pepper::new([7; 32]));
        let token = application
            .in_transaction_as(Actor::CommandLine, move |transaction, context| {
                Box::pin(async move { tokens::create_token(transaction, context, "test", None).await })
            })
            .await
            .unwrap()
            .secret;
        let work = Work::default();
        let queue = Arc::clone(&work);
        let spawn = move |future| queue.lock().unwrap().push_back(future);
        let mut state = ApiState::new(application.clone(), Arc::new(spawn));
        state.note = Arc::new(|work| work.now_or_never().expect("the memory store does not wait"));
        state.version = Arc::from("1.2.3");
        change(&mut state);
        Self { router: router(state), application, clock, work, token, next_write, next_read, next_commits }
    }

    /// Lets the next transaction fail.
    pub(crate) fn fail_next_write(&self, error: StoreError) {
        *self.next_write.lock().unwrap() = Some(error);
    }

    /// Has the answers to the next commits go missing.
    pub(crate) fn lose_next_commits(&self, commits: &[LostCommit]) {
        self.next_commits.lock().unwrap().extend(commits);
    }

    /// Lets the next look into the store fail.
    pub(crate) fn fail_next_read(&self, error: StoreError) {
        *self.next_read.lock().unwrap() = Some(error);
    }

    pub(crate) fn advance(&self, duration: Duration) {
        self.clock.advance(duration);
    }

    /// Does what the API wanted to do beside the requests; says how many things that were.
    pub(crate) async fn work_off(&self) -> usize {
        let mut done = 0;
        loop {
            let next = self.work.lock().unwrap().pop_front();
            let Some(next) = next else { return done };
            next.await;
            done += 1;
        }
    }

    /// Runs jobs until none is due.
    pub(crate) async fn run_jobs(&self) {
        self.try_jobs(|_| ready(())).await.unwrap();
    }

    /// The same, with something that happens between two steps.
    pub(crate) async fn try_jobs<P: Future<Output = ()>>(
        &self,
        between: impl Fn(Duration) -> P,
    ) -> Result<()> {
        JobRunner::new(self.application.clone()).run_due(between, || false).await
    }

    /// A request with the test's token.
    pub(crate) fn call(&self, method: Method, address: &str) -> Call<'_> {
        self.anonymous(method, address).header("authorization", &format!("Bearer {}", self.token))
    }

    /// A request of somebody who is not signed in.
    pub(crate) fn anonymous(&self, method: Method, address: &str) -> Call<'_> {
        let request = Request::builder().method(method).uri(address);
        Call { app: self, request, body: Body::empty() }
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.call(Method::GET, address).send().await
    }

    pub(crate) async fn post(&self, address: &str, body: Value) -> Answer {
        self.call(Method::POST, address).json(&body).send().await
    }

    /// The token of a new set-up link.
    pub(crate) async fn set_up_link(&self) -> String {
        self.application
            .in_transaction_as(Actor::CommandLine, move |transaction, context| {
                Box::pin(async move { administrators::create_set_up_link(transaction, context).await })
            })
            .await
            .unwrap()
    }

    /// A new user that is enabled for dial-in conferencing and has not been written to.
    pub(crate) async fn enabled_user(&self, name: &str) -> User {
        let request = json!({
            "displayName": name,
            "userPrincipalName": format!("{}@contoso.example", name.to_lowercase().replace(' ', ".")),
            "primaryEmail": format!("{}@mail.contoso.example", name.to_lowercase().replace(' ', ".")),
            "enable": true,
            "sendEmail": false,
        });
        let answer = self.post("/api/v1/users", request).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        answer.json()
    }
}

impl Drop for App {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.work.lock().unwrap().is_empty(), "the test ended with work left over");
        }
    }
}

impl Call<'_> {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// Comes from this address.
    pub(crate) fn peer(mut self, address: &str) -> Self {
        let address = std::net::SocketAddr::new(address.parse().unwrap(), 4711);
        self.request = self.request.extension(konfid_api::PeerAddress(address));
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.header("content-type", "application/json").body(body.to_string())
    }

    /// The body of an answer that is no text.
    pub(crate) async fn send_for_bytes(self) -> Vec<u8> {
        let request = self.request.body(self.body).unwrap();
        let response = self.app.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
    }

    pub(crate) async fn send(self) -> Answer {
        let request = self.request.body(self.body).unwrap();
        let response = self.app.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

impl Answer {
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The cookie that is set, as a browser sends it back.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
        let mut pairs = cookies.filter_map(|cookie| cookie.split(';').next());
        pairs.find(|pair| pair.split_once('=').is_some_and(|(known, _)| known == name)).map(str::to_owned)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The status, the headers (sorted) and the body, for a snapshot.
    pub(crate) fn shown(&self) -> String {
        let mut headers: Vec<_> = self
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap()))
            .collect();
        headers.sort();
        let body = match serde_json::from_str::<Value>(&self.body) {
            Ok(json) => serde_json::to_string_pretty(&json).unwrap(),
            Err(_) => self.body.clone(),
        };
        format!("{}\n{}\n{body}", self.status, headers.concat())
    }

    /// Asserts that it is this problem.
    #[track_caller]
    pub(crate) fn assert_problem(&self, status: u16, code: ProblemCode) {
        let problem: Value = self.json();
        assert_eq!(
            (self.status.as_u16(), problem["type"].as_str()),
            (status, Some(format!("urn:konfid:problem:{}", code.name()).as_str())),
            "{problem}"
        );
        assert_eq!(problem["status"], status);
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
    }
}
