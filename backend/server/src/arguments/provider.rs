//! `konfid user provider`.

use clap::{Args, Subcommand};

use shared::ConferenceId;

use super::{MailArguments, OneUserArguments};

#[derive(Debug, Subcommand)]
pub(crate) enum ProviderCommand {
    /// Shows who provides a user's audio conferencing.
    Show(OneUserArguments),
    /// Gives a user a third-party provider, instead of any there is. The built-in conference ID stops working at once.
    Set {
        #[command(flatten)]
        profile: ProfileArguments,
        /// The present conference ID, to confirm that a locked one stops.
        #[arg(long, value_name = "DIGITS")]
        confirm: Option<ConferenceId>,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Adds a profile at a third-party provider to those that a user has.
    Add {
        /// Makes it the profile that invitations and emails name.
        #[arg(long)]
        default: bool,
        #[command(flatten)]
        profile: ProfileArguments,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Makes one of a user's profiles the one that invitations and emails name.
    Default {
        #[command(flatten)]
        which: WhichProfile,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Removes one of a user's profiles. When it was the default one, the next becomes it.
    Remove {
        #[command(flatten)]
        which: WhichProfile,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Gives a user the built-in provider: the previous conference ID while it is in quarantine, otherwise a new one.
    BuiltIn {
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        user: OneUserArguments,
    },
}

/// A profile at a third-party provider.
#[derive(Args, Clone, Debug)]
pub(crate) struct ProfileArguments {
    /// The provider's name.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// The number that callers dial, with + and the country code.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) toll_number: String,
    /// A number that is free for callers; can be given several times.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) toll_free_number: Vec<String>,
    /// The conference ID or passcode at the provider, 3 to 15 digits.
    #[arg(long, value_name = "DIGITS")]
    pub(crate) passcode: String,
    /// The provider's domain.
    #[arg(long, value_name = "DOMAIN")]
    pub(crate) domain: Option<String>,
    /// The provider's own page about the conference.
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
}

/// Which of a user's profiles.
#[derive(Args, Clone, Debug)]
pub(crate) struct WhichProfile {
    /// The provider's name.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// The passcode, where the user has several at this provider.
    #[arg(long, value_name = "DIGITS")]
    pub(crate) passcode: Option<String>,
}

impl ProviderCommand {
    /// Whose provider it is about.
    pub(crate) const fn user(&self) -> &OneUserArguments {
        match self {
            Self::Show(user)
            | Self::Set { user, .. }
            | Self::Add { user, .. }
            | Self::Default { user, .. }
            | Self::Remove { user, .. }
            | Self::BuiltIn { user, .. } => user,
        }
    }
}
