//! `konfid bridge` and `konfid number`.

use std::str::FromStr;

use clap::{Args, Subcommand};
use shared::{BridgeId, PhoneNumber};

use super::{MailArguments, TargetArguments};

#[derive(Debug, Subcommand)]
pub(crate) enum BridgeCommand {
    /// Lists the phone bridges with their service numbers, and how many of their conference IDs are in use.
    List {
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Shows a bridge: how full it is, how likely a random guess hits, and when it is full at the present rate.
    Show {
        /// The number of the bridge.
        bridge: BridgeId,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Adds a bridge. Its conference IDs are its own.
    Add {
        /// The bridge's name.
        name: String,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Renames a bridge, gives it a quarantine of its own, or makes it the default one, which new users belong to.
    #[command(group(clap::ArgGroup::new("change").required(true).multiple(true)))]
    Update {
        /// The bridge's number.
        bridge: BridgeId,
        /// Its new name.
        #[arg(long, value_name = "NAME", group = "change")]
        name: Option<String>,
        /// Makes it the default bridge.
        #[arg(long, group = "change")]
        default: bool,
        /// For how many days a replaced ID of this bridge cannot be reused, 45 to 365; `settings` means as the settings say.
        #[arg(long, value_name = "DAYS", group = "change")]
        quarantine_days: Option<OwnDays>,
        /// The same for the IDs of meetings, 1 to 365.
        #[arg(long, value_name = "DAYS", group = "change")]
        dynamic_quarantine_days: Option<OwnDays>,
        #[command(flatten)]
        target: TargetArguments,
    },
}

/// Days of a bridge's own, or those of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OwnDays(pub(crate) Option<u16>);

impl FromStr for OwnDays {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "settings" => Ok(Self(None)),
            days => days
                .parse()
                .map(|days| Self(Some(days)))
                .map_err(|_| "write a number of days, or `settings` for those of the settings".to_owned()),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum NumberCommand {
    /// Lists the service numbers of all bridges.
    List {
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Registers a service number. It is checked against the numbering plan of its country.
    Register {
        /// The number, with + and the country code, or with --country as it is dialled there.
        number: String,
        /// The bridge; by default the default one.
        #[arg(long, value_name = "BRIDGE")]
        bridge: Option<BridgeId>,
        #[command(flatten)]
        properties: NumberProperties,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Changes what is known of a service number, or makes it the default one of its bridge.
    Update {
        /// The number, with + and the country code.
        number: PhoneNumber,
        #[command(flatten)]
        properties: NumberProperties,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Unregisters a service number. Users who have it as their own get the replacement first.
    Unregister {
        /// The number, with + and the country code.
        number: PhoneNumber,
        /// The number that takes its place: needed for a default number, unless it is the only one, and for a number that
        /// users have as their own. They get it in a job; waits for it.
        #[arg(long, value_name = "NUMBER")]
        replacement: Option<PhoneNumber>,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        target: TargetArguments,
    },
}

/// What is known of a service number.
#[derive(Debug, Args)]
pub(crate) struct NumberProperties {
    /// How it is written for people; by default as its country writes it.
    #[arg(long, value_name = "TEXT")]
    pub(crate) formatted: Option<String>,
    /// The country's two-letter code, for example SE; by default the country of the number.
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
    /// The city or another name.
    #[arg(long, value_name = "NAME")]
    pub(crate) location: Option<String>,
    /// Whether the call is free for the caller; by default what the numbering plan says.
    #[arg(long, value_name = "WHETHER", num_args = 0..=1, default_missing_value = "yes", value_parser = clap::builder::BoolishValueParser::new())]
    pub(crate) toll_free: Option<bool>,
    /// The languages that callers hear, the primary one first, for example sv,en.
    #[arg(long, value_name = "TAGS", value_delimiter = ',')]
    pub(crate) languages: Option<Vec<String>>,
    /// Makes it the default number of its bridge.
    #[arg(long)]
    pub(crate) default: bool,
    /// With --default: has a job email the users whose default number changes.
    #[arg(long, requires = "default")]
    pub(crate) tell_users: bool,
}

impl BridgeCommand {
    /// Where it is done.
    pub(crate) const fn target(&self) -> &TargetArguments {
        match self {
            Self::List { target }
            | Self::Show { target, .. }
            | Self::Add { target, .. }
            | Self::Update { target, .. } => target,
        }
    }
}

impl NumberCommand {
    /// Where it is done.
    pub(crate) const fn target(&self) -> &TargetArguments {
        match self {
            Self::List { target }
            | Self::Register { target, .. }
            | Self::Update { target, .. }
            | Self::Unregister { target, .. } => target,
        }
    }
}
