//! The administrators' pages besides the users, which are loaded together.

use yew::prelude::*;

use super::{account, accounts, audit, bridges, help, import, jobs, look_up, mail_texts, mails, settings};
use crate::lazy::lazy_component;
use crate::route::Route;

#[derive(Clone, Properties, PartialEq)]
pub(super) struct AdministrationProps {
    pub(super) route: Route,
}

lazy_component!(Administration in administration, 9 lines);

/// The page at an address, if it is one of these.
#[component]
pub(super) fn Administration(props: &AdministrationProps) -> Html {
    match &props.route {
        Route::Import { import } => html! { <import::ImportPage import={*import} /> },
        Route::Jobs { open } => html! { <jobs::JobsPage open={*open} /> },
        Route::LookUp { conference_id } => html! { <look_up::LookUpPage conference_id={*conference_id} /> },
        Route::Mails { state, user, open } => {
            html! { <mails::MailsPage state={*state} user={*user} open={*open} /> }
        }
        Route::MailTexts { language, open } => {
            html! { <mail_texts::MailTextsPage language={language.clone()} open={*open} /> }
        }
        Route::Audit(view) => html! { <audit::AuditPage view={view.clone()} /> },
        Route::Bridges => html! { <bridges::BridgesPage /> },
        Route::Settings => html! { <settings::SettingsPage /> },
        Route::Account => html! { <account::AccountPage /> },
        Route::Accounts => html! { <accounts::AccountsPage /> },
        Route::Help(topic) => html! { <help::HelpPage topic={*topic} /> },
        Route::Start
        | Route::Users { .. }
        | Route::Meetings { .. }
        | Route::UpdateMeetings
        | Route::Card { .. }
        | Route::Organizer
        | Route::OwnCard
        | Route::Pin
        | Route::SetUp
        | Route::NotFound => html! {},
    }
}
