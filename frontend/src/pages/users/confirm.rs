//! The field in which a locked conference ID is typed before it stops.

use shared::{ConferenceId, User};
use yew::prelude::*;

use super::choice_text::ChoiceText;
use crate::components::{Field, field, input_value};
use crate::hooks::Sending;
use crate::i18n::Words;

/// The field, if the user's ID is locked.
pub(super) fn confirm_field(t: Words, user: &User, sending: &Sending, input: &NodeRef) -> Html {
    if !user.conference_id_locked || user.conference_id.is_none() {
        return html! {};
    }
    let error = sending.of_field("confirmConferenceId");
    let labels = Field {
        id: "confirm-conference-id",
        label: t.of(ChoiceText::Confirm),
        hint: Some(t.of(ChoiceText::ConfirmHint)),
        error,
    };
    field(labels, |aria_describedby, aria_invalid| {
        html! {
            <input id="confirm-conference-id" ref={input.clone()} inputmode="numeric" autocomplete="off" spellcheck="false"
                maxlength="40" required=true {aria_describedby} {aria_invalid} />
        }
    })
}

/// What was typed there; none if it is no ID.
pub(super) fn confirmed(input: &NodeRef) -> Option<ConferenceId> {
    input_value(input).parse().ok()
}
