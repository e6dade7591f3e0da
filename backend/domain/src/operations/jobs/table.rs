//! What became of the rows of a job, as a table for spreadsheets.

use shared::{Describe as _, JobId, JobOutcome, JobRowFilter, Language};

use crate::operations::table::{as_text, csv_rows};
use crate::{JobRowQuery, JobRowRecord, Read, Result};

/// How many rows one part of the table has at most.
pub const JOB_ROWS_PART: u32 = 1_000;

/// The first line.
///
/// # Errors
///
/// Only when it cannot be written, which does not happen.
pub fn job_rows_header(language: Language) -> Result<String> {
    let header = match language {
        Language::En => {
            ["Row", "Line", "Outcome", "Display name", "User principal name", "Enabled", "Changes", "Reason"]
        }
        Language::Sv => {
            ["Nr", "Rad", "Utfall", "Visningsnamn", "Huvudnamn", "Aktiverad", "Ändringar", "Orsak"]
        }
    };
    Ok(format!("\u{feff}{}", csv_rows([header])?))
}

/// The rows after this one, at most [`JOB_ROWS_PART`] of them, and the last one's number if there may be more. Each part
/// is read by itself, so nobody who reads slowly holds anything: rows are never changed once they are there.
///
/// # Errors
///
/// Only when the store fails.
pub async fn job_rows_table(
    read: &mut dyn Read,
    job: JobId,
    filter: JobRowFilter,
    after: u64,
    language: Language,
) -> Result<(String, Option<u64>)> {
    let query = JobRowQuery { job, outcome: filter.outcome, after, limit: JOB_ROWS_PART };
    let rows = read.job_rows(&query).await?;
    let last = rows.last().filter(|_| rows.len() == JOB_ROWS_PART as usize).map(|row| row.number);
    Ok((csv_rows(rows.iter().map(|row| cells(row, language)))?, last))
}

fn cells(row: &JobRowRecord, language: Language) -> [String; 8] {
    let yes = match language {
        Language::En => "yes",
        Language::Sv => "ja",
    };
    let changes = row.changes.iter();
    let changes = changes.map(|change| format!("{}: {} → {}", change.field, change.before, change.after));
    [
        row.number.to_string(),
        row.line.map(|line| line.to_string()).unwrap_or_default(),
        outcome(row.outcome, language).to_owned(),
        as_text(&row.display_name),
        as_text(&row.user_principal_name),
        if row.enabled { yes.to_owned() } else { String::new() },
        as_text(&changes.collect::<Vec<_>>().join("; ")),
        row.reason.as_ref().map(|reason| reason.describe(language)).unwrap_or_default(),
    ]
}

const fn outcome(outcome: JobOutcome, language: Language) -> &'static str {
    let (english, swedish) = match outcome {
        JobOutcome::New => ("new", "ny"),
        JobOutcome::Changed => ("changed", "ändrad"),
        JobOutcome::Enabled => ("enabled", "aktiverad"),
        JobOutcome::Reset => ("reset", "återställd"),
        JobOutcome::Disabled => ("disabled", "inaktiverad"),
        JobOutcome::Informed => ("informed", "informerad"),
        JobOutcome::Unchanged => ("unchanged", "oförändrad"),
        JobOutcome::Refused => ("refused", "avvisad"),
        JobOutcome::Failed => ("failed", "misslyckad"),
    };
    match language {
        Language::En => english,
        Language::Sv => swedish,
    }
}
