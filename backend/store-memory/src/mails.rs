//! What is done to several emails at once.

use std::sync::Arc;

use domain::MailRecord;
use domain::store::StoreResult;
use shared::{LINK_TOKEN, MailEvent, MailId, MailState, Timestamp, UserId};

use crate::state::{State, beginning_with};

impl State {
    /// The mail with the name that whoever caused it has now.
    pub(crate) fn with_causer(&self, mail: &MailRecord) -> MailRecord {
        MailRecord { caused_by: mail.caused_by.as_ref().map(|actor| self.named(actor)), ..mail.clone() }
    }

    pub(crate) fn supersede_mails(
        &mut self,
        user: UserId,
        events: &[MailEvent],
        now: Timestamp,
    ) -> StoreResult<u64> {
        let places = self.mails_by_user.range(beginning_with(user, MailId::from_uuid));
        let mails = places.filter_map(|(_, id)| self.mails.get(id));
        let overtaken: Vec<Arc<MailRecord>> = mails
            .filter(|mail| mail.state == MailState::Queued && events.contains(&mail.event))
            .map(Arc::clone)
            .collect();
        for mail in &overtaken {
            self.put_mail(MailRecord {
                state: MailState::Superseded,
                due_at: None,
                finished_at: Some(now),
                ..(**mail).clone()
            })?;
        }
        Ok(overtaken.len() as u64)
    }

    pub(crate) fn forget_mail_content(
        &mut self,
        event: MailEvent,
        user: Option<UserId>,
        finished_by: Timestamp,
    ) -> StoreResult<u64> {
        let is_wanted = |mail: &&Arc<MailRecord>| {
            mail.event == event
                && mail.content.as_ref().is_some_and(|content| content.text.contains(LINK_TOKEN))
                && user.is_none_or(|user| mail.user == user)
                && mail.finished_at.is_some_and(|finished| finished <= finished_by)
        };
        let found: Vec<MailRecord> =
            self.mails.values().filter(is_wanted).map(|mail| (**mail).clone()).collect();
        let count = found.len() as u64;
        for mail in found {
            self.put_mail(MailRecord { content: None, ..mail })?;
        }
        Ok(count)
    }

    pub(crate) fn claim_due_mails(
        &mut self,
        now: Timestamp,
        leased_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<MailRecord>> {
        let due = self.due_mails.iter().take_while(|(due, _)| *due <= now).take(limit as usize);
        let due: Vec<Arc<MailRecord>> =
            due.filter_map(|(_, id)| self.mails.get(id)).map(Arc::clone).collect();
        let mut claimed = Vec::with_capacity(due.len());
        for mail in due {
            let mail = MailRecord {
                state: MailState::Sending,
                attempts: mail.attempts + 1,
                due_at: Some(leased_until),
                may_have_left: mail.may_have_left || mail.state == MailState::Sending,
                ..(*mail).clone()
            };
            self.put_mail(mail.clone())?;
            claimed.push(mail);
        }
        Ok(claimed)
    }
}
