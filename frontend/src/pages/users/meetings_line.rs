//! What disabling or removing a user means for the meetings that the user has planned.

use shared::{ConferenceIdType, Language, MeetingFilter, MeetingState, UserId};
use yew::prelude::*;

use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct MeetingsLineProps {
    pub(super) user: UserId,
}

/// How many planned meetings lose their own conference IDs; nothing when there are none.
#[component]
pub(super) fn MeetingsLine(props: &MeetingsLineProps) -> Html {
    let t = use_words();
    let meetings = use_remote(props.user, |api, user| async move {
        let filter = MeetingFilter {
            state: Some(MeetingState::Planned),
            conference_id_type: Some(ConferenceIdType::Dynamic),
        };
        api.planned_meetings(Some(user), filter, None).await
    });
    match meetings.value().and_then(|page| page.total).unwrap_or_default() {
        0 => html! {},
        count => html! { <li>{ stopping(t, count) }</li> },
    }
}

fn stopping(t: Words, count: u64) -> String {
    let number = t.number(count);
    match (t.language, count) {
        (Language::En, 1) => "1 planned meeting loses its own conference ID.".to_owned(),
        (Language::En, _) => format!("{number} planned meetings lose their own conference IDs."),
        (Language::Sv, 1) => "1 planerat möte förlorar sitt eget konferens-ID.".to_owned(),
        (Language::Sv, _) => format!("{number} planerade möten förlorar sina egna konferens-ID:n."),
    }
}
