//! The accounts of administrators: who can sign in, and what becomes of each account.

mod dialog;
mod text;

use std::rc::Rc;

use dialog::{AccountDialog, Act};
use shared::{Account, AccountState, AdministratorId, Timestamp};
use text::AccountsText;
use yew::prelude::*;

use crate::api::use_api;
use crate::components::{Icon, Skeleton, error_panel, icon, moment};
use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};
use crate::shell::ShellText;

#[derive(Properties, PartialEq)]
pub(crate) struct AccountsPageProps {}

/// All accounts, and a way to one more.
#[component]
pub(crate) fn AccountsPage(properties: &AccountsPageProps) -> Html {
    let AccountsPageProps {} = properties;
    let t = use_words();
    let now = use_api().now();
    let accounts = use_remote((), |api, ()| async move { api.accounts().await });
    let asked = use_state_eq(|| None::<(Act, Option<AdministratorId>)>);
    let ask = {
        let asked = asked.setter();
        move |act, account| {
            let asked = asked.clone();
            Callback::from(move |_: MouseEvent| asked.set(Some((act, account))))
        }
    };
    let content = match (accounts.value(), accounts.error()) {
        (_, Some(error)) => error_panel(t, error, &accounts.on_reload()),
        (None, None) => html! { <Skeleton lines={4} /> },
        (Some(page), None) => page.items.iter().map(|account| card(t, account, now, &ask)).collect(),
    };
    // The account as it is by now, also when somebody else was first.
    let of = |id| accounts.value()?.items.iter().find(|account| account.id == id).cloned().map(Rc::new);
    let dialog = asked.map(|(act, id)| {
        let on_close = {
            let asked = asked.setter();
            Callback::from(move |()| asked.set(None))
        };
        html! {
            <AccountDialog {act} account={id.and_then(of)} {on_close} on_changed={accounts.on_reload()} />
        }
    });
    html! { <>
        <header class="page-head">
            <h1>{ t.of(ShellText::Accounts) }</h1>
            <div class="actions">
                <button type="button" class="button button-primary" onclick={ask(Act::Add, None)}>
                    { icon(Icon::Plus) }{ t.of(AccountsText::Add) }
                </button>
            </div>
        </header>
        <div class="settings">
            <p class="quiet">{ t.of(AccountsText::Lead) }</p>
            { content }
        </div>
        { dialog }
    </> }
}

/// One account, and what can be done with it.
fn card(
    t: Words,
    account: &Account,
    now: Timestamp,
    ask: &impl Fn(Act, Option<AdministratorId>) -> Callback<MouseEvent>,
) -> Html {
    let (badge, acts) = match account.state {
        AccountState::Disabled => (
            Some(("badge badge-danger", AccountsText::Disabled)),
            &[Act::Rename, Act::Enable, Act::Remove][..],
        ),
        AccountState::Active => (
            (!account.has_password).then_some(("badge badge-warning", AccountsText::NoPassword)),
            &[Act::Rename, Act::Link, Act::SignOut, Act::Disable, Act::Remove][..],
        ),
    };
    let buttons = acts.iter().filter(|act| **act != Act::SignOut || account.sessions > 0).map(|act| {
        html! {
            <button type="button" class="button" onclick={ask(*act, Some(account.id))}>
                { t.of(act.verb()) }<span class="visually-hidden">{ ": " }{ &account.name }</span>
            </button>
        }
    });
    html! {
        <section key={account.id.to_string()} class="card account-card">
            <div class="dial-in-head">
                <h2><bdi>{ &account.name }</bdi></h2>
                if let Some((class, text)) = badge {
                    <span {class}>{ t.of(text) }</span>
                }
            </div>
            <p class="quiet small">
                if let Some(signed_in_at) = account.signed_in_at {
                    { t.of(AccountsText::SignedIn) }{ " " }{ moment(t, signed_in_at, now) }
                } else {
                    { t.of(AccountsText::NeverSignedIn) }
                }
                { " · " }{ t.account_has(account.sessions, account.tokens) }
            </p>
            <div class="actions">{ for buttons }</div>
        </section>
    }
}
