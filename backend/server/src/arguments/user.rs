//! `konfid user`.

use clap::{Args, Subcommand, ValueEnum};
use shared::{Language, UserId};

use super::{TargetArguments, language};

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Lists users.
    List {
        /// Part of the name, principal name or email address, or digits of the conference ID.
        #[arg(long, value_name = "TEXT")]
        query: Option<String>,
        /// Only users that are enabled for dial-in conferencing, or only those that are not.
        #[arg(long, value_name = "WHICH")]
        dial_in: Option<DialIn>,
        /// How many at most.
        #[arg(long, value_name = "NUMBER")]
        limit: Option<usize>,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Shows a user and their conference IDs, past and present.
    Show(OneUserArguments),
    /// Creates a user.
    Create {
        /// The user's display name.
        #[arg(long, value_name = "NAME")]
        display_name: String,
        /// The user principal name.
        #[arg(long, value_name = "NAME")]
        principal_name: String,
        /// The primary email address; by default the principal name.
        #[arg(long, value_name = "ADDRESS")]
        email: Option<String>,
        /// The language of emails to the user; by default the organisation's.
        #[arg(long = "user-language", value_name = "LANGUAGE", value_parser = language)]
        user_language: Option<Language>,
        /// Enables the user for dial-in conferencing as well.
        #[arg(long)]
        enable: bool,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Changes a user; values that are not given stay as they are.
    Update {
        /// The user's display name.
        #[arg(long, value_name = "NAME")]
        display_name: Option<String>,
        /// The user principal name.
        #[arg(long, value_name = "NAME")]
        principal_name: Option<String>,
        /// The primary email address.
        #[arg(long, value_name = "ADDRESS")]
        email: Option<String>,
        /// The language of emails to the user, sv or en; "" means the organisation's.
        #[arg(long = "user-language", value_name = "LANGUAGE")]
        user_language: Option<String>,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Enables users for dial-in conferencing; each gets a conference ID at once.
    Enable {
        /// The users: principal name, email address, conference ID, display name or identifier.
        #[arg(required_unless_present_any = ["all", "query"])]
        users: Vec<String>,
        /// Enables everybody, in a job, and waits for it.
        #[arg(long, conflicts_with = "users")]
        all: bool,
        /// Enables everybody who matches, in a job, and waits for it: part of the name, principal name or email address.
        #[arg(long, value_name = "TEXT", conflicts_with_all = ["users", "all"])]
        query: Option<String>,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Disables a user for dial-in conferencing; the conference ID stops working at once.
    Disable {
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Removes a user for good. The conference ID stops working at once; the history stays under the user's name. No email
    /// is sent.
    Remove(OneUserArguments),
    /// Strikes out the name of a removed user for good, wherever it is kept.
    StrikeOut {
        /// The removed user's identifier.
        user: UserId,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Resets a user's conference ID; the old one stops working at once.
    Reset {
        /// The reason, shown in the history.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Undoes the latest reset of a user's conference ID, within ten minutes.
    Undo {
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Sends a user the conference info by email.
    SendInfo(OneUserArguments),
    /// Emails a user a link that signs them in as an organizer, so that they can connect their calendar
    /// themselves.
    SendLink(OneUserArguments),
    /// Writes all users, or those that match a query, as CSV.
    Export {
        /// Part of the name, principal name or email address, or digits of the conference ID.
        #[arg(long, value_name = "TEXT")]
        query: Option<String>,
        #[command(flatten)]
        target: TargetArguments,
    },
}

/// Which user.
#[derive(Args, Clone, Debug)]
pub(crate) struct OneUserArguments {
    /// The user: principal name, email address, conference ID, display name or identifier.
    pub(crate) user: String,
    #[command(flatten)]
    pub(crate) target: TargetArguments,
}

/// Whether a mail is sent. Without either flag the organisation's switch decides.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct MailArguments {
    /// Sends no email, whatever the organisation's settings say.
    #[arg(long)]
    no_email: bool,
    /// Sends an email, whatever the organisation's settings say.
    #[arg(long, conflicts_with = "no_email")]
    email_anyway: bool,
}

impl MailArguments {
    /// What the API is told.
    pub(crate) const fn send_email(self) -> Option<bool> {
        match (self.no_email, self.email_anyway) {
            (true, _) => Some(false),
            (false, true) => Some(true),
            (false, false) => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DialIn {
    Enabled,
    Disabled,
}
