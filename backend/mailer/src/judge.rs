//! Whether a mail is still true.

use domain::MailRecord;
use shared::{MailEvent, User};

/// Whether something has happened since the mail was written that makes it untrue.
pub(crate) fn is_overtaken(mail: &MailRecord, user: Option<&User>) -> bool {
    let Some(user) = user else { return true };
    match mail.event {
        MailEvent::Enabled
        | MailEvent::ConferenceIdChanged
        | MailEvent::ResetUndone
        | MailEvent::ConferenceInfo => {
            let Some(current) = user.conference_id.filter(|_| user.dial_in_enabled) else { return true };
            mail.conference_id.is_some_and(|announced| announced != current)
        }
        MailEvent::Disabled => user.dial_in_enabled,
        MailEvent::OrganizerLink => false,
    }
}
