//! `konfid audit`.

use std::process::ExitCode;

use shared::paths::route;
use shared::{AuditEntry, Describe as _, Language};

use crate::arguments::{AuditCommand, AuditFilterArguments, TargetArguments};
use crate::client::Request;
use crate::command_error::{DONE, Result};
use crate::output::{self, moment, plain, say};

pub(super) async fn run(command: AuditCommand, language: Language) -> Result<ExitCode> {
    match command {
        AuditCommand::List { filter, limit, target } => list(&filter, limit, &target, language).await?,
        AuditCommand::Export { filter, target } => {
            let client = super::open(&target, language).await?;
            let table = client.send_for_text(filtered(Request::get(route::AUDIT_CSV), &filter)).await;
            client.close().await;
            output::line(table?.trim_end())?;
        }
    }
    Ok(DONE)
}

/// A request for the entries that match.
fn filtered(request: Request, filter: &AuditFilterArguments) -> Request {
    let action = filter.action.and_then(|action| serde_json::to_value(action).ok());
    request
        .maybe_query("user", filter.user)
        .maybe_query("action", action.as_ref().and_then(serde_json::Value::as_str))
        .maybe_query("job", filter.job)
        .maybe_query("from", filter.from)
        .maybe_query("before", filter.to)
        .maybe_query("q", filter.search.as_deref())
        .maybe_query("folded", filter.folded.then_some("true"))
}

async fn list(
    filter: &AuditFilterArguments,
    limit: usize,
    target: &TargetArguments,
    language: Language,
) -> Result<()> {
    let client = super::open(target, language).await?;
    let headings =
        [("When", "När"), ("Who", "Vem"), ("What", "Vad"), ("User", "Användare"), ("Detail", "Detalj")];
    let headings = headings.map(|(english, swedish)| say(language, english, swedish));
    let mut table = output::table(headings.each_ref().map(String::as_str));
    let request = filtered(Request::get(route::AUDIT), filter);
    let listed = client
        .for_each(request, Some(limit), |entry: AuditEntry| {
            if target.json {
                return output::json(&entry);
            }
            table.add_row(cells(&entry, language));
            Ok(())
        })
        .await;
    client.close().await;
    listed?;
    if !target.json {
        output::print_table(&table)?;
    }
    Ok(())
}

/// An entry as a row of a table.
pub(super) fn cells(entry: &AuditEntry, language: Language) -> [String; 5] {
    [
        moment(entry.at),
        plain(&entry.actor.describe(language)),
        entry.action.describe(language),
        owner(entry, language),
        entry.detail.as_ref().map(|detail| plain(&detail.describe(language))).unwrap_or_default(),
    ]
}

/// To whom it was done.
fn owner(entry: &AuditEntry, language: Language) -> String {
    let removed = say(language, "removed user", "borttagen användare");
    match entry.user_display_name.as_deref().map(plain) {
        Some(name) if entry.user_removed => format!("{name} ({removed})"),
        Some(name) => name,
        None if entry.user_removed => removed,
        None => String::new(),
    }
}
