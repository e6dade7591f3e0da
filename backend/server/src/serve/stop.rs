//! The signals that stop the server.

use tokio::signal;
use tokio::sync::watch;

/// Is told when the server stops.
#[derive(Clone)]
pub(super) struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens for the signals from now on. A second one ends the process at once.
    pub(super) fn on_signal() -> std::io::Result<Self> {
        let mut signals = Signals::new()?;
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(async move {
            signals.next().await;
            tracing::info!(
                "stopping after the requests and emails under way (a second signal stops at once)"
            );
            // Whoever still listens hears it.
            let _ = sender.send(true);
            signals.next().await;
            tracing::warn!("stopped at once; no acknowledged change is lost");
            std::process::exit(1);
        });
        Ok(Self(receiver))
    }

    /// Is ready when the server stops.
    pub(super) async fn requested(mut self) {
        // The sender lives as long as the process; were it gone, stopping would be right.
        let _ = self.0.wait_for(|stopped| *stopped).await;
    }
}

#[cfg(unix)]
struct Signals {
    interrupt: signal::unix::Signal,
    terminate: signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    #[expect(clippy::unnecessary_wraps, reason = "it can fail on other systems")]
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
