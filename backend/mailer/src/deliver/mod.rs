//! Delivering what is due in the outbox.

use std::sync::Arc;
use std::time::Duration;

use domain::mail_queue::{QueueOptions, Ruling};
use domain::operations::mails::{self, MailAttempt, MailFacts, MailOutcome, MailTurn};
use domain::operations::meeting_updates::organizer_addresses;
use domain::{Actor, Application, MailRecord, Result};
use shared::{ConferenceId, EmailAddress, MailContent, MailEvent, Settings, Timestamp, User};

use crate::health::{self, Admission, QueueWatch};
use crate::sanitise::{failure, one_line};
use crate::templates::{CalendarHelp, Letter, render};
use crate::{
    Accepted, Correspondent, Failure, MailTransport, OutgoingMail, Retries, TransportError, message_id,
};

/// How mails are delivered.
#[derive(Clone, Debug)]
pub struct OutboxOptions {
    /// Where the page is reached, for links in mails, as in `https://konfid.example.com`.
    pub public_url: String,
    /// The sender's address while the settings have none.
    pub default_sender: EmailAddress,
    /// Whether somebody has named that sender; otherwise it is made up.
    pub sender_is_named: bool,
    /// Where answers to emails go while the settings do not say it, if not to the sender.
    pub reply_to: Option<EmailAddress>,
    /// Whether calendars can be connected here, so that mails may say so.
    pub calendars: bool,
    /// How often a mail is tried.
    pub retries: Retries,
    /// How many leave at a time and how fast, and how long the queue waits when none can.
    pub queue: QueueOptions,
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
            reply_to: None,
            calendars: false,
            retries: Retries::default(),
            queue: QueueOptions::default(),
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
    pub(crate) queue: Arc<QueueWatch>,
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
        let queue = Arc::new(QueueWatch::new(transport.kind(), options.queue));
        Self { application, transport, options: Arc::new(options), queue }
    }

    /// The way out.
    pub fn transport(&self) -> &dyn MailTransport {
        &*self.transport
    }

    /// Finds out whether mails can leave now. It is noted for [`health`](domain::MailPost::health).
    pub async fn probe(&self) {
        let answer = self.transport.probe().await;
        self.queue.note_look(answer, self.application.now());
    }

    /// When the next mail is due; it may be in the past.
    ///
    /// # Errors
    ///
    /// Only when the store fails.
    pub async fn next_due(&self) -> Result<Option<Timestamp>> {
        let read = self.application.in_snapshot(|read| {
            Box::pin(async move { Ok((read.next_mail_due().await?, read.settings().await?.version)) })
        });
        let (due, settings) = read.await?;
        let opens_at = self.queue.opens_at(settings, self.now());
        Ok(due.map(|due| due.max(opens_at)))
    }

    /// The moment now.
    pub fn now(&self) -> Timestamp {
        self.application.now()
    }

    /// Takes mails that are due, the oldest first; no more than can leave soon.
    ///
    /// # Errors
    ///
    /// Only when the store fails.
    pub async fn claim(&self, limit: u32) -> Result<Vec<MailRecord>> {
        let now = self.application.now();
        let limit = self.queue.appetite(limit, now);
        if limit == 0 {
            return Ok(Vec::new());
        }
        let leased_until = now.after(self.options.lease);
        let claim = self.application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.claim_due_mails(now, leased_until, limit).await?) })
        });
        claim.await
    }

    /// Sends a mail that was taken, if it is still true. What comes out must be given to [`Outbox::record`].
    /// A mail that cannot leave now comes back untried.
    pub async fn deliver(&self, mail: MailRecord) -> Delivered {
        match self.admit(&mail) {
            Admission::Now(turn) => self.deliver_in_turn(mail, turn).await,
            Admission::NotBefore(_) | Admission::AfterAnother | Admission::GiveBack => Self::untried(mail),
        }
    }

    /// Asks the queue whether the mail may leave now.
    pub(crate) fn admit(&self, mail: &MailRecord) -> Admission<'_> {
        self.queue.enter(mail.id, self.now())
    }

    /// A mail that was taken and is given back.
    pub(crate) const fn untried(mail: MailRecord) -> Delivered {
        Delivered { mail, attempt: MailAttempt::GivenBack }
    }

    /// Sends a mail that has its turn.
    pub(crate) async fn deliver_in_turn(&self, mail: MailRecord, turn: health::MailTurn<'_>) -> Delivered {
        let attempt = self.try_to_deliver(&mail, turn).await;
        Delivered { mail, attempt }
    }

    async fn try_to_deliver(&self, mail: &MailRecord, turn: health::MailTurn<'_>) -> MailAttempt {
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
        let ruling = turn.finish(&answer, self.application.now());
        let outcome = match (ruling, answer) {
            (_, Err(TransportError { failure: Failure::Stopped, .. })) => return MailAttempt::GivenBack,
            (Ruling::DoesNotCount { again_at }, Err(error)) => {
                return MailAttempt::Held { error: failure(&error.text), again_at };
            }
            (Ruling::DoesNotCount { .. } | Ruling::Counts, answer) => self.outcome(mail, answer),
        };
        MailAttempt::Made { recipient: outgoing.to.address, language: outgoing.language, outcome }
    }

    async fn prepare(&self, mail: &MailRecord, now: Timestamp) -> Result<MailTurn> {
        let mail = mail.clone();
        if mail.event.carries_a_link_that_opens() {
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
            Err(TransportError { failure: kind, text }) => {
                let may_have_left = kind == Failure::Unanswered;
                let error = failure(&text);
                let retries = self.options.retries;
                let wait = (!retries.are_used_up(attempts, kind))
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

    /// What a mail about the event says.
    pub(crate) fn content(
        &self,
        event: MailEvent,
        facts: &MailFacts,
        conference_id: Option<ConferenceId>,
    ) -> MailContent {
        let MailFacts { user, earlier_ids, settings, bridge, calendar: _, token, text } = facts;
        render(&Letter {
            event,
            language: text.words,
            tag: &text.language,
            template: &text.text,
            display_name: &user.display_name,
            conference_id,
            dynamic_ids: user.has_dynamic_ids(),
            profile: user.provider.default_profile(),
            earlier_ids,
            addresses: &organizer_addresses(user),
            calendar: self.calendar_help(event, facts),
            token: token.as_deref(),
            settings,
            numbers: &bridge.numbers_for(user),
            public_url: &self.options.public_url,
        })
    }

    /// The mail as it has to be now.
    fn write_mail(&self, mail: &MailRecord, facts: &MailFacts, now: Timestamp) -> OutgoingMail {
        let MailFacts { user, settings, token, .. } = facts;
        // An ID that was only kept, and has gone meanwhile, is not named.
        let had = mail.conference_id.filter(|_| !user.has_dynamic_ids());
        let content = self.content(mail.event, facts, user.conference_id.or(had));
        let from = self.sender(settings);
        let sender = &from.address;
        OutgoingMail {
            // A link that is sent again is another link: mailboxes must not take it for the one before.
            message_id: match token {
                Some(_) => format!("{}.{}", mail.attempts, message_id(mail.id, sender)),
                None => message_id(mail.id, sender),
            },
            from,
            to: recipient(mail, user),
            reply_to: self.reply_to(settings),
            // A copy is recognised by it, so it is the same at every try. A link is a new email each time.
            date: if token.is_some() { now } else { mail.created_at },
            language: facts.text.language.clone(),
            content,
        }
    }

    /// What Konfid can do about the invitations.
    fn calendar_help(&self, event: MailEvent, facts: &MailFacts) -> CalendarHelp {
        match event {
            MailEvent::ConferenceIdChanged
            | MailEvent::ResetUndone
            | MailEvent::ConferenceIdTakenOver
            | MailEvent::ConferenceIdHandedOver => {}
            MailEvent::Enabled
            | MailEvent::ConferenceIdTypeChanged
            | MailEvent::ProviderChanged
            | MailEvent::DefaultNumberChanged
            | MailEvent::Disabled
            | MailEvent::ConferenceInfo
            | MailEvent::OrganizerLink
            | MailEvent::PinReset => return CalendarHelp::None,
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

    /// Where answers go, if not to the sender.
    pub(crate) fn reply_to(&self, settings: &Settings) -> Option<EmailAddress> {
        settings.reply_to.clone().or_else(|| self.options.reply_to.clone())
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
        self.record(mails.into_iter().map(Self::untried).collect()).await
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

/// Where the mail goes. The address is the one that the user has now, unless somebody named another for this mail; a name
/// stands only before an address of the user.
fn recipient(mail: &MailRecord, user: &User) -> Correspondent {
    match &mail.named_recipient {
        Some(address) if !mail.event.carries_a_link_that_opens() => {
            Correspondent { name: String::new(), address: address.clone() }
        }
        Some(_) | None => {
            let address = user.mail_recipient(mail.event).clone();
            Correspondent { name: one_line(&user.display_name), address }
        }
    }
}

#[cfg(test)]
mod tests;
