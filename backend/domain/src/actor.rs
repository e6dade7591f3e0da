//! Who does something.

use serde::{Deserialize, Serialize};
use shared::{Administrator, TokenId, User, UserId, UserPrincipalName, organizer_as_actor};

/// Who does something, for the audit log and the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Actor {
    /// An administrator in the browser.
    Administrator(Administrator),
    /// A script with an API token.
    Token {
        /// The token.
        id: TokenId,
        /// What its maker called it.
        name: String,
    },
    /// An organizer in the browser, for themselves.
    Organizer {
        /// The user.
        user: UserId,
        /// The user's principal name.
        name: UserPrincipalName,
    },
    /// Somebody on the server's command line.
    CommandLine,
    /// Konfid itself.
    System,
    /// Somebody who is not signed in, such as one who tries to.
    Anonymous,
}

impl Actor {
    /// The user, acting for themselves.
    pub fn organizer(user: &User) -> Self {
        Self::Organizer { user: user.id, name: user.user_principal_name.clone() }
    }

    /// The name in the audit log and in the history.
    pub fn name(&self) -> String {
        match self {
            Self::Administrator(administrator) => administrator.name.clone(),
            Self::Token { name, .. } => format!("token {name}"),
            Self::Organizer { name, .. } => organizer_as_actor(name),
            Self::CommandLine => "command line".to_owned(),
            Self::System => "system".to_owned(),
            Self::Anonymous => "anonymous".to_owned(),
        }
    }

    /// What separates one actor's idempotency keys from another's.
    pub fn scope(&self) -> String {
        match self {
            Self::Administrator(administrator) => administrator.id.to_string(),
            Self::Token { id, .. } => id.to_string(),
            Self::Organizer { user, .. } => user.to_string(),
            Self::CommandLine | Self::System | Self::Anonymous => self.name(),
        }
    }
}
