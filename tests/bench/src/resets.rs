//! Durable resets: on the store alone, and over HTTP.

use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use domain::operations::conference_ids::reset_conference_id;
use domain::operations::users::create_user;
use domain::{Actor, Application, Clock, Entropy, Store};
use rand::SeedableRng;
use rand::rngs::StdRng;
use shared::{CreateUserRequest, ResetConferenceIdRequest, Settings, Timestamp, User};
use store_sql::SqliteStore;

use crate::figures::{Disk, ROUND, ROUNDS, median, percentile, rate};
use crate::http::Client;
use crate::server::Server;

pub(crate) const USERS: usize = 1_000;

pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is a clock")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_milliseconds(u64::try_from(since.as_millis()).unwrap_or_default())
    }
}

pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn generator(&self) -> StdRng {
        StdRng::from_rng(&mut rand::rng())
    }
}

pub(crate) async fn measure(disk: Disk) -> Result<()> {
    let mut bare = Vec::new();
    for clients in [1, 32] {
        let folder = tempfile::tempdir_in(std::env::current_dir()?)?;
        let store =
            SqliteStore::open(&folder.path().join("bench.db"), &Settings::initial("conference.example.com"))?;
        let application = application(Arc::new(store));
        let users = make_users(&application, 0..USERS).await?;
        let application = &application;
        let figure = rounds(clients, users, |user| async move { reset(application, user).await }).await?;
        print(&format!("store, {clients:>2} clients"), &figure, disk);
        bare.push(figure.per_second);
    }
    for (place, clients) in [1, 32].into_iter().enumerate() {
        let server = Server::start()?;
        let users = server.users(USERS).await?;
        let server = &server;
        let figure = rounds(clients, users, |user| async move { server.reset(user).await }).await?;
        print(&format!("HTTP,  {clients:>2} clients"), &figure, disk);
        println!("{:24}{:.0} % of the store alone", "", 100.0 * figure.per_second / bare[place]);
    }
    Ok(())
}

/// The operations over a store.
pub(crate) fn application(store: Arc<dyn Store>) -> Application {
    Application::new(store, Arc::new(SystemClock), Arc::new(SystemEntropy), Arc::new(()))
}

pub(crate) struct Figure {
    per_second: f64,
    middle: Duration,
    slow: Duration,
}

pub(crate) fn print(name: &str, figure: &Figure, disk: Disk) {
    println!(
        "{name:>20}  {:>8.0}/s  {:>8}  median {:>6.2} ms  p99 {:>6.2} ms",
        figure.per_second,
        disk.ratio(figure.per_second),
        figure.middle.as_secs_f64() * 1e3,
        figure.slow.as_secs_f64() * 1e3
    );
}

/// Lets so many clients reset users of their own, one after the other, for five rounds.
pub(crate) async fn rounds<F>(clients: usize, users: Vec<User>, reset: impl Fn(User) -> F) -> Result<Figure>
where
    F: Future<Output = Result<User>>,
{
    let mut shares: Vec<Vec<User>> =
        users.chunks(USERS / clients).take(clients).map(<[User]>::to_vec).collect();
    let mut rates = Vec::new();
    let mut latencies = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let work = shares.iter_mut().map(|share| {
            let reset = &reset;
            async move {
                let mut times = Vec::new();
                for place in (0..share.len()).cycle() {
                    let began = Instant::now();
                    if began.duration_since(start) > ROUND {
                        break;
                    }
                    share[place] = reset(share[place].clone()).await?;
                    times.push(began.elapsed());
                }
                anyhow::Ok(times)
            }
        });
        let times: Vec<Duration> = futures::future::try_join_all(work).await?.into_iter().flatten().collect();
        rates.push(rate(times.len(), start.elapsed()));
        latencies.extend(times);
    }
    Ok(Figure {
        per_second: median(rates),
        middle: percentile(&mut latencies, 0.5),
        slow: percentile(&mut latencies, 0.99),
    })
}

/// These users, enabled for dial-in conferencing.
pub(crate) async fn make_users(application: &Application, numbers: Range<usize>) -> Result<Vec<User>> {
    let users = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move {
            let mut users = Vec::new();
            for number in numbers {
                let request = request(number).map_err(|_| shared::ProblemKind::Internal)?;
                users.push(create_user(transaction, context, &request).await?);
            }
            Ok(users)
        })
    });
    Ok(users.await?)
}

fn request(number: usize) -> Result<CreateUserRequest> {
    let address = format!("user{number}@contoso.example");
    Ok(CreateUserRequest {
        enable: true,
        send_email: Some(false),
        ..CreateUserRequest::new(format!("User {number}"), address.parse()?, address.parse()?)
    })
}

/// With a mail, so that the whole of a reset is measured.
pub(crate) async fn reset(application: &Application, user: User) -> Result<User> {
    let request = ResetConferenceIdRequest { send_email: Some(true), ..ResetConferenceIdRequest::default() };
    let done = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(
            async move { reset_conference_id(transaction, context, user.id, user.version, &request).await },
        )
    });
    Ok(done.await?)
}

impl Server {
    /// So many users that are enabled for dial-in conferencing.
    async fn users(&self, count: usize) -> Result<Vec<User>> {
        let mut client = self.client().await?;
        let mut users = Vec::new();
        for number in 0..count {
            let body = serde_json::to_string(&request(number)?)?;
            let answer = client.request("POST", "/api/v1/users", &self.authorization(), &body).await?;
            users.push(serde_json::from_str(&answer).with_context(|| answer.clone())?);
        }
        Ok(users)
    }

    async fn reset(&self, user: User) -> Result<User> {
        let mut client: Client = self.idle_client().await?;
        let headers = format!("{}If-Match: {}\r\n", self.authorization(), user.version.entity_tag());
        let path = shared::paths::conference_id_reset(user.id);
        let answer = client.request("POST", &path, &headers, "{\"sendEmail\":true}").await?;
        self.put_back(client);
        serde_json::from_str(&answer).with_context(|| answer.clone())
    }
}
