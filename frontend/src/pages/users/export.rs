//! The list as a file.

use shared::UserFilter;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::text::UsersText;
use crate::api::{Api, ApiError, users_csv};
use crate::browser;
use crate::components::{Icon, icon};
use crate::i18n::Words;

/// The link to the file with the users that a filter shows.
pub(super) fn export_link(
    t: Words,
    api: &Api,
    filter: &UserFilter,
    failure: UseStateSetter<Option<ApiError>>,
) -> Html {
    let onclick = {
        let (api, filter) = (api.clone(), filter.clone());
        Callback::from(move |event: MouseEvent| {
            // In the demo there is no server that a link could fetch the file from.
            if !cfg!(feature = "demo") {
                return;
            }
            event.prevent_default();
            let (api, failure, filter) = (api.clone(), failure.clone(), filter.clone());
            spawn_local(async move {
                match api.users_csv_file(&filter).await {
                    Ok(file) => browser::save("users.csv", "text/csv", &file),
                    Err(error) => failure.set(Some(error)),
                }
            });
        })
    };
    html! {
        <a class="button" href={users_csv(filter)} download="users.csv" {onclick}>{ icon(Icon::Download) }{ t.of(UsersText::Export) }</a>
    }
}
