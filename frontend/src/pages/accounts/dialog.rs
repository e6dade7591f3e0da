//! The dialog that adds an account or does something with one.

use std::rc::Rc;

use shared::{Account, AccountLink};
use yew::prelude::*;

use super::AccountsText;
use crate::api::{AccountAct, ApiError, IdempotencyKey, use_api};
use crate::browser;
use crate::components::{CopyButton, Dialog, Field, checkbox, field, input_value, on_submit, problem_line};
use crate::hooks::use_sending;
use crate::i18n::{Common, use_words};
use crate::link_token;

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Add,
    Rename,
    Link,
    SignOut,
    Disable,
    Enable,
    Remove,
}

impl Act {
    /// What the button says that leads here.
    pub(super) const fn verb(self) -> AccountsText {
        match self {
            Self::Add => AccountsText::Add,
            Self::Rename => AccountsText::Rename,
            Self::Link => AccountsText::Link,
            Self::SignOut => AccountsText::SignOut,
            Self::Disable => AccountsText::Disable,
            Self::Enable => AccountsText::Enable,
            Self::Remove => AccountsText::Remove,
        }
    }

    /// What it does, in a sentence or two.
    const fn consequences(self) -> &'static [AccountsText] {
        match self {
            Self::Add => &[AccountsText::AddDetail],
            Self::Rename => &[AccountsText::RenameDetail],
            Self::Link => &[AccountsText::LinkDetail],
            Self::SignOut => &[AccountsText::SignOutDetail],
            Self::Disable => &[AccountsText::DisableSessions, AccountsText::DisableSignIn],
            Self::Enable => &[AccountsText::EnableDetail],
            Self::Remove => {
                &[AccountsText::RemoveAccess, AccountsText::RemoveTokens, AccountsText::RemoveName]
            }
        }
    }
}

/// The link that was made, where it can be copied.
const LINK: &str = "account-link";

#[derive(Properties, PartialEq)]
pub(super) struct AccountDialogProps {
    pub(super) act: Act,
    /// The account it is done to; none when one is added.
    pub(super) account: Option<Rc<Account>>,
    pub(super) on_close: Callback<()>,
    /// Called when something was changed, or somebody else was first.
    pub(super) on_changed: Callback<()>,
}

/// Says what is done, does it, and shows the link if there is one.
#[component]
pub(super) fn AccountDialog(props: &AccountDialogProps) -> Html {
    let t = use_words();
    let api = use_api();
    let input = use_node_ref();
    let revoke_tokens = use_state_eq(|| false);
    let made = use_state(|| None::<AccountLink>);
    let sending = use_sending();
    let account = props.account.clone();
    let key = use_memo(account.as_ref().map(|account| account.version), |_| IdempotencyKey::new());
    use_effect_with(made.is_some(), |is_made| {
        if *is_made {
            browser::focus(LINK);
        }
    });
    let act = props.act;
    let onsubmit = {
        let (input, revoke_tokens, account) = (input.clone(), *revoke_tokens, account.clone());
        let (sending, made) = (sending.clone(), made.setter());
        let (on_close, on_changed) = (props.on_close.clone(), props.on_changed.clone());
        on_submit(Callback::from(move |()| {
            let name = || input_value(&input);
            let act = match act {
                Act::Add => AccountAct::Add { name: name() },
                Act::Rename => AccountAct::Rename { name: name() },
                Act::Link => AccountAct::Link,
                Act::SignOut => AccountAct::SignOut,
                Act::Disable => AccountAct::Disable { revoke_tokens },
                Act::Enable => AccountAct::Enable,
                Act::Remove => AccountAct::Remove,
            };
            let answer = api.act_on_account(act, account.as_deref(), &key);
            let (on_close, on_changed, made) = (on_close.clone(), on_changed.clone(), made.clone());
            let answer = {
                let on_changed = on_changed.clone();
                async move {
                    let answer = answer.await;
                    if answer.as_ref().is_err_and(ApiError::is_stale) {
                        on_changed.emit(());
                    }
                    answer
                }
            };
            sending.send(answer, move |link| {
                match link {
                    Some(link) => made.set(Some(link)),
                    None => on_close.emit(()),
                }
                on_changed.emit(());
            });
        }))
    };
    let close = props.on_close.reform(|_: MouseEvent| ());
    let title = match act {
        Act::Disable => AccountsText::DisableTitle,
        Act::Remove => AccountsText::RemoveTitle,
        Act::Add | Act::Rename | Act::Link | Act::SignOut | Act::Enable => act.verb(),
    };
    let name = account.as_ref().map(|account| account.name.clone());
    let content = if let Some(AccountLink { account, token, .. }) = &*made {
        let link = link_token::set_up(token, &account.name);
        html! { <>
            <p><strong><bdi>{ &account.name }</bdi></strong></p>
            <div class="banner" id={LINK} role="status" tabindex="-1">
                <p>{ t.of(AccountsText::LinkReady) }<br /><code>{ &link }</code></p>
                <CopyButton text={link} label={t.of(AccountsText::CopyLink)} />
            </div>
            <div class="dialog-actions">
                <button type="button" class="button" onclick={close}>{ t.of(Common::Close) }</button>
            </div>
        </> }
    } else {
        let asks_name = matches!(act, Act::Add | Act::Rename);
        let submit = match act {
            Act::Link => t.of(AccountsText::MakeLink),
            Act::Rename => t.of(Common::Save),
            Act::Add | Act::SignOut | Act::Disable | Act::Enable | Act::Remove => t.of(act.verb()),
        };
        let tokens = account.as_ref().map_or(0, |account| account.tokens);
        html! {
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if let Some(name) = &name {
                    <p><strong><bdi>{ name }</bdi></strong></p>
                }
                <ul class="consequences">
                    { for act.consequences().iter().map(|text| html! { <li>{ t.of(*text) }</li> }) }
                </ul>
                if asks_name {
                    { field(Field { id: "account-name", label: t.of(AccountsText::Name), hint: Some(t.of(AccountsText::NameHint)), error: sending.of_field("name") },
                        |aria_describedby, aria_invalid| html! {
                            <input id="account-name" ref={input} required=true maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false"
                                autofocus=true ~defaultValue={name.clone().unwrap_or_default()} {aria_describedby} {aria_invalid} />
                        }) }
                }
                if act == Act::Disable && tokens > 0 {
                    { checkbox("revoke-tokens", &format!("{} ({tokens})", t.of(AccountsText::RevokeTokens)), Some(t.of(AccountsText::RevokeTokensHint)), *revoke_tokens, {
                        let revoke_tokens = revoke_tokens.setter();
                        Callback::from(move |chosen| revoke_tokens.set(chosen))
                    }) }
                }
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus={!asks_name} disabled={sending.is_busy()} onclick={close}>{ t.of(Common::Cancel) }</button>
                    <button type="submit" class={if matches!(act, Act::Disable | Act::Remove) { "button button-danger" } else { "button button-primary" }} aria-disabled={sending.aria()}>
                        { submit }
                    </button>
                </div>
            </form>
        }
    };
    html! {
        <Dialog id="account-dialog" title={t.of(title)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            { content }
        </Dialog>
    }
}
