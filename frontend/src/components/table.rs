//! Parts of tables and their filters.

use yew::prelude::*;

use super::{Icon, icon};

/// The header of a column that can be sorted by. `sorted` is whether it is sorted by now, and if so whether
/// descending.
pub(crate) fn sortable(
    class: &'static str,
    label: &str,
    sorted: Option<bool>,
    on_sort: &Callback<()>,
) -> Html {
    let aria_sort = sorted.map(|descending| if descending { "descending" } else { "ascending" });
    html! {
        <th scope="col" {class} aria-sort={aria_sort}>
            <button type="button" class="sort" onclick={on_sort.reform(|_: MouseEvent| ())}>
                { label }
                { icon(if sorted == Some(true) { Icon::ChevronDown } else { Icon::ChevronUp }) }
            </button>
        </th>
    }
}

/// One of several filters, of which one is chosen.
pub(crate) fn chip(label: &str, chosen: bool, on_choose: &Callback<()>) -> Html {
    html! {
        <button
            type="button"
            class="chip"
            aria-pressed={if chosen { "true" } else { "false" }}
            onclick={on_choose.reform(|_: MouseEvent| ())}
        >
            { label }
        </button>
    }
}
