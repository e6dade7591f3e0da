//! Delivering what is due in the outbox.

use std::sync::Arc;
use std::time::Duration;

use domain::operations::mails::{self, MailAttempt, MailFacts, MailOutcome, MailTurn};
use domain::operations::meeting_updates::organizer_addresses;
use domain::{Actor, Application, MailRecord, Result};
use shared::{EmailAddress, MailEvent, Settings, Timestamp};

use crate::health::HealthWatch;
use crate::sanitise::{failure, one_line};
use crate::templates::{CalendarHelp, Letter, render};
use crate::{Accepted, Correspondent, MailTransport, OutgoingMail, Retries, TransportError, message_id};

/// How mails are delivered.
#[derive(Clone, Debug)]
pub struct OutboxOptions {
    /// Where the page is reached, for links in mails, as in `https://konfid.example.com`.
    pub public_url: String,
    /// The sender's address while the settings have none.
    pub default_sender: EmailAddress,
    /// Whether somebody has named that sender; otherwise it is made up.
    pub sender_is_named: bool,
    /// Whether calendars can be connected here, so that mails may say so.
    pub calendars: bool,
    /// How often a mail is tried.
    pub retries: Retries,
    /// For how long a mail that was taken belongs to whoever took it; after that it is due again.
    pub lease: Duration,
    /// The most time that sending one mail takes. A mail whose lease ends sooner is given back, because two
    /// might send it otherwise.
    pub longest_send: Duration,
}

impl OutboxOptions {
    /// The usual options.
    pub fn new(public_url: impl Into<String>, default_sender: EmailAddress) -> Self {
        Self {
            public_url: public_url.into(),
            default_sender,
            sender_is_named: true,
            calendars: false,
            retries: Retries::default(),
            lease: Duration::from_mins(10),
            longest_send: Duration::from_mins(4),
        }
    }
}

/// The outbox, and the way out of it.
#[derive(Clone)]
pub struct Outbox {
    pub(crate) application: Application,
    pub(crate) transport: Arc<dyn MailTransport>,
    pub(crate) options: Arc<OutboxOptions>,
    pub(crate) health: Arc<HealthWatch>,
}

/// How it went with a mail that was taken; [`Outbox::record`] writes it down.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// The mail as it was taken.
    mail: MailRecord,
    attempt: MailAttempt,
}

impl Outbox {
    /// An outbox that sends in this way.
    pub fn new(application: Application, transport: Arc<dyn MailTransport>, options: OutboxOptions) -> Self {
        let health = Arc::new(HealthWatch::new(transport.kind()));
        Self { application, transport, options: Arc::new(options), health }
    }

    /// The way out.
    pub fn transport(&self) -> &dyn MailTransport {
        &*self.transport
    }

    /// Finds out whether mails can leave now. It is noted for [`health`](domain::MailPost::health).
    pub async fn probe(&self) {
        let answer = self.transport.probe().await;
        self.health.note_probe(answer, self.application.now());
    }

    /// When the next mail is due; it may be in the past.
    ///
    /// # Errors
    ///
    /// Only when the store fails.
    pub async fn next_due(&self) -> Result<Option<Timestamp>> {
        self.application.in_snapshot(|read| Box::pin(async move { Ok(read.next_mail_due().await?) })).await
    }

    /// The moment now.
    pub fn now(&self) -> Timestamp {
        self.application.now()
    }

    /// Takes mails that are due, the oldest first.
    ///
    /// # Errors
    ///
    /// Only when the store fails.
    pub async fn claim(&self, limit: u32) -> Result<Vec<MailRecord>> {
        let now = self.application.now();
        let leased_until = now.after(self.options.lease);
        let claim = self.application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.claim_due_mails(now, leased_until, limit).await?) })
        });
        claim.await
    }

    /// Sends a mail that was taken, if it is still true. What comes out must be given to [`Outbox::record`].
    pub async fn deliver(&self, mail: MailRecord) -> Delivered {
        let attempt = self.try_to_deliver(&mail).await;
        Delivered { mail, attempt }
    }

    async fn try_to_deliver(&self, mail: &MailRecord) -> MailAttempt {
        let now = self.application.now();
        let lease_left = mail.due_at.map(|leased_until| leased_until.since(now)).unwrap_or_default();
        if lease_left < self.options.longest_send {
            return MailAttempt::GivenBack;
        }
        let facts = match self.prepare(mail, now).await {
            Ok(MailTurn::Send(facts)) => facts,
            Ok(MailTurn::Wait) => return MailAttempt::GivenBack,
            Ok(MailTurn::Overtaken) => return MailAttempt::Overtaken,
            Err(error) => {
                tracing::warn!(mail = %mail.id, %error, "an email waits because the database does not answer");
                return MailAttempt::GivenBack;
            }
        };
        let outgoing = self.write_mail(mail, &facts, now);
        let answer = self.transport.send(&outgoing).await;
        self.health.note(&answer, self.application.now());
        let outcome = self.outcome(mail, answer);
        MailAttempt::Made { recipient: outgoing.to.address, language: outgoing.language, outcome }
    }

    async fn prepare(&self, mail: &MailRecord, now: Timestamp) -> Result<MailTurn> {
        let mail = mail.clone();
        if mail.event == MailEvent::OrganizerLink {
            let prepare = self.application.in_transaction_as(Actor::System, move |transaction, context| {
                Box::pin(async move { mails::prepare_link(transaction, context, &mail).await })
            });
            return prepare.await;
        }
        let prepare = self
            .application
            .in_snapshot(move |read| Box::pin(async move { mails::prepare_mail(read, now, &mail).await }));
        prepare.await
    }

    /// What the answer means for a mail that has been tried this often.
    fn outcome(&self, mail: &MailRecord, answer: Result<Accepted, TransportError>) -> MailOutcome {
        let attempts = mail.attempts;
        match answer {
            Ok(Accepted::Sent) => {
                tracing::info!(mail = %mail.id, attempts, "an email was sent");
                MailOutcome::Sent
            }
            Ok(Accepted::Kept(content)) => MailOutcome::Kept(content),
            Err(TransportError { refused, text, may_have_left, trouble: _ }) => {
                let error = failure(&text);
                let retries = self.options.retries;
                let wait = (!retries.are_used_up(attempts, refused))
                    .then(|| retries.wait(attempts, &mut self.application.context(Actor::System).random));
                match wait {
                    Some(wait) => {
                        tracing::info!(mail = %mail.id, attempts, error, ?wait, "an email is tried again later");
                    }
                    None => {
                        tracing::warn!(mail = %mail.id, attempts, error, "an email is not tried any more");
                    }
                }
                let again_at = wait.map(|wait| self.application.now().after(wait));
                MailOutcome::Failed { error, may_have_left, again_at }
            }
        }
    }

    /// The mail as it has to be now.
    fn write_mail(&self, mail: &MailRecord, facts: &MailFacts, now: Timestamp) -> OutgoingMail {
        let MailFacts { user, earlier_ids, settings, bridge, calendar: _, token } = facts;
        let language = user.language.unwrap_or(settings.default_language);
        let content = render(&Letter {
            event: mail.event,
            language,
            display_name: &user.display_name,
            conference_id: user.conference_id.or(mail.conference_id),
            earlier_ids,
            addresses: &organizer_addresses(user),
            calendar: self.calendar_help(mail.event, facts),
            token: token.as_deref(),
            settings,
            bridge,
            public_url: &self.options.public_url,
        });
        let from = self.sender(settings);
        let sender = &from.address;
        OutgoingMail {
            // A link that is sent again is another link: mailboxes must not take it for the one before.
            message_id: match token {
                Some(_) => format!("{}.{}", mail.attempts, message_id(mail.id, sender)),
                None => message_id(mail.id, sender),
            },
            from,
            to: Correspondent { name: one_line(&user.display_name), address: user.primary_email.clone() },
            date: now,
            language,
            content,
        }
    }

    /// What Konfid can do about the invitations.
    fn calendar_help(&self, event: MailEvent, facts: &MailFacts) -> CalendarHelp {
        match event {
            MailEvent::ConferenceIdChanged | MailEvent::ResetUndone => {}
            MailEvent::Enabled
            | MailEvent::Disabled
            | MailEvent::ConferenceInfo
            | MailEvent::OrganizerLink => return CalendarHelp::None,
        }
        if !(self.options.calendars && facts.settings.meeting_updates) {
            return CalendarHelp::None;
        }
        // One that does not work is no help.
        match &facts.calendar {
            Some(calendar) if calendar.last_error.is_none() => CalendarHelp::Connected,
            Some(_) | None => CalendarHelp::Possible,
        }
    }

    /// Who sends mails.
    pub(crate) fn sender(&self, settings: &Settings) -> Correspondent {
        let names =
            [settings.sender_name.as_deref().unwrap_or_default(), &settings.organisation_name, "Konfid"];
        let name = names.into_iter().map(one_line).find(|name| !name.is_empty()).unwrap_or_default();
        let address = settings.sender_address.as_ref().unwrap_or(&self.options.default_sender);
        Correspondent { name, address: address.clone() }
    }

    /// Writes down how it went with mails, all in one transaction.
    ///
    /// # Errors
    ///
    /// Only when the store fails; then none of the outcomes is written down.
    pub async fn record(&self, delivered: Vec<Delivered>) -> Result<()> {
        let now = self.application.now();
        let record = self.application.in_transaction(move |transaction| {
            Box::pin(async move {
                for Delivered { mail, attempt } in delivered {
                    mails::record_attempt(transaction, now, &mail, attempt).await?;
                }
                Ok(())
            })
        });
        record.await
    }

    /// Gives mails back that were taken but not tried.
    ///
    /// # Errors
    ///
    /// Only when the store fails.
    pub async fn give_back(&self, mails: Vec<MailRecord>) -> Result<()> {
        let given_back = |mail| Delivered { mail, attempt: MailAttempt::GivenBack };
        self.record(mails.into_iter().map(given_back).collect()).await
    }

    /// Makes mails due at once that a process took and then died with, and says how many there were. Only for a
    /// store that no other process uses: elsewhere the mails may be in good hands, and their leases decide.
    ///
    /// # Errors
    ///
    /// Only when the store fails.
    pub async fn reclaim_abandoned(&self) -> Result<usize> {
        let now = self.application.now();
        let reclaim = self.application.in_transaction(move |transaction| {
            Box::pin(async move { mails::reclaim_abandoned_mails(transaction, now).await })
        });
        reclaim.await
    }

    /// Delivers everything that is due, one after the other, and says how many mails that were. The offline demo
    /// uses this; a server has a worker.
    ///
    /// # Errors
    ///
    /// Only when the store fails: an email that cannot be sent is an outcome, not an error.
    pub async fn deliver_due(&self) -> Result<usize> {
        let mut count = 0;
        // Without this look a transaction would be made, and the bell rung, for nothing.
        while self.next_due().await?.is_some_and(|due| due <= self.now()) {
            let mails = self.claim(16).await?;
            if mails.is_empty() {
                break;
            }
            count += mails.len();
            let mut delivered = Vec::with_capacity(mails.len());
            for mail in mails {
                delivered.push(self.deliver(mail).await);
            }
            self.record(delivered).await?;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
