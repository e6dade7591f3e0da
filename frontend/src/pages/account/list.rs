//! The shape of both lists: what gives access, and in each row the button that takes it away.

use shared::Page;
use yew::prelude::*;

use super::AccountText;
use crate::components::{Skeleton, error_panel};
use crate::hooks::{Remote, Sending};
use crate::i18n::Words;

/// How a list is headed.
pub(super) struct Columns {
    /// The texts, and the classes of what is left out on a narrow screen.
    pub(super) heads: [(AccountText, Option<&'static str>); 3],
    /// What the buttons do.
    pub(super) end: AccountText,
}

/// A row of a list.
pub(super) struct Row {
    pub(super) key: String,
    /// What the button is about, for those who hear it.
    pub(super) name: String,
    pub(super) cells: [Html; 3],
    /// Takes the access away; none where that cannot be.
    pub(super) on_end: Option<Callback<MouseEvent>>,
}

/// The list, or what stands in its place.
pub(super) fn list<T: 'static>(
    t: Words,
    columns: &Columns,
    remote: &Remote<Page<T>>,
    ending: &Sending,
    row: impl Fn(&T) -> Row,
) -> Html {
    match (remote.value(), remote.error()) {
        (_, Some(error)) => error_panel(t, error, &remote.on_reload()),
        (None, None) => html! { <Skeleton lines={3} /> },
        (Some(page), None) => table(t, columns, ending.aria(), page.items.iter().map(row).collect()),
    }
}

fn table(t: Words, columns: &Columns, busy: Option<&'static str>, rows: Vec<Row>) -> Html {
    let end = t.of(columns.end);
    let row = |Row { key, name, cells, on_end }| {
        html! {
            <tr {key}>
                { for cells.into_iter().zip(&columns.heads).map(|(cell, head)| html! { <td class={head.1}>{ cell }</td> }) }
                <td>
                    if let Some(onclick) = on_end {
                        <button type="button" class="button" aria-disabled={busy} {onclick}>
                            { end }<span class="visually-hidden">{ ": " }{ name }</span>
                        </button>
                    }
                </td>
            </tr>
        }
    };
    html! {
        <div class="table-frame">
            <table class="table">
                <thead><tr>
                    { for columns.heads.map(|(text, class)| html! { <th scope="col" {class}>{ t.of(text) }</th> }) }
                    <th scope="col"><span class="visually-hidden">{ end }</span></th>
                </tr></thead>
                <tbody>{ for rows.into_iter().map(row) }</tbody>
            </table>
        </div>
    }
}
