//! What every handler can reach.

use std::future::pending;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use domain::{Application, MailPost};
use futures::future::BoxFuture;
use shared::{Administrator, MailTransportKind};

use crate::client_address::TrustedProxies;
use crate::guess_limit::GuessLimit;
use crate::meeting_updates::Calendars;
use crate::no_post::NoPost;
use crate::organizer::LinkRequests;
use crate::origin::Origin;
use crate::readiness::Readiness;

/// So many links to PINs that do not exist may one address try in a minute: who mistypes one, or opens an old one.
const PIN_LINKS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(20).expect("it is not zero");

/// Runs work beside the requests: `tokio::spawn` on a server, `spawn_local` in the demo.
pub type Spawn = Arc<dyn Fn(BoxFuture<'static, ()>) + Send + Sync>;

/// Is ready after a while: `tokio::time::sleep` on a server.
pub type Sleep = Arc<dyn Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync>;

/// What every handler can reach. Clones are the same state.
#[derive(Clone)]
pub struct ApiState {
    /// The operations.
    pub application: Application,
    /// The origin that browsers know Konfid by, if it is configured. Without it the `Host` header tells.
    pub public_origin: Option<Origin>,
    /// The reverse proxies whose word about the client's address is taken.
    pub trusted_proxies: TrustedProxies,
    /// Whether the database takes changes.
    pub readiness: Readiness,
    /// How many wrong conference IDs an address may ask for.
    pub guess_limit: GuessLimit,
    /// How many links to PINs that do not exist an address may try.
    pub pin_link_limit: GuessLimit,
    /// Whether browsers reach Konfid by https, so that cookies are for https only.
    pub secure_cookies: bool,
    /// How mails leave.
    pub mail_transport: MailTransportKind,
    /// Whoever sends mails.
    pub mails: Arc<dyn MailPost>,
    /// Runs work beside the requests.
    pub spawn: Spawn,
    /// Writes down beside the requests what nobody waits for: that a session or a token was used.
    pub note: Spawn,
    /// Waits; without a timer it never ends. Whoever reads an export too slowly is not waited for any longer.
    pub sleep: Sleep,
    /// The requests for organizers' links that are being worked on.
    pub link_requests: LinkRequests,
    /// The way to calendar servers, where there is one.
    pub calendars: Option<Calendars>,
    /// In the demo everybody is this administrator, and nobody signs in.
    pub demo_administrator: Option<Administrator>,
    /// Konfid's version.
    pub version: Arc<str>,
}

impl ApiState {
    /// The state of a server on http, without SMTP; change the fields for another.
    pub fn new(application: Application, spawn: Spawn) -> Self {
        Self {
            application,
            public_origin: None,
            trusted_proxies: TrustedProxies::default(),
            readiness: Readiness::default(),
            guess_limit: GuessLimit::default(),
            pin_link_limit: GuessLimit::per_minute(PIN_LINKS_PER_MINUTE),
            secure_cookies: false,
            mail_transport: MailTransportKind::Kept,
            mails: Arc::new(NoPost),
            note: spawn.clone(),
            spawn,
            sleep: Arc::new(|_| Box::pin(pending())),
            link_requests: LinkRequests::default(),
            calendars: None,
            demo_administrator: None,
            version: Arc::from(env!("CARGO_PKG_VERSION")),
        }
    }
}
