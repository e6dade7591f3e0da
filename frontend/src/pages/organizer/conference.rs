//! What a signed-in organizer sees: the conference ID, the connected calendar, and the way to the tool.

use shared::{ConferenceIdType, MeetingState, Organizer, ServiceNumber, UserId, Version};
use yew::prelude::*;

use super::OrganizerText;
use super::pin::OwnPin;
use crate::components::{CopyButton, Icon, digits, icon, place};
use crate::i18n::{Common, Words, use_words};
use crate::pages::meetings::{MeetingsText, PlannedMeetings};
use crate::pages::update_meetings::ConnectedCalendar;
use crate::query::Query;
use crate::route::Route;
use crate::router::{Router, href};

/// The cards of the page. With another `version` the calendar is asked for again.
pub(super) fn conference(
    t: Words,
    router: &Router,
    organizer: &Organizer,
    calendars: bool,
    version: u64,
) -> Html {
    let calendar = if calendars {
        html! { <ConnectedCalendar user={organizer.user} version={Version(version)} /> }
    } else {
        let why = if cfg!(feature = "demo") {
            OrganizerText::CalendarDemo
        } else {
            OrganizerText::CalendarUnavailable
        };
        card("own-calendar", t.of(OrganizerText::CalendarTitle), html! { <p>{ t.of(why) }</p> })
    };
    html! { <>
        <header class="page-head">
            <div><h1>{ t.hello(&organizer.display_name) }</h1><p class="page-lead">{ t.of(OrganizerText::Lead) }</p></div>
        </header>
        { conference_id(t, router, organizer) }
        if let Some(report) = organizer.pin { <OwnPin {report} /> }
        <OwnMeetings organizer={organizer.user} />
        { calendar }
        { tool(t, organizer) }
    </> }
}

#[derive(Properties, PartialEq)]
struct OwnMeetingsProps {
    organizer: UserId,
}

/// The meetings that the organizer has planned.
#[component]
fn OwnMeetings(props: &OwnMeetingsProps) -> Html {
    let t = use_words();
    let state = use_state_eq(|| Some(MeetingState::Planned));
    let on_state = {
        let state = state.setter();
        Callback::from(move |chosen| state.set(chosen))
    };
    let content = html! { <>
        <p>{ t.of(MeetingsText::OwnLead) }</p>
        <PlannedMeetings organizer={Some(props.organizer)} state={*state} {on_state} />
    </> };
    card("own-meetings", t.of(MeetingsText::Title), content)
}

fn card(id: &'static str, title: &str, content: Html) -> Html {
    html! {
        <section class="card stack" aria-labelledby={id}>
            <h2 {id}>{ title }</h2>
            { content }
        </section>
    }
}

fn conference_id(t: Words, router: &Router, organizer: &Organizer) -> Html {
    let own = match (organizer.conference_id, &organizer.provider) {
        (_, Some(profile)) => html! { <>
            <p>{ t.provided_by(&profile.name) }</p>
            <div class="own-id">
                <p class="conference-id-digits conference-id-foreign" id="conference-id">{ profile.passcode.as_str() }</p>
                <CopyButton text={profile.passcode.as_str().to_owned()} label={t.of(Common::CopyId)} />
            </div>
        </> },
        (kept, None) if organizer.conference_id_type == ConferenceIdType::Dynamic => html! { <>
            <p><strong>{ t.of(OrganizerText::DynamicIds) }</strong></p>
            if let Some(id) = kept {
                <p class="quiet">{ digits(id) }{ " " }{ t.of(OrganizerText::KeptId) }</p>
            }
        </> },
        (Some(id), None) => html! {
            <div class="own-id">
                <p class="conference-id-digits" id="conference-id">{ digits(id) }</p>
                <CopyButton text={id.to_string()} label={t.of(Common::CopyId)} />
            </div>
        },
        (None, None) => {
            let content = html! { <p>{ t.of(OrganizerText::NotEnabled) }</p> };
            return card("own-id", t.of(Common::ConferenceId), content);
        }
    };
    let content = html! { <>
        { own }
        if !organizer.service_numbers.is_empty() {
            <div>
                <h3>{ t.of(OrganizerText::Numbers) }</h3>
                <ul class="own-numbers">{ for organizer.service_numbers.iter().map(|number| service_number(t, number)) }</ul>
            </div>
        }
        if let Some(block) = &organizer.invitation {
            <div class="actions">
                <CopyButton text={block.text.clone()} html={block.html.clone()} label={t.of(OrganizerText::CopyInvitation)} />
                { router.link(&Route::OwnCard, "button", html! { <>{ icon(Icon::Print) }{ t.of(OrganizerText::Card) }</> }) }
            </div>
            <details>
                <summary>{ t.of(OrganizerText::ShowInvitation) }</summary>
                <div class="letter letter-text">{ &block.text }</div>
            </details>
        }
    </> };
    card("own-id", t.of(Common::ConferenceId), content)
}

fn service_number(t: Words, number: &ServiceNumber) -> Html {
    let place = place(t, number);
    html! {
        <li>
            <a class="nowrap" href={format!("tel:{}", number.number)}>{ number.for_people() }</a>
            if !place.is_empty() { <span class="quiet">{ place }</span> }
            if number.toll_free { <span class="badge">{ t.of(OrganizerText::TollFree) }</span> }
        </li>
    }
}

/// The way to the tool, with everything filled in. What stands after `#` is sent to no server.
fn tool(t: Words, organizer: &Organizer) -> Html {
    let one_for_all = organizer.conference_id_type == ConferenceIdType::Static;
    let Some(id) = organizer.conference_id.filter(|_| one_for_all) else { return html! {} };
    let mut values = Query::default();
    for old in &organizer.earlier_conference_ids {
        values = values.with("old", Some(old.to_string()));
    }
    values = values.with("new", Some(id.to_string()));
    for address in &organizer.addresses {
        values = values.with("address", Some(address.as_str()));
    }
    let content = html! { <>
        <p>{ t.of(OrganizerText::ToolDetail) }</p>
        <div class="actions">
            <a class="button" href={format!("{}#{values}", href(&Route::UpdateMeetings))}>{ icon(Icon::Calendar) }{ t.of(OrganizerText::ToolOpen) }</a>
        </div>
    </> };
    card("own-tool", t.of(OrganizerText::ToolTitle), content)
}
