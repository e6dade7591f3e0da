//! The dialog *Choose conference ID*: what is typed is checked while it is typed, and there are suggestions.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use shared::{
    ChooseConferenceIdRequest, ConferenceId, ConferenceIdAvailability, Describe, Finding, MailEvent,
    MailEvents, Suggestion, User, Verdict,
};
use yew::prelude::*;

use super::choice_text::ChoiceText;
use super::confirm::{confirm_field, confirmed};
use super::preview::PreviewLines;
use super::question::{stale, tell_newest};
use super::text::UsersText;
use crate::api::{IdempotencyKey, use_api};
use crate::browser;
use crate::components::{
    Dialog, Field, Icon, checkbox, digits, field, icon, input_value, mail_stays, on_input, on_submit,
    problem_line,
};
use crate::hooks::{Remote, use_remote, use_sending};
use crate::i18n::{Common, Words, use_words};

/// The longest reason.
const REASON_LENGTH_MAX: &str = "500";
/// For how long somebody must not have typed before suggestions are asked for.
const PAUSE_MILLISECONDS: u32 = 300;
const WANTED: &str = "wanted-conference-id";

#[derive(Properties, PartialEq)]
pub(super) struct ChooseConferenceIdProps {
    pub(super) user: Rc<User>,
    /// The ID that will stop.
    pub(super) id: ConferenceId,
    /// Which mails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
    pub(super) on_close: Callback<()>,
    /// Called with the user as it is now, when somebody else was first.
    pub(super) on_user: Callback<Rc<User>>,
    /// Called with the user after the choice.
    pub(super) on_done: Callback<Rc<User>>,
}

/// What somebody says yes to.
#[derive(Clone, Copy, Default, PartialEq)]
struct Yes {
    guessable: bool,
    look_alike: bool,
    reservation: bool,
}

/// Shows what stands against an ID, and chooses it.
#[component]
pub(super) fn ChooseConferenceId(props: &ChooseConferenceIdProps) -> Html {
    let t = use_words();
    let api = use_api();
    let leaves = api.mail_leaves();
    let typed = use_state_eq(String::new);
    let yes = use_state_eq(Yes::default);
    let (reason, confirm) = (use_node_ref(), use_node_ref());
    let send_email = use_state_eq(|| props.automatic_mails.contains(MailEvent::ConferenceIdChanged));
    let sending = use_sending();
    let user = &props.user;
    let wanted = typed.parse::<ConferenceId>().ok();
    // Asked for as soon as the digits are a whole ID, and again when somebody else was first.
    let found =
        use_remote((user.bridge, wanted, user.id, user.version), |api, (bridge, id, user, _)| async move {
            match id {
                Some(id) => api.availability(bridge, id, user).await.map(Some),
                None => Ok(None),
            }
        });
    let current = found.value().and_then(|found| found.as_ref().as_ref());
    let current = current.filter(|found| Some(found.conference_id) == wanted);
    // Another ID, or another version of the user, is another request.
    let key = use_memo((wanted, user.version, *yes), |_| IdempotencyKey::new());
    let on_typed = {
        let (typed, yes, sending) = (typed.setter(), yes.setter(), sending.clone());
        Callback::from(move |text: String| {
            yes.set(Yes::default());
            sending.forget();
            typed.set(text);
        })
    };
    let onsubmit = {
        let (reason, confirm, sending, send_email, yes) =
            (reason.clone(), confirm.clone(), sending.clone(), *send_email, *yes);
        let (user, on_user, on_done) = (user.clone(), props.on_user.clone(), props.on_done.clone());
        let reservation = current.and_then(reservation_of).filter(|_| yes.reservation);
        on_submit(Callback::from(move |()| {
            let Some(id) = wanted else {
                browser::focus(WANTED);
                return;
            };
            let text = input_value(&reason).trim().to_owned();
            let request = ChooseConferenceIdRequest {
                conference_id: id,
                reason: (!text.is_empty()).then_some(text),
                send_email: Some(send_email),
                accept_guessable: yes.guessable,
                accept_look_alike: yes.look_alike,
                reservation,
                confirm_conference_id: confirmed(&confirm),
            };
            let (api, key, user, on_user) = (api.clone(), key.clone(), user.clone(), on_user.clone());
            let answer = async move {
                let answer = api.choose_conference_id(user.id, user.version, &request, &key).await;
                tell_newest(&api, user.id, &answer, &on_user).await;
                answer
            };
            let on_done = on_done.clone();
            sending.send(answer, move |user| on_done.emit(Rc::new(user)));
        }))
    };
    let is_open = current.is_some_and(|found| is_permitted(found, *yes));
    html! {
        <Dialog id="choose-conference-id" title={t.of(ChoiceText::ChooseTitle)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} novalidate=true aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if sending.is_stale() {
                    { stale(t, user) }
                }
                <p>{ t.choose_lead(user, user.conference_id.unwrap_or(props.id)) }</p>
                <ul class="consequences">
                    <li>{ t.of(ChoiceText::ChooseStops) }</li>
                    <PreviewLines user={user.id} />
                </ul>
                { wanted_field(t, &typed, on_typed.clone()) }
                <div class="stack" aria-live="polite" id="availability">
                    { availability(t, wanted, current, &found, *yes, &yes.setter()) }
                </div>
                <Suggestions user={user.clone()} on_choose={{
                    Callback::from(move |id: ConferenceId| {
                        on_typed.emit(id.grouped());
                        browser::focus(WANTED);
                    })
                }} />
                { confirm_field(t, user, &sending, &confirm) }
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
                    <textarea id="reason" ref={reason} rows="2" maxlength={REASON_LENGTH_MAX} {aria_describedby} {aria_invalid} />
                }) }
                <div class="dialog-actions">
                    <button type="button" class="button" disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-primary" disabled={!is_open} aria-disabled={sending.aria()}>
                        { t.of(ChoiceText::Choose) }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

fn wanted_field(t: Words, typed: &str, on_typed: Callback<String>) -> Html {
    let mistake = match typed.parse::<ConferenceId>() {
        Ok(_)
        | Err(
            shared::ParseConferenceIdError::Empty
            | shared::ParseConferenceIdError::WrongLength { digits: 0..=6 },
        ) => None,
        Err(error) => Some(error.describe(t.language)),
    };
    let labels = Field {
        id: WANTED,
        label: t.of(ChoiceText::Wanted),
        hint: Some(t.of(ChoiceText::WantedHint)),
        error: mistake.as_deref(),
    };
    field(labels, |aria_describedby, aria_invalid| {
        html! {
            <input id={WANTED} inputmode="numeric" autocomplete="off" spellcheck="false" maxlength="40" autofocus=true
                value={typed.to_owned()} oninput={on_input(on_typed)} {aria_describedby} {aria_invalid} />
        }
    })
}

/// What stands against the ID, each with the yes that it needs.
fn availability(
    t: Words,
    wanted: Option<ConferenceId>,
    current: Option<&ConferenceIdAvailability>,
    found: &Remote<Option<ConferenceIdAvailability>>,
    yes: Yes,
    set: &UseStateSetter<Yes>,
) -> Html {
    let Some(current) = current else {
        return match (wanted, found.error()) {
            (Some(_), Some(error)) => problem_line(t, Some(error)),
            (Some(_), None) => html! { <p class="quiet">{ t.of(ChoiceText::Checking) }</p> },
            (None, _) => html! {},
        };
    };
    let (word, class) = match current.verdict {
        Verdict::Available => (ChoiceText::Available, "badge badge-accent"),
        Verdict::NeedsYes => (ChoiceText::NeedsYes, "badge badge-warning"),
        Verdict::NotAvailable => (ChoiceText::NotAvailable, "badge badge-danger"),
    };
    let check = |id: &'static str, label: ChoiceText, checked: bool, change: fn(&mut Yes, bool)| {
        let set = set.clone();
        checkbox(
            id,
            t.of(label),
            None,
            checked,
            Callback::from(move |on| {
                let mut changed = yes;
                change(&mut changed, on);
                set.set(changed);
            }),
        )
    };
    let asks = current.verdict == Verdict::NeedsYes;
    let has = |is_it: fn(&Finding) -> bool| asks && current.findings.iter().any(is_it);
    html! { <>
        <p><span class={class}>{ t.of(word) }</span>{ " " }{ digits(current.conference_id) }</p>
        if !current.findings.is_empty() {
            <ul class="consequences">
                { for current.findings.iter().map(|finding| html! { <li>{ finding.describe(t.language) }</li> }) }
            </ul>
        }
        if has(|finding| matches!(finding, Finding::Guessable { .. })) {
            { check("accept-guessable", ChoiceText::AcceptGuessable, yes.guessable, |yes, on| yes.guessable = on) }
        }
        if has(|finding| matches!(finding, Finding::LookAlike { .. })) {
            { check("accept-look-alike", ChoiceText::AcceptLookAlike, yes.look_alike, |yes, on| yes.look_alike = on) }
        }
        if has(|finding| matches!(finding, Finding::Reserved { .. })) {
            { check("from-reservation", ChoiceText::FromReservation, yes.reservation, |yes, on| yes.reservation = on) }
        }
    </> }
}

/// Whether nothing stands against the ID to which there is no yes.
fn is_permitted(found: &ConferenceIdAvailability, yes: Yes) -> bool {
    found.verdict != Verdict::NotAvailable
        && found.findings.iter().all(|finding| match finding {
            Finding::Guessable { .. } => yes.guessable,
            Finding::LookAlike { .. } => yes.look_alike,
            Finding::Reserved { .. } => yes.reservation,
            Finding::Present
            | Finding::Quarantined { .. }
            | Finding::Taken { .. }
            | Finding::ServiceNumber { .. } => true,
        })
}

fn reservation_of(found: &ConferenceIdAvailability) -> Option<shared::ReservationId> {
    found.findings.iter().find_map(|finding| {
        if let Finding::Reserved { reservation, .. } = finding { Some(*reservation) } else { None }
    })
}

#[derive(Properties, PartialEq)]
struct SuggestionsProps {
    user: Rc<User>,
    on_choose: Callback<ConferenceId>,
}

/// IDs that are easy to remember, each a button that says why.
#[component]
fn Suggestions(props: &SuggestionsProps) -> Html {
    let t = use_words();
    let typed = use_state_eq(String::new);
    let asked = use_state_eq(String::new);
    let seed = use_state_eq(|| 0_u16);
    use_effect_with((*typed).clone(), {
        let asked = asked.setter();
        move |typed| {
            let near = typed.trim().to_owned();
            let timeout = Timeout::new(PAUSE_MILLISECONDS, move || asked.set(near));
            move || drop(timeout)
        }
    });
    let question = (props.user.bridge, props.user.id, (*asked).clone(), *seed);
    let suggestions = use_remote(question, |api, (bridge, user, near, seed)| async move {
        api.suggestions(bridge, user, &near, seed).await
    });
    let others = {
        let (seed, next) = (seed.setter(), seed.wrapping_add(1));
        Callback::from(move |_: MouseEvent| seed.set(next))
    };
    let set_typed = {
        let typed = typed.setter();
        Callback::from(move |text: String| typed.set(text))
    };
    // There it would choose the ID.
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
        }
    });
    let button = |suggestion: &Suggestion| {
        let id = suggestion.conference_id;
        let onclick = props.on_choose.reform(move |_: MouseEvent| id);
        html! {
            <li>
                <button type="button" class="button suggestion" {onclick}>
                    { digits(id) }
                    <span class="quiet small">
                        { suggestion.describe(t.language) }
                        if suggestion.look_alike { { "; " }{ t.of(ChoiceText::LooksLike) } }
                    </span>
                </button>
            </li>
        }
    };
    let list = match (suggestions.value(), suggestions.error()) {
        (_, Some(error)) => problem_line(t, Some(error)),
        (None, None) => html! {},
        (Some(found), None) if found.is_empty() => {
            html! { <p class="quiet">{ t.of(ChoiceText::NoSuggestions) }</p> }
        }
        (Some(found), None) => html! {
            <ul class="suggestions" aria-labelledby="suggestions-title">{ for found.iter().map(button) }</ul>
        },
    };
    html! {
        <div class="stack">
            <p class="label" id="suggestions-title">{ t.of(ChoiceText::Suggestions) }</p>
            { field(Field {
                id: "near",
                label: &format!("{} ({})", t.of(ChoiceText::Near), t.of(Common::Optional)),
                hint: Some(t.of(ChoiceText::NearHint)),
                error: None,
            }, |aria_describedby, _| html! {
                <input id="near" autocomplete="off" spellcheck="false" maxlength="20" value={(*typed).clone()}
                    oninput={on_input(set_typed)} {onkeydown} {aria_describedby} />
            }) }
            { list }
            <p><button type="button" class="button button-quiet" onclick={others}>{ icon(Icon::Reset) }{ t.of(ChoiceText::Others) }</button></p>
        </div>
    }
}
