//! What can be done with the selected users.

use shared::UserId;
use yew::prelude::*;

use super::selection::{Selecting, Selection};
use super::text::UsersText;
use crate::i18n::Words;

/// The bar over the list, with what can be done.
pub(super) fn selection_bar(
    t: Words,
    selecting: &Selecting,
    total: Option<u64>,
    page: &[UserId],
    acts: Html,
) -> Html {
    let Selecting { chosen, set, .. } = selecting;
    let count = if chosen.all_matching { t.all_selected(total) } else { t.selected_count(chosen.count()) };
    let more = total.is_none_or(|total| total > chosen.count());
    html! {
        <div class="banner banner-accent selection-bar">
            <p role="status"><strong>{ count }</strong></p>
            if more && chosen.has_page(page) && !chosen.all_matching {
                <button type="button" class="button button-quiet" onclick={set.reform(|_: MouseEvent| Selection::everybody())}>
                    { t.select_all_matching(total) }
                </button>
            }
            <button type="button" class="button button-quiet" onclick={set.reform(|_: MouseEvent| Selection::default())}>
                { t.of(UsersText::ClearSelection) }
            </button>
            { acts }
        </div>
    }
}
