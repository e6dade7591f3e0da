//! What an email says, gathered at the moment it is sent: it tells what is true then.

use shared::{
    Bridge, CalendarConnection, ConferenceId, MailEvent, MailFilter, MailState, MailVariable, Settings,
    Timestamp, User,
};

use super::enqueue::wanted_language;
use super::heard::corrects_something;
use crate::operations::mail_templates::{MailText, mail_text};
use crate::operations::meeting_updates::earlier_ids;
use crate::operations::organizers::{has_newer_link, issue_organizer_link};
use crate::operations::pins::{can_have_pin, issue_pin_link, wants_pin_link};
use crate::{MailQuery, MailRecord, OperationContext, Read, Result, Transaction, bridge};

/// How many emails of a user are looked at that are being sent at the same time.
const IN_FLIGHT_LOOKED_AT: u32 = 16;

/// Whether an email that was taken is to be sent now.
#[derive(Clone, Debug)]
pub enum MailTurn {
    /// Not before the one that it follows.
    Wait,
    /// Never: something has happened since that makes it untrue.
    Overtaken,
    /// Now, and this is what it says.
    Send(Box<MailFacts>),
}

/// What an email says.
#[derive(Clone, Debug)]
pub struct MailFacts {
    /// The user as they are now.
    pub user: User,
    /// IDs that may still be in the user's invitations.
    pub earlier_ids: Vec<ConferenceId>,
    /// The organisation's settings.
    pub settings: Settings,
    /// The user's bridge.
    pub bridge: Bridge,
    /// The user's connected calendar.
    pub calendar: Option<CalendarConnection>,
    /// The secret of the link that signs the organizer in, or shows the PIN.
    pub token: Option<String>,
    /// What it is written with, in the user's language.
    pub text: MailText,
}

/// Decides about an email that was taken, and gathers what it says. The secret of a link is not made here, see
/// [`prepare_link`].
///
/// # Errors
///
/// Only when the store fails.
pub async fn prepare_mail(read: &mut dyn Read, now: Timestamp, mail: &MailRecord) -> Result<MailTurn> {
    if follows_one_in_flight(read, now, mail).await? {
        return Ok(MailTurn::Wait);
    }
    let Some(user) = user_if_still_true(read, mail).await? else { return Ok(MailTurn::Overtaken) };
    if mail.event == MailEvent::ResetUndone && !corrects_something(read, mail).await? {
        return Ok(MailTurn::Overtaken);
    }
    let (mut earlier, mut calendar) = (Vec::new(), None);
    if is_about_a_change(mail.event) {
        earlier = earlier_ids(read, &user).await?;
        calendar = read.calendar_connection(user.id).await?.map(|record| record.connection);
    }
    let settings = read.settings().await?;
    let bridge = bridge(read, user.bridge).await?;
    let text = text_for(read, mail.event, &user, &settings).await?;
    let facts = MailFacts { user, earlier_ids: earlier, settings, bridge, calendar, token: None, text };
    Ok(MailTurn::Send(Box::new(facts)))
}

/// The same for an email that has a link. The link's secret is made in the transaction that reads the address, so that it
/// cannot go to one that the user has no longer.
///
/// # Errors
///
/// Only when the store fails.
pub async fn prepare_link(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    mail: &MailRecord,
) -> Result<MailTurn> {
    let turn = prepare_mail(transaction.as_read(), context.now, mail).await?;
    let MailTurn::Send(mut facts) = turn else { return Ok(turn) };
    let is_sign_in = mail.event == MailEvent::OrganizerLink;
    if (is_sign_in || mail.event == MailEvent::PinReset)
        && has_newer_link(transaction.as_read(), mail).await?
    {
        return Ok(MailTurn::Overtaken);
    }
    if is_sign_in {
        facts.token = Some(issue_organizer_link(transaction, context, facts.user.id).await?);
    } else if facts.text.text.body.contains(MailVariable::PinLink.name())
        && wants_pin_link(transaction.as_read(), mail, &facts.user, &facts.settings).await?
    {
        facts.token = Some(issue_pin_link(transaction, context, facts.user.id).await?);
    }
    Ok(MailTurn::Send(facts))
}

/// The text in the user's language.
async fn text_for(
    read: &mut dyn Read,
    event: MailEvent,
    user: &User,
    settings: &Settings,
) -> Result<MailText> {
    let organisations = settings.default_language;
    let language = wanted_language(user).unwrap_or_else(|| organisations.into());
    mail_text(read, event, &language, organisations).await
}

const fn is_about_a_change(event: MailEvent) -> bool {
    matches!(
        event,
        MailEvent::ConferenceIdChanged
            | MailEvent::ResetUndone
            | MailEvent::ConferenceIdTakenOver
            | MailEvent::ConferenceIdHandedOver
    )
}

/// Whether an earlier email about the user's ID is being sent. One that corrects it must not arrive before it.
async fn follows_one_in_flight(read: &mut dyn Read, now: Timestamp, mail: &MailRecord) -> Result<bool> {
    if !is_about_a_change(mail.event) {
        return Ok(false);
    }
    let filter = MailFilter { user: Some(mail.user), state: Some(MailState::Sending) };
    let query = MailQuery { filter, before: Some(mail.id), limit: IN_FLIGHT_LOOKED_AT };
    let sending = read.mails(&query).await?;
    // Whoever took one and died does not hold up the others: its lease ends.
    Ok(sending.iter().any(|(earlier, _)| earlier.due_at.is_some_and(|leased_until| leased_until > now)))
}

/// The user, unless something has happened since the email was written that makes it untrue.
async fn user_if_still_true(read: &mut dyn Read, mail: &MailRecord) -> Result<Option<User>> {
    let user = read.user(mail.user).await?;
    Ok(user.filter(|user| match mail.event {
        MailEvent::ConferenceInfo if user.provider.is_third_party() => {
            user.dial_in_enabled && mail.conference_id.is_none()
        }
        MailEvent::ProviderChanged => user.dial_in_enabled && user.provider.is_third_party(),
        MailEvent::ConferenceIdTypeChanged => user.dial_in_enabled && !user.provider.is_third_party(),
        MailEvent::Enabled | MailEvent::DefaultNumberChanged | MailEvent::ConferenceInfo
            if user.has_dynamic_ids() && mail.conference_id.is_none() =>
        {
            true
        }
        MailEvent::Enabled
        | MailEvent::ConferenceIdChanged
        | MailEvent::DefaultNumberChanged
        | MailEvent::ResetUndone
        | MailEvent::ConferenceIdTakenOver
        | MailEvent::ConferenceInfo => {
            let current = user.conference_id.filter(|_| user.dial_in_enabled);
            current.is_some() && (mail.conference_id.is_none() || mail.conference_id == current)
        }
        // It names the ID that took the place of the other, if there is one.
        MailEvent::ConferenceIdHandedOver => mail.conference_id == user.conference_id,
        MailEvent::Disabled => !user.dial_in_enabled,
        MailEvent::OrganizerLink => true,
        // A link to a PIN that was set meanwhile would replace it.
        MailEvent::PinReset => can_have_pin(user) && user.pin_set_at.is_none(),
    }))
}
