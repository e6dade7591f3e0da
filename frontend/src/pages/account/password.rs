//! Changing one's own password.

use shared::{ChangePasswordRequest, PASSWORD_LENGTH_MIN};
use yew::prelude::*;

use super::AccountText;
use crate::api::use_api;
use crate::app::SESSION_CHANGED;
use crate::browser;
use crate::components::{Field, Notice, field, input_value, on_submit, problem_line, use_notices};
use crate::hooks::use_sending;
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
    let sending = use_sending();
    // A new form, with nothing typed in it, after each change.
    let version = use_state_eq(|| 0_u32);
    let onsubmit = {
        let (present, password, version) = (present.clone(), password.clone(), version.clone());
        let sending = sending.clone();
        on_submit(Callback::from(move |()| {
            let request = ChangePasswordRequest {
                present_password: input_value(&present),
                new_password: input_value(&password),
            };
            let (notices, version) = (notices.clone(), version.clone());
            sending.send(api.change_password(&request), move |_| {
                version.set(*version + 1);
                browser::announce(SESSION_CHANGED);
                notices.show(Notice::new(t.of(AccountText::PasswordChanged)));
            });
        }))
    };
    html! {
        <section class="card" aria-labelledby="password-title">
            <h2 id="password-title">{ t.of(AccountText::Password) }</h2>
            <p class="quiet">{ t.of(AccountText::PasswordLead) }</p>
            <form key={version.to_string()} class="stack" {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                { field(Field {
                    id: "present-password", label: t.of(AccountText::Present), hint: None,
                    error: sending.of_field("presentPassword"),
                }, |aria_describedby, aria_invalid| html! {
                    <input id="present-password" ref={present} type="password" autocomplete="current-password"
                        required=true aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                }) }
                { field(Field {
                    id: "new-password", label: t.of(AccountText::New), hint: Some(t.of(SignInText::PasswordHint)),
                    error: sending.of_field("newPassword"),
                }, |aria_describedby, aria_invalid| html! {
                    <input id="new-password" ref={password} type="password" autocomplete="new-password"
                        required=true minlength={PASSWORD_LENGTH_MIN.to_string()}
                        aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                }) }
                <div><button type="submit" class="button" aria-disabled={sending.aria()}>{ t.of(AccountText::Change) }</button></div>
            </form>
        </section>
    }
}
