//! Changing one's own password.

use shared::{ChangePasswordRequest, PASSWORD_LENGTH_MIN};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::AccountText;
use crate::api::{ApiError, use_api};
use crate::app::SESSION_CHANGED;
use crate::browser;
use crate::components::{Field, Notice, field, input_value, on_submit, problem_line, use_notices};
use crate::i18n::use_words;
use crate::pages::SignInText;

#[derive(Properties, PartialEq)]
pub(super) struct PasswordFormProps {}

#[component]
pub(super) fn PasswordForm(properties: &PasswordFormProps) -> Html {
    let PasswordFormProps {} = properties;
    let t = use_words();
    let api = use_api();
    let notices = use_notices();
    let (present, password) = (use_node_ref(), use_node_ref());
    let busy = use_state_eq(|| false);
    let error = use_state_eq(|| None::<ApiError>);
    // A new form, with nothing typed in it, after each change.
    let version = use_state_eq(|| 0_u32);
    let onsubmit = {
        let (present, password, version) = (present.clone(), password.clone(), version.clone());
        let (busy, error) = (busy.clone(), error.setter());
        on_submit(Callback::from(move |()| {
            if *busy {
                return;
            }
            let request = ChangePasswordRequest {
                present_password: input_value(&present),
                new_password: input_value(&password),
            };
            let (api, notices, version) = (api.clone(), notices.clone(), version.clone());
            let (busy, error) = (busy.setter(), error.clone());
            busy.set(true);
            spawn_local(async move {
                let answer = api.change_password(&request).await;
                busy.set(false);
                match answer {
                    Ok(_) => {
                        error.set(None);
                        version.set(*version + 1);
                        browser::announce(SESSION_CHANGED);
                        notices.show(Notice::new(t.of(AccountText::PasswordChanged)));
                    }
                    Err(failure) => error.set(Some(failure)),
                }
            });
        }))
    };
    let of_field = |name: &str| error.as_ref().and_then(|error| error.of_field(name));
    html! {
        <section class="card" aria-labelledby="password-title">
            <h2 id="password-title">{ t.of(AccountText::Password) }</h2>
            <p class="quiet">{ t.of(AccountText::PasswordLead) }</p>
            <form key={version.to_string()} class="stack" {onsubmit} aria-busy={busy.then_some("true")}>
                { problem_line(t, error.as_ref()) }
                { field(Field {
                    id: "present-password", label: t.of(AccountText::Present), hint: None,
                    error: of_field("presentPassword"),
                }, |aria_describedby, aria_invalid| html! {
                    <input id="present-password" ref={present} type="password" autocomplete="current-password"
                        required=true aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                }) }
                { field(Field {
                    id: "new-password", label: t.of(AccountText::New), hint: Some(t.of(SignInText::PasswordHint)),
                    error: of_field("newPassword"),
                }, |aria_describedby, aria_invalid| html! {
                    <input id="new-password" ref={password} type="password" autocomplete="new-password"
                        required=true minlength={PASSWORD_LENGTH_MIN.to_string()}
                        aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                }) }
                <div><button type="submit" class="button">{ t.of(AccountText::Change) }</button></div>
            </form>
        </section>
    }
}
