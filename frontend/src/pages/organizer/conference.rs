//! What a signed-in organizer sees: the conference ID, the connected calendar, and the way to the tool.

use shared::{Organizer, ServiceNumber, Version};
use yew::prelude::*;

use super::OrganizerText;
use crate::components::{CopyButton, Icon, digits, icon};
use crate::i18n::{Common, Words};
use crate::pages::meetings::ConnectedCalendar;
use crate::query::Query;
use crate::route::Route;
use crate::router::href;

/// The cards of the page. With another `version` the calendar is asked for again.
pub(super) fn conference(t: Words, organizer: &Organizer, calendars: bool, version: u64) -> Html {
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
        { conference_id(t, organizer) }
        { calendar }
        { tool(t, organizer) }
    </> }
}

fn card(id: &'static str, title: &str, content: Html) -> Html {
    html! {
        <section class="card stack" aria-labelledby={id}>
            <h2 {id}>{ title }</h2>
            { content }
        </section>
    }
}

fn conference_id(t: Words, organizer: &Organizer) -> Html {
    let Some(id) = organizer.conference_id else {
        let content = html! { <p>{ t.of(OrganizerText::NotEnabled) }</p> };
        return card("own-id", t.of(Common::ConferenceId), content);
    };
    let content = html! { <>
        <div class="own-id">
            <p class="conference-id-digits" id="conference-id">{ digits(id) }</p>
            <CopyButton text={id.to_string()} label={t.of(Common::CopyId)} />
        </div>
        if !organizer.service_numbers.is_empty() {
            <div>
                <h3>{ t.of(OrganizerText::Numbers) }</h3>
                <ul class="own-numbers">{ for organizer.service_numbers.iter().map(|number| service_number(t, number)) }</ul>
            </div>
        }
        if let Some(block) = &organizer.invitation {
            <div class="actions">
                <CopyButton text={block.text.clone()} html={block.html.clone()} label={t.of(OrganizerText::CopyInvitation)} />
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
    let place =
        if number.location.is_empty() { t.country(&number.country_code) } else { number.location.clone() };
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
    let Some(id) = organizer.conference_id else { return html! {} };
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
            <a class="button" href={format!("{}#{values}", href(&Route::Meetings))}>{ icon(Icon::Calendar) }{ t.of(OrganizerText::ToolOpen) }</a>
        </div>
    </> };
    card("own-tool", t.of(OrganizerText::ToolTitle), content)
}
