//! The dialog *Hand over conference ID*.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use shared::{AfterHandOver, ConferenceId, HandOverRequest, MailEvent, MailEvents, User, UserId};
use yew::prelude::*;

use super::choice_text::ChoiceText;
use super::confirm::{confirm_field, confirmed};
use super::preview::PreviewLines;
use super::question::{stale, tell_newest};
use super::text::UsersText;
use crate::api::{IdempotencyKey, use_api};
use crate::browser;
use crate::components::{
    Dialog, Field, Notice, checkbox, digits, field, input_value, mail_stays, on_input, on_submit,
    problem_line, use_notices,
};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Common, use_words};

/// The longest reason.
const REASON_LENGTH_MAX: &str = "500";
/// For how long somebody must not have typed before users are searched for.
const PAUSE_MILLISECONDS: u32 = 250;
const SUCCESSOR: &str = "successor";

#[derive(Properties, PartialEq)]
pub(super) struct HandOverProps {
    pub(super) user: Rc<User>,
    /// The ID that goes to the successor.
    pub(super) id: ConferenceId,
    /// Which mails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
    pub(super) on_close: Callback<()>,
    /// Called with the user as it is now, when somebody else was first.
    pub(super) on_user: Callback<Rc<User>>,
    /// Called with the user who had the ID, as it is afterwards.
    pub(super) on_done: Callback<Rc<User>>,
}

/// Asks who takes the ID over, and hands it over.
#[component]
pub(super) fn HandOver(props: &HandOverProps) -> Html {
    let t = use_words();
    let api = use_api();
    let leaves = api.mail_leaves();
    let notices = use_notices();
    let successor = use_state_eq(|| None::<UserId>);
    let asked = use_state_eq(|| false);
    let afterwards = use_state_eq(AfterHandOver::default);
    let (reason, confirm) = (use_node_ref(), use_node_ref());
    let send_email = use_state_eq(|| props.automatic_mails.contains(MailEvent::ConferenceIdHandedOver));
    let sending = use_sending();
    let user = &props.user;
    let key = use_memo((user.version, *successor, *afterwards), |_| IdempotencyKey::new());
    let onsubmit = {
        let (reason, confirm, sending, send_email) =
            (reason.clone(), confirm.clone(), sending.clone(), *send_email);
        let (chosen, afterwards, asked) = (*successor, *afterwards, asked.setter());
        let (user, on_user, on_done) = (user.clone(), props.on_user.clone(), props.on_done.clone());
        on_submit(Callback::from(move |()| {
            asked.set(true);
            let Some(successor) = chosen else {
                browser::focus(SUCCESSOR);
                return;
            };
            let text = input_value(&reason).trim().to_owned();
            let request = HandOverRequest {
                successor,
                afterwards,
                reason: (!text.is_empty()).then_some(text),
                send_email: Some(send_email),
                confirm_conference_id: confirmed(&confirm),
            };
            let (api, key, user, on_user) = (api.clone(), key.clone(), user.clone(), on_user.clone());
            let answer = async move {
                let answer = api.hand_over_conference_id(user.id, user.version, &request, &key).await;
                tell_newest(&api, user.id, &answer, &on_user).await;
                answer
            };
            let (notices, on_done) = (notices.clone(), on_done.clone());
            sending.send(answer, move |user| {
                notices.show(Notice::new(t.of(ChoiceText::HandedOver)));
                on_done.emit(Rc::new(user));
            });
        }))
    };
    let missing = (*asked && successor.is_none()).then(|| t.of(ChoiceText::NoSuccessor));
    let after = |value: AfterHandOver, id: &'static str, label: ChoiceText| {
        let set = afterwards.setter();
        html! {
            <label class="check" for={id}>
                <input type="radio" name="afterwards" {id} checked={*afterwards == value} onchange={Callback::from(move |_: Event| set.set(value))} />
                <span>{ t.of(label) }</span>
            </label>
        }
    };
    html! {
        <Dialog id="hand-over-conference-id" title={t.of(ChoiceText::HandOverTitle)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} novalidate=true aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if sending.is_stale() {
                    { stale(t, user) }
                }
                <p>{ t.hand_over_lead(user, user.conference_id.unwrap_or(props.id)) }</p>
                <ul class="consequences">
                    <li>{ t.of(ChoiceText::HandOverOwn) }</li>
                    <li>{ t.of(ChoiceText::HandOverFinal) }</li>
                    <PreviewLines user={user.id} />
                </ul>
                <SuccessorSearch not={user.id} error={missing.or_else(|| sending.of_field("successor")).map(|text| AttrValue::from(text.to_owned()))}
                    chosen={*successor} on_choose={{
                        let successor = successor.setter();
                        Callback::from(move |user| successor.set(user))
                    }} />
                <fieldset class="choices">
                    <legend>{ t.afterwards(&user.display_name) }</legend>
                    { after(AfterHandOver::Disabled, "after-disabled", ChoiceText::AfterDisabled) }
                    { after(AfterHandOver::NewConferenceId, "after-new-id", ChoiceText::AfterNewId) }
                </fieldset>
                { confirm_field(t, user, &sending, &confirm) }
                { checkbox("send-email", t.of(ChoiceText::SendBoth), None, *send_email, {
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
                    <textarea id="reason" ref={reason} rows="2" maxlength={REASON_LENGTH_MAX} {aria_describedby} {aria_invalid} />
                }) }
                <div class="dialog-actions">
                    <button type="button" class="button" disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-primary" aria-disabled={sending.aria()}>
                        { t.of(ChoiceText::HandOver) }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct SuccessorSearchProps {
    /// Who is not offered.
    not: UserId,
    chosen: Option<UserId>,
    error: Option<AttrValue>,
    on_choose: Callback<Option<UserId>>,
}

/// A search whose results can be chosen from.
#[component]
fn SuccessorSearch(props: &SuccessorSearchProps) -> Html {
    let t = use_words();
    let typed = use_state_eq(String::new);
    let asked = use_state_eq(String::new);
    use_effect_with((*typed).clone(), {
        let asked = asked.setter();
        move |typed| {
            let text = typed.trim().to_owned();
            let timeout = Timeout::new(PAUSE_MILLISECONDS, move || asked.set(text));
            move || drop(timeout)
        }
    });
    let found = use_remote((*asked).clone(), |api, text| async move {
        if text.is_empty() { Ok(None) } else { api.find_users(&text).await.map(|page| Some(page.items)) }
    });
    let set_typed = {
        let (typed, on_choose) = (typed.setter(), props.on_choose.clone());
        Callback::from(move |text: String| {
            on_choose.emit(None);
            typed.set(text);
        })
    };
    // There it would hand over.
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
        }
    });
    let choice = |user: &User| {
        let (id, on_choose) = (user.id, props.on_choose.clone());
        let onchange = Callback::from(move |_: Event| on_choose.emit(Some(id)));
        let input = format!("successor-{id}");
        html! {
            <li>
                <label class="check" for={input.clone()}>
                    <input type="radio" name="successor" id={input} checked={props.chosen == Some(id)} {onchange} />
                    <span>
                        <bdi>{ &user.display_name }</bdi>
                        <span class="field-hint">
                            <bdi>{ user.user_principal_name.as_str() }</bdi>
                            if let Some(id) = user.conference_id { { " · " }{ digits(id) } }
                        </span>
                    </span>
                </label>
            </li>
        }
    };
    let users: Vec<&User> = found
        .value()
        .and_then(|found| found.as_ref().as_ref())
        .map(|users| users.iter().filter(|user| user.id != props.not).collect())
        .unwrap_or_default();
    let nobody = !asked.is_empty() && users.is_empty() && !found.is_pending() && found.error().is_none();
    html! {
        <div class="stack">
            { field(Field {
                id: SUCCESSOR,
                label: t.of(ChoiceText::Successor),
                hint: Some(t.of(ChoiceText::SuccessorHint)),
                error: props.error.as_deref(),
            }, |aria_describedby, aria_invalid| html! {
                <input id={SUCCESSOR} type="search" autocomplete="off" spellcheck="false" autofocus=true value={(*typed).clone()}
                    oninput={on_input(set_typed)} {onkeydown} {aria_describedby} {aria_invalid} />
            }) }
            { problem_line(t, found.error()) }
            <div aria-live="polite">
                if nobody {
                    <p class="quiet">{ t.of(ChoiceText::NobodyFound) }</p>
                }
                <ul class="stack">{ for users.into_iter().map(choice) }</ul>
            </div>
        </div>
    }
}
