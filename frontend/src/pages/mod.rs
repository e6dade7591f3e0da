//! The pages, one folder each.

mod account;
mod administration;
mod audit;
mod help;
mod import;
mod look_up;
mod mails;
mod meetings;
mod organizer;
mod public;
mod set_up;
mod settings;
mod sign_in;
mod users;

pub(crate) use account::AccountText;
use administration::Administration;
use meetings::{MeetingsPage, MeetingsText};
pub(crate) use public::PublicFrame;
pub(crate) use set_up::SetUpPage;
pub(crate) use sign_in::{SignInForm, SignInText, sign_in_page};
pub(crate) use users::SEARCH;
use yew::prelude::*;

use crate::components::{Icon, empty};
use crate::i18n::{Words, use_words};
use crate::lazy::Lazy;
use crate::route::Route;
use crate::router::use_router;
use crate::shell::ShellText;

/// The page at an address.
pub(crate) fn page(route: &Route, _t: Words) -> Html {
    match route {
        Route::Users { list, open } => {
            html! { <users::UsersPage list={list.clone()} open={*open} /> }
        }
        Route::Import { .. }
        | Route::LookUp { .. }
        | Route::Mails { .. }
        | Route::Audit { .. }
        | Route::Settings
        | Route::Account
        | Route::Help(_) => html! { <Lazy<Administration> route={route.clone()} /> },
        Route::Meetings => html! { <Lazy<MeetingsPage> public=false /> },
        Route::Organizer | Route::SetUp | Route::NotFound => html! { <NotFoundPage /> },
    }
}

/// The title of a page, for the browser's tab.
pub(crate) fn title(route: &Route, t: Words) -> &'static str {
    t.of(match route {
        Route::Users { .. } | Route::Import { .. } => ShellText::Users,
        Route::LookUp { .. } => ShellText::LookUp,
        Route::Mails { .. } => ShellText::Mails,
        Route::Audit { .. } => ShellText::Audit,
        Route::Meetings => return t.of(MeetingsText::Title),
        Route::Organizer => return t.of(organizer::OrganizerText::Title),
        Route::Settings => ShellText::Settings,
        Route::Account => return t.of(AccountText::Title),
        Route::Help(_) => ShellText::Help,
        Route::SetUp | Route::NotFound => ShellText::NotFound,
    })
}

#[derive(Properties, PartialEq)]
struct NotFoundPageProps {}

#[component]
fn NotFoundPage(properties: &NotFoundPageProps) -> Html {
    let NotFoundPageProps {} = properties;
    let t = use_words();
    let router = use_router();
    html! {
        <>
            <h1 class="visually-hidden">{ t.of(ShellText::NotFound) }</h1>
            { empty(Icon::Search, t.of(ShellText::NotFound), t.of(ShellText::NotFoundDetail),
                router.link(&Route::users(), "button", html! { t.of(ShellText::ToUsers) })) }
        </>
    }
}
