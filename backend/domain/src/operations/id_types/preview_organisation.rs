//! What switching the organisation between static and dynamic conference IDs would do.

use shared::{ConferenceIdType, MailEvent, PreviewOrganisationTypeRequest, Timestamp, TypeSwitchPreview};

use super::carried::ended_by;
use crate::{Read, Result};

/// What the switch would do at this moment. For the type that the organisation has already, what is left to do.
///
/// # Errors
///
/// Only when the store fails.
pub async fn preview_organisation_switch(
    read: &mut dyn Read,
    now: Timestamp,
    request: PreviewOrganisationTypeRequest,
) -> Result<TypeSwitchPreview> {
    let kind = request.kind;
    let settings = read.settings().await?;
    // A meeting's own ID is the meeting's while it is planned; the user's works for some days longer.
    let ended_by = match kind {
        ConferenceIdType::Static => now,
        ConferenceIdType::Dynamic => ended_by(&settings, now),
    };
    let counts = read.count_type_switch(kind, ended_by).await?;
    let users = counts.keeping + counts.others;
    let others_are = |which| if kind == which { counts.others } else { 0 };
    let is_told = settings.sends_automatically(MailEvent::ConferenceIdTypeChanged);
    Ok(TypeSwitchPreview {
        kind,
        users,
        ids_kept: counts.keeping,
        ids_retired: others_are(ConferenceIdType::Dynamic),
        ids_assigned: others_are(ConferenceIdType::Static),
        locked: counts.locked,
        own_choice: counts.own_choice,
        meetings: counts.meetings,
        emails: if is_told { users } else { 0 },
    })
}
