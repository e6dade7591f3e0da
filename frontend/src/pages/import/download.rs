//! The refused rows as a file, made in the browser.

use shared::{ImportId, ImportOutcome, ImportRow, ImportRowFilter};
use yew::prelude::*;

use super::text::{ImportText, refused, refused_file};
use crate::api::{Api, ApiError, use_api};
use crate::browser;
use crate::components::{Icon, icon, problem_line};
use crate::hooks::use_sending;
use crate::i18n::{Words, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct RefusedRowsProps {
    pub(super) import: ImportId,
    /// How many there are.
    pub(super) count: u64,
}

/// A button that downloads the refused rows with their reasons.
#[component]
pub(super) fn RefusedRows(props: &RefusedRowsProps) -> Html {
    let t = use_words();
    let api = use_api();
    let sending = use_sending();
    let onclick = {
        let (import, sending) = (props.import, sending.clone());
        Callback::from(move |_: MouseEvent| {
            let api = api.clone();
            sending.send(async move { all_refused(&api, import).await }, move |rows| {
                browser::save(refused_file(t), "text/csv;charset=utf-8", table(t, &rows).as_bytes());
            });
        })
    };
    html! {
        <div class="banner">
            <p><strong>{ refused(t, props.count) }</strong>{ " " }{ t.of(ImportText::DownloadHint) }</p>
            <button type="button" class="button" aria-disabled={sending.aria()} {onclick}>{ icon(Icon::Download) }{ t.of(ImportText::Download) }</button>
            { problem_line(t, sending.error()) }
        </div>
    }
}

async fn all_refused(api: &Api, import: ImportId) -> Result<Vec<ImportRow>, ApiError> {
    let mut rows = Vec::new();
    let mut cursor = None::<String>;
    let filter = ImportRowFilter { outcome: Some(ImportOutcome::Refused), ..ImportRowFilter::default() };
    loop {
        let page = api.import_rows(import, filter, 200, cursor.as_deref()).await?;
        rows.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(rows);
        }
    }
}

/// The rows as CSV that spreadsheets read as UTF-8.
fn table(t: Words, rows: &[ImportRow]) -> String {
    let columns =
        ["display name", "user principal name", "mail", t.of(ImportText::Line), t.of(ImportText::Reason)];
    let mut text = format!("\u{feff}{}\r\n", columns.map(cell).join(","));
    for row in rows {
        let line = row.line.map(|line| line.to_string()).unwrap_or_default();
        let reason = row.reason.as_deref().unwrap_or_default();
        let cells = [&*row.display_name, &*row.user_principal_name, &*row.primary_email, &*line, reason];
        text.push_str(&cells.map(cell).join(","));
        text.push_str("\r\n");
    }
    text
}

/// A cell in quotes where it needs them. What a spreadsheet would run as a formula becomes text by an apostrophe,
/// which an import takes away again.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains(['"', ',', ';', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(cell("Anna"), "Anna");
        assert_eq!(cell("O'Brien, \"Bob\"\nJr."), "\"O'Brien, \"\"Bob\"\"\nJr.\"");
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(cell("+46"), "'+46");
    }
}
