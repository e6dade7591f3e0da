//! The way into the administrators' other pages, which are loaded together.

use yew::prelude::*;

use super::{audit, help, import, look_up, mails, settings};
use crate::route::Route;

/// The page at an address, if it is one of these.
#[inline(never)]
pub(super) fn enter(route: &Route) -> Html {
    match route {
        Route::Import { import } => html! { <import::ImportPage import={*import} /> },
        Route::LookUp { conference_id } => {
            html! { <look_up::LookUpPage conference_id={*conference_id} /> }
        }
        Route::Mails { state, user, open } => {
            html! { <mails::MailsPage state={*state} user={*user} open={*open} /> }
        }
        Route::Audit { user, action } => html! { <audit::AuditPage user={*user} action={*action} /> },
        Route::Settings => html! { <settings::SettingsPage /> },
        Route::Help(topic) => html! { <help::HelpPage topic={*topic} /> },
        Route::Users { .. } | Route::Meetings | Route::Organizer | Route::SetUp { .. } | Route::NotFound => {
            html! {}
        }
    }
}
