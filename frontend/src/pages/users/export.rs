//! The list as a file.

use shared::{TableForm, TableSeparator, UserFilter};
use yew::prelude::*;

use super::text::UsersText;
use crate::api::{Api, users_csv, users_jsonl};
use crate::components::{Download, Icon, download, icon};
use crate::hooks::Sending;
use crate::i18n::Words;

/// The choice of files with the users that a filter shows.
pub(super) fn export_choice(t: Words, api: &Api, filter: &UserFilter, exporting: &Sending) -> Html {
    let table = |separator, text| {
        let form = TableForm { separator, language: Some(t.language) };
        let file = Download { text: t.of(text), address: users_csv(filter, form), name: "users.csv" };
        download(api, exporting, file)
    };
    let json =
        Download { text: t.of(UsersText::ExportJson), address: users_jsonl(filter), name: "users.jsonl" };
    html! { <>
        <button type="button" class="button" popovertarget="export">{ icon(Icon::Download) }{ t.of(UsersText::Export) }</button>
        <div id="export" class="popover" popover="auto">
            { table(TableSeparator::Comma, UsersText::ExportCommas) }
            { table(TableSeparator::Semicolon, UsersText::ExportSemicolons) }
            { download(api, exporting, json) }
            <p class="quiet small">{ t.of(UsersText::ExportHint) }</p>
        </div>
    </> }
}
