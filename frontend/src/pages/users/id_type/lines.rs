//! What a switch would do to a user, in sentences.

use shared::{ConferenceIdType, TypeSwitchPreview};

use super::text::IdTypeText;
use crate::i18n::Words;

/// The sentences.
pub(super) fn lines(t: Words, preview: &TypeSwitchPreview) -> Vec<String> {
    if preview.users == 0 && preview.locked == 0 {
        return vec![t.of(IdTypeText::Nothing).to_owned()];
    }
    let is_dynamic = preview.kind == ConferenceIdType::Dynamic;
    let id = if preview.ids_assigned > 0 {
        IdTypeText::Assigned
    } else if preview.ids_kept == 0 {
        IdTypeText::Retired
    } else if is_dynamic {
        IdTypeText::KeptForMeetings
    } else {
        IdTypeText::KeptForAll
    };
    let mut lines = vec![t.of(id).to_owned()];
    lines.extend(t.meetings_keep(preview));
    if is_dynamic {
        lines.push(t.of(IdTypeText::OwnCalendars).to_owned());
    }
    lines
}
