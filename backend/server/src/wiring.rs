//! Putting the parts together.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use api::{ApiState, Calendars, Origin};
use axum::Router;
use caldav::{CalDavServers, CalendarHosts, Connector, ConnectorOptions, FileKeySealer};
use domain::mail_queue::QueueOptions;
use domain::{Application, Bell, Store};
use futures::future::BoxFuture;
use mailer::{Keep, MailTransport, Outbox, OutboxOptions, SmtpOptions, SmtpTransport};
use shared::{EmailAddress, MailTransportKind};
use worker::WorkerBell;

use crate::command_error::{CommandError, Result};
use crate::configuration::{Configuration, Values};
use crate::hashing_pool::HashingPool;
use crate::system::{SystemClock, SystemEntropy};
use crate::web;

/// The operations over a database. The bell rings after every commit.
pub(crate) fn application(store: Arc<dyn Store>, bell: Arc<dyn Bell>) -> Application {
    Application::new(store, Arc::new(SystemClock), Arc::new(SystemEntropy), bell)
        .with_hashing(Arc::new(HashingPool::new()))
}

/// What the API works with on a machine of its own.
pub(crate) fn api_state(application: Application) -> ApiState {
    // Whoever reads has a thread of its own, outside of the runtime that has the timer.
    let runtime = tokio::runtime::Handle::current();
    let sleep = move |duration| -> BoxFuture<'static, ()> {
        let _runtime = runtime.enter();
        Box::pin(tokio::time::sleep(duration))
    };
    let state = ApiState::new(application, Arc::new(|work| drop(tokio::spawn(work))));
    ApiState { sleep: Arc::new(sleep), ..state }
}

/// What the API works with on a server.
pub(crate) fn server_state(
    application: Application,
    configuration: &Configuration,
    kind: MailTransportKind,
    calendars: Calendars,
) -> ApiState {
    let public_origin = configuration.public_url.as_ref().and_then(|url| Origin::of(url.as_str()));
    let secure_cookies = public_origin.as_ref().is_some_and(Origin::is_secure);
    ApiState {
        public_origin,
        secure_cookies,
        trusted_proxies: configuration.trusted_proxies.clone(),
        guess_limit: configuration.guess_limit.clone(),
        mail_transport: kind,
        calendars: Some(calendars),
        ..api_state(application)
    }
}

/// The API alone, as the command line uses it without a server.
pub(crate) fn api_router(
    application: Application,
    calendars: Option<CalendarRoute>,
    mails: Option<MailRoute>,
) -> Router {
    let application = match &calendars {
        Some(route) => application.with_pepper(route.sealer.pepper()),
        None => application,
    };
    let calendars = calendars.map(|route| route.calendars());
    let state = ApiState { calendars, ..api_state(application.clone()) };
    api::router(match mails {
        Some(route) => ApiState {
            mail_transport: route.transport.kind(),
            mails: Arc::new(Outbox::new(application, route.transport, route.options)),
            ..state
        },
        None => state,
    })
}

/// Wakes the workers after every commit; each sees for itself whether there is something for it.
#[derive(Clone)]
pub(crate) struct Bells {
    pub(crate) mails: WorkerBell,
    pub(crate) meetings: WorkerBell,
    pub(crate) jobs: WorkerBell,
}

impl Bell for Bells {
    fn ring(&self) {
        self.mails.ring();
        self.meetings.ring();
        self.jobs.ring();
    }
}

/// The way to calendar servers, and the key that seals the passwords to them. Organizer PINs are hashed with it too.
pub(crate) struct CalendarRoute {
    pub(crate) connector: Connector,
    pub(crate) sealer: Arc<FileKeySealer>,
}

impl CalendarRoute {
    /// Opens the key; makes one at the first start.
    pub(crate) fn open(configuration: &Configuration) -> Result<Self> {
        Self::with_key(&configuration.key_file(), configuration.calendar_hosts.clone())
    }

    /// Opens the key if a server has made one: it must belong to whoever runs the server.
    pub(crate) fn open_existing(values: &Values) -> Result<Option<Self>> {
        let file = values.key_file()?;
        // A command line is no organizer, so it may ask every host.
        if file.exists() { Self::with_key(&file, Vec::new()).map(Some) } else { Ok(None) }
    }

    fn with_key(file: &Path, hosts: Vec<String>) -> Result<Self> {
        let sealer = FileKeySealer::open(file).map_err(|error| {
            CommandError::new(format!("The key file {} cannot be used: {error}.", file.display()))
        })?;
        let connector = Connector::new(ConnectorOptions::default(), CalendarHosts::new(hosts));
        Ok(Self { connector, sealer: Arc::new(sealer) })
    }

    /// The same, for the API.
    pub(crate) fn calendars(&self) -> Calendars {
        let servers = Arc::new(CalDavServers::new(self.connector.clone()));
        Calendars { servers, sealer: self.sealer.clone() }
    }
}

/// The way mails leave.
pub(crate) struct MailRoute {
    pub(crate) transport: Arc<dyn MailTransport>,
    pub(crate) options: OutboxOptions,
}

/// The way mails leave, with links that lead to `page`.
pub(crate) fn mail_route(configuration: &Configuration, page: &str) -> Result<MailRoute> {
    let named = configuration.named_sender();
    let sender_is_named = named.is_some();
    let sender = match named {
        Some(sender) => sender,
        None => default_sender(configuration)?,
    };
    let reply_to = configuration.reply_to.clone();
    let queue = QueueOptions {
        connections: configuration.smtp_connections,
        per_minute: configuration.smtp_per_minute,
        ..QueueOptions::default()
    };
    let options = OutboxOptions {
        calendars: true,
        sender_is_named,
        reply_to,
        queue,
        ..OutboxOptions::new(page, sender)
    };
    let Some(url) = &configuration.smtp else {
        return Ok(MailRoute { transport: Arc::new(Keep), options });
    };
    let hello = configuration.public_host().map(str::to_owned);
    let authority = configuration.smtp_authority.clone();
    let token = configuration.smtp_token.clone();
    let transport =
        SmtpTransport::new(url.clone(), SmtpOptions { hello, authority, token, ..SmtpOptions::default() })
            .map_err(|error| CommandError::new(format!("The SMTP server {url} cannot be used: {error}.")))?;
    // Whoever takes an email can keep it for that long, and some time to wait for its turn.
    let longest_send = transport.longest_send();
    let lease = longest_send + Duration::from_mins(10);
    let options = OutboxOptions { longest_send, lease, ..options };
    Ok(MailRoute { transport: Arc::new(transport), options })
}

/// The sender when nobody has named one: `konfid` at the public host, or at a host that cannot exist.
fn default_sender(configuration: &Configuration) -> Result<EmailAddress> {
    [configuration.public_host(), Some(web::NO_HOST)]
        .into_iter()
        .flatten()
        .find_map(|host| format!("konfid@{host}").parse().ok())
        .ok_or_else(|| CommandError::new("No sender address is set for email. Set one with --sender."))
}
