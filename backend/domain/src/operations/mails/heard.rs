//! Which conference ID a user may have read in emails.

use shared::{ConferenceId, MailEvent, MailFilter, MailState, UserId};

use crate::{MailQuery, MailRecord, Read, Result};

/// How many of the user's newest emails are looked at.
const LOOKED_AT: u32 = 200;

/// What a user may have read of two IDs: the one that they had, and the one that they have again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Heard {
    /// An email about the ID that was taken back has left, or may have.
    of_taken_back: bool,
    /// The last email before it that has left was about the ID that the user has again.
    of_present: bool,
    /// An email since was to tell the user of the ID that they have again, and never left.
    of_present_in_vain: bool,
}

impl Heard {
    /// The email after which the user knows what is true; `None` if they know it already.
    pub(crate) const fn correction(self) -> Option<MailEvent> {
        if self.of_present_in_vain && !self.of_present {
            Some(MailEvent::ConferenceIdChanged)
        } else if self.of_taken_back {
            Some(MailEvent::ResetUndone)
        } else {
            None
        }
    }
}

/// Whether the email tells a conference ID.
pub(crate) const fn tells_the_id(event: MailEvent) -> bool {
    match event {
        MailEvent::Enabled
        | MailEvent::ConferenceIdChanged
        | MailEvent::ConferenceIdTypeChanged
        | MailEvent::DefaultNumberChanged
        | MailEvent::ResetUndone
        | MailEvent::ConferenceIdTakenOver
        | MailEvent::ConferenceIdHandedOver
        | MailEvent::ConferenceInfo => true,
        MailEvent::ProviderChanged | MailEvent::Disabled | MailEvent::OrganizerLink | MailEvent::PinReset => {
            false
        }
    }
}

/// Whether the email has left, or may have.
const fn may_have_been_read(mail: &MailRecord) -> bool {
    match mail.state {
        MailState::Sent | MailState::Sending => true,
        MailState::Queued | MailState::Failed | MailState::Superseded => mail.may_have_left,
        MailState::Kept => false,
    }
}

/// The user's emails that tell an ID, newest first.
async fn mails_about_ids(read: &mut dyn Read, user: UserId) -> Result<Vec<MailRecord>> {
    let filter = MailFilter { user: Some(user), state: None };
    let mails = read.mails(&MailQuery { filter, before: None, limit: LOOKED_AT }).await?;
    Ok(mails.into_iter().map(|(mail, _)| mail).filter(|mail| tells_the_id(mail.event)).collect())
}

/// What the user may have read of an ID that is taken back, and of the one that they have again.
///
/// # Errors
///
/// Only when the store fails.
pub(crate) async fn heard(
    read: &mut dyn Read,
    user: UserId,
    taken_back: ConferenceId,
    present: ConferenceId,
) -> Result<Heard> {
    let mut heard = Heard::default();
    for mail in mails_about_ids(read, user).await? {
        if mail.conference_id == Some(taken_back) {
            heard.of_taken_back |= may_have_been_read(&mail);
        } else if may_have_been_read(&mail) {
            heard.of_present = mail.conference_id == Some(present);
            if heard.of_present || mail.state == MailState::Sent {
                break;
            }
        } else if matches!(mail.state, MailState::Superseded | MailState::Failed) {
            heard.of_present_in_vain |= mail.conference_id == Some(present);
        }
    }
    Ok(heard)
}

/// Whether an email that takes another back still has something to correct: nothing, if the other one never left.
///
/// # Errors
///
/// Only when the store fails.
pub(crate) async fn corrects_something(read: &mut dyn Read, correction: &MailRecord) -> Result<bool> {
    for mail in mails_about_ids(read, correction.user).await? {
        if mail.id < correction.id && may_have_been_read(&mail) {
            if mail.conference_id != correction.conference_id {
                return Ok(true);
            }
            if mail.state == MailState::Sent {
                return Ok(false);
            }
        }
    }
    Ok(false)
}
