//! Problems: how errors are answered.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{Actor, Error, StoreError};
use http::{HeaderValue, StatusCode, header};
use shared::{Problem, ProblemKind};

use crate::extract::ReaderLanguage;
use crate::state::ApiState;

/// After so many seconds, what waited is done.
const BUSY_SECONDS: u64 = 5;
/// After so many seconds, the passwords that waited have been looked at.
const SIGN_IN_BUSY_SECONDS: u64 = 3;

/// Why a request was not done. It becomes a problem in the reader's language at the router's edge, see
/// [`finish`].
#[derive(Clone, Debug)]
pub(crate) struct ProblemResponse(Arc<Error>);

impl<E: Into<Error>> From<E> for ProblemResponse {
    fn from(error: E) -> Self {
        Self(Arc::new(error.into()))
    }
}

impl IntoResponse for ProblemResponse {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Puts failures into words and adds the headers that every answer has.
pub(crate) async fn finish(State(state): State<ApiState>, request: Request, next: Next) -> Response {
    let language = ReaderLanguage::of(request.headers());
    let mut response = next.run(request).await;
    // What a handler refuses has a body of its own; this is axum's answer to a method that an address does not have.
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.extensions_mut().insert(ProblemResponse::from(ProblemKind::MethodNotAllowed));
    }
    if let Some(ProblemResponse(error)) = response.extensions_mut().remove::<ProblemResponse>() {
        let kind = error.problem();
        let mut problem = Problem::new(&kind, language);
        if let Error::Store(StoreError::Busy) = &*error {
            tracing::warn!("a change was refused, because too many are waiting");
        } else if let Error::Store(error) = &*error {
            let incident = state.application.context(Actor::System).new_uuid();
            tracing::error!(%incident, %error, "a request failed");
            problem.instance = Some(format!("urn:uuid:{incident}"));
        }
        let headers = std::mem::take(response.headers_mut());
        response = problem_response(&kind, &problem);
        for (name, value) in &headers {
            if !matches!(*name, header::CONTENT_TYPE | header::CONTENT_LENGTH) {
                response.headers_mut().append(name, value.clone());
            }
        }
    }
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn problem_response(kind: &ProblemKind, problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    let wait_seconds = match kind {
        ProblemKind::TooManyAttempts { minutes } => Some(minutes * 60),
        ProblemKind::Busy => Some(BUSY_SECONDS),
        ProblemKind::SignInBusy => Some(SIGN_IN_BUSY_SECONDS),
        ProblemKind::Unavailable => Some(1),
        _ => None,
    };
    if let Some(seconds) = wait_seconds {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// The answer at an address that the API does not have.
pub(crate) async fn not_found() -> ProblemResponse {
    ProblemKind::NotFound.into()
}
