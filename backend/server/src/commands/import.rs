//! `konfid import`.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::ExitCode;

use serde_json::json;
use shared::paths::{self, route};
use shared::{
    ApplyImportRequest, Import, ImportCounts, ImportOutcome, ImportRow, Job, JobState, Language, MailEvent,
    SettingsReport,
};

use super::import_notes;
use super::jobs::{counts, not_done, wait};
use crate::arguments::{ImportArguments, YesNo};
use crate::client::{Client, Missing, Request, connect};
use crate::command_error::{CommandError, DONE, PARTLY, Result};
use crate::output::{self, note, plain, say};

pub(super) async fn run(arguments: &ImportArguments, language: Language) -> Result<ExitCode> {
    let file = read(&arguments.file, language)?;
    let client = connect(&arguments.target, Missing::IsMade, language).await?;
    let answer = import(&client, arguments, file, language).await;
    client.close().await;
    answer
}

async fn import(
    client: &Client,
    arguments: &ImportArguments,
    file: Vec<u8>,
    language: Language,
) -> Result<ExitCode> {
    let request = Request::post(route::IMPORTS)
        .query("enable", arguments.enable)
        .query("fullDirectory", arguments.full_directory)
        .maybe_query("sendEmail", arguments.send_email.map(|answer| answer == YesNo::Yes))
        .csv(file);
    let previewed: Import = client.send(request).await?;
    let mut refused = Vec::new();
    if previewed.counts.refused > 0 {
        let rows = Request::get(paths::import_rows(previewed.id)).query("outcome", "refused");
        client
            .for_each(rows, None, |row: ImportRow| {
                refused.push(row);
                Ok(())
            })
            .await?;
    }
    for row in refused.iter().filter(|row| row.outcome == ImportOutcome::Refused) {
        note(&refusal(row, language));
    }
    import_notes::say(client, &previewed, arguments.disable_proposed, language).await?;
    if previewed.counts.enabled > 0 {
        say_what_emails_say(client, arguments, previewed.counts.enabled, language).await?;
    }
    let ImportCounts { new, changed, enabled, .. } = previewed.counts;
    let disabled = if arguments.disable_proposed { previewed.counts.proposed() } else { 0 };
    if arguments.dry_run || new + changed + enabled + disabled == 0 {
        if arguments.target.json {
            output::json(&json!({ "import": previewed, "job": null, "refused": refused }))?;
        } else {
            output::line(&summary(&previewed, arguments.dry_run, language))?;
        }
        return Ok(if previewed.counts.refused == 0 { DONE } else { partly(language) });
    }
    let request = ApplyImportRequest { disable_proposed: arguments.disable_proposed };
    let request = Request::post(paths::import_apply(previewed.id)).once().json(&request)?;
    let job: Job = client.send(request).await?;
    let job = wait(client, job, language).await?;
    if arguments.target.json {
        let import: Import = client.send(Request::get(paths::import(previewed.id))).await?;
        output::json(&json!({ "import": import, "job": job, "refused": refused }))?;
    } else {
        output::line(&counts(&job, language))?;
    }
    match job.state {
        JobState::Done if job.counts.refused > 0 => Ok(partly(language)),
        JobState::Scheduled
        | JobState::Queued
        | JobState::Running
        | JobState::Paused
        | JobState::Cancelled
        | JobState::Done
        | JobState::Failed => Ok(not_done(&job, language)),
    }
}

/// What to do about refused rows.
fn partly(language: Language) -> ExitCode {
    note(&say(
        language,
        "Some rows were refused; correct them and import the file again. The rows that were imported are not affected.",
        "Några rader avvisades; rätta dem och importera filen igen. De rader som har importerats påverkas inte.",
    ));
    ExitCode::from(PARTLY)
}

/// Before many emails are sent: what they would say, and what is missing.
async fn say_what_emails_say(
    client: &Client,
    arguments: &ImportArguments,
    count: u64,
    language: Language,
) -> Result<()> {
    let report: SettingsReport = client.send(Request::get(route::SETTINGS)).await?;
    let wanted = arguments.send_email.map(|answer| answer == YesNo::Yes);
    if !wanted.unwrap_or(report.settings.sends_automatically(MailEvent::Enabled)) {
        return Ok(());
    }
    note(&report.mail_readiness.summary(Some(count), language));
    for warning in &report.mail_readiness.warnings {
        note(&report.mail_readiness.explain(*warning, language));
    }
    Ok(())
}

fn read(path: &Path, language: Language) -> Result<Vec<u8>> {
    let read = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    read.map_err(|error| {
        CommandError::new(say(
            language,
            format!("{} could not be read: {error}.", path.display()),
            format!("Det gick inte att läsa {}: {error}.", path.display()),
        ))
    })
}

fn refusal(row: &ImportRow, language: Language) -> String {
    line(row, row.reason.as_deref().unwrap_or_default(), language)
}

/// What is said of a row, after where it stands and whom it is about.
pub(super) fn line(row: &ImportRow, said: &str, language: Language) -> String {
    let name = [&row.user_principal_name, &row.display_name, &row.primary_email];
    let name = name.into_iter().find(|name| !name.is_empty()).map(|name| format!(" ({})", plain(name)));
    let name = name.unwrap_or_default();
    let said = plain(said);
    match row.line {
        Some(line) => {
            say(language, format!("Line {line}{name}: {said}"), format!("Rad {line}{name}: {said}"))
        }
        None => format!("{}: {said}", plain(&row.user_principal_name)),
    }
}

fn summary(import: &Import, dry_run: bool, language: Language) -> String {
    let ImportCounts { new, changed, unchanged, refused, enabled, .. } = import.counts;
    let counts = say(
        language,
        format!(
            "{} rows: {new} new, {changed} changed, {unchanged} unchanged, {refused} refused; {enabled} enabled for dial-in conferencing.",
            import.counts.rows()
        ),
        format!(
            "{} rader: {new} nya, {changed} ändrade, {unchanged} oförändrade, {refused} avvisade; {enabled} aktiverade för konferens med uppringning.",
            import.counts.rows()
        ),
    );
    if dry_run {
        let only = say(
            language,
            "This was only a preview: nothing was imported.",
            "Det här var bara en förhandsgranskning: inget har importerats.",
        );
        return format!("{counts} {only}");
    }
    counts
}
