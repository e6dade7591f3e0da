//! A store, a clock, and a worker that sends.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use domain::mail_queue::QueueOptions;
use domain::{Application, Clock, MailRecord, Store};
use konfid_mailer::{
    MailTransport, Outbox, OutboxOptions, Retries, SmtpLimits, SmtpOptions, SmtpTransport, Worker,
    WorkerOptions,
};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use shared::{
    BridgeId, ConferenceId, Language, MailEvent, MailId, MailState, Settings, Timestamp, User, UserId,
};
use store_memory::MemoryStore;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use uuid::Uuid;
use worker::WorkerBell;

use super::until;

struct MachineClock;

impl Clock for MachineClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        Timestamp::from_milliseconds(since.as_millis().try_into().unwrap())
    }
}

/// A queue that does not wait long.
const QUEUE: QueueOptions = QueueOptions {
    connections: 4,
    per_minute: None,
    first_pause: Duration::from_millis(50),
    busy_pause: Duration::from_millis(20),
    longest_pause: Duration::from_millis(300),
};

/// A house with a working outbox.
pub(crate) struct House {
    pub(crate) application: Application,
    pub(crate) outbox: Outbox,
    stop: Option<oneshot::Sender<()>>,
    worker: JoinHandle<()>,
}

/// A user with this number and a mail to them, about being enabled.
pub(crate) fn mail_to(number: u32, address: &str) -> (User, MailRecord) {
    let at = MachineClock.now();
    let conference_id = ConferenceId::from_index(1_000_000 + number * 1_009);
    let user = User {
        language: Some(Language::Sv),
        dial_in_enabled: true,
        conference_id,
        conference_id_since: Some(at),
        // Without one the email would have a link to it, and be another email at each try.
        pin_set_at: Some(at),
        ..User::new(
            UserId::from_uuid(Uuid::from_u128(u128::from(number))),
            format!("Åsa Öberg {number}"),
            format!("user{number}@contoso.example").parse().unwrap(),
            address.parse().unwrap(),
            BridgeId::FIRST,
            at,
        )
    };
    let mail = MailRecord {
        id: MailId::from_uuid(Uuid::from_u128(1_000_000 + u128::from(number))),
        user: user.id,
        recipient: user.primary_email.clone(),
        event: MailEvent::Enabled,
        language: Language::Sv.into(),
        named_recipient: None,
        caused_by: None,
        conference_id,
        state: MailState::Queued,
        attempts: 0,
        last_error: None,
        may_have_left: false,
        due_at: Some(at),
        created_at: at,
        finished_at: None,
        content: None,
    };
    (user, mail)
}

impl House {
    /// A house whose worker sends to this server, without long waits between tries.
    pub(crate) fn sending_to(url: &str) -> Self {
        Self::with_transport(SmtpTransport::new(url.parse().unwrap(), SmtpOptions::default()).unwrap())
    }

    pub(crate) fn with_transport(transport: SmtpTransport) -> Self {
        let store = Arc::new(MemoryStore::new(Settings::initial("conference.example.com")));
        Self::new(store, Arc::new(transport))
    }

    /// A house whose queue waits for minutes.
    pub(crate) fn patient(url: &str) -> Self {
        let store = Arc::new(MemoryStore::new(Settings::initial("conference.example.com")));
        let transport = SmtpTransport::new(url.parse().unwrap(), SmtpOptions::default()).unwrap();
        Self::with_queue(
            store,
            Arc::new(transport),
            QueueOptions { first_pause: Duration::from_mins(5), ..QUEUE },
        )
    }

    pub(crate) fn new(store: Arc<dyn Store>, transport: Arc<dyn MailTransport>) -> Self {
        Self::with_queue(store, transport, QUEUE)
    }

    fn with_queue(store: Arc<dyn Store>, transport: Arc<dyn MailTransport>, queue: QueueOptions) -> Self {
        let bell = WorkerBell::new();
        let entropy = Arc::new(Mutex::new(StdRng::seed_from_u64(1)));
        let application = Application::new(store, Arc::new(MachineClock), entropy, Arc::new(bell.clone()));
        let mut options =
            OutboxOptions::new("https://konfid.example.com", "konfid@contoso.example".parse().unwrap());
        options.retries = Retries {
            first_delay: Duration::from_millis(50),
            longest_delay: Duration::from_millis(500),
            ..Retries::default()
        };
        options.queue = queue;
        let outbox = Outbox::new(application.clone(), transport, options);
        let (stop, stopped) = oneshot::channel();
        let worker_options =
            WorkerOptions { probe_every: Duration::from_millis(100), ..WorkerOptions::default() };
        let worker = Worker::new(outbox.clone(), bell, worker_options);
        let worker = tokio::spawn(worker.run(async {
            let _ = stopped.await;
        }));
        Self { application, outbox, stop: Some(stop), worker }
    }

    /// A house whose worker sends to this server, which may take so long.
    pub(crate) fn with_limits(url: &str, limits: SmtpLimits) -> Self {
        let options = SmtpOptions { limits, ..SmtpOptions::default() };
        Self::with_transport(SmtpTransport::new(url.parse().unwrap(), options).unwrap())
    }

    /// Puts mails into the outbox, with their users, in one transaction.
    pub(crate) async fn enqueue(&self, mails: Vec<(User, MailRecord)>) {
        let insert = self.application.in_transaction(move |transaction| {
            Box::pin(async move {
                for (user, mail) in mails {
                    if transaction.user(user.id).await?.is_none() {
                        transaction.insert_user(&user).await?;
                    }
                    transaction.insert_mail(&mail).await?;
                }
                Ok(())
            })
        });
        insert.await.unwrap();
    }

    pub(crate) async fn update(&self, mail: MailRecord) {
        let update = self.application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.update_mail(&mail).await?) })
        });
        update.await.unwrap();
    }

    pub(crate) async fn mail(&self, id: MailId) -> MailRecord {
        let read =
            self.application.in_snapshot(move |read| Box::pin(async move { Ok(read.mail(id).await?) }));
        read.await.unwrap().unwrap()
    }

    /// Waits until the mail is in this state.
    pub(crate) async fn mail_in(&self, id: MailId, state: MailState) -> MailRecord {
        until("a mail's state", async || {
            let mail = self.mail(id).await;
            (mail.state == state).then_some(mail)
        })
        .await
    }

    /// Tells the worker to stop and waits until it has.
    pub(crate) async fn stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        (&mut self.worker).await.unwrap();
    }
}
