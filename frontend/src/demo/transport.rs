//! Requests to the router within the page.

use axum::body::{Body, to_bytes};
use tower::ServiceExt as _;
use web_sys::AbortSignal;

use super::DEMO;
use super::cookies::Jar;
use crate::api::{ApiError, Request, Response, Sending, Transport};

/// Takes requests to the router within the page.
pub(crate) struct InBrowser;

impl Transport for InBrowser {
    fn send<'request>(
        &'request self,
        request: &'request Request,
        signal: Option<&'request AbortSignal>,
    ) -> Sending<'request> {
        Box::pin(async move {
            let answer = answer(request).await;
            if signal.is_some_and(AbortSignal::aborted) {
                return Err(ApiError::Cancelled);
            }
            answer.ok_or(ApiError::Unreachable)
        })
    }
}

/// The router's answer; none while the demo is being started over.
async fn answer(request: &Request) -> Option<Response> {
    let router = DEMO.with_borrow(|demo| demo.as_ref().map(|demo| demo.router.clone()))?;
    let mut builder = http::Request::builder().method(request.method.name()).uri(&request.path);
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    if let Some(cookies) = Jar::read().header() {
        builder = builder.header(http::header::COOKIE, cookies);
    }
    let body = match &request.body {
        Some(body) => {
            builder = builder.header(http::header::CONTENT_TYPE, body.content_type);
            Body::from(body.bytes.clone())
        }
        None => Body::empty(),
    };
    let Ok(answer) = router.oneshot(builder.body(body).ok()?).await;
    let status = answer.status().as_u16();
    let set: Vec<&str> = answer
        .headers()
        .get_all(http::header::SET_COOKIE)
        .iter()
        .filter_map(|set| set.to_str().ok())
        .collect();
    if !set.is_empty() {
        // Another answer may have set some meanwhile.
        let mut jar = Jar::read();
        for set in set {
            jar.set(set);
        }
        jar.write();
    }
    let body = to_bytes(answer.into_body(), usize::MAX).await.ok()?.to_vec();
    Some(Response { status, body })
}
