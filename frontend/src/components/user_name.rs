//! The name of a user who may have been removed.

use yew::prelude::*;

use crate::i18n::{Common, Words};

/// The name, if there is one, and that the user was removed, if so.
pub(crate) fn user_name(t: Words, name: Option<&str>, removed: bool) -> Html {
    html! { <>
        <bdi>{ name.unwrap_or_default() }</bdi>
        if removed {
            <span class="quiet">{ " " }{ t.of(Common::RemovedUser) }</span>
        }
    </> }
}
