//! `konfid status`.

use std::process::ExitCode;

use shared::paths::route;
use shared::{BridgeReport, Language, Overview, Statistics};

use super::audit;
use crate::arguments::TargetArguments;
use crate::client::Request;
use crate::command_error::{DONE, Result};
use crate::output::{self, plain, say};

pub(super) async fn run(days: u32, target: &TargetArguments, language: Language) -> Result<ExitCode> {
    let client = super::open(target, language).await?;
    let answers = async {
        let overview: Overview = client.send(Request::get(route::OVERVIEW)).await?;
        let statistics: Statistics = client.send(Request::get(route::STATISTICS).query("days", days)).await?;
        Ok::<_, crate::command_error::CommandError>((overview, statistics))
    };
    let answers = answers.await;
    client.close().await;
    let (overview, statistics) = answers?;
    if target.json {
        output::json(&overview)?;
        output::json(&statistics)?;
        return Ok(DONE);
    }
    let (users, enabled) = (overview.users, overview.enabled_users);
    output::line(&say(
        language,
        format!("Users: {users}, of whom {enabled} enabled"),
        format!("Användare: {users}, varav {enabled} aktiverade"),
    ))?;
    let third_party = overview.third_party_users;
    if third_party > 0 {
        output::line(&say(
            language,
            format!("With a third-party provider: {third_party}"),
            format!("Med tredjepartsleverantör: {third_party}"),
        ))?;
    }
    overview.bridges.iter().try_for_each(|bridge| output::line(&range(bridge, language)))?;
    print_emails(&overview, language)?;
    let jobs = overview.jobs.len();
    output::line(&say(language, format!("Jobs under way: {jobs}"), format!("Pågående jobb: {jobs}")))?;
    print_days(&statistics, language)?;
    print_latest(&overview, language)
}

/// How full the range of a bridge is.
fn range(report: &BridgeReport, language: Language) -> String {
    let (name, usage) = (plain(&report.bridge.name), report.conference_id_usage);
    let (assigned, quarantined, free) = (usage.assigned, usage.quarantined, usage.free);
    say(
        language,
        format!("Bridge {name}: {assigned} IDs assigned, {quarantined} in quarantine, {free} available"),
        format!(
            "Konferensbrygga {name}: {assigned} ID:n tilldelade, {quarantined} i karantän, {free} lediga"
        ),
    )
}

fn print_emails(overview: &Overview, language: Language) -> Result<()> {
    let works = say(language, "Emails are being sent.", "E-post skickas.");
    output::line(overview.mail.health.explain(language).unwrap_or(&works))?;
    let failed = overview.failed_emails;
    output::line(&say(
        language,
        format!("Failed emails: {failed}"),
        format!("Misslyckade meddelanden: {failed}"),
    ))?;
    let warnings = overview.mail.warnings.iter();
    // The health has told this one.
    let warnings = warnings.filter(|warning| **warning != shared::MailWarning::DoNotLeave);
    warnings
        .map(|warning| overview.mail.explain(*warning, language))
        .try_for_each(|warning| output::line(&plain(&warning)))
}

fn print_days(statistics: &Statistics, language: Language) -> Result<()> {
    let headings = [
        ("Day (UTC)", "Dag (UTC)"),
        ("Resets", "Återställningar"),
        ("Enabled users", "Aktiverade användare"),
    ];
    let headings = headings.map(|(english, swedish)| say(language, english, swedish));
    let mut table = output::table(headings.each_ref().map(String::as_str));
    for day in &statistics.days {
        table.add_row([day.day.to_string(), day.resets.to_string(), day.enabled_users.to_string()]);
    }
    output::line("")?;
    output::print_table(&table)
}

fn print_latest(overview: &Overview, language: Language) -> Result<ExitCode> {
    if overview.latest.is_empty() {
        return Ok(DONE);
    }
    let headings =
        [("When", "När"), ("Who", "Vem"), ("What", "Vad"), ("User", "Användare"), ("Detail", "Detalj")];
    let headings = headings.map(|(english, swedish)| say(language, english, swedish));
    let mut table = output::table(headings.each_ref().map(String::as_str));
    for entry in &overview.latest {
        table.add_row(audit::cells(entry, language));
    }
    output::line("")?;
    output::print_table(&table)?;
    Ok(DONE)
}
