//! The pages, one folder each.

mod account;
mod accounts;
mod administration;
mod audit;
mod help;
mod import;
mod jobs;
mod look_up;
mod mails;
mod meetings;
mod organizer;
mod public;
mod set_up;
mod settings;
mod sign_in;
mod users;

use administration::{Administration, AdministrationProps};
use meetings::{MeetingsPage, MeetingsPageProps};
pub(crate) use public::{PublicFrame, PublicFrameProps};
pub(crate) use set_up::{SetUpPage, SetUpPageProps};
pub(crate) use sign_in::{SignInForm, SignInText, sign_in_page};
pub(crate) use users::SEARCH;
use yew::prelude::*;

use crate::components::{Icon, empty};
use crate::i18n::Words;
use crate::lazy::lazy;
use crate::route::Route;
use crate::router::Router;
use crate::shell::ShellText;

/// The page at an address.
pub(crate) fn page(route: &Route, t: Words, router: &Router) -> Html {
    match route {
        Route::Users { list, open } => {
            html! { <users::UsersPage list={list.clone()} open={*open} /> }
        }
        Route::Import { .. }
        | Route::Jobs { .. }
        | Route::LookUp { .. }
        | Route::Mails { .. }
        | Route::Audit { .. }
        | Route::Settings
        | Route::Account
        | Route::Accounts
        | Route::Help(_) => lazy::<Administration>(AdministrationProps { route: route.clone() }),
        Route::Meetings => lazy::<MeetingsPage>(MeetingsPageProps { public: false }),
        Route::Organizer | Route::SetUp | Route::NotFound => not_found(t, router),
    }
}

/// The title of a page, for the browser's tab.
pub(crate) fn title(route: &Route, t: Words) -> &'static str {
    t.of(match route {
        Route::Users { .. } | Route::Import { .. } => ShellText::Users,
        Route::Jobs { .. } => return t.of(ShellText::Jobs),
        Route::LookUp { .. } => ShellText::LookUp,
        Route::Mails { .. } => ShellText::Mails,
        Route::Audit { .. } => ShellText::Audit,
        Route::Meetings => return t.of(ShellText::UpdateMeetings),
        Route::Organizer => return t.of(ShellText::MyConference),
        Route::Settings => ShellText::Settings,
        Route::Accounts => ShellText::Accounts,
        Route::Account => return t.of(ShellText::AccountAndAccess),
        Route::Help(_) => ShellText::Help,
        Route::SetUp | Route::NotFound => ShellText::NotFound,
    })
}

fn not_found(t: Words, router: &Router) -> Html {
    html! {
        <>
            <h1 class="visually-hidden">{ t.of(ShellText::NotFound) }</h1>
            { empty(Icon::Search, t.of(ShellText::NotFound), t.of(ShellText::NotFoundDetail),
                router.link(&Route::users(), "button", html! { t.of(ShellText::ToUsers) })) }
        </>
    }
}
