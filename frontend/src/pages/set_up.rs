//! The first administrator's account, through the one-time link that the server printed.

use shared::{PASSWORD_LENGTH_MIN, Session, SetUpRequest};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::sign_in::{SignInText, gate};
use crate::api::{ApiError, use_api};
use crate::components::{Field, declare_part, field, input_value, on_submit, part, problem_line};
use crate::i18n::use_words;
use crate::route::Route;
use crate::router::use_router;

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct SetUpPageProps {
    /// The token in the link.
    pub(crate) token: String,
    /// Called when the account is made and signed in.
    pub(crate) on_session: Callback<Session>,
}

declare_part!(SetUpPageProps, use_set_up_page);

/// Draws it; see `pages::later`.
#[inline(never)]
pub(crate) fn enter(props: SetUpPageProps) -> Html {
    part(props)
}

/// Asks for a name and a password.
#[hook]
fn use_set_up_page(props: &SetUpPageProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let (name, password, repeat) = (use_node_ref(), use_node_ref(), use_node_ref());
    let busy = use_state_eq(|| false);
    let error = use_state_eq(|| None::<ApiError>);
    let differs = use_state_eq(|| false);
    let onsubmit = {
        let (name, password, repeat) = (name.clone(), password.clone(), repeat.clone());
        let (busy, error, differs) = (busy.clone(), error.setter(), differs.setter());
        let (token, on_session) = (props.token.clone(), props.on_session.clone());
        on_submit(Callback::from(move |()| {
            let chosen = input_value(&password);
            let same = chosen == input_value(&repeat);
            differs.set(!same);
            if *busy || !same {
                return;
            }
            let request = SetUpRequest {
                token: token.clone(),
                name: input_value(&name),
                password: chosen,
                language: Some(t.language),
            };
            let (api, busy, error) = (api.clone(), busy.setter(), error.clone());
            let (on_session, router) = (on_session.clone(), router.clone());
            busy.set(true);
            spawn_local(async move {
                let answer = api.set_up(&request).await;
                busy.set(false);
                match answer {
                    Ok(session) => {
                        // The token must not stay in the history.
                        router.replace(Route::users());
                        on_session.emit(session);
                    }
                    Err(failure) => error.set(Some(failure)),
                }
            });
        }))
    };
    let of_field = |name: &str| error.as_ref().and_then(|error| error.of_field(name));
    let content = html! { <>
        <p>{ t.of(SignInText::CreateDetail) }</p>
        <form {onsubmit} aria-busy={busy.then_some("true")}>
            { problem_line(t, error.as_ref()) }
            { field(Field { id: "name", label: t.of(SignInText::Name), hint: None, error: of_field("name") },
                |aria_describedby, aria_invalid| html! {
                    <input id="name" name="username" ref={name} autocomplete="username" autocapitalize="none"
                        spellcheck="false" required=true maxlength="64" autofocus=true
                        aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                }) }
            { field(Field {
                id: "password", label: t.of(SignInText::Password), hint: Some(t.of(SignInText::PasswordHint)),
                error: of_field("password"),
            }, |aria_describedby, aria_invalid| html! {
                <input id="password" name="password" ref={password} type="password" autocomplete="new-password"
                    required=true minlength={PASSWORD_LENGTH_MIN.to_string()}
                    aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
            }) }
            { field(Field {
                id: "repeat", label: t.of(SignInText::Repeat), hint: None,
                error: differs.then(|| t.of(SignInText::RepeatDiffers)),
            }, |aria_describedby, aria_invalid| html! {
                <input id="repeat" name="repeat" ref={repeat} type="password" autocomplete="new-password"
                    required=true aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
            }) }
            <button type="submit" class="button button-primary button-wide">{ t.of(SignInText::Create) }</button>
        </form>
    </> };
    gate(t.of(SignInText::CreateTitle), content)
}
