//! The only client of the server.
//!
//! A component asks for it with [`use_api`] and calls one method a verb. What goes over the wire is of
//! `konfid-shared`; how it goes is the transport's affair.

mod account;
mod accounts;
mod bridges;
mod choice;
mod error;
#[cfg(not(feature = "demo"))]
mod fetch;
mod imports;
mod insight;
mod jobs;
mod mail_templates;
mod mails;
mod meeting_updates;
mod meetings;
mod organizer;
mod overview;
mod pins;
mod session;
mod transport;
mod users;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

pub(crate) use accounts::AccountAct;
pub(crate) use bridges::BridgeChange;
pub(crate) use error::ApiError;
pub(crate) use imports::import_template;
pub(crate) use insight::{AuditLine, audit_csv};
pub(crate) use jobs::job_rows_csv;
pub(crate) use overview::{BridgeLine, OverviewLines};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::{Language, Timestamp, Version, paths};
pub(crate) use transport::{Body, Method, Request, Response, Sending, Transport, read_json};
pub(crate) use users::{UserAct, table, users_csv, users_jsonl};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;

use crate::{browser, tabs};

/// How this build's requests travel.
fn transport() -> Box<dyn Transport> {
    #[cfg(feature = "demo")]
    return Box::new(crate::demo::InBrowser);
    #[cfg(not(feature = "demo"))]
    return Box::new(fetch::Fetch);
}

/// The client. Clones are the same client.
#[derive(Clone)]
pub(crate) struct Api {
    inner: Rc<Inner>,
    signal: Option<web_sys::AbortSignal>,
    /// Told when an organizer's session has ended. An administrator could not help: nothing waits for one.
    organizer: Option<Callback<()>>,
}

struct Inner {
    transport: Box<dyn Transport>,
    language: Cell<Language>,
    /// How far the server's clock is ahead of the browser's, in milliseconds.
    clock: Cell<i64>,
    /// Whether emails leave, as far as the session last told.
    mail_leaves: Cell<bool>,
    /// Told when the session has ended under the page.
    expired: RefCell<Callback<()>>,
    /// Told whether the server could be reached.
    reached: RefCell<Callback<bool>>,
    /// Requests that wait until somebody has signed in again.
    waiting: RefCell<Vec<js_sys::Function>>,
}

impl PartialEq for Api {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

impl Api {
    /// A client over the transport of this build.
    pub(crate) fn new(language: Language) -> Self {
        Self {
            inner: Rc::new(Inner {
                transport: transport(),
                language: Cell::new(language),
                clock: Cell::new(0),
                mail_leaves: Cell::new(true),
                expired: RefCell::default(),
                reached: RefCell::default(),
                waiting: RefCell::default(),
            }),
            signal: None,
            organizer: None,
        }
    }

    /// The same client, whose requests end when the signal says so.
    pub(crate) fn until(&self, signal: web_sys::AbortSignal) -> Self {
        Self { signal: Some(signal), ..self.clone() }
    }

    /// The same client for an organizer: when that session has ended, requests fail at once, and this is told.
    pub(crate) fn for_organizer(&self, ended: Callback<()>) -> Self {
        Self { organizer: Some(ended), ..self.clone() }
    }

    /// Sets the language in which the server answers.
    pub(crate) fn set_language(&self, language: Language) {
        self.inner.language.set(language);
    }

    /// Says whom to tell when the session has ended, and whether the server could be reached.
    pub(crate) fn listen(&self, expired: Callback<()>, reached: Callback<bool>) {
        self.inner.expired.replace(expired);
        self.inner.reached.replace(reached);
    }

    /// The moment now, by the server's clock.
    pub(crate) fn now(&self) -> Timestamp {
        let milliseconds = browser::now().milliseconds().saturating_add_signed(self.inner.clock.get());
        Timestamp::from_milliseconds(milliseconds)
    }

    /// Sends the requests again that were refused while nobody was signed in.
    pub(crate) fn resume(&self) {
        for resolve in self.inner.waiting.take() {
            // A resolver of a promise does not fail.
            let _ = resolve.call0(&JsValue::NULL);
        }
    }

    /// Drops the requests that wait for somebody to sign in: whoever signs out wants nothing of it done later.
    pub(crate) fn give_up(&self) {
        self.inner.waiting.take();
    }

    /// Tells the page that the session has ended.
    pub(crate) fn session_ended(&self) {
        let expired = self.inner.expired.borrow().clone();
        expired.emit(());
    }

    /// Whether emails leave, as far as the session last told. Notices must not promise more.
    pub(crate) fn mail_leaves(&self) -> bool {
        self.inner.mail_leaves.get()
    }

    /// Sets the page's clock by the server's.
    fn set_clock(&self, server: Timestamp) {
        let difference = i64::try_from(server.milliseconds()).unwrap_or_default()
            - i64::try_from(browser::now().milliseconds()).unwrap_or_default();
        self.inner.clock.set(difference);
    }

    /// A file that the server writes.
    pub(crate) fn file(&self, address: String) -> Answer<Vec<u8>, Bytes> {
        self.ask(Request::new(Method::Get, address))
    }

    fn get<T: DeserializeOwned>(&self, path: &str) -> Answer<T> {
        self.change(Request::new(Method::Get, path))
    }

    fn change<T: DeserializeOwned>(&self, request: Request) -> Answer<T> {
        self.ask(request)
    }

    /// For requests whose answer says no more than that it is done.
    fn command(&self, request: Request) -> Answer<(), Nothing> {
        self.ask(request)
    }

    fn ask<T, R: Reading<T>>(&self, request: Request) -> Answer<T, R> {
        Answer { sending: self.send(request), read: PhantomData }
    }

    fn send(&self, request: Request) -> Sending<'static> {
        let api = self.clone();
        Box::pin(async move { api.send_until_answered(request).await })
    }

    /// Sends a request until it gets an answer that is not about the session: when that has ended, the request
    /// waits until somebody has signed in again, so that nothing which was typed is lost.
    async fn send_until_answered(&self, mut request: Request) -> Result<Response, ApiError> {
        request.headers.push(("Accept-Language", self.inner.language.get().tag().to_owned()));
        let about_session = [
            paths::route::SESSION,
            paths::route::SET_UP,
            paths::route::ORGANIZER_SESSION,
            paths::route::ORGANIZER_LINK,
        ]
        .contains(&request.path.as_str());
        // A selection may be long, and the token of a link stays out of addresses.
        let only_asks =
            [paths::route::USERS_SELECTION, paths::route::PIN_LINK_STATE].contains(&request.path.as_str());
        loop {
            let answer = self.inner.transport.send(&request, self.signal.as_ref()).await;
            if !matches!(answer, Err(ApiError::Cancelled)) {
                let reached = self.inner.reached.borrow().clone();
                reached.emit(answer.is_ok());
            }
            let response = answer?;
            match response.status {
                200..=299 => {
                    if request.method != Method::Get && !about_session && !only_asks {
                        tabs::tell(tabs::Word::Changed);
                    }
                    return Ok(response);
                }
                401 if !about_session => match &self.organizer {
                    Some(ended) => {
                        ended.emit(());
                        return Err(ApiError::of(&response));
                    }
                    None => self.wait_for_sign_in().await,
                },
                _ => return Err(ApiError::of(&response)),
            }
        }
    }

    async fn wait_for_sign_in(&self) {
        let signed_in = js_sys::Promise::new(&mut |resolve, _| {
            self.inner.waiting.borrow_mut().push(resolve);
        });
        self.session_ended();
        // The promise is only ever resolved.
        let _ = JsFuture::from(signed_in).await;
    }
}

/// An answer on its way. Sending is the same for all types of answers; only reading them is not.
pub(crate) struct Answer<T, R = Json> {
    sending: Sending<'static>,
    read: PhantomData<fn(R) -> T>,
}

/// How an answer is read. It is a type and no function in a variable, so that reading is loaded with the page that
/// asks (see `pages::later`).
pub(crate) trait Reading<T> {
    fn read(response: Response) -> Result<T, ApiError>;
}

/// What is read is JSON.
pub(crate) enum Json {}

/// Nothing is read.
pub(crate) enum Nothing {}

/// The content is taken as it is.
pub(crate) enum Bytes {}

impl<T: DeserializeOwned> Reading<T> for Json {
    fn read(response: Response) -> Result<T, ApiError> {
        response.json().map_err(|error| unexpected(&error))
    }
}

impl Reading<()> for Nothing {
    fn read(_: Response) -> Result<(), ApiError> {
        Ok(())
    }
}

impl Reading<Vec<u8>> for Bytes {
    fn read(response: Response) -> Result<Vec<u8>, ApiError> {
        Ok(response.body)
    }
}

impl<T, R: Reading<T>> Future for Answer<T, R> {
    type Output = Result<T, ApiError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.sending.as_mut().poll(context).map(|response| R::read(response?))
    }
}

#[inline(never)]
fn unexpected(error: &JsValue) -> ApiError {
    web_sys::console::error_1(error);
    ApiError::Unexpected
}

impl Request {
    /// With this value as JSON.
    #[must_use]
    fn json(mut self, value: &impl Serialize) -> Self {
        self.body = Some(Body {
            content_type: "application/json",
            bytes: serde_json::to_vec(value).unwrap_or_default(),
        });
        self
    }

    /// Only if the resource still has this version.
    #[must_use]
    fn if_match(mut self, version: Version) -> Self {
        self.headers.push(("If-Match", version.entity_tag()));
        self
    }

    /// Once only, however often it is sent with this key.
    #[must_use]
    fn once(mut self, key: &IdempotencyKey) -> Self {
        self.headers.push(("Idempotency-Key", key.0.to_string()));
        self
    }
}

/// Makes a request that is sent twice happen once. Make one when a dialog opens and keep it until it closes:
/// then a second try after a lost answer is the same request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IdempotencyKey(uuid::Uuid);

impl IdempotencyKey {
    /// A new key.
    pub(crate) fn new() -> Self {
        let mut bytes = [0; 16];
        // `crypto.randomUUID` exists only on https; this exists everywhere.
        if let Ok(crypto) = browser::window().crypto() {
            // It fails only for more than 65,536 bytes.
            let _ = crypto.get_random_values_with_u8_array(&mut bytes);
        }
        Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
    }
}

/// The client.
#[hook]
pub(crate) fn use_api() -> Api {
    use_context().expect("the application provides the client")
}
