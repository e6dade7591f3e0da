//! The ledger, the history and the planned meetings as files.

use shared::paths::route;
use shared::{TableForm, TableSeparator};
use yew::prelude::*;

use super::text::LookUpText;
use crate::api::{table, use_api};
use crate::components::{Download, Icon, download, icon, problem_line};
use crate::hooks::use_sending;
use crate::i18n::use_words;

/// A button that opens the choice of files.
#[component]
pub(super) fn ExportIds() -> Html {
    let t = use_words();
    let api = use_api();
    let downloading = use_sending();
    let link =
        |text, address, name| download(&api, &downloading, Download { text: t.of(text), address, name });
    let files = |title, csv: &str, json: &str, [csv_name, json_name]: [&'static str; 2]| {
        let cells = |separator| table(csv, TableForm { separator, language: Some(t.language) });
        html! { <>
            <p class="strong">{ t.of(title) }</p>
            { link(LookUpText::ExportCommas, cells(TableSeparator::Comma), csv_name) }
            { link(LookUpText::ExportSemicolons, cells(TableSeparator::Semicolon), csv_name) }
            { link(LookUpText::ExportJson, json.to_owned(), json_name) }
        </> }
    };
    html! {
        <div class="actions">
            <button type="button" class="button" popovertarget="export-ids">{ icon(Icon::Download) }{ t.of(LookUpText::Export) }</button>
            <div id="export-ids" class="popover" popover="auto">
                { files(LookUpText::ExportIds, route::CONFERENCE_IDS_CSV, route::CONFERENCE_IDS_JSONL,
                    ["conference-ids.csv", "conference-ids.jsonl"]) }
                { files(LookUpText::ExportHistory, route::HISTORY_CSV, route::HISTORY_JSONL,
                    ["conference-id-history.csv", "conference-id-history.jsonl"]) }
                { files(LookUpText::ExportMeetings, route::MEETINGS_CSV, route::MEETINGS_JSONL,
                    ["planned-meetings.csv", "planned-meetings.jsonl"]) }
                <p class="quiet small">{ t.of(LookUpText::ExportHint) }</p>
            </div>
            { problem_line(t, downloading.error()) }
        </div>
    }
}
