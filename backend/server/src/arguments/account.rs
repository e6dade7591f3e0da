//! Arguments about administrators' accounts and tokens.

use std::str::FromStr;
use std::time::Duration;

use clap::Subcommand;
use domain::operations::tokens;
use shared::SessionId;

use super::{ConfigurationArguments, DatabaseArguments};

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Creates an API token and prints it. It is shown only once.
    Create {
        /// The token's name in the audit log.
        #[arg(long, default_value = "command line")]
        name: String,
        /// After how many days it expires, or never.
        #[arg(long, alias = "expires-in", value_name = "DAYS", default_value = "90")]
        expires: Expiry,
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Lists the valid tokens, newest first.
    List {
        /// Prints JSON for programs, one object per line.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Revokes a token.
    Revoke {
        /// The token's identifier, or its name.
        token: String,
        #[command(flatten)]
        database: DatabaseArguments,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum AdministratorCommand {
    /// Lists the accounts of administrators, by name.
    List {
        /// Prints JSON for programs, one object per line.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Adds an account, and prints the link by which its owner sets a password. It works once, within 24 hours.
    Add {
        /// The name to sign in with.
        name: String,
        /// Prints JSON for programs.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        configuration: Box<ConfigurationArguments>,
    },
    /// Renames an account. Its sessions and its password stay.
    Rename {
        /// The account's name or identifier.
        account: String,
        /// The new name to sign in with.
        name: String,
        /// Prints JSON for programs.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Disables an account: its sessions and links end at once. Not the last one that can sign in.
    Disable {
        /// The account's name or identifier.
        account: String,
        /// Also revokes the API tokens that it created.
        #[arg(long)]
        revoke_tokens: bool,
        /// Prints JSON for programs.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Removes an account for good: its sessions and links end at once, and the API tokens that it created are revoked. The
    /// audit log keeps its name. Not the last one that can sign in.
    Remove {
        /// The account's name or identifier.
        account: String,
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Enables an account again. Its owner signs in with the password it had.
    Enable {
        /// The account's name or identifier.
        account: String,
        /// Prints JSON for programs.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Prints a link by which the owner of an account sets a new password; without an account, one that creates an
    /// account. It works once, within 24 hours.
    Link {
        /// The account's name or identifier.
        account: Option<String>,
        /// Prints JSON for programs.
        #[arg(long, requires = "account")]
        json: bool,
        #[command(flatten)]
        configuration: Box<ConfigurationArguments>,
    },
    /// Signs an account out everywhere.
    SignOut {
        /// The account's name or identifier.
        account: String,
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Lists the sessions of administrators, newest first.
    Sessions {
        /// Prints JSON for programs, one object per line.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Ends sessions of administrators.
    EndSessions {
        /// The sessions' identifiers.
        #[arg(required_unless_present = "all")]
        sessions: Vec<SessionId>,
        /// Ends all of them.
        #[arg(long, conflicts_with = "sessions")]
        all: bool,
        #[command(flatten)]
        database: DatabaseArguments,
    },
}

/// When a token stops working.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expiry {
    /// After so many days.
    Days(u32),
    /// Never.
    Never,
}

impl Expiry {
    pub(crate) fn lifetime(self) -> Option<Duration> {
        match self {
            Self::Days(days) => Some(Duration::from_hours(24) * days),
            Self::Never => None,
        }
    }
}

impl FromStr for Expiry {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "never" {
            return Ok(Self::Never);
        }
        let days = text.parse().ok().filter(|days| (1..=tokens::DAYS_MAX).contains(days));
        days.map(Self::Days)
            .ok_or_else(|| format!("write never, or a number of days from 1 to {}", tokens::DAYS_MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_a_token_never_expires_must_be_asked_for() {
        assert_eq!("90".parse::<Expiry>().unwrap().lifetime(), Some(tokens::LIFETIME));
        assert_eq!("never".parse::<Expiry>().unwrap().lifetime(), None);
        for wrong in ["0", "36501", "-1", "soon", ""] {
            assert!(wrong.parse::<Expiry>().is_err(), "{wrong}");
        }
    }
}
