//! Delivering what is due in the outbox.

mod outcome;

use std::sync::Arc;
use std::time::Duration;

use domain::operations::{meeting_updates, organizers};
use domain::{Actor, Application, MailQuery, MailRecord, Result};
use outcome::write_down;
use shared::{
    ConferenceId, EmailAddress, Language, MailEvent, MailFilter, MailState, Settings, Timestamp, User,
};

use crate::health::HealthWatch;
use crate::judge::is_overtaken;
use crate::sanitise::one_line;
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

/// What became of a mail that was taken; [`Outbox::record`] writes it down.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// The mail as it was taken.
    mail: MailRecord,
    verdict: Verdict,
}

/// What stands in a mail.
struct Facts {
    user: User,
    /// IDs that may still stand in invitations.
    earlier_ids: Vec<ConferenceId>,
    settings: Settings,
    calendar: CalendarHelp,
    /// The secret of the link that signs the organizer in.
    token: Option<String>,
}

#[derive(Clone, Debug)]
enum Verdict {
    /// It was not tried; it is due again.
    GivenBack,
    Overtaken,
    Tried {
        recipient: EmailAddress,
        language: Language,
        answer: Result<Accepted, TransportError>,
    },
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
        self.application
            .in_transaction(move |transaction| {
                Box::pin(async move { Ok(transaction.claim_due_mails(now, leased_until, limit).await?) })
            })
            .await
    }

    /// Sends a mail that was taken, if it is still true. What comes out must be given to [`Outbox::record`].
    pub async fn deliver(&self, mail: MailRecord) -> Delivered {
        let verdict = self.try_to_deliver(&mail).await;
        Delivered { mail, verdict }
    }

    async fn try_to_deliver(&self, mail: &MailRecord) -> Verdict {
        let now = self.application.now();
        let lease_left = mail.due_at.map(|leased_until| leased_until.since(now)).unwrap_or_default();
        if lease_left < self.options.longest_send {
            return Verdict::GivenBack;
        }
        match self.follows_one_in_flight(mail).await {
            Ok(false) => {}
            Ok(true) => return Verdict::GivenBack,
            Err(error) => {
                tracing::warn!(mail = %mail.id, %error, "a mail waits because the store does not answer");
                return Verdict::GivenBack;
            }
        }
        let facts = match self.gather(mail).await {
            Ok(Some(facts)) => facts,
            Ok(None) => return Verdict::Overtaken,
            Err(error) => {
                tracing::warn!(mail = %mail.id, %error, "a mail waits because the store does not answer");
                return Verdict::GivenBack;
            }
        };
        let outgoing = self.write_mail(mail, &facts, now);
        let answer = self.transport.send(&outgoing).await;
        self.health.note(&answer, self.application.now());
        Verdict::Tried { recipient: outgoing.to.address, language: outgoing.language, answer }
    }

    /// Whether an earlier mail about the user's ID is being sent. One that corrects it must not arrive before it.
    async fn follows_one_in_flight(&self, mail: &MailRecord) -> Result<bool> {
        match mail.event {
            MailEvent::ConferenceIdChanged | MailEvent::ResetUndone => {}
            MailEvent::Enabled
            | MailEvent::Disabled
            | MailEvent::ConferenceInfo
            | MailEvent::OrganizerLink => return Ok(false),
        }
        let (id, now) = (mail.id, self.application.now());
        let filter = MailFilter { user: Some(mail.user), state: Some(MailState::Sending) };
        let query = MailQuery { filter, before: Some(id), limit: 16 };
        let sending = self
            .application
            .in_snapshot(move |read| Box::pin(async move { Ok(read.mails(&query).await?) }))
            .await?;
        // Whoever took one and died does not hold up the others: its lease ends.
        Ok(sending.iter().any(|(earlier, _)| earlier.due_at.is_some_and(|leased_until| leased_until > now)))
    }

    /// Everything that stands in a mail; `None` if the mail is overtaken.
    async fn gather(&self, mail: &MailRecord) -> Result<Option<Facts>> {
        if mail.event == MailEvent::OrganizerLink {
            return self.gather_link(mail.clone()).await;
        }
        let taken = mail.clone();
        let has_calendars = self.options.calendars;
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move {
                let user = read.user(taken.user).await?;
                let Some(user) = user.filter(|user| !is_overtaken(&taken, Some(user))) else {
                    return Ok(None);
                };
                let settings = read.settings().await?;
                let (mut earlier_ids, mut calendar) = (Vec::new(), CalendarHelp::None);
                if matches!(taken.event, MailEvent::ConferenceIdChanged | MailEvent::ResetUndone) {
                    earlier_ids = meeting_updates::earlier_ids(read, &user).await?;
                    if has_calendars && settings.meeting_updates {
                        let connection = read.calendar_connection(user.id).await?;
                        // One that does not work is no help.
                        calendar = match connection.map(|record| record.connection.last_error) {
                            Some(None) => CalendarHelp::Connected,
                            Some(Some(_)) | None => CalendarHelp::Possible,
                        };
                    }
                }
                Ok(Some(Facts { user, earlier_ids, settings, calendar, token: None }))
            })
        });
        read.await
    }

    /// The same for a link that signs in. Its secret is made in the transaction that reads the address, so that it
    /// cannot go to one that the user has no longer.
    async fn gather_link(&self, mail: MailRecord) -> Result<Option<Facts>> {
        let mut context = self.application.context(Actor::System);
        let issue = self.application.in_transaction(move |transaction| {
            Box::pin(async move {
                let user = transaction.user(mail.user).await?;
                let Some(user) = user.filter(|user| !is_overtaken(&mail, Some(user))) else {
                    return Ok(None);
                };
                if organizers::has_newer_link(transaction.as_read(), &mail).await? {
                    return Ok(None);
                }
                let token = organizers::issue_organizer_link(transaction, &mut context, user.id).await?;
                let settings = transaction.settings().await?;
                let (earlier_ids, calendar) = (Vec::new(), CalendarHelp::None);
                Ok(Some(Facts { user, earlier_ids, settings, calendar, token: Some(token) }))
            })
        });
        issue.await
    }

    /// The mail as it has to be now.
    fn write_mail(&self, mail: &MailRecord, facts: &Facts, now: Timestamp) -> OutgoingMail {
        let Facts { user, earlier_ids, settings, calendar, token } = facts;
        let language = user.language.unwrap_or(settings.default_language);
        let content = render(&Letter {
            event: mail.event,
            language,
            display_name: &user.display_name,
            conference_id: user.conference_id.or(mail.conference_id),
            earlier_ids,
            addresses: &meeting_updates::organizer_addresses(user),
            calendar: *calendar,
            token: token.as_deref(),
            settings,
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

    /// Who sends mails.
    pub(crate) fn sender(&self, settings: &Settings) -> Correspondent {
        let names =
            [settings.sender_name.as_deref().unwrap_or_default(), &settings.organisation_name, "Konfid"];
        let name = names.into_iter().map(one_line).find(|name| !name.is_empty()).unwrap_or_default();
        let address = settings.sender_address.as_ref().unwrap_or(&self.options.default_sender);
        Correspondent { name, address: address.clone() }
    }

    /// Writes down what became of mails, all in one transaction.
    ///
    /// # Errors
    ///
    /// Only when the store fails; then none of the outcomes is written down.
    pub async fn record(&self, delivered: Vec<Delivered>) -> Result<()> {
        let now = self.application.now();
        let retries = self.options.retries;
        let mut generator = self.application.context(Actor::System).random;
        self.application
            .in_transaction(move |transaction| {
                Box::pin(async move {
                    for Delivered { mail, verdict } in delivered {
                        let wait = retries.wait(mail.attempts, &mut generator);
                        write_down(transaction, mail, verdict, now, &retries, wait).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Gives mails back that were taken but not tried.
    ///
    /// # Errors
    ///
    /// Only when the store fails.
    pub async fn give_back(&self, mails: Vec<MailRecord>) -> Result<()> {
        let given_back = |mail| Delivered { mail, verdict: Verdict::GivenBack };
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
        let filter = MailFilter { state: Some(MailState::Sending), ..MailFilter::default() };
        self.application
            .in_transaction(move |transaction| {
                Box::pin(async move {
                    let mut count = 0;
                    loop {
                        // What is changed no longer matches, so the first page is always the next one.
                        let query = MailQuery { filter, before: None, limit: 500 };
                        let mails = transaction.mails(&query).await?;
                        if mails.is_empty() {
                            return Ok(count);
                        }
                        count += mails.len();
                        for (mail, _) in mails {
                            let mail = MailRecord { state: MailState::Queued, due_at: Some(now), ..mail };
                            transaction.update_mail(&mail).await?;
                        }
                    }
                })
            })
            .await
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
