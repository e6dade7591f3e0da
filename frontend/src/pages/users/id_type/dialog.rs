//! The dialog that switches a user between static and dynamic conference IDs.

use std::rc::Rc;

use shared::{ConferenceIdType, MailEvent, MailEvents, SwitchTypeRequest, User};
use yew::prelude::*;

use super::lines::lines;
use super::text::IdTypeText;
use crate::api::{IdempotencyKey, use_api};
use crate::components::{
    Dialog, Notice, Skeleton, checkbox, error_panel, mail_stays, on_submit, problem_line, use_notices,
};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Common, use_words};
use crate::pages::users::confirm::{confirm_field, confirmed};
use crate::pages::users::question::{stale, tell_newest};
use crate::pages::users::text::UsersText;

#[derive(Properties, PartialEq)]
pub(super) struct SwitchTypeProps {
    pub(super) user: Rc<User>,
    /// The events whose emails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
    pub(super) on_close: Callback<()>,
    /// Called with the user as it is now, when somebody else was first.
    pub(super) on_user: Callback<Rc<User>>,
    /// Called with the user after the switch.
    pub(super) on_done: Callback<Rc<User>>,
}

/// Asks which type, says what it does, and switches.
#[component]
pub(super) fn SwitchType(props: &SwitchTypeProps) -> Html {
    let t = use_words();
    let api = use_api();
    let leaves = api.mail_leaves();
    let notices = use_notices();
    let user = &props.user;
    let chosen = use_state_eq(|| user.conference_id_type);
    let confirm = use_node_ref();
    let send_email = use_state_eq(|| props.automatic_mails.contains(MailEvent::ConferenceIdTypeChanged));
    let sending = use_sending();
    let key = use_memo((user.version, *chosen), |_| IdempotencyKey::new());
    let preview = use_remote((user.id, user.version, *chosen), |api, (user, _, kind)| async move {
        api.preview_type_of(user, kind).await
    });
    let onsubmit = {
        let (confirm, sending, send_email, kind) = (confirm.clone(), sending.clone(), *send_email, *chosen);
        let (user, on_user, on_done) = (user.clone(), props.on_user.clone(), props.on_done.clone());
        on_submit(Callback::from(move |()| {
            let request = SwitchTypeRequest {
                confirm_conference_id: confirmed(&confirm),
                send_email: Some(send_email),
                ..SwitchTypeRequest::new(kind)
            };
            let (api, key, user, on_user) = (api.clone(), key.clone(), user.clone(), on_user.clone());
            let answer = async move {
                let answer = api.switch_type_of(user.id, user.version, &request, &key).await;
                tell_newest(&api, user.id, &answer, &on_user).await;
                answer
            };
            let (notices, on_done) = (notices.clone(), on_done.clone());
            sending.send(answer, move |user| {
                notices.show(Notice::new(t.of(IdTypeText::Saved)));
                on_done.emit(Rc::new(user));
            });
        }))
    };
    let choice = |kind: Option<ConferenceIdType>, id: &'static str, label: IdTypeText, hint: IdTypeText| {
        let set = chosen.setter();
        html! {
            <label class="check" for={id}>
                <input type="radio" name="id-type" {id} checked={*chosen == kind} onchange={Callback::from(move |_: Event| set.set(kind))} />
                <span>{ t.of(label) }<span class="field-hint">{ t.of(hint) }</span></span>
            </label>
        }
    };
    let happens = match (preview.value(), preview.error()) {
        (_, Some(error)) => error_panel(t, error, &preview.on_reload()),
        (None, None) => html! { <Skeleton lines={2} /> },
        (Some(preview), None) => html! {
            <ul class="consequences">{ for lines(t, preview).into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
        },
    };
    let stops = preview.value().is_some_and(|preview| preview.locked > 0);
    let has_mail = preview.value().is_some_and(|preview| preview.users + preview.locked > 0);
    html! {
        <Dialog id="switch-id-type" title={t.of(IdTypeText::Title)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} novalidate=true aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if sending.is_stale() {
                    { stale(t, user) }
                }
                <p><strong><bdi>{ &user.display_name }</bdi></strong></p>
                <fieldset class="choices">
                    <legend>{ t.of(IdTypeText::Choice) }</legend>
                    { choice(None, "id-type-organisation", IdTypeText::Follow, IdTypeText::FollowHint) }
                    { choice(Some(ConferenceIdType::Static), "id-type-static", IdTypeText::Static, IdTypeText::StaticHint) }
                    { choice(Some(ConferenceIdType::Dynamic), "id-type-dynamic", IdTypeText::Dynamic, IdTypeText::DynamicHint) }
                </fieldset>
                <div aria-live="polite" id="id-type-happens">
                    <p class="label">{ t.of(IdTypeText::Happens) }</p>
                    { happens }
                </div>
                if stops { { confirm_field(t, user, &sending, &confirm) } }
                if has_mail {
                    { checkbox("send-email", t.of(UsersText::SendMail), None, *send_email, {
                        let send_email = send_email.setter();
                        Callback::from(move |on| send_email.set(on))
                    }) }
                    { mail_stays(t, *send_email, leaves) }
                }
                <div class="dialog-actions">
                    <button type="button" class="button" disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-primary" disabled={preview.value().is_none()} aria-disabled={sending.aria()}>
                        { t.of(IdTypeText::Save) }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
