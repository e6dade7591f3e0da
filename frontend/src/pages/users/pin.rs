//! A user's organizer PIN in the action pane: whether there is one, what became of the link to it, and resetting and
//! removing it.

use std::rc::Rc;

use shared::{MailEvent, MailEvents, OrganizerPinReport, PinLinkState, Timestamp, User};
use yew::prelude::*;

use super::pin_text::PinPartText;
use super::question::{stale, tell_newest};
use super::text::UsersText;
use crate::api::{IdempotencyKey, use_api};
use crate::components::{Dialog, Notice, checkbox, mail_stays, on_submit, problem_line, use_notices};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Common, Words, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct PinPartProps {
    pub(super) user: Rc<User>,
    /// The events whose mails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
    /// Called with the user after a change.
    pub(super) on_user: Callback<Rc<User>>,
}

/// What can be done to a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PinAct {
    Reset,
    Remove,
}

/// The PIN of one user.
#[component]
pub(super) fn PinPart(props: &PinPartProps) -> Html {
    let t = use_words();
    let api = use_api();
    let user = &props.user;
    let asked = use_state_eq(|| None::<PinAct>);
    // The link is made when the email with it is written, so its state moves with that of the email.
    let mail = user.latest_mail.map(|mail| (mail.id, mail.state));
    let report =
        use_remote((user.id, user.version, mail), |api, (user, ..)| async move { api.user_pin(user).await });
    let ask = |act: Option<PinAct>| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(act))
    };
    let on_done = {
        let (asked, on_user) = (asked.setter(), props.on_user.clone());
        Callback::from(move |user: Rc<User>| {
            asked.set(None);
            on_user.emit(user);
        })
    };
    let Some(known) = report.value() else { return html! {} };
    let has_any = known.set_at.is_some() || known.link.is_some_and(|link| link.state == PinLinkState::Ready);
    html! {
        <div class="pin-part" data-pin-set={known.set_at.is_some().to_string()}>
            <p class="pin-state small" role="status">
                <span class="label">{ t.of(PinPartText::Pin) }</span>
                { state(t, known, api.now()) }
            </p>
            <div class="pane-actions">
                <button type="button" class="button" onclick={ask(Some(PinAct::Reset)).reform(|_: MouseEvent| ())}>{ t.of(PinPartText::Reset) }</button>
                if has_any {
                    <button type="button" class="button button-quiet" onclick={ask(Some(PinAct::Remove)).reform(|_: MouseEvent| ())}>{ t.of(PinPartText::Remove) }</button>
                }
            </div>
            if let Some(act) = *asked {
                <PinQuestion user={user.clone()} {act} automatic_mails={props.automatic_mails} on_close={ask(None)} on_user={props.on_user.clone()} {on_done} />
            }
        </div>
    }
}

/// Whether there is a PIN, and how the link is.
fn state(t: Words, report: &OrganizerPinReport, now: Timestamp) -> Html {
    let (class, word) = match report.set_at {
        Some(_) => ("badge badge-accent", PinPartText::Set),
        None => ("badge", PinPartText::NotSet),
    };
    let link = report.link.map(|link| match (link.state, link.opened_at) {
        (PinLinkState::Ready, _) => t.pin_link_waits(&t.moment(link.expires_at)),
        (PinLinkState::Opened, Some(opened_at)) => t.pin_link_was_opened(&t.moment(opened_at)),
        (PinLinkState::Opened, None) => t.of(PinPartText::LinkOpened).to_owned(),
        (PinLinkState::Expired, _) => t.of(PinPartText::LinkExpired).to_owned(),
    });
    html! { <>
        <span {class}>{ t.of(word) }</span>
        if let Some(set_at) = report.set_at {
            <time class="quiet" datetime={set_at.to_string()} title={t.moment(set_at)} tabindex="0">{ t.since(set_at, now) }</time>
        }
        if let Some(link) = link { <span class="quiet pin-link">{ link }</span> }
    </> }
}

#[derive(Properties, PartialEq)]
struct PinQuestionProps {
    user: Rc<User>,
    /// What is asked about.
    act: PinAct,
    automatic_mails: MailEvents,
    on_close: Callback<()>,
    /// Called with the user as it is now, when somebody else was first.
    on_user: Callback<Rc<User>>,
    /// Called with the user after the act.
    on_done: Callback<Rc<User>>,
}

/// Asks, and acts on the answer that is named by its verb.
#[component]
fn PinQuestion(props: &PinQuestionProps) -> Html {
    let t = use_words();
    let api = use_api();
    let leaves = api.mail_leaves();
    let notices = use_notices();
    let send_email = use_state_eq(|| props.automatic_mails.contains(MailEvent::PinReset));
    let sending = use_sending();
    let key = use_memo(props.user.version, |_| IdempotencyKey::new());
    let act = props.act;
    let resets = act == PinAct::Reset;
    let onsubmit = {
        let (user, sending, send_email) = (props.user.clone(), sending.clone(), *send_email);
        let (on_user, on_done) = (props.on_user.clone(), props.on_done.clone());
        on_submit(Callback::from(move |()| {
            let answer = {
                let (api, key, user, on_user) = (api.clone(), key.clone(), user.clone(), on_user.clone());
                async move {
                    let answer = match act {
                        PinAct::Reset => api.reset_pin(user.id, user.version, send_email, &key).await,
                        PinAct::Remove => api.remove_pin(user.id, user.version, &key).await,
                    };
                    tell_newest(&api, user.id, &answer, &on_user).await;
                    answer
                }
            };
            let (notices, on_done) = (notices.clone(), on_done.clone());
            sending.send(answer, move |user| {
                let done = if resets { PinPartText::ResetDone } else { PinPartText::Removed };
                notices.show(Notice::new(t.of(done)));
                on_done.emit(Rc::new(user));
            });
        }))
    };
    let (title, yes) = if resets {
        (PinPartText::ResetTitle, PinPartText::Reset)
    } else {
        (PinPartText::RemoveTitle, PinPartText::Remove)
    };
    html! {
        <Dialog id="pin-question" title={t.of(title)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if sending.is_stale() {
                    { stale(t, &props.user) }
                }
                <p><strong><bdi>{ &props.user.display_name }</bdi></strong></p>
                <ul class="consequences">
                    if resets {
                        <li>{ t.of(PinPartText::ResetStops) }</li>
                        <li>{ t.of(if *send_email { PinPartText::ResetMail } else { PinPartText::ResetNoMail }) }</li>
                    } else {
                        <li>{ t.of(PinPartText::RemoveStops) }</li>
                        <li>{ t.of(PinPartText::RemoveAgain) }</li>
                    }
                </ul>
                if resets {
                    { checkbox("send-email", t.of(UsersText::SendMail), Some(props.user.primary_email.as_str()), *send_email, {
                        let send_email = send_email.setter();
                        Callback::from(move |on| send_email.set(on))
                    }) }
                    { mail_stays(t, *send_email, leaves) }
                }
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class={if resets { "button button-primary" } else { "button button-danger" }} aria-disabled={sending.aria()}>
                        { t.of(yes) }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
