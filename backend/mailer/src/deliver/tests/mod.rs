use std::sync::Mutex;

use async_trait::async_trait;
use domain::{Application, CalendarConnectionRecord, CalendarReach, Clock, FixedClock, MailRecord, Pepper};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use shared::{
    BridgeId, CalendarConnection, ConferenceId, Language, MailEvent, MailId, MailState, MailTransportKind,
    User, UserId,
};
use store_memory::MemoryStore;
use uuid::Uuid;

use super::*;
use crate::Keep;

mod leases;
mod links;
mod order;
mod retry_failed;
mod texts;

const START: Timestamp = Timestamp::from_milliseconds(1_795_500_000_000);

/// Answers what it was told to, in order, and then accepts; remembers what it was given.
#[derive(Default)]
struct Scripted {
    answers: Mutex<Vec<TransportError>>,
    seen: Mutex<Vec<OutgoingMail>>,
}

impl Scripted {
    fn failing(mut answers: Vec<TransportError>) -> Arc<Self> {
        answers.reverse();
        Arc::new(Self { answers: Mutex::new(answers), seen: Mutex::default() })
    }

    fn seen(&self) -> Vec<OutgoingMail> {
        self.seen.lock().unwrap().clone()
    }
}

#[async_trait]
impl MailTransport for Scripted {
    async fn send(&self, mail: &OutgoingMail) -> Result<Accepted, TransportError> {
        self.seen.lock().unwrap().push(mail.clone());
        self.answers.lock().unwrap().pop().map_or(Ok(Accepted::Sent), Err)
    }

    fn kind(&self) -> MailTransportKind {
        MailTransportKind::Smtp
    }
}

/// What happened to a user after a mail was written.
type Change = fn(&mut User);

struct House {
    clock: Arc<FixedClock>,
    application: Application,
    outbox: Outbox,
}

impl House {
    fn new(transport: Arc<dyn MailTransport>) -> Self {
        let clock = Arc::new(FixedClock::new(START));
        let store = Arc::new(MemoryStore::new(Settings::initial("conference.example.com")));
        let entropy = Arc::new(Mutex::new(StdRng::seed_from_u64(1)));
        let application =
            Application::new(store, Arc::clone(&clock) as Arc<dyn Clock>, entropy, Arc::new(()))
                .with_pepper(Pepper::new([7; 32]));
        let options =
            OutboxOptions::new("https://konfid.example.com", "konfid@contoso.example".parse().unwrap());
        let outbox = Outbox::new(application.clone(), transport, options);
        Self { clock, application, outbox }
    }

    async fn add_user(&self, user: &User) {
        let user = user.clone();
        let insert = self.application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.insert_user(&user).await?) })
        });
        insert.await.unwrap();
    }

    /// Changes the user as an operation would.
    async fn change_user(&self, change: impl FnOnce(&mut User) + Clone + Send + Sync + 'static) {
        let update = self.application.in_transaction(move |transaction| {
            Box::pin(async move {
                let mut user = transaction.user(user_id()).await?.unwrap();
                let expected = user.version;
                change(&mut user);
                user.version = expected.next();
                assert!(transaction.update_user(&user, expected).await?);
                Ok(())
            })
        });
        update.await.unwrap();
    }

    async fn add_mail(&self, mail: &MailRecord) {
        let mail = mail.clone();
        let insert = self.application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.insert_mail(&mail).await?) })
        });
        insert.await.unwrap();
    }

    async fn update(&self, mail: MailRecord) {
        let update = self.application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.update_mail(&mail).await?) })
        });
        update.await.unwrap();
    }

    async fn mail(&self, id: MailId) -> MailRecord {
        let read =
            self.application.in_snapshot(move |read| Box::pin(async move { Ok(read.mail(id).await?) }));
        read.await.unwrap().unwrap()
    }
}

fn id(text: &str) -> ConferenceId {
    text.parse().unwrap()
}

fn user_id() -> UserId {
    UserId::from_uuid(Uuid::from_u128(7))
}

fn anna() -> User {
    User {
        language: Some(Language::Sv),
        dial_in_enabled: true,
        conference_id: Some(id("8271964")),
        conference_id_since: Some(START),
        ..User::new(
            user_id(),
            "Anna Svensson".to_owned(),
            "anna@contoso.example".parse().unwrap(),
            "anna@contoso.example".parse().unwrap(),
            BridgeId::FIRST,
            START,
        )
    }
}

fn mail_about(event: MailEvent, conference_id: Option<ConferenceId>) -> MailRecord {
    MailRecord {
        id: MailId::from_uuid(Uuid::from_u128(11)),
        user: user_id(),
        recipient: "anna@contoso.example".parse().unwrap(),
        event,
        language: Language::Sv.into(),
        named_recipient: None,
        caused_by: None,
        conference_id,
        state: MailState::Queued,
        attempts: 0,
        last_error: None,
        may_have_left: false,
        due_at: Some(START),
        created_at: START,
        finished_at: None,
        content: None,
    }
}

async fn house_with(transport: Arc<dyn MailTransport>, mail: &MailRecord) -> House {
    let house = House::new(transport);
    house.add_user(&anna()).await;
    house.add_mail(mail).await;
    house
}

#[tokio::test]
async fn a_mail_goes_to_the_current_address_in_the_current_language() {
    let transport = Scripted::failing(Vec::new());
    let mail = mail_about(MailEvent::ConferenceIdChanged, Some(id("8271964")));
    let house = house_with(transport.clone(), &mail).await;
    house
        .change_user(|user| {
            user.primary_email = "anna.new@contoso.example".parse().unwrap();
            user.language = Some(Language::En);
        })
        .await;
    assert_eq!(house.outbox.deliver_due().await.unwrap(), 1);
    let sent = transport.seen();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to.address.as_str(), "anna.new@contoso.example");
    assert_eq!(sent[0].from.name, "Konfid");
    assert_eq!(sent[0].content.subject, "Your conference ID has changed");
    assert!(sent[0].content.text.contains("827 196 4"));
    assert_eq!(sent[0].message_id, format!("{}@contoso.example", mail.id));
    let mail = house.mail(mail.id).await;
    assert_eq!((mail.state, mail.attempts, mail.due_at), (MailState::Sent, 1, None));
    assert_eq!(mail.recipient.as_str(), "anna.new@contoso.example");
    assert_eq!(mail.language, Language::En.into());
    assert_eq!(mail.finished_at, Some(START));
    assert_eq!(mail.content, None, "the text of a sent mail does not stay");
}

#[tokio::test]
async fn an_overtaken_mail_is_never_sent() {
    let changed = Some(id("8271964"));
    let cases: [(MailEvent, Option<ConferenceId>, Change); 6] = [
        (MailEvent::ConferenceIdChanged, changed, |user| user.conference_id = Some(id("5093817"))),
        (MailEvent::Enabled, changed, |user| user.conference_id = Some(id("5093817"))),
        (MailEvent::ConferenceInfo, changed, |user| user.conference_id = Some(id("5093817"))),
        (MailEvent::ConferenceIdChanged, changed, |user| {
            user.dial_in_enabled = false;
            user.conference_id = None;
        }),
        // Enabled without an ID are users whose meetings have their own.
        (MailEvent::ConferenceInfo, None, |user| {
            user.dial_in_enabled = false;
            user.conference_id = None;
        }),
        (MailEvent::Disabled, changed, |user| user.dial_in_enabled = true),
    ];
    for (event, conference_id, change) in cases {
        let transport = Scripted::failing(Vec::new());
        let mail = mail_about(event, conference_id);
        let house = house_with(transport.clone(), &mail).await;
        house.change_user(change).await;
        assert_eq!(house.outbox.deliver_due().await.unwrap(), 1);
        assert_eq!(transport.seen(), [], "{event:?}");
        let mail = house.mail(mail.id).await;
        assert_eq!((mail.state, mail.due_at), (MailState::Superseded, None), "{event:?}");
        assert_eq!(mail.finished_at, Some(START));
    }
}

#[tokio::test]
async fn a_mail_about_being_disabled_names_the_id_that_was() {
    let transport = Scripted::failing(Vec::new());
    let house = house_with(transport.clone(), &mail_about(MailEvent::Disabled, Some(id("8271964")))).await;
    house
        .change_user(|user| {
            user.dial_in_enabled = false;
            user.conference_id = None;
        })
        .await;
    house.outbox.deliver_due().await.unwrap();
    assert!(transport.seen()[0].content.text.contains("(827 196 4)"));
}

#[tokio::test]
async fn without_a_server_the_text_stays_in_konfid() {
    let mail = mail_about(MailEvent::ConferenceInfo, Some(id("8271964")));
    let house = house_with(Arc::new(Keep), &mail).await;
    house.outbox.deliver_due().await.unwrap();
    let mail = house.mail(mail.id).await;
    assert_eq!(mail.state, MailState::Kept);
    assert!(mail.content.unwrap().text.contains("Konferens-ID: 827 196 4"));
}

#[tokio::test]
async fn a_failure_is_tried_again_later_with_the_same_message_id() {
    let transport = Scripted::failing(vec![TransportError::transient("451 8271964 try\r\nlater")]);
    let mail = mail_about(MailEvent::ConferenceIdChanged, Some(id("8271964")));
    let house = house_with(transport.clone(), &mail).await;
    house.outbox.deliver_due().await.unwrap();
    let failed = house.mail(mail.id).await;
    assert_eq!((failed.state, failed.attempts), (MailState::Queued, 1));
    assert_eq!(failed.last_error.as_deref(), Some("451 •••••64 try later"));
    let wait = failed.due_at.unwrap().since(START);
    assert!(wait > Duration::from_secs(3) && wait <= Duration::from_secs(5), "{wait:?}");
    assert_eq!(house.outbox.deliver_due().await.unwrap(), 0, "it is not due yet");

    house.clock.advance(wait);
    assert_eq!(house.outbox.deliver_due().await.unwrap(), 1);
    let sent = house.mail(mail.id).await;
    assert_eq!((sent.state, sent.attempts, sent.last_error), (MailState::Sent, 2, None));
    let seen = transport.seen();
    assert_eq!(seen[0].message_id, seen[1].message_id);
    assert_eq!(seen[0].date, seen[1].date);
}

#[tokio::test]
async fn a_mail_is_given_up_in_the_end() {
    for (refused, attempts) in [(true, 3), (false, 34)] {
        let error = if refused { TransportError::refused } else { TransportError::transient };
        let transport = Scripted::failing(vec![error("no such user"); 50]);
        let mail = mail_about(MailEvent::Enabled, Some(id("8271964")));
        let house = house_with(transport.clone(), &mail).await;
        while house.outbox.next_due().await.unwrap().is_some() {
            house.clock.advance(Duration::from_hours(1));
            house.outbox.deliver_due().await.unwrap();
        }
        let mail = house.mail(mail.id).await;
        assert_eq!((mail.state, mail.attempts), (MailState::Failed, attempts));
        assert_eq!(mail.last_error.as_deref(), Some("no such user"));
        assert_eq!(transport.seen().len(), attempts as usize);
    }
}

#[tokio::test]
async fn the_new_id_mail_says_what_konfid_does_by_itself() {
    for (calendars, connected, updates, words) in [
        (false, false, true, None),
        (true, false, false, None),
        (true, false, true, Some("anslut din kalender")),
        (true, true, true, Some("Din kalender är ansluten")),
        (true, true, false, None),
    ] {
        let transport = Scripted::failing(Vec::new());
        let mail = mail_about(MailEvent::ConferenceIdChanged, Some(id("8271964")));
        let house = house_with(transport.clone(), &mail).await;
        let set_up = house.application.in_transaction(move |transaction| {
            Box::pin(async move {
                let mut settings = transaction.settings().await?;
                settings.meeting_updates = updates;
                transaction.update_settings(&settings).await?;
                if connected {
                    transaction.put_calendar_connection(&connection()).await?;
                }
                Ok(())
            })
        });
        set_up.await.unwrap();
        let options = OutboxOptions { calendars, ..(*house.outbox.options).clone() };
        let outbox = Outbox::new(house.application.clone(), transport.clone(), options);
        outbox.deliver_due().await.unwrap();
        let text = &transport.seen()[0].content.text;
        match words {
            Some(words) => assert!(text.contains(words) && text.contains("/organizer?lang=sv"), "{text}"),
            None => assert!(!text.contains("kalender är ansluten") && !text.contains("/organizer"), "{text}"),
        }
    }
}

fn connection() -> CalendarConnectionRecord {
    CalendarConnectionRecord {
        connection: CalendarConnection {
            user: user_id(),
            url: "https://calendar.example/".to_owned(),
            username: "anna".to_owned(),
            connected_at: START,
            connected_by: domain::Actor::CommandLine,
            last_used_at: None,
            last_error: None,
        },
        sealed_password: vec![1],
        reach: CalendarReach::Anywhere,
    }
}

#[tokio::test]
async fn the_sender_comes_from_the_settings() {
    let transport = Scripted::failing(Vec::new());
    let house = house_with(transport.clone(), &mail_about(MailEvent::Enabled, None)).await;
    let change = house.application.in_transaction(|transaction| {
        Box::pin(async move {
            let mut settings = transaction.settings().await?;
            settings.organisation_name = "Contoso\r\nBcc: x@example.com".to_owned();
            settings.sender_address = Some("service@konferens.example".parse().unwrap());
            settings.reply_to = Some("helpdesk@contoso.example".parse().unwrap());
            Ok(transaction.update_settings(&settings).await?)
        })
    });
    change.await.unwrap();
    house.outbox.deliver_due().await.unwrap();
    let mail = transport.seen().remove(0);
    assert_eq!(mail.from.name, "Contoso Bcc: x@example.com");
    assert_eq!(mail.from.address.as_str(), "service@konferens.example");
    assert_eq!(mail.reply_to.as_ref().map(shared::EmailAddress::as_str), Some("helpdesk@contoso.example"));
    assert!(mail.message_id.ends_with("@konferens.example"));
}
