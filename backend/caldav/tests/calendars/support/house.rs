//! A store, a clock that stands still, and the worker.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::operations::conference_ids::{reset_conference_id, undo_reset};
use domain::operations::meeting_updates::{
    connect_calendar, retry_meeting_update, retry_meeting_updates, show_calendar_update, undo_meeting_update,
};
use domain::operations::users::create_user;
use domain::{
    Actor, Application, CalendarUpdateRecord, FixedClock, MeetingUpdateQuery, MeetingUpdateRecord, Store,
};
use konfid_caldav::{Connector, FileKeySealer, UpdateOptions, Worker, WorkerOptions};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use shared::{
    CalendarUpdate, ConferenceId, ConnectCalendarRequest, CreateUserRequest, Language, MeetingUpdateId,
    ResetConferenceIdRequest, Settings, Timestamp, User, UserId,
};
use store_memory::MemoryStore;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use worker::{Pace, WorkerBell};

use super::{NOW, PASSWORD, until};

/// Konfid with Anna, whose calendar is connected.
pub(crate) struct House {
    pub(crate) application: Application,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) anna: UserId,
    sealer: FileKeySealer,
    bell: WorkerBell,
    worker: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
    /// How updates are done from the next start on.
    pub(crate) updates: UpdateOptions,
}

impl House {
    /// A house without a worker at work.
    pub(crate) async fn new(url: &str) -> Self {
        Self::in_store(Arc::new(MemoryStore::new(Settings::initial("conference.example.com"))), url).await
    }

    pub(crate) async fn in_store(store: Arc<dyn Store>, url: &str) -> Self {
        let clock = Arc::new(FixedClock::new(Timestamp::from_milliseconds(NOW)));
        let bell = WorkerBell::new();
        let entropy = Arc::new(Mutex::new(StdRng::seed_from_u64(1)));
        let application =
            Application::new(store, Arc::clone(&clock) as Arc<_>, entropy, Arc::new(bell.clone()));
        let sealer = FileKeySealer::with_key([7; 32]);
        let anna = application.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move {
                let request = CreateUserRequest {
                    enable: true,
                    send_email: Some(false),
                    ..CreateUserRequest::new(
                        "Anna".into(),
                        "anna@contoso.example".parse().unwrap(),
                        "anna@contoso.example".parse().unwrap(),
                    )
                };
                create_user(transaction, context, &request).await
            })
        });
        let anna = anna.await.unwrap().id;
        let updates = UpdateOptions::default();
        let house = Self { application, clock, anna, sealer, bell, worker: None, updates };
        house.connect(url, PASSWORD).await;
        house
    }

    pub(crate) async fn connect(&self, url: &str, password: &str) {
        let request = ConnectCalendarRequest {
            url: url.to_owned(),
            username: "anna".into(),
            password: password.to_owned(),
        };
        let (sealer, anna) = (self.sealer.clone(), self.anna);
        let connect = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { connect_calendar(transaction, context, &sealer, anna, &request).await })
        });
        connect.await.unwrap();
    }

    /// Sets a worker to work.
    pub(crate) fn start(&mut self) {
        let options = WorkerOptions {
            pace: Pace { longest_sleep: Duration::from_millis(20), ..WorkerOptions::default().pace },
            updates: self.updates,
        };
        let sealer = Arc::new(self.sealer.clone());
        let worker =
            Worker::new(self.application.clone(), sealer, Connector::default(), self.bell.clone(), options);
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(worker.run(async {
            let _ = stopped.await;
        }));
        self.worker = Some((stop, task));
    }

    /// Tells the worker to stop and waits until it has.
    pub(crate) async fn stop(&mut self) {
        let (stop, task) = self.worker.take().unwrap();
        stop.send(()).unwrap();
        task.await.unwrap();
    }

    /// Ends the worker as a killed process ends: nothing more is written.
    pub(crate) async fn kill(&mut self) {
        let (_stop, task) = self.worker.take().unwrap();
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
    }

    /// Puts the update into a state that takes long to come to.
    pub(crate) async fn put_update(&self, update: CalendarUpdateRecord) {
        let put = self.application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.put_calendar_update(&update).await?) })
        });
        put.await.unwrap();
    }

    pub(crate) async fn user(&self) -> User {
        let anna = self.anna;
        let read =
            self.application.in_snapshot(move |read| Box::pin(async move { Ok(read.user(anna).await?) }));
        read.await.unwrap().unwrap()
    }

    pub(crate) async fn conference_id(&self) -> ConferenceId {
        self.user().await.conference_id.unwrap()
    }

    pub(crate) async fn reset(&self) {
        let user = self.user().await;
        let reset = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move {
                let request = ResetConferenceIdRequest {
                    send_email: Some(false),
                    ..ResetConferenceIdRequest::default()
                };
                reset_conference_id(transaction, context, user.id, user.version, &request).await
            })
        });
        reset.await.unwrap();
    }

    /// Turns the organisation's switch.
    pub(crate) async fn want_updates(&self, wanted: bool) {
        let switch = self.application.in_transaction(move |transaction| {
            Box::pin(async move {
                let mut settings = transaction.settings().await?;
                settings.meeting_updates = wanted;
                Ok(transaction.update_settings(&settings).await?)
            })
        });
        switch.await.unwrap();
    }

    pub(crate) async fn undo_reset(&self) {
        let anna = self.anna;
        let undo = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { undo_reset(transaction, context, anna, None, Some(false)).await })
        });
        undo.await.unwrap();
    }

    pub(crate) async fn undo_meeting_update(&self, id: MeetingUpdateId) {
        let undo = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { undo_meeting_update(transaction, context, id).await })
        });
        undo.await.unwrap();
    }

    pub(crate) async fn retry_meeting_update(&self, id: MeetingUpdateId) {
        let retry = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { retry_meeting_update(transaction, context, id).await })
        });
        retry.await.unwrap();
    }

    pub(crate) async fn retry_all(&self) {
        let anna = self.anna;
        let retry = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { retry_meeting_updates(transaction, context, anna).await })
        });
        retry.await.unwrap();
    }

    /// What the page shows.
    pub(crate) async fn shown(&self, language: Language) -> CalendarUpdate {
        let anna = self.anna;
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move { show_calendar_update(read, anna, language).await })
        });
        read.await.unwrap()
    }

    pub(crate) async fn update(&self) -> CalendarUpdateRecord {
        let anna = self.anna;
        let read = self
            .application
            .in_snapshot(move |read| Box::pin(async move { Ok(read.calendar_update(anna).await?) }));
        read.await.unwrap().unwrap()
    }

    /// Waits until nothing is due now and nothing runs.
    pub(crate) async fn settled(&self) -> CalendarUpdateRecord {
        until("the update to end", async || {
            let update = self.update().await;
            let waits = update.due_at.is_none_or(|due| due > self.application.now());
            (!update.running && waits).then_some(update)
        })
        .await
    }

    pub(crate) async fn meeting_log(&self) -> Vec<MeetingUpdateRecord> {
        let query = MeetingUpdateQuery { user: self.anna, state: None, before: None, limit: 1000 };
        let read = self
            .application
            .in_snapshot(move |read| Box::pin(async move { Ok(read.meeting_updates(&query).await?) }));
        read.await.unwrap()
    }
}
