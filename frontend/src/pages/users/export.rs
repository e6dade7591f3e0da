//! The list as a file.

use shared::UserFilter;
use yew::prelude::*;

use super::text::UsersText;
use crate::api::{Api, users_csv};
use crate::browser;
use crate::components::{Icon, icon};
use crate::hooks::Sending;
use crate::i18n::Words;

/// The link to the file with the users that a filter shows.
pub(super) fn export_link(t: Words, api: &Api, filter: &UserFilter, exporting: &Sending) -> Html {
    let onclick = {
        let (api, filter, exporting) = (api.clone(), filter.clone(), exporting.clone());
        Callback::from(move |event: MouseEvent| {
            // In the demo there is no server that a link could fetch the file from.
            if !cfg!(feature = "demo") {
                return;
            }
            event.prevent_default();
            exporting.send(api.users_csv_file(&filter), |file| browser::save("users.csv", "text/csv", &file));
        })
    };
    html! {
        <a class="button" href={users_csv(filter)} download="users.csv" {onclick}>{ icon(Icon::Download) }{ t.of(UsersText::Export) }</a>
    }
}
