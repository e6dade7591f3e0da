//! `konfid audit list`.

use std::process::ExitCode;

use shared::paths::route;
use shared::{AuditAction, AuditEntry, Describe as _, Language};

use crate::arguments::AuditCommand;
use crate::client::Request;
use crate::command_error::{DONE, Result};
use crate::output::{self, moment, plain, say};

pub(super) async fn run(command: AuditCommand, language: Language) -> Result<ExitCode> {
    let AuditCommand::List { limit, target } = command;
    let client = super::open(&target, language).await?;
    let headings =
        [("When", "När"), ("Who", "Vem"), ("What", "Vad"), ("User", "Användare"), ("Detail", "Detalj")];
    let headings = headings.map(|(english, swedish)| say(language, english, swedish));
    let mut table = output::table(headings.each_ref().map(String::as_str));
    let listed = client
        .for_each(Request::get(route::AUDIT), Some(limit), |entry: AuditEntry| {
            if target.json {
                return output::json(&entry);
            }
            table.add_row([
                moment(entry.at),
                plain(&entry.actor.describe(language)),
                action_name(entry.action),
                owner(&entry, language),
                entry.detail.as_ref().map(|detail| plain(&detail.describe(language))).unwrap_or_default(),
            ]);
            Ok(())
        })
        .await;
    client.close().await;
    listed?;
    if !target.json {
        output::print_table(&table)?;
    }
    Ok(DONE)
}

/// The action, as the API names it.
fn action_name(action: AuditAction) -> String {
    let name = serde_json::to_value(action).ok();
    name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
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
