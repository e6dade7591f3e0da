//! How requests travel: over the network, or in the demo to a router within the page.

use std::future::Future;
use std::pin::Pin;

use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::ApiError;

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// The name on the wire.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A request.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// The method.
    pub(crate) method: Method,
    /// The path and query, beginning with `/`.
    pub(crate) path: String,
    /// Names and values of headers.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// What is sent.
    pub(crate) body: Option<Body>,
}

/// What a request sends.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// The media type.
    pub(crate) content_type: &'static str,
    /// The content.
    pub(crate) bytes: Vec<u8>,
}

impl Request {
    /// A request without a body.
    pub(crate) fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), headers: Vec::new(), body: None }
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The content.
    pub(crate) body: Vec<u8>,
}

impl Response {
    /// The content, which is JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, JsValue> {
        read_json(&String::from_utf8_lossy(&self.body))
    }
}

/// Reads JSON: the browser parses it, and Serde makes our types of what it found.
pub(crate) fn read_json<T: DeserializeOwned>(json: &str) -> Result<T, JsValue> {
    Ok(serde_wasm_bindgen::from_value(js_sys::JSON::parse(json)?)?)
}

/// A request on its way.
pub(crate) type Sending<'request> = Pin<Box<dyn Future<Output = Result<Response, ApiError>> + 'request>>;

/// Takes requests to where they are answered.
pub(crate) trait Transport {
    /// Sends a request; when the signal says so, it ends as [`ApiError::Cancelled`].
    fn send<'request>(
        &'request self,
        request: &'request Request,
        signal: Option<&'request web_sys::AbortSignal>,
    ) -> Sending<'request>;
}
