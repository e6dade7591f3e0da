//! An empty file to fill in.

use shared::{TableForm, TableSeparator};
use yew::prelude::*;

use super::text::{self, ImportText};
use crate::api::{Api, import_template};
use crate::browser;
use crate::hooks::Sending;
use crate::i18n::Words;

/// The link to a file with the headings in the reader's language, separated as spreadsheets in it want.
pub(super) fn template_link(t: Words, api: &Api, sending: &Sending) -> Html {
    let form = TableForm { separator: TableSeparator::usual_in(t.language), language: Some(t.language) };
    let onclick = {
        let (api, sending) = (api.clone(), sending.clone());
        Callback::from(move |event: MouseEvent| {
            // In the demo there is no server that a link could fetch the file from.
            if !cfg!(feature = "demo") {
                return;
            }
            event.prevent_default();
            let save = move |file: Vec<u8>| browser::save(text::template_file(t), "text/csv", &file);
            sending.send(api.import_template_file(form), save);
        })
    };
    html! { <a href={import_template(form)} download={text::template_file(t)} {onclick}>{ t.of(ImportText::Template) }</a> }
}
