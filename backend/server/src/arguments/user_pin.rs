//! `konfid user pin`.

use clap::Subcommand;

use super::{MailArguments, ManyUsersArguments, OneUserArguments, TargetArguments};

#[derive(Debug, Subcommand)]
pub(crate) enum PinCommand {
    /// Resets users' organizer PINs; the old ones stop working at once. Each user gets an email with a link that works once
    /// and shows a new PIN. Nobody else can read it.
    Reset {
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        users: ManyUsersArguments,
    },
    /// Removes a user's organizer PIN, and a link to one that has not been opened.
    Remove(OneUserArguments),
    /// Shows whether a user has an organizer PIN, and what became of the latest link to one.
    ShowState(OneUserArguments),
}

impl PinCommand {
    /// What the command works on.
    pub(crate) const fn target(&self) -> &TargetArguments {
        match self {
            Self::Reset { users, .. } => &users.target,
            Self::Remove(user) | Self::ShowState(user) => &user.target,
        }
    }
}
