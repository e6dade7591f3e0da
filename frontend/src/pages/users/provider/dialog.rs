//! The dialog that sets who provides a user's audio conferencing.

use std::rc::Rc;

use shared::{MailEvent, MailEvents, ProviderProfiles, SetProviderRequest, User};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::super::confirm::{confirm_field, confirmed};
use super::super::question::{stale, tell_newest};
use super::super::text::UsersText;
use super::draft::Draft;
use super::fields::{ProfileCallbacks, profile_fields};
use super::text::ProviderText;
use crate::api::{IdempotencyKey, use_api};
use crate::browser;
use crate::components::{
    Dialog, Icon, Notice, checkbox, icon, mail_stays, on_submit, problem_line, use_notices,
};
use crate::hooks::use_sending;
use crate::i18n::{Common, Words, use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct ProviderDialogProps {
    pub(crate) user: Rc<User>,
    /// Which emails the organisation sends by itself.
    pub(crate) automatic_mails: MailEvents,
    pub(crate) on_close: Callback<()>,
    /// Called with the user as it is now, when somebody else was first.
    pub(crate) on_user: Callback<Rc<User>>,
    /// Called with the user after the change.
    pub(crate) on_done: Callback<Rc<User>>,
}

/// Chooses the provider, and edits the profiles at third-party providers.
#[component]
pub(crate) fn ProviderDialog(props: &ProviderDialogProps) -> Html {
    let t = use_words();
    let api = use_api();
    let leaves = api.mail_leaves();
    let notices = use_notices();
    let draft = use_state(|| Draft::of(&props.user.provider));
    let send_email = use_state_eq(|| props.automatic_mails.contains(MailEvent::ProviderChanged));
    let confirm = use_node_ref();
    let sending = use_sending();
    let key = use_state(IdempotencyKey::new);
    // Whoever cannot see what is wrong is led there.
    use_effect_with(sending.error().cloned(), |error| {
        if error.is_some()
            && let Ok(Some(field)) = browser::document().query_selector("dialog[open] [aria-invalid=true]")
            && let Ok(field) = field.dyn_into::<HtmlElement>()
        {
            let _ = field.focus();
        }
    });

    let change = {
        let draft = draft.clone();
        move |change: Box<dyn FnOnce(&mut Draft)>| {
            let mut changed = (*draft).clone();
            change(&mut changed);
            draft.set(changed);
        }
    };
    // Faults are told by the place of a profile: they are forgotten when the places change.
    let rearrange = {
        let (change, sending) = (change.clone(), sending.clone());
        move |rearranged: Box<dyn FnOnce(&mut Draft)>| {
            sending.forget();
            change(rearranged);
        }
    };
    let callbacks = ProfileCallbacks {
        text: {
            let change = change.clone();
            Callback::from(move |(place, part, text)| {
                change(Box::new(move |draft| draft.write(place, part, text)));
            })
        },
        default: {
            let rearrange = rearrange.clone();
            Callback::from(move |place| rearrange(Box::new(move |draft| draft.default = place)))
        },
        remove: {
            let rearrange = rearrange.clone();
            Callback::from(move |place| rearrange(Box::new(move |draft| draft.remove(place))))
        },
    };
    let on_add = {
        let rearrange = rearrange.clone();
        Callback::from(move |_: MouseEvent| rearrange(Box::new(Draft::add)))
    };
    let on_kind = move |third_party: bool| {
        let rearrange = rearrange.clone();
        Callback::from(move |_: Event| rearrange(Box::new(move |draft| draft.third_party = third_party)))
    };
    let onsubmit = {
        let (user, sending, draft, send_email) =
            (props.user.clone(), sending.clone(), draft.clone(), *send_email);
        let (on_user, on_done, api) = (props.on_user.clone(), props.on_done.clone(), api.clone());
        let confirm = confirm.clone();
        on_submit(Callback::from(move |()| {
            let request = SetProviderRequest {
                provider: draft.request(),
                send_email: Some(send_email),
                confirm_conference_id: if draft.third_party { confirmed(&confirm) } else { None },
            };
            let (api, user, on_user, key) = (api.clone(), user.clone(), on_user.clone(), key.clone());
            let answer = async move {
                let answer = api.set_provider(user.id, user.version, &request, &key).await;
                if answer.is_err() {
                    key.set(IdempotencyKey::new());
                }
                tell_newest(&api, user.id, &answer, &on_user).await;
                answer
            };
            let (notices, on_done) = (notices.clone(), on_done.clone());
            sending.send(answer, move |user| {
                notices.show(Notice::new(t.of(ProviderText::Saved)));
                on_done.emit(Rc::new(user));
            });
        }))
    };
    let kind = |third_party: bool, label: ProviderText, hint: ProviderText| {
        html! {
            <label class="check">
                <input type="radio" name="provider-kind" checked={draft.third_party == third_party} onchange={on_kind(third_party)} />
                <span>{ t.of(label) }<span class="field-hint">{ t.of(hint) }</span></span>
            </label>
        }
    };
    let places = 0..draft.profiles.len();
    html! {
        <Dialog id="user-provider" title={t.of(ProviderText::Title)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} novalidate=true aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if sending.is_stale() {
                    { stale(t, &props.user) }
                }
                <p><strong><bdi>{ &props.user.display_name }</bdi></strong></p>
                <fieldset class="choices">
                    <legend>{ t.of(ProviderText::Who) }</legend>
                    { kind(false, ProviderText::BuiltIn, ProviderText::BuiltInHint) }
                    { kind(true, ProviderText::ThirdParty, ProviderText::ThirdPartyHint) }
                </fieldset>
                if draft.third_party {
                    { for places.map(|place| profile_fields(t, &draft, place, &sending, &callbacks)) }
                    if draft.profiles.len() < ProviderProfiles::MOST {
                        <button type="button" class="button" onclick={on_add}>{ icon(Icon::Plus) }{ t.of(ProviderText::Add) }</button>
                    }
                }
                { consequences(t, &props.user, draft.third_party) }
                { checkbox("send-email", t.of(UsersText::SendMail), Some(props.user.primary_email.as_str()), *send_email, {
                    let send_email = send_email.setter();
                    Callback::from(move |on| send_email.set(on))
                }) }
                { mail_stays(t, *send_email, leaves) }
                if draft.third_party {
                    { confirm_field(t, &props.user, &sending, &confirm) }
                }
                <div class="dialog-actions">
                    <button type="button" class="button" disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-primary" aria-disabled={sending.aria()}>
                        { t.of(Common::Save) }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// What the choice does to the user's conference IDs.
fn consequences(t: Words, user: &User, third_party: bool) -> Html {
    let mut told: Vec<String> = Vec::new();
    match (third_party, user.conference_id) {
        (true, Some(id)) => {
            told.push(t.id_stops(id));
            told.push(t.of(ProviderText::Invitations).to_owned());
        }
        (true, None) | (false, Some(_)) => {}
        (false, None) => {
            told.push(match user.undo {
                Some(undo) => t.comes_back(undo.previous_conference_id),
                None => t.of(ProviderText::NewId).to_owned(),
            });
            if user.provider.is_third_party() {
                told.push(t.of(ProviderText::Forgotten).to_owned());
                told.push(t.of(ProviderText::Invitations).to_owned());
            }
        }
    }
    if told.is_empty() {
        return html! {};
    }
    html! { <ul class="consequences" aria-live="polite">{ for told.into_iter().map(|told| html! { <li>{ told }</li> }) }</ul> }
}
