//! From where somebody comes who wants to begin a session.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::header;
use http::request::Parts;

use super::cookie::KNOWN_BROWSER;
use crate::client_address::ClientAddress;
use crate::state::ApiState;

/// From where somebody comes who wants to begin a session.
pub(crate) struct Visitor(pub(crate) domain::operations::sessions::Visitor);

impl FromRequestParts<ApiState> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Infallible> {
        let ClientAddress(address) = ClientAddress::from_request_parts(parts, state).await?;
        let user_agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        let browser = KNOWN_BROWSER.secret(&parts.headers, state.secure_cookies);
        Ok(Self(domain::operations::sessions::Visitor {
            address,
            user_agent: user_agent.unwrap_or_default().to_owned(),
            browser: browser.map(str::to_owned),
        }))
    }
}
