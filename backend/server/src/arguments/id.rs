//! `konfid id`.

use clap::{Args, Subcommand};
use shared::{BridgeId, ConferenceId, Day, ReservationId};

use super::{MailArguments, TargetArguments};

#[derive(Debug, Subcommand)]
pub(crate) enum IdCommand {
    /// Shows who has or had a conference ID, and when.
    Lookup {
        /// The seven digits, with or without spaces.
        digits: String,
        /// The bridge on which the ID is entered; by default every bridge that knows something of it.
        #[arg(long, value_name = "BRIDGE")]
        bridge: Option<BridgeId>,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Checks whether a conference ID can be chosen. Exit code 2 when it cannot.
    Check {
        /// The seven digits, with or without spaces.
        digits: ConferenceId,
        #[command(flatten)]
        whose: ForWhom,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Suggests conference IDs that are available and easy to remember.
    Suggest {
        /// What the IDs should remind of: a word, which is spelled on the telephone's keys, or digits such as an extension.
        near: Option<String>,
        /// Another number gives other suggestions.
        #[arg(long, value_name = "NUMBER", default_value_t = 0)]
        seed: u16,
        #[command(flatten)]
        whose: ForWhom,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Chooses a user's conference ID; the present one stops working at once.
    Choose {
        /// The user: principal name, email address, conference ID, display name or identifier.
        user: String,
        /// The seven digits, with or without spaces.
        digits: ConferenceId,
        #[command(flatten)]
        yes: ChoiceArguments,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Reserves a conference ID, or a range of at most 10,000.
    Reserve {
        /// The ID, or the first one of a range.
        first: ConferenceId,
        /// The last ID of the range.
        last: Option<ConferenceId>,
        /// For whom, or for what.
        #[arg(long = "for", value_name = "TEXT")]
        reserved_for: String,
        /// The last day of the reservation, for example 2027-06-30.
        #[arg(long, value_name = "DAY")]
        until: Day,
        /// The bridge; by default the default one.
        #[arg(long, value_name = "BRIDGE")]
        bridge: Option<BridgeId>,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Releases reserved conference IDs: from then on they are available to everybody.
    Release {
        /// The reservation, as `konfid id reservations` shows it.
        reservation: ReservationId,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Lists the reservations, newest first.
    Reservations {
        /// Only those on this bridge.
        #[arg(long, value_name = "BRIDGE")]
        bridge: Option<BridgeId>,
        #[command(flatten)]
        target: TargetArguments,
    },
}

/// For whom an ID is to be.
#[derive(Args, Clone, Debug)]
pub(crate) struct ForWhom {
    /// The user who is to get the ID: principal name, email address, conference ID, display name or identifier.
    #[arg(long, value_name = "USER")]
    pub(crate) user: Option<String>,
    /// The bridge; by default the user's, or else the first.
    #[arg(long, value_name = "BRIDGE")]
    pub(crate) bridge: Option<BridgeId>,
}

/// What somebody says yes to.
#[derive(Args, Clone, Debug)]
pub(crate) struct ChoiceArguments {
    /// The reason, shown in the history.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    /// Yes to an ID that is easily guessed. The user needs an organizer PIN as well.
    #[arg(long)]
    pub(crate) accept_guessable: bool,
    /// Yes to an ID that looks like one that is in use.
    #[arg(long)]
    pub(crate) accept_look_alike: bool,
    /// The reservation that the ID is taken from.
    #[arg(long, value_name = "RESERVATION")]
    pub(crate) reservation: Option<ReservationId>,
    /// The present conference ID, to confirm that a locked one stops.
    #[arg(long, value_name = "DIGITS")]
    pub(crate) confirm: Option<ConferenceId>,
}

impl IdCommand {
    /// Where it is done.
    pub(crate) const fn target(&self) -> &TargetArguments {
        match self {
            Self::Lookup { target, .. }
            | Self::Check { target, .. }
            | Self::Suggest { target, .. }
            | Self::Choose { target, .. }
            | Self::Reserve { target, .. }
            | Self::Release { target, .. }
            | Self::Reservations { target, .. } => target,
        }
    }
}
