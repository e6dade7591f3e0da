//! Signing in and out.

use serde::{Deserialize, Serialize};

use crate::{AdministratorId, Language, MailHealth, MailTransportKind, SessionId, Timestamp, TokenId};

/// Who is asking, and what the page needs to know first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Whether somebody is signed in, or the first account must be created.
    pub state: SessionState,
    /// Who is signed in.
    pub administrator: Option<Administrator>,
    /// When the session ends unless it is used before then.
    pub expires_at: Option<Timestamp>,
    /// The server's clock, so that the page can show correct relative times.
    pub now: Timestamp,
    /// The organisation's name; only when signed in.
    pub organisation_name: Option<String>,
    /// How emails are sent.
    pub mail_transport: MailTransportKind,
    /// Whether emails are being sent; only when signed in.
    pub mail_health: Option<MailHealth>,
    /// Konfid's version.
    pub version: String,
}

/// Whether somebody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SessionState {
    /// No account exists yet; the link that the server printed creates the first.
    SetupNeeded,
    /// Nobody is signed in.
    SignedOut,
    /// An administrator is signed in, or a token was sent.
    SignedIn,
}

/// An administrator's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Administrator {
    /// The account's identifier.
    pub id: AdministratorId,
    /// The name to sign in with.
    pub name: String,
}

/// Signs an administrator in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInRequest {
    /// The account's name, without regard to case.
    pub name: String,
    /// The password.
    pub password: String,
}

/// Sets the password of an administrator's account with a one-time link, and signs in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetUpRequest {
    /// The token in the link.
    pub token: String,
    /// The name to sign in with; 1 to 64 characters. Only with a link that belongs to no account: that of the first
    /// account, which the link creates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The password; 12 to 256 characters.
    pub password: String,
    /// The language of the person who sets Konfid up. With the first account it becomes the organisation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// Sets a new password for the administrator who is signed in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePasswordRequest {
    /// The current password.
    pub present_password: String,
    /// The new password; 12 to 256 characters, and none that is easy to guess.
    pub new_password: String,
}

/// An administrator's session, as the list of sessions shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionEntry {
    /// The session's identifier.
    pub id: SessionId,
    /// Who is signed in.
    pub administrator: Administrator,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, give or take ten minutes.
    pub used_at: Timestamp,
    /// When it ends unless it is used before then.
    pub expires_at: Timestamp,
    /// The address it was started from; of an IPv6 address only the first half.
    pub address: String,
    /// What the browser said about itself.
    pub browser: String,
    /// Whether it is the session that sent this request.
    pub current: bool,
}

/// An API token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiToken {
    /// The token's identifier.
    pub id: TokenId,
    /// Its name.
    pub name: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// The account that created it; `null` if it was created on the server's command line.
    pub created_by: Option<Administrator>,
    /// When it expires; `null` if never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, give or take an hour; `null` if never.
    pub used_at: Option<Timestamp>,
}

/// Creates an API token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateTokenRequest {
    /// Its name; 1 to 64 characters.
    pub name: String,
    /// After how many days it expires, 1 to 36500; 90 when missing.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::whole_number::optional"
    )]
    pub expires_in_days: Option<u32>,
    /// Whether it never expires.
    #[serde(default)]
    pub never_expires: bool,
}

/// A token that was created.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatedToken {
    /// The token.
    pub token: ApiToken,
    /// The secret. It is shown only once.
    pub secret: String,
}

/// Fewer characters than this is not a password.
pub const PASSWORD_LENGTH_MIN: usize = 12;
/// More characters than this is not a password.
pub const PASSWORD_LENGTH_MAX: usize = 256;
