//! The pages, one folder each.

mod account;
mod accounts;
mod administration;
mod audit;
mod bridges;
mod card;
mod help;
mod import;
mod jobs;
mod look_up;
mod mail_texts;
mod mails;
mod meetings;
mod organizer;
mod pin;
mod public;
mod set_up;
mod settings;
mod sign_in;
mod start;
mod update_meetings;
mod users;

use administration::{Administration, AdministrationProps};
use card::{CardPage, CardPageProps};
use meetings::{MeetingsPage, MeetingsPageProps};
pub(crate) use public::{PublicFrame, PublicFrameProps};
pub(crate) use set_up::{SetUpPage, SetUpPageProps};
pub(crate) use sign_in::{SignInForm, SignInText, sign_in_page};
use start::{StartPage, StartPageProps};
use update_meetings::{UpdateMeetingsPage, UpdateMeetingsPageProps};
pub(crate) use users::{RESET, SEARCH};
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
        Route::Start => lazy::<StartPage>(StartPageProps {}),
        Route::Users { list, open } => {
            html! { <users::UsersPage list={list.clone()} open={*open} /> }
        }
        Route::Import { .. }
        | Route::Jobs { .. }
        | Route::LookUp { .. }
        | Route::Mails { .. }
        | Route::MailTexts { .. }
        | Route::Audit { .. }
        | Route::Bridges
        | Route::Settings
        | Route::Account
        | Route::Accounts
        | Route::Help(_) => lazy::<Administration>(AdministrationProps { route: route.clone() }),
        Route::Meetings { state } => lazy::<MeetingsPage>(MeetingsPageProps { state: *state }),
        Route::UpdateMeetings => lazy::<UpdateMeetingsPage>(UpdateMeetingsPageProps { public: false }),
        Route::Card { user } => lazy::<CardPage>(CardPageProps { user: *user, back: Route::user(*user) }),
        Route::Organizer | Route::OwnCard | Route::Pin | Route::SetUp | Route::NotFound => {
            not_found(t, router)
        }
    }
}

/// The title of a page, for the browser's tab.
pub(crate) fn title(route: &Route, t: Words) -> &'static str {
    t.of(match route {
        Route::Start => ShellText::Start,
        Route::Users { .. } | Route::Card { .. } | Route::Import { .. } => ShellText::Users,
        Route::Jobs { .. } => return t.of(ShellText::Jobs),
        Route::LookUp { .. } => ShellText::LookUp,
        Route::Mails { .. } => ShellText::Mails,
        Route::MailTexts { .. } => return t.of(mail_texts::MailTextsText::Title),
        Route::Audit { .. } => ShellText::Audit,
        Route::Meetings { .. } => return t.of(ShellText::PlannedMeetings),
        Route::UpdateMeetings => return t.of(ShellText::UpdateMeetings),
        Route::Bridges => return t.of(ShellText::Bridges),
        Route::Organizer | Route::OwnCard => return t.of(ShellText::MyConference),
        Route::Pin => return t.of(ShellText::YourPin),
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
                router.link(&Route::Start, "button", html! { t.of(ShellText::ToStart) })) }
        </>
    }
}
