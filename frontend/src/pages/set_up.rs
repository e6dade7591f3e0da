//! Setting a password through a one-time link: of an account that somebody has added, or of one that the link makes.

use shared::{PASSWORD_LENGTH_MIN, Session, SetUpRequest};
use yew::prelude::*;

use super::sign_in::{SignInText, gate};
use crate::api::use_api;
use crate::components::{Field, field, input_value, on_submit, problem_line};
use crate::hooks::{use_sending, use_window_event};
use crate::i18n::use_words;
use crate::lazy::lazy_component;
use crate::link_token;
use crate::route::Route;
use crate::router::use_router;

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct SetUpPageProps {
    /// Called when the account is made and signed in.
    pub(crate) on_session: Callback<Session>,
}

lazy_component!(SetUpPage in administration, 3 lines);

/// Asks for a password, and for a name where the link belongs to no account.
#[component]
pub(crate) fn SetUpPage(props: &SetUpPageProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    // Taken out of the address at once, so that it stays neither there nor in the history.
    let link = use_state(link_token::take);
    let account = link.as_ref().and_then(|link| link.account.clone());
    let (name, password, repeat) = (use_node_ref(), use_node_ref(), use_node_ref());
    let sending = use_sending();
    let differs = use_state_eq(|| false);
    // Another link in the same tab changes only what stands behind `#`.
    use_window_event("hashchange", {
        let (link, sending) = (link.clone(), sending.clone());
        Callback::from(move |_: Event| {
            if let Some(taken) = link_token::take() {
                link.set(Some(taken));
                sending.forget();
            }
        })
    });
    let onsubmit = {
        let (name, password, repeat) = (name.clone(), password.clone(), repeat.clone());
        let (sending, differs) = (sending.clone(), differs.setter());
        let (link, account, on_session) = (link.clone(), account.clone(), props.on_session.clone());
        on_submit(Callback::from(move |()| {
            let chosen = input_value(&password);
            let same = chosen == input_value(&repeat);
            differs.set(!same);
            if !same {
                return;
            }
            let request = SetUpRequest {
                token: link.as_ref().map(|link| link.token.clone()).unwrap_or_default(),
                name: account.is_none().then(|| input_value(&name)),
                password: chosen,
                language: Some(t.language),
            };
            let (api, on_session, router) = (api.clone(), on_session.clone(), router.clone());
            sending.send(async move { api.set_up(&request).await }, move |session| {
                router.replace(Route::users());
                on_session.emit(session);
            });
        }))
    };
    let (title, detail, verb) = if account.is_some() {
        (SignInText::ChooseTitle, SignInText::ChooseDetail, SignInText::Choose)
    } else {
        (SignInText::CreateTitle, SignInText::CreateDetail, SignInText::Create)
    };
    let known = account.is_some();
    let content = html! { <>
        <p>{ t.of(detail) }</p>
        <form {onsubmit} aria-busy={sending.aria()}>
            { problem_line(t, sending.error()) }
            { field(Field { id: "name", label: t.of(SignInText::Name), hint: None, error: sending.of_field("name") },
                |aria_describedby, aria_invalid| html! {
                    <input id="name" name="username" ref={name} autocomplete="username" autocapitalize="none"
                        spellcheck="false" required=true maxlength="64" autofocus={!known} readonly={known} ~defaultValue={account.unwrap_or_default()}
                        aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                }) }
            { field(Field {
                id: "password", label: t.of(SignInText::Password), hint: Some(t.of(SignInText::PasswordHint)),
                error: sending.of_field("password"),
            }, |aria_describedby, aria_invalid| html! {
                <input id="password" name="password" ref={password} type="password" autocomplete="new-password"
                    required=true minlength={PASSWORD_LENGTH_MIN.to_string()} autofocus={known}
                    aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
            }) }
            { field(Field {
                id: "repeat", label: t.of(SignInText::Repeat), hint: None,
                error: differs.then(|| t.of(SignInText::RepeatDiffers)),
            }, |aria_describedby, aria_invalid| html! {
                <input id="repeat" name="repeat" ref={repeat} type="password" autocomplete="new-password"
                    required=true aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
            }) }
            <button type="submit" class="button button-primary button-wide">{ t.of(verb) }</button>
        </form>
    </> };
    gate(t.of(title), content)
}
