//! The dialog *Reset conference ID?*.

use std::rc::Rc;

use shared::{ConferenceId, ResetConferenceIdRequest, User};
use yew::prelude::*;

use super::question::{stale, tell_newest};
use super::text::UsersText;
use crate::api::{IdempotencyKey, use_api};
use crate::components::{Dialog, Field, checkbox, field, input_value, mail_stays, on_submit, problem_line};
use crate::hooks::use_sending;
use crate::i18n::{Common, use_words};
use crate::pages::meetings::ImpactLine;

/// The longest reason.
const REASON_LENGTH_MAX: &str = "500";

#[derive(Properties, PartialEq)]
pub(super) struct ResetConferenceIdProps {
    pub(super) user: Rc<User>,
    /// The ID that will stop.
    pub(super) id: ConferenceId,
    /// Whether the organisation sends mails by itself.
    pub(super) automatic_mails: bool,
    pub(super) on_close: Callback<()>,
    /// Called with the user as it is now, when somebody else was first.
    pub(super) on_user: Callback<Rc<User>>,
    /// Called with the user after the reset.
    pub(super) on_done: Callback<Rc<User>>,
}

/// Asks, and resets on *Yes*. *No* has the focus; Escape and *No* change nothing.
#[component]
pub(super) fn ResetConferenceId(props: &ResetConferenceIdProps) -> Html {
    let t = use_words();
    let api = use_api();
    let leaves = api.mail_leaves();
    let reason = use_node_ref();
    let send_email = use_state_eq(|| props.automatic_mails);
    let sending = use_sending();
    // After a lost answer the same key asks for the same reset; another version of the user is another reset.
    let key = use_memo(props.user.version, |_| IdempotencyKey::new());

    let onsubmit = {
        let (reason, sending, send_email) = (reason.clone(), sending.clone(), *send_email);
        let (user, on_user, on_done) = (props.user.clone(), props.on_user.clone(), props.on_done.clone());
        on_submit(Callback::from(move |()| {
            let text = input_value(&reason).trim().to_owned();
            let request = ResetConferenceIdRequest {
                reason: (!text.is_empty()).then_some(text),
                send_email: Some(send_email),
            };
            let (api, key, user, on_user) = (api.clone(), key.clone(), user.clone(), on_user.clone());
            let answer = async move {
                let answer = api.reset_conference_id(user.id, user.version, &request, &key).await;
                tell_newest(&api, user.id, &answer, &on_user).await;
                answer
            };
            let on_done = on_done.clone();
            sending.send(answer, move |user| on_done.emit(Rc::new(user)));
        }))
    };
    let current = props.user.conference_id;
    html! {
        <Dialog id="reset-conference-id" title={t.of(UsersText::ResetTitle)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if sending.is_stale() {
                    { stale(t, &props.user) }
                }
                <div class="stack">
                    <p>{ t.reset_lead(&props.user, current.unwrap_or(props.id)) }</p>
                    <ul class="consequences">
                        <li>{ t.of(UsersText::ResetStops) }</li>
                        if !*send_email {
                            <li>{ t.of(UsersText::NoMail) }</li>
                        } else if leaves {
                            <li>{ t.reset_mail(&props.user.primary_email) }</li>
                        }
                        <li>{ t.of(UsersText::ResetInvitations) }</li>
                        <ImpactLine user={props.user.id} />
                    </ul>
                </div>
                { checkbox("send-email", t.of(UsersText::SendMail), None, *send_email, {
                    let send_email = send_email.setter();
                    Callback::from(move |on| send_email.set(on))
                }) }
                { mail_stays(t, *send_email, leaves) }
                { field(Field {
                    id: "reason",
                    label: &format!("{} ({})", t.of(UsersText::Reason), t.of(Common::Optional)),
                    hint: Some(t.of(UsersText::ReasonHint)),
                    error: sending.of_field("reason"),
                }, |aria_describedby, aria_invalid| html! {
                    <textarea id="reason" ref={reason} rows="2" maxlength={REASON_LENGTH_MAX}
                        aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                }) }
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::No) }
                    </button>
                    <button type="submit" class="button button-primary" disabled={current.is_none()} aria-disabled={sending.aria()}>
                        { t.of(Common::Yes) }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
