//! Who may do something: tokens, sessions, and requests from other sites.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::Actor;
use domain::operations::sessions::{KnownSession, authenticate_session, authenticate_token, extend_session};
use http::uri::Authority;
use http::{HeaderMap, Method, header};
use shared::{Administrator, ProblemKind, Timestamp};

use crate::extract::Authenticated;
use crate::origin::is_same_origin;
use crate::problem::Failure;
use crate::session::cookie;
use crate::state::ApiState;

/// Somebody whom Konfid knows.
pub(crate) enum Known {
    /// The demo's administrator.
    Demo(Administrator),
    /// A script with a token.
    Token(Actor),
    /// An administrator in a browser.
    Session(KnownSession),
}

impl Known {
    /// As the audit log names them.
    pub(crate) fn actor(&self) -> Actor {
        match self {
            Self::Demo(administrator) => Actor::Administrator(administrator.clone()),
            Self::Token(actor) => actor.clone(),
            Self::Session(session) => Actor::Administrator(session.administrator.clone()),
        }
    }

    /// The administrator, unless it is a script.
    pub(crate) fn administrator(&self) -> Option<&Administrator> {
        match self {
            Self::Demo(administrator) => Some(administrator),
            Self::Token(_) => None,
            Self::Session(session) => Some(&session.administrator),
        }
    }

    /// When the session ends.
    pub(crate) const fn expires_at(&self) -> Option<Timestamp> {
        match self {
            Self::Demo(_) | Self::Token(_) => None,
            Self::Session(session) => Some(session.expires_at),
        }
    }
}

/// Lets only those through whom Konfid knows, and makes their session last longer.
pub(crate) async fn require_sign_in(State(state): State<ApiState>, request: Request, next: Next) -> Response {
    match admit(&state, request, next).await {
        Ok(response) => response,
        Err(failure) => failure.into_response(),
    }
}

async fn admit(state: &ApiState, mut request: Request, next: Next) -> Result<Response, Failure> {
    let known = who_asks(state, request.headers()).await?.ok_or(ProblemKind::SignInRequired)?;
    request.extensions_mut().insert(Authenticated(known.actor()));
    let Known::Session(session) = known else { return Ok(next.run(request).await) };
    // Browsers send the cookie by themselves, so a request that changes something must come from our own page.
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        require_same_origin(state, request.headers(), request.uri().authority())?;
    }
    let expires_at = session.expires_at;
    let session = extend_session(&state.konfid, session).await?;
    let secret = cookie::secret(request.headers(), state.secure_cookies).map(str::to_owned);
    let mut response = next.run(request).await;
    if session.expires_at != expires_at
        && let Some(secret) = secret
    {
        let lifetime = session.expires_at.since(state.konfid.now());
        let value = cookie::keep(&secret, lifetime, state.secure_cookies);
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(response)
}

/// Whom the token or the cookie belongs to. A token that is not good is not made up for by a cookie.
pub(crate) async fn who_asks(state: &ApiState, headers: &HeaderMap) -> Result<Option<Known>, Failure> {
    if let Some(administrator) = &state.demo_administrator {
        return Ok(Some(Known::Demo(administrator.clone())));
    }
    let now = state.konfid.now();
    if let Some(authorization) = headers.get(header::AUTHORIZATION) {
        let Some(token) = authorization.to_str().ok().and_then(bearer).map(str::to_owned) else {
            return Ok(None);
        };
        let read = state
            .konfid
            .read(move |read| Box::pin(async move { authenticate_token(read, now, &token).await }));
        return Ok(read.await?.map(Known::Token));
    }
    let Some(secret) = cookie::secret(headers, state.secure_cookies).map(str::to_owned) else {
        return Ok(None);
    };
    let read = state
        .konfid
        .read(move |read| Box::pin(async move { authenticate_session(read, now, &secret).await }));
    Ok(read.await?.map(Known::Session))
}

/// Refuses what a browser sends from another site's page.
pub(crate) fn require_same_origin(
    state: &ApiState,
    headers: &HeaderMap,
    authority: Option<&Authority>,
) -> Result<(), Failure> {
    let demo = state.demo_administrator.is_some();
    if demo || is_same_origin(headers, authority, state.public_origin.as_ref()) {
        Ok(())
    } else {
        Err(ProblemKind::CrossOrigin.into())
    }
}

fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
