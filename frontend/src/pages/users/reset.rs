//! The dialog *Reset conference ID?*.

use std::rc::Rc;

use shared::{
    ActOnUsersRequest, ConferenceId, MailEvent, MailEvents, ResetConferenceIdRequest, User, UserSelection,
    UsersAct,
};
use yew::prelude::*;

use super::confirm::{confirm_field, confirmed};
use super::preview::PreviewLines;
use super::question::{stale, tell_newest};
use super::text::UsersText;
use super::when::{When, when_fields};
use super::when_text::WhenText;
use crate::api::{IdempotencyKey, use_api};
use crate::components::{
    Dialog, Field, Notice, checkbox, field, input_value, mail_stays, on_submit, problem_line, use_notices,
};
use crate::hooks::use_sending;
use crate::i18n::{Common, use_words};

/// The longest reason.
pub(super) const REASON_LENGTH_MAX: &str = "500";

#[derive(Properties, PartialEq)]
pub(super) struct ResetConferenceIdProps {
    pub(super) user: Rc<User>,
    /// The ID that will stop.
    pub(super) id: ConferenceId,
    /// The events whose emails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
    pub(super) on_close: Callback<()>,
    /// Called with the user as it is now, when somebody else was first.
    pub(super) on_user: Callback<Rc<User>>,
    /// Called with the user after the reset.
    pub(super) on_done: Callback<Rc<User>>,
    /// Called when the reset was scheduled for later instead.
    pub(super) on_scheduled: Callback<()>,
}

/// Asks, and resets on *Yes*. *No* has the focus; Escape and *No* change nothing.
#[component]
pub(super) fn ResetConferenceId(props: &ResetConferenceIdProps) -> Html {
    let t = use_words();
    let api = use_api();
    let leaves = api.mail_leaves();
    let (reason, confirm) = (use_node_ref(), use_node_ref());
    let send_email = use_state_eq(|| props.automatic_mails.contains(MailEvent::ConferenceIdChanged));
    let sending = use_sending();
    let notices = use_notices();
    let when = use_state_eq(When::now);
    // After a lost answer the same key asks for the same reset; another version of the user, or another time, is another
    // reset.
    let key = use_memo((props.user.version, (*when).clone()), |_| IdempotencyKey::new());

    let onsubmit = {
        let (reason, confirm) = (reason.clone(), confirm.clone());
        let (sending, send_email) = (sending.clone(), *send_email);
        let (user, on_user, on_done) = (props.user.clone(), props.on_user.clone(), props.on_done.clone());
        let (when, notices, on_scheduled) = (when.clone(), notices.clone(), props.on_scheduled.clone());
        let api = api.clone();
        on_submit(Callback::from(move |()| {
            let text = input_value(&reason).trim().to_owned();
            let reason = (!text.is_empty()).then_some(text);
            if !when.is_complete() {
                return;
            }
            if let Some(moment) = when.moment() {
                let request = ActOnUsersRequest {
                    send_email: Some(send_email),
                    start_at: Some(moment),
                    reason,
                    ..ActOnUsersRequest::new(UsersAct::Reset, UserSelection::Ids(vec![user.id]))
                };
                let (api, key) = (api.clone(), key.clone());
                let answer = async move { api.act_on_users(&request, &key).await };
                let (notices, on_scheduled) = (notices.clone(), on_scheduled.clone());
                sending.send(answer, move |_| {
                    notices.show(Notice::new(t.scheduled_notice(&t.moment(moment))));
                    on_scheduled.emit(());
                });
                return;
            }
            let request = ResetConferenceIdRequest {
                reason,
                send_email: Some(send_email),
                confirm_conference_id: confirmed(&confirm),
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
                        <li>{ if when.is_later { t.of(WhenText::StopsThen) } else { t.of(UsersText::ResetStops) } }</li>
                        if !*send_email {
                            <li>{ t.of(UsersText::NoMail) }</li>
                        } else if leaves {
                            <li>{ t.reset_mail(props.user.mail_recipient(MailEvent::ConferenceIdChanged)) }</li>
                        }
                        <li>{ t.of(UsersText::ResetInvitations) }</li>
                        <PreviewLines user={props.user.id} />
                        if when.is_later {
                            <li>{ t.of(WhenText::NoMeeting) }</li>
                            <li>{ t.of(WhenText::OneFollows) }</li>
                        }
                    </ul>
                </div>
                { checkbox("send-email", t.of(UsersText::SendMail), None, *send_email, {
                    let send_email = send_email.setter();
                    Callback::from(move |on| send_email.set(on))
                }) }
                { mail_stays(t, *send_email, leaves) }
                // A locked ID is confirmed when it stops, so that cannot be later.
                if !props.user.conference_id_locked {
                    { when_fields(t, &when, api.now(), sending.of_field("startAt")) }
                }
                { confirm_field(t, &props.user, &sending, &confirm) }
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
                        { if when.is_later { t.of(WhenText::Schedule) } else { t.of(Common::Yes) } }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
