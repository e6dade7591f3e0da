//! Who may do something: tokens, sessions, and requests from other sites.

use axum::RequestExt as _;
use axum::extract::{RawPathParams, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::operations::organizers::{
    KnownOrganizer, authenticate_organizer, extend_organizer_session, organizer_session_end,
};
use domain::operations::sessions::{
    KnownSession, authenticate_session, authenticate_token, extend_session, session_end,
};
use domain::operations::tokens::note_token_use;
use domain::{Actor, SecretHash, TokenRecord};
use http::uri::Authority;
use http::{HeaderMap, Method, header};
use shared::{Administrator, MeetingId, MeetingUpdateId, ProblemKind, Role, Timestamp, UserId};

use crate::extract::Authenticated;
use crate::organizer::cookie::ORGANIZER;
use crate::origin::is_same_origin;
use crate::permission::Permission;
use crate::problem::ProblemResponse;
use crate::session::cookie::{ADMINISTRATOR, Cookie};
use crate::state::ApiState;

/// Somebody whom Konfid knows.
pub(crate) enum Known {
    /// The demo's administrator.
    Demo(Administrator),
    /// A script with a token.
    Token(TokenRecord),
    /// An administrator in a browser.
    Session(KnownSession),
}

impl Known {
    /// As the audit log names them.
    pub(crate) fn actor(&self) -> Actor {
        match self {
            Self::Demo(administrator) => administrator.clone().into(),
            Self::Token(token) => token.into(),
            Self::Session(session) => session.administrator.clone().into(),
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

    /// What they may do. A token does what an administrator does.
    const fn role(&self) -> Role {
        match self {
            Self::Demo(_) | Self::Token(_) => Role::Administrator,
            Self::Session(session) => session.role,
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

/// Lets only those through whom Konfid knows and whose role has the permission, and makes their session last longer.
pub(crate) async fn require_sign_in(
    State((state, permission)): State<(ApiState, Permission)>,
    request: Request,
    next: Next,
) -> Response {
    match admit(&state, permission, request, next).await {
        Ok(response) => response,
        Err(failure) => failure.into_response(),
    }
}

/// Lets an organizer through to what is their own, and everybody else like [`require_sign_in`]. Whoever is an
/// administrator in the same browser acts as the administrator.
pub(crate) async fn require_owner(
    State((state, permission)): State<(ApiState, Permission)>,
    request: Request,
    next: Next,
) -> Response {
    match admit_owner(&state, permission, request, next).await {
        Ok(response) => response,
        Err(failure) => failure.into_response(),
    }
}

async fn admit(
    state: &ApiState,
    permission: Permission,
    mut request: Request,
    next: Next,
) -> Result<Response, ProblemResponse> {
    let known = who_asks(state, request.headers()).await?.ok_or(ProblemKind::SignInRequired)?;
    if !permission.is_held_by(known.role()) {
        return Err(ProblemKind::NotPermitted.into());
    }
    request.extensions_mut().insert(Authenticated(known.actor()));
    let session = match known {
        Known::Session(session) => session,
        Known::Demo(_) => return Ok(next.run(request).await),
        Known::Token(token) => {
            beside(state, "the use of a token could not be noted", {
                let application = state.application.clone();
                async move { note_token_use(&application, &token).await }
            });
            return Ok(next.run(request).await);
        }
    };
    require_own_page(state, &request)?;
    let before = session.expires_at;
    let after = session_end(&session, state.application.now());
    if after != before {
        beside(state, "a session could not be extended", {
            let application = state.application.clone();
            async move { extend_session(&application, session, after).await }
        });
    }
    Ok(run_and_keep(state, ADMINISTRATOR, before, after, request, next).await)
}

async fn admit_owner(
    state: &ApiState,
    permission: Permission,
    mut request: Request,
    next: Next,
) -> Result<Response, ProblemResponse> {
    // A token that is not good is not made up for by a cookie.
    let has_token = request.headers().contains_key(header::AUTHORIZATION);
    if has_token || who_asks(state, request.headers()).await?.is_some() {
        return admit(state, permission, request, next).await;
    }
    let organizer = which_organizer(state, request.headers()).await?.ok_or(ProblemKind::SignInRequired)?;
    require_own_page(state, &request)?;
    // For what belongs to others somebody else must sign in.
    if owner(state, &mut request).await? != Some(organizer.user.id) {
        return Err(ProblemKind::SignInRequired.into());
    }
    request.extensions_mut().insert(Authenticated(Actor::organizer(&organizer.user)));
    let before = organizer.record.expires_at;
    let after = organizer_session_end(&organizer.record, state.application.now());
    if after != before {
        beside(state, "an organizer's session could not be extended", {
            let application = state.application.clone();
            async move { extend_organizer_session(&application, organizer.record, after).await }
        });
    }
    Ok(run_and_keep(state, ORGANIZER, before, after, request, next).await)
}

/// Whom a request is about, by the parameter in its address; `None` if there is nobody.
async fn owner(state: &ApiState, request: &mut Request) -> Result<Option<UserId>, ProblemResponse> {
    let parameters = request.extract_parts::<RawPathParams>().await.map_err(|_| ProblemKind::NotFound)?;
    let Some((name, value)) = parameters.iter().next() else { return Ok(None) };
    match name {
        "user" => Ok(value.parse().ok()),
        "update" => {
            let Ok(update) = value.parse::<MeetingUpdateId>() else { return Ok(None) };
            let read = state
                .application
                .in_snapshot(move |read| Box::pin(async move { Ok(read.meeting_update(update).await?) }));
            Ok(read.await?.map(|record| record.meeting.user))
        }
        "meeting" => {
            let Ok(meeting) = value.parse::<MeetingId>() else { return Ok(None) };
            let read = state
                .application
                .in_snapshot(move |read| Box::pin(async move { Ok(read.meeting(meeting).await?) }));
            Ok(read.await?.map(|record| record.organizer))
        }
        _ => Ok(None),
    }
}

/// Browsers send cookies by themselves, so a request that changes something must come from our own page.
fn require_own_page(state: &ApiState, request: &Request) -> Result<(), ProblemResponse> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    require_same_origin(state, request.headers(), request.uri().authority())
}

/// Writes something down beside the request, which neither waits for it nor fails with it: whoever reads must not wait
/// for those who write.
fn beside(
    state: &ApiState,
    failed: &'static str,
    work: impl Future<Output = domain::Result<()>> + Send + 'static,
) {
    (state.note)(Box::pin(async move {
        if let Err(error) = work.await {
            tracing::warn!(%error, "{failed}");
        }
    }));
}

/// Runs the request, and has the browser keep the secret longer if the session was extended.
async fn run_and_keep(
    state: &ApiState,
    cookie: Cookie,
    before: Timestamp,
    after: Timestamp,
    request: Request,
    next: Next,
) -> Response {
    let secret = cookie.secret(request.headers(), state.secure_cookies).map(str::to_owned);
    let mut response = next.run(request).await;
    if after != before
        && let Some(secret) = secret
    {
        let value = cookie.keep(&secret, after.since(state.application.now()), state.secure_cookies);
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// The organizer whom the cookie belongs to.
pub(crate) async fn which_organizer(
    state: &ApiState,
    headers: &HeaderMap,
) -> Result<Option<KnownOrganizer>, ProblemResponse> {
    let now = state.application.now();
    let Some(secret) = ORGANIZER.secret(headers, state.secure_cookies).map(str::to_owned) else {
        return Ok(None);
    };
    let read = state
        .application
        .look_up(move |read| Box::pin(async move { authenticate_organizer(read, now, &secret).await }));
    Ok(read.await?)
}

/// Whom the token or the cookie belongs to. A token that is not good is not made up for by a cookie.
pub(crate) async fn who_asks(
    state: &ApiState,
    headers: &HeaderMap,
) -> Result<Option<Known>, ProblemResponse> {
    if let Some(administrator) = &state.demo_administrator {
        return Ok(Some(Known::Demo(administrator.clone())));
    }
    let now = state.application.now();
    if let Some(authorization) = headers.get(header::AUTHORIZATION) {
        let Some(token) = authorization.to_str().ok().and_then(bearer).map(str::to_owned) else {
            return Ok(None);
        };
        let read = state
            .application
            .look_up(move |read| Box::pin(async move { authenticate_token(read, now, &token).await }));
        return Ok(read.await?.map(Known::Token));
    }
    let Some(secret) = ADMINISTRATOR.secret(headers, state.secure_cookies).map(str::to_owned) else {
        return Ok(None);
    };
    let read = state
        .application
        .look_up(move |read| Box::pin(async move { authenticate_session(read, now, &secret).await }));
    Ok(read.await?.map(Known::Session))
}

/// What the store knows the session by that asks, if it is one.
pub(crate) fn current_session(known: Option<Known>) -> Option<SecretHash> {
    match known {
        Some(Known::Session(session)) => Some(session.secret),
        Some(Known::Demo(_) | Known::Token(_)) | None => None,
    }
}

/// Refuses what a browser sends from another site's page.
pub(crate) fn require_same_origin(
    state: &ApiState,
    headers: &HeaderMap,
    authority: Option<&Authority>,
) -> Result<(), ProblemResponse> {
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
