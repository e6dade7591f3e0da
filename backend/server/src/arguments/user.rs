//! `konfid user`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use shared::{BridgeId, ConferenceId, ConferenceIdType, Language, PhoneNumber, Timestamp, UserId, UsersAct};

use super::{PinCommand, ProviderCommand, TargetArguments, UserNumbers, YesNo, language};

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
        /// Only users with this provider.
        #[arg(long, value_name = "WHICH")]
        provider: Option<ProviderKind>,
        /// Only users with this type of conference IDs: static or dynamic.
        #[arg(long = "id-type", value_name = "TYPE", value_parser = super::id_type)]
        id_type: Option<ConferenceIdType>,
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
        #[command(flatten)]
        numbers: UserNumbers,
        /// The number of the bridge whose numbers callers dial; by default the default bridge.
        #[arg(long, value_name = "BRIDGE")]
        bridge: Option<BridgeId>,
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
        #[command(flatten)]
        changes: UserChanges,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Moves a user to another bridge: the conference ID goes into quarantine, and the user gets a new one there.
    Move {
        /// The number of the new bridge.
        #[arg(long, value_name = "BRIDGE")]
        bridge: BridgeId,
        /// The reason, shown in the history.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// The present conference ID, to confirm that a locked one stops.
        #[arg(long, value_name = "DIGITS")]
        confirm: Option<ConferenceId>,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Enables users for dial-in conferencing. With static conference IDs each gets one at once; whoever was disabled gets the
    /// same ID back, while it is in quarantine.
    Enable {
        /// Replaces a third-party provider with the built-in one, with everything that was entered for it; only for users
        /// that are named.
        #[arg(long, conflicts_with_all = ["all", "query", "file", "at"])]
        replace_provider: bool,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        users: ManyUsersArguments,
    },
    /// Disables users for dial-in conferencing; the conference IDs stop working at once.
    Disable {
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        users: ManyUsersArguments,
    },
    /// Removes a user for good. The conference ID stops working at once; the history stays under the user's name. No email
    /// is sent.
    Remove {
        /// The present conference ID, to confirm that a locked one stops.
        #[arg(long, value_name = "DIGITS")]
        confirm: Option<ConferenceId>,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Strikes out the name of a removed user for good, wherever it is kept.
    StrikeOut {
        /// The removed user's identifier.
        user: UserId,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Resets users' conference IDs; the old ones stop working at once.
    Reset {
        /// The reason, shown in the history.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// Only says what it would mean: planned meetings, the connected calendar, emails. Resets nothing.
        #[arg(long, conflicts_with_all = ["all", "query", "file", "reason"])]
        preview: bool,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        users: ManyUsersArguments,
    },
    /// Gives users one conference ID for all meetings (static), or each of their meetings its own (dynamic). Planned meetings
    /// keep the ID they have.
    Type {
        /// The type.
        #[arg(long, value_name = "TYPE")]
        to: TypeChoice,
        /// The reason, shown in the history; only for users that are named.
        #[arg(long, value_name = "TEXT", conflicts_with_all = ["all", "query", "file"])]
        reason: Option<String>,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        users: ManyUsersArguments,
    },
    /// Gives users another service number of their own, in a job; waits for it. It is named first in their emails and
    /// invitations.
    Number {
        /// A service number of their bridge.
        #[arg(long, value_name = "NUMBER", required_unless_present = "bridge_default")]
        to: Option<PhoneNumber>,
        /// Takes their own default number away: the bridge's default number is named first.
        #[arg(long, conflicts_with = "to")]
        bridge_default: bool,
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        users: ManyUsersArguments,
    },
    /// Undoes the latest reset of a user's conference ID, within ten minutes, or the disabling of a user, while the
    /// conference ID is in quarantine.
    Undo {
        #[command(flatten)]
        mail: MailArguments,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Organizer PINs, with which organizers start their meetings by phone.
    #[command(subcommand)]
    Pin(PinCommand),
    /// Shows or sets who provides a user's audio conferencing.
    #[command(subcommand)]
    Provider(ProviderCommand),
    /// Sends users the conference info by email.
    SendInfo {
        /// Sends it to this address instead, this once.
        #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["all", "query", "file", "at"])]
        to: Option<shared::EmailAddress>,
        #[command(flatten)]
        users: ManyUsersArguments,
    },
    /// Sets where emails to a user go and in which language. Emails with a link that signs in or reveals a PIN always go to
    /// the primary address.
    Emails {
        /// The address; "" means the primary one.
        #[arg(long, value_name = "ADDRESS")]
        address: Option<String>,
        /// The tag of a language that has texts of its own, for example de; "" means the user's, sv or en.
        #[arg(long = "mail-language", value_name = "LANGUAGE")]
        mail_language: Option<String>,
        #[command(flatten)]
        user: OneUserArguments,
    },
    /// Shows what stands on a user's dial-in card: the conference ID, the numbers, and links that call them.
    Card(OneUserArguments),
    /// Emails a user a link that signs them in as an organizer, so that they can connect their calendar
    /// themselves.
    SendLink(OneUserArguments),
    /// Writes all users, or those that match a query, as CSV.
    Export {
        /// Part of the name, principal name or email address, or digits of the conference ID.
        #[arg(long, value_name = "TEXT")]
        query: Option<String>,
        /// What separates the cells; Excel in Swedish or German wants semicolons.
        #[arg(long, value_name = "SIGN", default_value = "comma")]
        separator: Separator,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Writes an empty CSV file for an import: the headings, and no rows.
    Template {
        /// What separates the cells; Excel in Swedish or German wants semicolons.
        #[arg(long, value_name = "SIGN", default_value = "comma")]
        separator: Separator,
        #[command(flatten)]
        target: TargetArguments,
    },
}

/// Which users: some by name, or many in a job.
#[derive(Args, Clone, Debug)]
pub(crate) struct ManyUsersArguments {
    /// The users: principal name, email address, conference ID, display name or identifier.
    #[arg(required_unless_present_any = ["all", "query", "file"])]
    pub(crate) users: Vec<String>,
    /// Everybody whom it concerns, in a job; waits for it.
    #[arg(long, conflicts_with = "users")]
    pub(crate) all: bool,
    /// Everybody who matches, in a job; waits for it. Part of the name, principal name or email address.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["users", "all"])]
    pub(crate) query: Option<String>,
    /// The users that a file names, one on each line, in a job; waits for it. - reads the standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["users", "all", "query"])]
    pub(crate) file: Option<PathBuf>,
    /// Does it later, in a job that begins at this time, as in 2026-12-06T03:00:00+01:00. It disturbs no planned meeting, but
    /// waits until it is over.
    #[arg(long, value_name = "TIME", value_parser = super::moment)]
    pub(crate) at: Option<Timestamp>,
    /// The present conference ID of the one user that is named, to confirm that a locked one stops.
    #[arg(long, value_name = "DIGITS", conflicts_with_all = ["all", "query", "file", "at"])]
    pub(crate) confirm: Option<ConferenceId>,
    #[command(flatten)]
    pub(crate) target: TargetArguments,
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

/// What separates the cells of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Separator {
    Comma,
    Semicolon,
}

impl Separator {
    /// The word that the API knows.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProviderKind {
    BuiltIn,
    ThirdParty,
}

/// Static or dynamic conference IDs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TypeChoice {
    /// One conference ID for all meetings.
    Static,
    /// Each planned meeting its own.
    Dynamic,
    /// As the organisation has it.
    Organisation,
}

impl TypeChoice {
    /// What is done to users.
    pub(crate) const fn act(self) -> UsersAct {
        match self {
            Self::Static => UsersAct::MakeStatic,
            Self::Dynamic => UsersAct::MakeDynamic,
            Self::Organisation => UsersAct::FollowOrganisation,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DialIn {
    Enabled,
    Disabled,
}

/// What of a user is changed.
#[derive(Debug, Args)]
pub(crate) struct UserChanges {
    /// The user's display name.
    #[arg(long, value_name = "NAME")]
    pub(crate) display_name: Option<String>,
    /// The user principal name.
    #[arg(long, value_name = "NAME")]
    pub(crate) principal_name: Option<String>,
    /// The primary email address.
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) email: Option<String>,
    /// What the directory that users are imported from knows the user by; "" takes it away, so that the next import
    /// finds the user by the principal name.
    #[arg(long, value_name = "ID")]
    pub(crate) directory_id: Option<String>,
    /// The language of emails to the user, sv or en; "" means the organisation's.
    #[arg(long = "user-language", value_name = "LANGUAGE")]
    pub(crate) user_language: Option<String>,
    /// Whether the conference ID is locked, because it is printed in public: whoever lets it stop must type it.
    #[arg(long, value_name = "WHETHER")]
    pub(crate) locked: Option<YesNo>,
    #[command(flatten)]
    pub(crate) numbers: UserNumbers,
}
