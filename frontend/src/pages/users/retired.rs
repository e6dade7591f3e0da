//! An ID that was searched for and that nobody has any more.

use shared::{ConferenceId, ConferenceIdReport, ConferenceIdStatus, IdOwner, Language, Timestamp};
use yew::prelude::*;

use crate::components::{digits, user_name};
use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};
use crate::lazy::lazy_component;
use crate::route::Route;
use crate::router::use_router;

#[derive(Clone, Properties, PartialEq)]
pub(super) struct RetiredIdProps {
    pub(super) id: ConferenceId,
}

lazy_component!(RetiredId in users);

/// Says whose an ID in quarantine was; nothing of any other ID.
#[component]
pub(super) fn RetiredId(props: &RetiredIdProps) -> Html {
    let t = use_words();
    let router = use_router();
    let report = use_remote(props.id, |api, id| async move { api.conference_id(id).await });
    let report = report.value().and_then(|reports| {
        let retired = |report: &&ConferenceIdReport| {
            report.conference_id == props.id && report.status == ConferenceIdStatus::Quarantined
        };
        reports.iter().find(retired)
    });
    let Some((report, until)) = report.and_then(|report| Some((report, report.quarantined_until?))) else {
        return html! {};
    };
    let owner = report.history.first().map(|period| {
        let name = user_name(t, period.owner_name.as_deref(), period.owner_removed);
        match period.owner {
            IdOwner::User(user) => router.link(&Route::user(user), "strong", name),
            IdOwner::Meeting(_) | IdOwner::Room(_) | IdOwner::Reservation(_) => name,
        }
    });
    html! {
        <div class="banner" role="status">
            <p>{ digits(props.id) }{ " " }{ in_quarantine(t, until) }{ " " }{ owner }{ "." }</p>
        </div>
    }
}

/// Until when it is in quarantine; the name of whoever had it follows.
fn in_quarantine(t: Words, until: Timestamp) -> String {
    let day = t.day(until);
    match t.language {
        Language::En => format!("is in quarantine until {day}. It belonged to"),
        Language::Sv => format!("är i karantän till {day}. Det tillhörde"),
    }
}
