//! Accounts of administrators, as those who manage them see them.

use serde::{Deserialize, Serialize};

use crate::{AdministratorId, Timestamp, Version};

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// Everything.
    Administrator,
}

/// Whether an account can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AccountState {
    /// It can be used.
    Active,
    /// Nobody can sign in to it.
    Disabled,
}

/// An administrator's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// The account's identifier; it never changes.
    pub id: AdministratorId,
    /// The version, for `If-Match`.
    pub version: Version,
    /// The name to sign in with.
    pub name: String,
    /// What its owner may do.
    pub role: Role,
    /// Whether it can be used.
    pub state: AccountState,
    /// Whether its owner has set a password; until then nobody can sign in.
    pub has_password: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// When its owner last signed in; `null` if never.
    pub signed_in_at: Option<Timestamp>,
    /// How many sessions it has now.
    pub sessions: u32,
    /// How many of the API tokens that it created still work.
    pub tokens: u32,
}

/// Adds an account, whose owner sets the password, or renames one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountNameRequest {
    /// The name to sign in with; 1 to 64 characters, and nobody else's without regard to case.
    pub name: String,
}

/// Disables an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisableAccountRequest {
    /// Whether the API tokens that it created are revoked as well. Otherwise they go on working.
    #[serde(default)]
    pub revoke_tokens: bool,
}

/// An account, and the link by which its owner sets a password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountLink {
    /// The account.
    pub account: Account,
    /// The token in the link `/setup#token=…`. It is shown only once, and works once.
    pub token: String,
    /// Until when the link works.
    pub expires_at: Timestamp,
}
