//! `konfid audit`.

use clap::{Args, Subcommand};
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::{Error, StrDeserializer};
use shared::{AuditAction, Day, JobId, Timestamp, UserId};

use super::TargetArguments;

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Lists who did what, newest first.
    List {
        #[command(flatten)]
        filter: AuditFilterArguments,
        /// How many at most.
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        limit: usize,
        #[command(flatten)]
        target: TargetArguments,
    },
    /// Prints who did what as CSV for spreadsheets, newest first.
    Export {
        #[command(flatten)]
        filter: AuditFilterArguments,
        #[command(flatten)]
        target: TargetArguments,
    },
}

/// Which entries.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct AuditFilterArguments {
    /// Only what was done to this user, by the user's identifier.
    #[arg(long, value_name = "USER")]
    pub(crate) user: Option<UserId>,
    /// Only this action, as the API names it, for example conferenceIdReset.
    #[arg(long, value_name = "ACTION", value_parser = action)]
    pub(crate) action: Option<AuditAction>,
    /// Only what this job did to users.
    #[arg(long, value_name = "JOB")]
    pub(crate) job: Option<JobId>,
    /// Only from this day on, in UTC, for example 2026-11-24, or from this moment on, for example 2026-11-24T06:00:00Z.
    #[arg(long, value_name = "DAY", value_parser = beginning)]
    pub(crate) from: Option<Timestamp>,
    /// Only until this day, which counts too, or before this moment.
    #[arg(long, value_name = "DAY", value_parser = end)]
    pub(crate) to: Option<Timestamp>,
    /// Words that must all occur: names, actions, values.
    #[arg(long, value_name = "WORDS")]
    pub(crate) search: Option<String>,
    /// Leaves out what jobs did to users; the jobs themselves are listed.
    #[arg(long, conflicts_with = "job")]
    pub(crate) folded: bool,
}

fn action(text: &str) -> Result<AuditAction, String> {
    let word: StrDeserializer<'_, Error> = text.into_deserializer();
    AuditAction::deserialize(word).map_err(|_| {
        let names = AuditAction::ALL.iter().filter_map(|action| serde_json::to_value(action).ok());
        let names: Vec<String> = names.filter_map(|name| name.as_str().map(str::to_owned)).collect();
        format!("write one of {}", names.join(", "))
    })
}

fn beginning(text: &str) -> Result<Timestamp, String> {
    moment(text, 0)
}

fn end(text: &str) -> Result<Timestamp, String> {
    moment(text, 1)
}

/// A moment, or the first one of a day or of one that is so many days later.
fn moment(text: &str, later: u32) -> Result<Timestamp, String> {
    if let Ok(day) = text.parse::<Day>() {
        return Ok(day.plus(later).begins());
    }
    let word: StrDeserializer<'_, Error> = text.into_deserializer();
    Timestamp::deserialize(word)
        .map_err(|_| "write a day as in 2026-11-24, or a moment as in 2026-11-24T06:00:00Z".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_meant_as_a_whole() {
        assert_eq!(beginning("2026-11-24").unwrap().to_string(), "2026-11-24T00:00:00.000Z");
        assert_eq!(end("2026-11-24").unwrap().to_string(), "2026-11-25T00:00:00.000Z");
        assert_eq!(end("2026-11-24T06:00:00Z").unwrap().to_string(), "2026-11-24T06:00:00.000Z");
        assert!(beginning("yesterday").is_err());
        assert!(action("resets").unwrap_err().contains("conferenceIdReset"));
    }
}
