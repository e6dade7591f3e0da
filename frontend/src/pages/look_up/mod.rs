//! Whose a conference ID is and was.

mod export;
mod text;

mod reservations;
mod reservations_text;
mod reserve;

use export::ExportIds;
use reservations::Reservations;
use shared::{
    Actor, Assignment, AssignmentCause, BulkWay, ConferenceId, ConferenceIdReport, ConferenceIdStatus,
    Describe, IdOwner, ParseConferenceIdError, Timestamp,
};
use text::LookUpText;
use yew::prelude::*;

use crate::api::use_api;
use crate::components::{
    CopyButton, Field, Icon, Skeleton, digits, error_panel, field, icon, moment, on_input, on_submit,
    user_name,
};
use crate::hooks::{use_remote, use_window_event};
use crate::i18n::{Words, use_words};
use crate::route::Route;
use crate::router::{Router, use_router};
use crate::tabs::LOOK_AGAIN;

#[derive(Properties, PartialEq)]
pub(crate) struct LookUpPageProps {
    /// The ID that is looked up.
    pub(crate) conference_id: Option<ConferenceId>,
}

/// One field, and what is known of the ID in it.
#[component]
pub(crate) fn LookUpPage(props: &LookUpPageProps) -> Html {
    let t = use_words();
    let router = use_router();
    let now = use_api().now();
    let typed = use_state_eq(|| props.conference_id.map(ConferenceId::grouped).unwrap_or_default());
    let asked = use_state_eq(|| false);
    use_effect_with(props.conference_id, {
        let typed = typed.clone();
        move |id| {
            // A link, or Back, shows another ID than the one that stands in the field.
            if let Some(id) = *id
                && typed.parse() != Ok(id)
            {
                typed.set(id.grouped());
            }
        }
    });
    let report = use_remote(props.conference_id, |api, id| async move {
        match id {
            Some(id) => api.conference_id(id).await,
            None => Ok(Vec::new()),
        }
    });
    use_window_event(LOOK_AGAIN, report.on_look_again());

    let oninput = {
        let (typed, asked, router, shown) =
            (typed.setter(), asked.setter(), router.clone(), props.conference_id);
        on_input(Callback::from(move |text: String| {
            asked.set(false);
            // Seven digits are a whole ID: nobody needs to press a button.
            if let Ok(id) = text.parse::<ConferenceId>()
                && Some(id) != shown
            {
                router.replace(Route::LookUp { conference_id: Some(id) });
            }
            typed.set(text);
        }))
    };
    let parsed = typed.parse::<ConferenceId>();
    let onsubmit = {
        let (asked, router, parsed, shown) = (asked.setter(), router.clone(), parsed, props.conference_id);
        let reload = report.on_reload();
        on_submit(Callback::from(move |()| match &parsed {
            Ok(id) if Some(*id) == shown => reload.emit(()),
            Ok(id) => router.go(Route::LookUp { conference_id: Some(*id) }),
            Err(_) => asked.set(true),
        }))
    };
    // While somebody types, missing digits are not a mistake yet.
    let (mistake, missing) = match &parsed {
        Ok(_) => (None, None),
        Err(ParseConferenceIdError::Empty) if !*asked => (None, None),
        Err(ParseConferenceIdError::WrongLength { digits }) if !*asked && *digits < ConferenceId::DIGITS => {
            (None, Some(text::digits_missing(t, ConferenceId::DIGITS - *digits)))
        }
        Err(error) => (Some(error.describe(t.language)), None),
    };
    let hint = missing.as_deref().unwrap_or(t.of(LookUpText::Hint));
    let is_asked_for = |report: &&ConferenceIdReport| Some(report.conference_id) == props.conference_id;
    let shown = report.value().map(|reports| reports.iter().filter(is_asked_for).collect::<Vec<_>>());
    let current = shown.filter(|reports| !reports.is_empty());
    let result = match (props.conference_id, current, report.error()) {
        (Some(_), _, Some(error)) => error_panel(t, error, &report.on_reload()),
        (Some(_), None, None) => html! { <Skeleton lines={4} /> },
        (Some(_), Some(reports), None) if parsed.is_ok() => {
            reports.into_iter().map(|report| self::report(t, report, now, &router)).collect()
        }
        (None, ..) | (Some(_), Some(_), None) => html! {},
    };
    html! { <>
        <header class="page-head">
            <div><h1>{ t.of(LookUpText::Title) }</h1><p class="page-lead">{ t.of(LookUpText::Lead) }</p></div>
            <ExportIds />
        </header>
        <div class="stack">
            <form class="look-up" {onsubmit} novalidate=true>
                { field(Field { id: "conference-id", label: t.of(LookUpText::Digits), hint: Some(hint), error: mistake.as_deref() },
                    |aria_describedby, aria_invalid| html! {
                        <input id="conference-id" class="look-up-digits" inputmode="numeric" autocomplete="off" spellcheck="false"
                            maxlength="40" value={(*typed).clone()} {oninput}
                            aria-describedby={aria_describedby} aria-invalid={aria_invalid} />
                    }) }
                <button type="submit" class="button button-primary">{ icon(Icon::Search) }{ t.of(LookUpText::LookUp) }</button>
            </form>
            { result }
            <Reservations />
        </div>
    </> }
}

fn report(t: Words, report: &ConferenceIdReport, now: Timestamp, router: &Router) -> Html {
    let class = match report.status {
        ConferenceIdStatus::Assigned => "badge-accent",
        ConferenceIdStatus::Expired | ConferenceIdStatus::Quarantined => "badge-warning",
        ConferenceIdStatus::Reserved | ConferenceIdStatus::Free | ConferenceIdStatus::NeverDrawn => "",
    };
    let owner = report.history.iter().find(|assignment| assignment.to.is_none());
    let detail = match report.status {
        ConferenceIdStatus::Assigned => html! {
            if let Some(owner) = owner {
                { text::belongs_to(t) }{ " " }
                { owner_link(t, owner, "strong", router) }{ "." }
            }
        },
        ConferenceIdStatus::Expired => html! { t.of(LookUpText::ExpiredDetail) },
        ConferenceIdStatus::Quarantined => html! { text::quarantined_until(t, report.quarantined_until) },
        ConferenceIdStatus::Reserved => html! { text::reserved(t, report.reservation.as_ref()) },
        ConferenceIdStatus::Free => html! { t.of(LookUpText::FreeDetail) },
        ConferenceIdStatus::NeverDrawn => html! { t.of(LookUpText::NeverDrawnDetail) },
    };
    html! { <>
        // Only this is announced; the history would be a long speech.
        <div class="card look-up-result" aria-live="polite">
            <div class="look-up-id">
                <span class="digits-large">{ digits(report.conference_id) }</span>
                <CopyButton text={report.conference_id.to_string()} label={t.of(LookUpText::Copy)} />
                <span class={classes!("badge", class)}>{ t.of(LookUpText::from(report.status)) }</span>
            </div>
            <p>{ detail }</p>
            if let Some(bridge) = &report.bridge_name {
                <p class="quiet small">{ t.of(LookUpText::Bridge) }{ ": " }<bdi>{ bridge }</bdi></p>
            }
        </div>
        <section class="stack">
            <h2>{ t.of(LookUpText::History) }</h2>
            if report.history.is_empty() {
                <p class="quiet">{ t.of(LookUpText::HistoryEmpty) }</p>
            } else {
                { history(t, &report.history, now, router) }
            }
        </section>
    </> }
}

/// Whose the ID was; users lead to their page.
fn owner_link(t: Words, assignment: &Assignment, class: &'static str, router: &Router) -> Html {
    match (assignment.owner, assignment.organizer) {
        (IdOwner::Meeting(_), Some(organizer)) => {
            let name = user_name(t, assignment.organizer_name.as_deref(), assignment.owner_removed);
            let subject = assignment.owner_name.as_deref().unwrap_or(t.of(LookUpText::Meeting));
            let organizer =
                if assignment.owner_removed { name } else { router.link(&Route::user(organizer), "", name) };
            html! { <><bdi class={class}>{ subject }</bdi>{ " (" }{ organizer }{ ")" }</> }
        }
        (IdOwner::User(user), _) => {
            let name = user_name(t, assignment.owner_name.as_deref(), assignment.owner_removed);
            router.link(&Route::user(user), class, name)
        }
        (IdOwner::Meeting(_) | IdOwner::Room(_) | IdOwner::Reservation(_), _) => {
            user_name(t, assignment.owner_name.as_deref(), assignment.owner_removed)
        }
    }
}

fn history(t: Words, history: &[Assignment], now: Timestamp, router: &Router) -> Html {
    let cause = |cause: AssignmentCause, by: Option<&Actor>, with: Option<BulkWay>| {
        html! {
            <>{ t.of(LookUpText::from(cause)) }<div class="quiet small">{ by.map(|by| by.describe(t.language)) }{ with.map(|way| format!(" {}", way.words(t.language))) }</div></>
        }
    };
    let row = |assignment: &Assignment| {
        html! {
            <tr>
                <td>
                    { owner_link(t, assignment, "", router) }
                    if let Some(reason) = &assignment.reason {
                        <div class="quiet small">{ t.of(LookUpText::Reason) }{ ": " }{ reason }</div>
                    }
                </td>
                <td>
                    <time datetime={assignment.from.to_string()}>{ t.moment(assignment.from) }</time>
                    <div class="quiet small">{ cause(assignment.began, Some(&assignment.began_by), assignment.began_with) }</div>
                </td>
                <td>
                    if let Some(to) = assignment.to {
                        <time datetime={to.to_string()}>{ t.moment(to) }</time>
                        <div class="quiet small">
                            if let Some(ended) = assignment.ended {
                                { cause(ended, assignment.ended_by.as_ref(), None) }
                            } else {
                                { moment(t, to, now) }
                            }
                        </div>
                    } else {
                        <span class="badge badge-accent">{ t.of(LookUpText::Now) }</span>
                    }
                </td>
            </tr>
        }
    };
    html! {
        <div class="table-frame table-scroll">
            <table class="table">
                <thead><tr>
                    <th scope="col">{ t.of(LookUpText::User) }</th>
                    <th scope="col">{ t.of(LookUpText::From) }</th>
                    <th scope="col">{ t.of(LookUpText::To) }</th>
                </tr></thead>
                <tbody>{ for history.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
