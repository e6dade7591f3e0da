//! The digits of a conference ID, in groups that do not break.

use shared::ConferenceId;
use yew::prelude::*;

/// The digits in groups, for people.
pub(crate) fn digits(id: ConferenceId) -> Html {
    html! { <span class="digits" data-conference-id={id.to_string()}>{ id.grouped().replace(' ', "\u{a0}") }</span> }
}
