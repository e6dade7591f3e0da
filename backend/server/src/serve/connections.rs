//! Accepting connections and, in the end, letting them finish.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use api::{PeerAddress, TrustedProxies};
use axum::Router;
use axum::extract::Request;
use domain::ClientAddress;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use super::places::{Limits, Place, Places};
use super::steady_body::SteadyBody;

/// How long a connection may take to send the head of a request, also of its next one. Longer than reverse proxies
/// keep idle connections, so that they end them and not we.
const HEAD_TIMEOUT: Duration = Duration::from_secs(90);
/// How long to wait before accepting again after that failed; mostly there are too many open files then.
const ACCEPT_AGAIN: Duration = Duration::from_millis(50);
/// The most connections, however many files may be open.
const CONNECTIONS_MAX: usize = 10_000;
/// The most connections from one address: forty browsers behind one router, and more take turns.
const CONNECTIONS_PER_ADDRESS: usize = 256;
/// The open files that are not connections: the database, mail and calendar servers, the log.
const FILES_KEPT: u64 = 256;
/// The open files to assume where the system does not tell.
const FILES_ASSUMED: u64 = 1_024;

/// Raises the limit of open files as far as the system lets us, and says how many connections fit under it.
pub(super) fn limits() -> Limits {
    let wanted = CONNECTIONS_MAX as u64 + FILES_KEPT;
    let files = rlimit::increase_nofile_limit(wanted).unwrap_or_else(|error| {
        tracing::warn!(%error, "the limit of open files could not be raised");
        FILES_ASSUMED
    });
    // However few files there are, some connections must be possible.
    let total = usize::try_from(files.saturating_sub(FILES_KEPT)).unwrap_or(CONNECTIONS_MAX);
    let limits = Limits { total: total.clamp(64, CONNECTIONS_MAX), per_address: CONNECTIONS_PER_ADDRESS };
    tracing::debug!(?limits, files, "connections");
    limits
}

/// Answers requests until `stop` is ready; then accepts no more, and gives those that have begun `grace` to end.
pub(super) async fn answer(
    listener: TcpListener,
    router: Router,
    proxies: &TrustedProxies,
    limits: Limits,
    stop: impl Future<Output = ()>,
    grace: Duration,
) {
    let connections = GracefulShutdown::new();
    let places = Places::new(limits);
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_AGAIN).await;
                continue;
            }
        };
        let Some(place) = places.take(counted(peer, proxies)) else {
            tracing::warn!(%peer, "a connection was refused, because every other one is busy with a request");
            continue;
        };
        // Answers are small and whole; waiting for more to send with them only makes them late.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection is gone already");
            continue;
        }
        serve(stream, peer, router.clone(), place, &connections);
    }
    drop(listener);
    if tokio::time::timeout(grace, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and were stopped");
    }
}

/// Whom a connection counts for. A reverse proxy speaks for many clients, and programs on this machine could do
/// worse than hold connections open.
fn counted(peer: SocketAddr, proxies: &TrustedProxies) -> Option<ClientAddress> {
    let ip = peer.ip().to_canonical();
    (!ip.is_loopback() && !proxies.contains(ip)).then(|| ip.into())
}

/// Answers one connection, beside the others.
fn serve(stream: TcpStream, peer: SocketAddr, router: Router, place: Place, connections: &GracefulShutdown) {
    let place = Arc::new(place);
    let held = place.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let in_hand = held.begin();
        let mut request = request.map(SteadyBody::wrap);
        request.extensions_mut().insert(PeerAddress(peer));
        let answer = router.clone().oneshot(request);
        async move {
            let answer = answer.await;
            drop(in_hand);
            answer
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        tokio::select! {
            ended = connection => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection was interrupted");
                }
            }
            () = place.must_leave() => tracing::debug!("an idle connection was closed for a new one"),
        }
    });
}
