//! The way into the administrators' other pages, which are loaded together.

use yew::prelude::*;

use super::{audit, help, import, look_up, mails, settings};
use crate::components::part;
use crate::route::Route;

/// The page at an address, if it is one of these.
#[inline(never)]
pub(super) fn enter(route: &Route) -> Html {
    match route {
        Route::Import { import } => part(yew::props!(import::ImportPage { import: *import })),
        Route::LookUp { conference_id } => {
            part(yew::props!(look_up::LookUpPage { conference_id: *conference_id }))
        }
        Route::Mails { state, user, open } => {
            part(yew::props!(mails::MailsPage { state: *state, user: *user, open: *open }))
        }
        Route::Audit { user, action } => part(yew::props!(audit::AuditPage { user: *user, action: *action })),
        Route::Settings => part(yew::props!(settings::SettingsPage {})),
        Route::Help(topic) => part(yew::props!(help::HelpPage { topic: *topic })),
        Route::Users { .. } | Route::Meetings | Route::Organizer | Route::SetUp { .. } | Route::NotFound => {
            html! {}
        }
    }
}
