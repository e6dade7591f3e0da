//! What can be done with many users at once, and the dialog that starts it.

use std::rc::Rc;

use shared::{ActOnUsersRequest, MailEvents, SelectionCounts, UserSelection, UsersAct};
use yew::prelude::*;

use super::bulk_number::NumberChoice;
use super::bulk_text::BulkText;
use super::id_type::IdTypeText;
use super::reset::REASON_LENGTH_MAX;
use super::text::UsersText;
use super::when::{When, when_fields};
use super::when_text::WhenText;
use crate::api::{IdempotencyKey, use_api};
use crate::components::{
    Dialog, Field, Icon, checkbox, field, icon, mail_readiness, on_input, on_submit, problem_line,
};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Common, Words, use_words};
use crate::lazy::lazy_component;
use crate::route::Route;
use crate::router::use_router;

#[derive(Clone, Properties, PartialEq)]
pub(super) struct BulkActsProps {
    pub(super) selection: UserSelection,
    /// The events whose emails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
}

lazy_component!(BulkActs in users);

/// Offers what concerns anybody of the selection.
#[component]
pub(super) fn BulkActs(props: &BulkActsProps) -> Html {
    let t = use_words();
    let asked = use_state_eq(|| None::<UsersAct>);
    let counts =
        use_remote(
            props.selection.clone(),
            |api, selection| async move { api.count_selection(selection).await },
        );
    let button = |act: UsersAct| {
        let (class, symbol) = match act {
            UsersAct::Enable => ("button button-primary", Icon::Phone),
            UsersAct::ChangeNumber => ("button", Icon::Phone),
            UsersAct::Reset | UsersAct::ResetPin => ("button", Icon::Reset),
            UsersAct::Disable => ("button button-danger", Icon::Close),
            UsersAct::SendConferenceInfo => ("button", Icon::Mail),
            UsersAct::MakeStatic | UsersAct::MakeDynamic | UsersAct::FollowOrganisation => {
                ("button", Icon::Hash)
            }
        };
        let onclick = {
            let asked = asked.setter();
            Callback::from(move |_: MouseEvent| asked.set(Some(act)))
        };
        html! {
            <button type="button" {class} data-act={format!("{act:?}")} {onclick}>{ icon(symbol) }{ t.of(BulkText::verb(act)) }</button>
        }
    };
    let on_close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let known = counts.value().filter(|_| !counts.is_pending());
    let offered = counts.value().map(|counts| {
        UsersAct::ALL.into_iter().filter(|act| counts.concerned_by(*act) > 0 && is_offered(*act)).map(button)
    });
    html! { <>
        { problem_line(t, counts.error()) }
        { for offered.into_iter().flatten() }
        if let (Some(act), Some(counts)) = (*asked, known) {
            <BulkAct {act} selection={props.selection.clone()} counts={counts.clone()} automatic_mails={props.automatic_mails} {on_close} />
        }
    </> }
}

/// Whether an act has a button of its own.
const fn is_offered(act: UsersAct) -> bool {
    !matches!(act, UsersAct::MakeStatic | UsersAct::FollowOrganisation)
}

/// Which type of conference IDs the users are to have.
fn type_choice(t: Words, act: UsersAct, set: &UseStateSetter<UsersAct>) -> Html {
    let choices = [
        (UsersAct::FollowOrganisation, "id-type-organisation", IdTypeText::Follow, IdTypeText::FollowHint),
        (UsersAct::MakeStatic, "id-type-static", IdTypeText::Static, IdTypeText::StaticHint),
        (UsersAct::MakeDynamic, "id-type-dynamic", IdTypeText::Dynamic, IdTypeText::DynamicHint),
    ];
    html! {
        <fieldset class="choices">
            <legend>{ t.of(BulkText::ChangeTypeOf) }</legend>
            { for choices.into_iter().map(|(which, id, label, hint)| {
                let set = set.clone();
                html! {
                    <label class="check" for={id}>
                        <input type="radio" name="id-type" {id} checked={act == which} onchange={Callback::from(move |_: Event| set.set(which))} />
                        <span>{ t.of(label) }<span class="field-hint">{ t.of(hint) }</span></span>
                    </label>
                }
            }) }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct BulkActProps {
    act: UsersAct,
    selection: UserSelection,
    counts: Rc<SelectionCounts>,
    automatic_mails: MailEvents,
    on_close: Callback<()>,
}

/// Asks, starts the job, and leads to it: there one sees how far it has come, also after a reload.
#[component]
fn BulkAct(props: &BulkActProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let settings = use_remote((), |api, ()| async move { api.settings().await });
    let sending = use_sending();
    let chosen = use_state_eq(|| props.automatic_mails.contains(props.act.mail_event()));
    // One button stands for three acts; which of them it is, is chosen here.
    let chosen_act = use_state_eq(|| props.act);
    let act = *chosen_act;
    let has_choice = act.has_choice_of_email();
    let send_email = !has_choice || *chosen;
    let when = use_state_eq(When::now);
    let reason = use_state_eq(String::new);
    let number = use_state_eq(|| None);
    let has_number = act == UsersAct::ChangeNumber;
    let has_reason = act == UsersAct::Reset;
    let written = reason.trim();
    let request = ActOnUsersRequest {
        send_email: Some(send_email),
        start_at: when.moment(),
        number: (*number).clone(),
        reason: (has_reason && !written.is_empty()).then(|| written.to_owned()),
        ..ActOnUsersRequest::new(act, props.selection.clone())
    };
    // The same for every attempt at the same: what was started without an answer is not started twice.
    let now = api.now();
    let key = use_memo(request.clone(), |_| IdempotencyKey::new());
    let onsubmit = {
        let (sending, router, is_complete) = (sending.clone(), router.clone(), when.is_complete());
        on_submit(Callback::from(move |()| {
            if !is_complete {
                return;
            }
            let (api, router, request, key) = (api.clone(), router.clone(), request.clone(), key.clone());
            let answer = async move { api.act_on_users(&request, &key).await };
            sending.send(answer, move |job| router.go(Route::Jobs { open: Some(job.id) }));
        }))
    };
    let (concerned, skipped) = (props.counts.concerned_by(act), props.counts.skipped_by(act));
    let missing = props.counts.missing;
    let class = if act == UsersAct::Disable { "button button-danger" } else { "button button-primary" };
    html! {
        <Dialog id="bulk-act" title={t.of(BulkText::question(act))} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                <p><strong>{ t.bulk_lead(act, concerned) }</strong></p>
                if act.conference_id_type().is_some() { { type_choice(t, act, &chosen_act.setter()) } }
                if has_number {
                    <NumberChoice chosen={(*number).clone()} fault={sending.of_field("number").map(|fault| AttrValue::from(fault.to_owned()))}
                        on_choose={{ let number = number.setter(); Callback::from(move |chosen| number.set(chosen)) }} />
                }
                <ul class="consequences">
                    { for BulkText::consequences(act).iter().map(|text| html! { <li>{ t.of(*text) }</li> }) }
                    <li>{ if send_email { t.bulk_mails(concerned) } else { t.of(BulkText::NoMail).to_owned() } }</li>
                    if act == UsersAct::Reset && props.counts.connected_calendars > 0 {
                        <li>{ t.bulk_calendars(props.counts.connected_calendars) }</li>
                    }
                    if skipped > 0 { <li>{ t.bulk_skipped(act, skipped) }</li> }
                    if missing > 0 { <li>{ t.bulk_missing(missing) }</li> }
                    if when.is_later && act.disturbs_meetings() { <li>{ t.of(WhenText::NoMeeting) }</li> }
                    if when.is_later && matches!(props.selection, UserSelection::Matching(_)) {
                        <li>{ t.of(WhenText::WhoMatches) }</li>
                    }
                </ul>
                <p class="quiet">{ if when.is_later { t.of(WhenText::Follow) } else { t.of(BulkText::Follow) } }</p>
                { when_fields(t, &when, now, sending.of_field("startAt")) }
                if has_choice {
                    { checkbox("send-email", t.of(BulkText::SendMail), None, *chosen, {
                        let chosen = chosen.setter();
                        Callback::from(move |on| chosen.set(on))
                    }) }
                }
                if has_reason { { reason_field(t, &reason, sending.of_field("reason")) } }
                if let (true, Some(report)) = (send_email, settings.value()) {
                    { mail_readiness(t, &router, &report.mail_readiness, None) }
                }
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true onclick={props.on_close.reform(|_: MouseEvent| ())}>{ t.of(Common::Cancel) }</button>
                    <button type="submit" {class} disabled={concerned == 0} aria-disabled={sending.aria()}>
                        { if when.is_later { t.of(WhenText::Schedule) } else { t.of(BulkText::yes(act)) } }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// Why, for the history of each user.
fn reason_field(t: Words, reason: &UseStateHandle<String>, error: Option<&str>) -> Html {
    let oninput = {
        let reason = reason.setter();
        on_input(Callback::from(move |text| reason.set(text)))
    };
    let label = format!("{} ({})", t.of(UsersText::Reason), t.of(Common::Optional));
    let around = Field { id: "reason", label: &label, hint: Some(t.of(UsersText::ReasonHint)), error };
    field(around, |aria_describedby, aria_invalid| {
        html! {
            <input id="reason" maxlength={REASON_LENGTH_MAX} autocomplete="off" value={(**reason).clone()} {oninput} {aria_describedby} {aria_invalid} />
        }
    })
}
