//! The top of the list: what it is, and what can be done with all of it.

use std::rc::Rc;

use shared::SettingsReport;
use yew::prelude::*;

use super::guide::{self, Guide, GuideProps};
use super::text::UsersText;
use crate::components::{Icon, fill_warning, icon};
use crate::i18n::Words;
use crate::lazy::lazy;
use crate::route::Route;
use crate::router::Router;

/// What there is to do first, and what to look after.
pub(super) fn advice(
    t: Words,
    report: &Rc<SettingsReport>,
    has_users: bool,
    on_settings: Callback<()>,
) -> Html {
    html! { <>
        if guide::is_needed(report, has_users) {
            { lazy::<Guide>(GuideProps { report: report.clone(), has_users, on_settings }) }
        }
        { fill_warning(t, &report.conference_id_usage) }
    </> }
}

/// The title with the number of users, and the ways to more of them.
pub(super) fn head(
    t: Words,
    router: &Router,
    total: Option<u64>,
    export: Html,
    on_add: &Callback<()>,
) -> Html {
    html! {
        <div class="page-head">
            <div class="title-with-count">
                <h1>{ t.of(UsersText::Title) }</h1>
                <p class="quiet" role="status">{ total.map(|total| t.user_count(total)) }</p>
            </div>
            <div class="actions">
                { export }
                { router.link(&Route::Import { import: None }, "button", html! { <>{ icon(Icon::Upload) }{ t.of(UsersText::Import) }</> }) }
                <button type="button" class="button button-primary" onclick={on_add.reform(|_: MouseEvent| ())}>
                    { icon(Icon::Plus) }{ t.of(UsersText::Add) }
                </button>
            </div>
        </div>
    }
}
