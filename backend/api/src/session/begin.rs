//! Answering with a new session.

use axum::Json;
use axum::response::{AppendHeaders, IntoResponse};
use domain::operations::sessions::{KnownSession, NewSession};
use http::{HeaderMap, header};

use super::cookie::{ADMINISTRATOR, KNOWN_BROWSER, KNOWN_BROWSER_FOR};
use super::report;
use crate::guard::{Known, who_asks};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Ends the session that the browser had before, and gives it the new one: a secret that somebody may have
/// planted or seen before signing in is worth nothing after.
pub(super) async fn rotate(
    state: &ApiState,
    headers: &HeaderMap,
    new: NewSession,
) -> Result<impl IntoResponse + use<>, ProblemResponse> {
    if let Some(Known::Session(old)) = who_asks(state, headers).await? {
        let secret = old.secret;
        state
            .application
            .in_transaction(move |transaction| {
                Box::pin(async move { Ok(transaction.delete_session(secret).await?) })
            })
            .await?;
    }
    let lifetime = new.record.expires_at.since(state.application.now());
    let cookie = ADMINISTRATOR.keep(&new.secret, lifetime, state.secure_cookies);
    let browser = KNOWN_BROWSER.keep(&new.browser, KNOWN_BROWSER_FOR, state.secure_cookies);
    let known = KnownSession {
        administrator: new.administrator,
        role: new.role,
        secret: new.record.secret,
        created_at: new.record.created_at,
        expires_at: new.record.expires_at,
    };
    let session = report(state, Some(Known::Session(known))).await?;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie), (header::SET_COOKIE, browser)]), Json(session)))
}
