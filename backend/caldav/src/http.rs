//! Requests to a calendar server: signed in, bounded in time and size, and never to anybody else.

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::header::{AUTHORIZATION, LOCATION, USER_AGENT};
use http::response::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use libdav::requests::{DavRequest, ParseResponseError};
use shared::MeetingUpdateReason;
use url::Url;

use crate::account::Account;
use crate::reach::Resolver;
use crate::trouble::{Trouble, reason_of_connection};
use crate::xml::{self, XmlLimits};

/// The client that all accounts share, with its connections.
pub(crate) type HttpClient = Client<HttpsConnector<HttpConnector<Resolver>>, Full<Bytes>>;

const REDIRECTS_MAX: usize = 5;

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Its answer, whatever the status.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Where it came from at last.
    pub(crate) url: Url,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Ask {
    pub(crate) fn new(method: Method, url: Url) -> Self {
        Self { method, url, headers: HeaderMap::new(), body: Bytes::new() }
    }

    pub(crate) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }
}

/// The value of `Authorization` for a name and a password.
pub(crate) fn basic(username: &str, password: &str) -> HeaderValue {
    let text = format!("Basic {}", BASE64_STANDARD.encode(format!("{username}:{password}")));
    // Base64 is always a valid value; should it not be, nobody signs in.
    let mut value = HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("Basic"));
    value.set_sensitive(true);
    value
}

impl Account {
    /// Sends a request; follows redirections, but never with a write.
    pub(crate) async fn send(&self, ask: Ask) -> Result<Answer, Trouble> {
        // The semaphore lives as long as the account and is never closed.
        let _permit = self.permits.acquire().await;
        let mut url = ask.url.clone();
        for _ in 0..=REDIRECTS_MAX {
            let answer = self.send_to(&ask, url).await?;
            if !answer.status.is_redirection() || ask.method == Method::PUT {
                return Ok(answer);
            }
            let location = answer.headers.get(LOCATION).and_then(|location| location.to_str().ok());
            let Some(next) = location.and_then(|location| answer.url.join(location).ok()) else {
                return Ok(answer);
            };
            url = next;
        }
        Err(Trouble::Nonsense)
    }

    async fn send_to(&self, ask: &Ask, url: Url) -> Result<Answer, Trouble> {
        if !self.address.may_lead_to(&url) {
            // A server that sends elsewhere gets no password taken there.
            return Err(Trouble::NoAnswer(MeetingUpdateReason::NotCalDav));
        }
        let client = self.client(&url).map_err(Trouble::NoAnswer)?;
        let uri: Uri = url.as_str().parse().map_err(|_| Trouble::Nonsense)?;
        let mut request = Request::new(Full::new(ask.body.clone()));
        *request.method_mut() = ask.method.clone();
        *request.uri_mut() = uri;
        *request.headers_mut() = ask.headers.clone();
        request.headers_mut().insert(AUTHORIZATION, self.authorization.clone());
        request.headers_mut().insert(USER_AGENT, HeaderValue::from_static("Konfid"));
        let answer = tokio::time::timeout(self.options.longest_request, async {
            let response = client
                .request(request)
                .await
                .map_err(|error| Trouble::NoAnswer(reason_of_connection(&error)))?;
            let (parts, body) = response.into_parts();
            let body = Limited::new(body, self.options.largest_answer).collect().await;
            let body = body.map_err(|error| {
                let is_too_large = error.is::<LengthLimitError>();
                if is_too_large {
                    Trouble::TooLarge
                } else {
                    Trouble::NoAnswer(MeetingUpdateReason::Unreachable)
                }
            })?;
            let body = body.to_bytes();
            Ok(Answer { url, status: parts.status, headers: parts.headers, body })
        });
        answer.await.unwrap_or(Err(Trouble::NoAnswer(MeetingUpdateReason::Unreachable)))
    }

    /// Sends a request that `libdav` knows how to write, about what is at `url`, and gives the raw answer.
    pub(crate) async fn send_dav(&self, url: &Url, request: &impl DavRequest) -> Result<Answer, Trouble> {
        let base: Uri = url.as_str().parse().map_err(|_| Trouble::Nonsense)?;
        let prepared = request.prepare_request(base).map_err(|_| Trouble::Nonsense)?;
        let (parts, body) = prepared.into_parts();
        let ask = Ask { method: parts.method, url: url.clone(), headers: parts.headers, body: body.into() };
        self.send(ask).await
    }

    /// Reads an answer that says it was done: first whether it may be read at all, then as `read` does. Both happen away
    /// from the threads that serve everybody.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        answer: Answer,
        read: impl FnOnce(&Parts, &[u8]) -> Result<T, ParseResponseError> + Send + 'static,
    ) -> Result<T, Trouble> {
        if !answer.status.is_success() {
            return Err(Trouble::Status(answer.status));
        }
        let done = self.reading_pool().read(move || {
            xml::check(&answer.body, &XmlLimits::USUAL)?;
            let mut response = http::Response::new(());
            *response.status_mut() = answer.status;
            *response.headers_mut() = answer.headers;
            let (parts, ()) = response.into_parts();
            Ok(read(&parts, &answer.body)?)
        });
        done.await?
    }
}

/// How requests are bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) longest_request: Duration,
    pub(crate) largest_answer: usize,
}
