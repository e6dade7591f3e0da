//! Requests over the network, by the browser's `fetch`.

use js_sys::{ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit};

use super::transport::Sending;
use super::{ApiError, Method, Request, Response, Transport};
use crate::browser;

/// The browser's `fetch`.
pub(super) struct Fetch;

impl Transport for Fetch {
    fn send<'request>(
        &'request self,
        request: &'request Request,
        signal: Option<&'request AbortSignal>,
    ) -> Sending<'request> {
        Box::pin(async move {
            fetch(request, signal).await.map_err(|_| match signal {
                Some(signal) if signal.aborted() => ApiError::Cancelled,
                _ => ApiError::Unreachable,
            })
        })
    }
}

/// Where the start script keeps what it asked for while the page was still on its way, by the paths.
const EARLY: &str = "konfidEarly";

/// What the start script has asked already, once.
fn asked_early(request: &Request) -> Option<Promise> {
    let (window, early) = (browser::window(), JsValue::from_str(EARLY));
    if request.method != Method::Get {
        // What was asked before a change is old.
        Reflect::delete_property(&window, &early).ok()?;
        return None;
    }
    let early: Object = Reflect::get(&window, &early).ok()?.dyn_into().ok()?;
    let path = JsValue::from_str(&request.path);
    let asked = Reflect::get(&early, &path).ok()?.dyn_into().ok()?;
    Reflect::delete_property(&early, &path).ok()?;
    Some(asked)
}

async fn fetch(request: &Request, signal: Option<&AbortSignal>) -> Result<Response, JsValue> {
    let sent = match asked_early(request) {
        Some(asked) => asked,
        None => send(request, signal)?,
    };
    let response: web_sys::Response = JsFuture::from(sent).await?.dyn_into()?;
    let buffer: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.dyn_into()?;
    Ok(Response { status: response.status(), body: Uint8Array::new(&buffer).to_vec() })
}

fn send(request: &Request, signal: Option<&AbortSignal>) -> Result<Promise, JsValue> {
    let headers = Headers::new()?;
    for (name, value) in &request.headers {
        headers.set(name, value)?;
    }
    let options = RequestInit::new();
    options.set_method(request.method.name());
    options.set_signal(signal);
    if let Some(body) = &request.body {
        headers.set("Content-Type", body.content_type)?;
        options.set_body(&Uint8Array::from(body.bytes.as_slice()));
    }
    options.set_headers(&headers);
    Ok(browser::window().fetch_with_str_and_init(&request.path, &options))
}
