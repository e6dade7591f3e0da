//! The arguments of `konfid mails texts`.

use std::path::PathBuf;

use clap::Subcommand;
use shared::{LanguageTag, MailEvent, UserId};

use super::TargetArguments;

#[derive(Debug, Subcommand)]
pub(crate) enum MailTextsCommand {
    /// Lists the texts of all emails.
    List {
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Writes a text as `set` reads it: the subject, an empty line, and the rest.
    Show {
        /// What the emails are about, for example conferenceIdChanged.
        #[arg(value_parser = mail_event)]
        event: MailEvent,
        /// The language, for example sv.
        text_language: LanguageTag,
        /// The built-in text, also where it was edited.
        #[arg(long)]
        built_in: bool,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Replaces a text. It is refused, with the line of each fault, if no email can be written with it.
    Set {
        /// What the emails are about, for example conferenceIdChanged.
        #[arg(value_parser = mail_event)]
        event: MailEvent,
        /// The language, for example sv.
        text_language: LanguageTag,
        /// A file with the subject, an empty line, and the rest; - reads what is piped in.
        file: PathBuf,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Goes back to the built-in text.
    Reset {
        /// What the emails are about, for example conferenceIdChanged.
        #[arg(value_parser = mail_event)]
        event: MailEvent,
        /// The language, for example sv.
        text_language: LanguageTag,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Shows how an email would look. Nothing is sent.
    Preview {
        /// What the email is about, for example conferenceIdChanged.
        #[arg(value_parser = mail_event)]
        event: MailEvent,
        /// The language, for example sv.
        text_language: LanguageTag,
        /// A file with a text that is not saved; - reads what is piped in.
        #[arg(long)]
        file: Option<PathBuf>,
        /// The identifier of a user to whom it would go; otherwise somebody made up.
        #[arg(long)]
        user: Option<UserId>,
        /// The HTML part instead of the plain text.
        #[arg(long)]
        html: bool,
        #[command(flatten)]
        target: TargetArguments,
    },
}

impl MailTextsCommand {
    pub(crate) const fn target(&self) -> &TargetArguments {
        match self {
            Self::List { target }
            | Self::Show { target, .. }
            | Self::Set { target, .. }
            | Self::Reset { target, .. }
            | Self::Preview { target, .. } => target,
        }
    }
}

fn mail_event(text: &str) -> Result<MailEvent, String> {
    MailEvent::ALL.into_iter().find(|event| event.name() == text).ok_or_else(|| {
        let names: Vec<&str> = MailEvent::ALL.iter().map(|event| event.name()).collect();
        format!("the events are {}", names.join(", "))
    })
}
