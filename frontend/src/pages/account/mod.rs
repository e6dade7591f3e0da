//! The administrator's account: the password, and the sessions and tokens that can do what administrators can.

mod list;
mod password;
mod sessions;
mod text;
mod tokens;

pub(crate) use text::AccountText;
use yew::prelude::*;

use crate::i18n::use_words;
use crate::shell::ShellText;

#[derive(Properties, PartialEq)]
pub(crate) struct AccountPageProps {}

#[component]
pub(crate) fn AccountPage(properties: &AccountPageProps) -> Html {
    let AccountPageProps {} = properties;
    let t = use_words();
    html! { <>
        <header class="page-head"><h1>{ t.of(ShellText::AccountAndAccess) }</h1></header>
        <div class="settings">
            // Nobody has signed in to the demo, so there is neither a password nor a session.
            if !cfg!(feature = "demo") {
                <password::PasswordForm />
                <sessions::Sessions />
            }
            <tokens::Tokens />
        </div>
    </> }
}
