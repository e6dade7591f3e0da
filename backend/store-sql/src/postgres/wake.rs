//! Waking the workers of other processes.
//!
//! A command has no worker, and a server's may be busy; so whoever makes something due says so by `NOTIFY`, and every
//! server hears it by `LISTEN`. It is said after the commit, in a transaction of its own: PostgreSQL lets transactions
//! with a notification commit one after the other, and resets must not wait for each other's disk. A notification
//! that is lost costs time only, because workers also look by themselves.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use deadpool_postgres::Pool;
use futures::future::try_join;
use futures::{StreamExt as _, stream};
use tokio::sync::{Mutex, Notify};
use tokio_postgres::{AsyncMessage, Error};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::PostgresAddress;
use super::error::describe;
use super::pools::take;

/// Notifications come at least this far apart; workers gather for as long anyway.
const APART: Duration = Duration::from_millis(50);
/// How long to wait before listening again when the connection was lost.
const LISTEN_AGAIN: Duration = Duration::from_secs(5);

/// Says that something is due.
#[derive(Clone, Default)]
pub(super) struct Waker(Arc<State>);

#[derive(Default)]
struct State {
    is_owed: AtomicBool,
    soon: Notify,
    /// Whoever sends holds it, so that who is last can wait for that.
    sending: Mutex<()>,
}

impl Waker {
    /// Has the notification be sent soon.
    pub(super) fn wake(&self) {
        self.0.is_owed.store(true, Ordering::SeqCst);
        self.0.soon.notify_one();
    }

    /// Sends notifications for as long as it is let.
    pub(super) async fn run(self, pool: Pool) {
        loop {
            self.0.soon.notified().await;
            self.send(&pool).await;
            tokio::time::sleep(APART).await;
        }
    }

    /// Sends the notification that is owed, if one is.
    pub(super) async fn send(&self, pool: &Pool) {
        let _sending = self.0.sending.lock().await;
        if !self.0.is_owed.swap(false, Ordering::SeqCst) {
            return;
        }
        let sent = match take(pool).await {
            Ok(client) => client.batch_execute("NOTIFY konfid_due").await.map_err(|error| describe(&error)),
            Err(error) => Err(error.to_string()),
        };
        if let Err(why) = sent {
            tracing::debug!(why, "other servers were not woken; they will look by themselves");
        }
    }
}

/// Calls `ring` whenever something may have become due in another process, also when notifications were missed.
pub(super) async fn listen(address: PostgresAddress, tls: MakeRustlsConnect, ring: impl Fn() + Send) {
    loop {
        if let Err(error) = listen_once(&address, &tls, &ring).await {
            let why = describe(&error);
            tracing::warn!(
                why,
                "what other servers make due is not heard; workers look by themselves meanwhile"
            );
        }
        tokio::time::sleep(LISTEN_AGAIN).await;
    }
}

async fn listen_once(
    address: &PostgresAddress,
    tls: &MakeRustlsConnect,
    ring: &(impl Fn() + Send),
) -> Result<(), Error> {
    let (client, mut connection) = address.config().connect(tls.clone()).await?;
    let messages = stream::poll_fn(move |context| connection.poll_message(context));
    let hear = async {
        let mut messages = std::pin::pin!(messages);
        while let Some(message) = messages.next().await {
            if let AsyncMessage::Notification(_) = message? {
                ring();
            }
        }
        Ok(())
    };
    let ask = async {
        client.batch_execute("LISTEN konfid_due").await?;
        ring();
        Ok(())
    };
    // The client lives until nothing is heard any more; without it the connection would end.
    try_join(ask, hear).await.map(drop)
}
