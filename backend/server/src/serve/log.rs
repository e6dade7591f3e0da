//! The log of requests. It names the route, never the address itself: that may hold a conference ID, a name that
//! somebody searched for, or a secret.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use http::Method;

/// Notes what was asked and how it ended: what changes something or fails always, what only looks when wanted.
pub(super) async fn log(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("(page)", MatchedPath::as_str);
    let status = response.status();
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    let milliseconds = format_args!("{milliseconds:.1}");
    if status.is_server_error() {
        tracing::error!(%method, route, status = status.as_u16(), %milliseconds, "request");
    } else if matches!(method, Method::GET | Method::HEAD) {
        tracing::debug!(%method, route, status = status.as_u16(), %milliseconds, "request");
    } else {
        tracing::info!(%method, route, status = status.as_u16(), %milliseconds, "request");
    }
    response
}
