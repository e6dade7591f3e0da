//! Calendar accounts and the way to them.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use domain::CalendarReach;
use http::HeaderValue;
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::RootCertStore;
use rustls::crypto::ring;
use shared::MeetingUpdateReason;
use tokio::sync::Semaphore;
use url::Url;

use crate::address::CalendarAddress;
use crate::http::{Bounds, HttpClient, basic};
use crate::reach::{CalendarHosts, Resolver, is_inside};
use crate::reading_pool::ReadingPool;
use crate::xml::XmlLimits;

/// How Konfid talks to calendar servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectorOptions {
    /// The longest wait for a connection.
    pub longest_connect: Duration,
    /// The longest wait for a whole answer.
    pub longest_request: Duration,
    /// The largest answer, in bytes; a server cannot make Konfid run out of memory.
    pub largest_answer: usize,
    /// How many requests go to one account at the same time.
    pub parallel: usize,
    /// How many answers are read at the same time, of all accounts.
    pub reading: usize,
}

impl Default for ConnectorOptions {
    fn default() -> Self {
        Self {
            longest_connect: Duration::from_secs(10),
            longest_request: Duration::from_mins(1),
            largest_answer: XmlLimits::USUAL.bytes,
            parallel: 4,
            reading: 2,
        }
    }
}

/// The way to calendar servers; accounts share its connections. Cloning is cheap.
#[derive(Clone)]
pub struct Connector {
    anywhere: HttpClient,
    public: HttpClient,
    hosts: CalendarHosts,
    options: ConnectorOptions,
    reading_pool: ReadingPool,
}

impl Connector {
    /// A way that trusts the certificates this machine trusts. Organizers' calendars may be on public hosts, and on
    /// these.
    pub fn new(options: ConnectorOptions, hosts: CalendarHosts) -> Self {
        let (anywhere, public) = (client(options, false), client(options, true));
        Self { anywhere, public, hosts, options, reading_pool: ReadingPool::new(options.reading) }
    }

    /// An account; nothing is sent yet.
    pub fn account(
        &self,
        address: CalendarAddress,
        username: &str,
        password: &str,
        reach: CalendarReach,
    ) -> Account {
        Account {
            connector: self.clone(),
            address,
            reach,
            authorization: basic(username, password),
            options: Bounds {
                longest_request: self.options.longest_request,
                largest_answer: self.options.largest_answer,
            },
            parallel: self.options.parallel.max(1),
            permits: Arc::new(Semaphore::new(self.options.parallel.max(1))),
        }
    }

    /// The client for this address; each redirection is judged anew.
    pub(crate) fn client(&self, url: &Url, reach: CalendarReach) -> Result<&HttpClient, MeetingUpdateReason> {
        match reach {
            CalendarReach::Anywhere => Ok(&self.anywhere),
            CalendarReach::Public if self.hosts.list(url) => Ok(&self.anywhere),
            CalendarReach::Public if is_inside(url) => Err(MeetingUpdateReason::NotPublic),
            CalendarReach::Public => Ok(&self.public),
        }
    }
}

fn client(options: ConnectorOptions, public_only: bool) -> HttpClient {
    // The largest head of an answer. What comes at once is also read at once, and a server can send heads of provisional
    // answers without an end: the smaller, the sooner others have their turn.
    const LARGEST_HEAD: usize = 32 << 10;
    let mut tcp = HttpConnector::new_with_resolver(Resolver::new(public_only));
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_connect_timeout(Some(options.longest_connect));
    let builder = HttpsConnectorBuilder::new();
    let builder = match builder.with_provider_and_native_roots(ring::default_provider()) {
        Ok(builder) => builder,
        Err(error) => {
            tracing::warn!(%error, "this machine trusts no certificate authority, so calendar servers over TLS cannot be used");
            HttpsConnectorBuilder::new().with_tls_config(nobody_trusted())
        }
    };
    let connector = builder.https_or_http().enable_http1().wrap_connector(tcp);
    Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(Duration::from_secs(30))
        .http1_max_buf_size(LARGEST_HEAD)
        .build(connector)
}

impl Default for Connector {
    fn default() -> Self {
        Self::new(ConnectorOptions::default(), CalendarHosts::default())
    }
}

impl fmt::Debug for Connector {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Connector").field("options", &self.options).finish_non_exhaustive()
    }
}

fn nobody_trusted() -> rustls::ClientConfig {
    let provider = Arc::new(ring::default_provider());
    match rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions() {
        Ok(builder) => builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth(),
        Err(_) => rustls::ClientConfig::builder()
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth(),
    }
}

/// A calendar account: where it is and how one signs in. Cloning is cheap.
#[derive(Clone)]
pub struct Account {
    connector: Connector,
    pub(crate) address: CalendarAddress,
    reach: CalendarReach,
    pub(crate) authorization: HeaderValue,
    pub(crate) options: Bounds,
    pub(crate) parallel: usize,
    pub(crate) permits: Arc<Semaphore>,
}

impl Account {
    /// The client for this address, if it may be asked.
    pub(crate) fn client(&self, url: &Url) -> Result<&HttpClient, MeetingUpdateReason> {
        self.connector.client(url, self.reach)
    }

    /// Where what the server answers is read.
    pub(crate) fn reading_pool(&self) -> &ReadingPool {
        &self.connector.reading_pool
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The password stays out of it.
        formatter.debug_struct("Account").field("address", &self.address).finish_non_exhaustive()
    }
}
