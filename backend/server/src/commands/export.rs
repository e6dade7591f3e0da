//! `konfid export`.

use std::process::ExitCode;

use shared::Language;
use shared::paths::route;

use crate::arguments::{ExportArguments, ExportCommand};
use crate::client::Request;
use crate::command_error::{DONE, Result};
use crate::output;

pub(super) async fn run(command: ExportCommand, language: Language) -> Result<ExitCode> {
    let (form, filter, csv, json) = match command {
        ExportCommand::Users { query, form } => (form, ("q", query), route::USERS_CSV, route::USERS_JSONL),
        ExportCommand::Ids(form) => {
            (form, ("q", None), route::CONFERENCE_IDS_CSV, route::CONFERENCE_IDS_JSONL)
        }
        ExportCommand::History(form) => (form, ("q", None), route::HISTORY_CSV, route::HISTORY_JSONL),
        ExportCommand::Meetings { state, form } => {
            let state = state.map(|state| state.name().to_owned());
            (form, ("state", state), route::MEETINGS_CSV, route::MEETINGS_JSONL)
        }
    };
    let client = super::open(&form.target, language).await?;
    let file = client.send_for_text(request(&form, csv, json).maybe_query(filter.0, filter.1)).await;
    client.close().await;
    let file = file?;
    // Of JSON there may be no line at all.
    match file.trim_end_matches(['\r', '\n']) {
        "" => {}
        lines => output::line(lines)?,
    }
    Ok(DONE)
}

fn request(form: &ExportArguments, csv: &'static str, json: &'static str) -> Request {
    if form.is_json() {
        return Request::get(json);
    }
    Request::get(csv).query("separator", form.separator.word())
}
