//! `konfid serve`.

mod connections;
mod headers;
mod log;
mod page;
mod places;
mod steady_body;
mod stop;

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use api::ApiState;
use axum::Router;
use axum::middleware::from_fn;
use domain::operations::id_types::retire_kept_ids;
use domain::operations::jobs::JobRunner;
use domain::operations::meetings::retire_ended_meetings;
use domain::operations::{administrators, bridges, reservations, statistics, upkeep};
use domain::{Actor, Application, MailPost as _, default_bridge};
use mailer::{Outbox, Worker, WorkerOptions};
use shared::{Language, MailWarning};
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate as _, SizeAbove};
use worker::{JobWorker, WorkerBell};

use self::stop::Stop;
use crate::command_error::{CommandError, DONE, Result};
use crate::configuration::{Configuration, Flags, Values};
use crate::database::Database;
use crate::{logging, output, web, wiring};

/// Answers of the API are compressed from this size on; less fits into one packet anyway. The page's files were
/// compressed when it was built.
const COMPRESSED_BYTES_MIN: u64 = 1_024;
/// How long requests that have begun may take to end when the server stops.
const GRACE: Duration = Duration::from_secs(10);
/// How often quarantines that have ended are looked for.
const UPKEEP_EVERY: Duration = Duration::from_hours(1);

/// Runs the server until a signal stops it.
pub(crate) fn serve(flags: &Flags) -> Result<ExitCode> {
    let configuration = Values::gather(flags)?.configuration()?;
    logging::start(&configuration.log, configuration.log_format);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| CommandError::new(format!("The server's threads could not be started: {error}.")))?;
    runtime.block_on(run(&configuration))
}

async fn run(configuration: &Configuration) -> Result<ExitCode> {
    let stop = Stop::on_signal().map_err(|error| {
        CommandError::new(format!("The signals that stop the server could not be set up: {error}."))
    })?;
    let database = Database::open_to_serve(&configuration.database, configuration.public_host()).await?;
    let listener = listen(configuration.listen).await?;
    let address = listener.local_addr().map_err(|error| {
        CommandError::new(format!("The server's own address could not be read: {error}."))
    })?;
    let local = web::local_origin(address);
    let page = configuration.public_url.as_ref().map_or_else(|| local.clone(), web::origin);

    for doubt in configuration.doubts() {
        tracing::warn!("{doubt}");
    }
    let mails = wiring::mail_route(configuration, &page)?;
    let calendars = database.open_key(configuration).await?;
    let (mail_bell, meeting_bell, job_bell) = (WorkerBell::new(), WorkerBell::new(), WorkerBell::new());
    let bells =
        wiring::Bells { mails: mail_bell.clone(), meetings: meeting_bell.clone(), jobs: job_bell.clone() };
    let application =
        wiring::application(database.store(), Arc::new(bells.clone())).with_pepper(calendars.sealer.pepper());
    application.continue_identifiers().await?;
    // Callers get in even when nothing can be written, as on a full disk; `/readyz` tells.
    if let Err(error) = keep_up(&application).await {
        tracing::error!(%error, "the database cannot be written; look-ups are still answered");
    }
    let kind = mails.transport.kind();
    let outbox = Outbox::new(application.clone(), mails.transport, mails.options);
    if configuration.smtp.is_some() {
        tell_what_emails_lack(&application, &outbox).await;
    }
    let state = ApiState {
        mails: Arc::new(outbox.clone()),
        ..wiring::server_state(application.clone(), configuration, kind, calendars.calendars())
    };
    let router = router(state, configuration);
    // Without another server on the database, whatever is being sent was left by one that was killed.
    if database.is_for_one_server()
        && let Err(error) = outbox.reclaim_abandoned().await
    {
        tracing::error!(%error, "interrupted emails could not be queued again now; they are sent when their lease ends");
    }
    if database.is_for_one_server()
        && let Err(error) = JobRunner::new(application.clone()).reclaim_abandoned().await
    {
        tracing::error!(%error, "interrupted jobs could not be taken again now; they go on when their lease ends");
    }
    let worker = Worker::new(outbox, mail_bell, WorkerOptions::default());
    let worker = tokio::spawn(worker.run(stop.clone().requested()));
    let meetings = caldav::Worker::new(
        application.clone(),
        calendars.sealer,
        calendars.connector,
        meeting_bell,
        caldav::WorkerOptions::default(),
    );
    let meetings = tokio::spawn(meetings.run(stop.clone().requested()));
    let jobs = JobWorker::new(application.clone(), job_bell);
    let jobs = tokio::spawn(jobs.run(stop.clone().requested()));
    let upkeep = tokio::spawn(keep_up_hourly(application.clone()));
    database.ring_for_others(bells);

    // From here on commands on this machine ask the server instead of opening the database.
    if let Err(failure) = database.announce(&local) {
        tracing::error!(failure = failure.sentence(), "commands on this machine will not find the server");
    }
    tracing::info!(version = env!("CARGO_PKG_VERSION"), %address, "ready");
    let line = ready(&application, &page).await.unwrap_or_else(|failure| {
        tracing::error!(failure = failure.sentence(), "no link for the first administrator could be created");
        format!("Konfid is ready: {page}/")
    });
    output::line(&line)?;
    let proxies = &configuration.trusted_proxies;
    let limits = connections::limits();
    connections::answer(listener, router, proxies, limits, stop.clone().requested(), GRACE).await;

    upkeep.abort();
    if worker.await.is_err() {
        tracing::error!("the outbox worker failed; its emails are sent after the next start");
    }
    if meetings.await.is_err() {
        tracing::error!("the worker for meetings failed; it continues after the next start");
    }
    if jobs.await.is_err() {
        tracing::error!("the worker for jobs failed; they go on after the next start");
    }
    drop(application);
    database.close().await;
    tracing::info!("stopped");
    Ok(DONE)
}

/// Says in the log what emails lack that only the database knows.
async fn tell_what_emails_lack(application: &Application, outbox: &Outbox) {
    let read = application.in_snapshot(|read| {
        Box::pin(async move { Ok((read.settings().await?, default_bridge(read).await?)) })
    });
    match read.await {
        Ok((settings, bridge)) => {
            let readiness = outbox.readiness(&settings, &bridge);
            let lacks = readiness.warnings.iter().filter(|warning| match warning {
                MailWarning::NoServiceNumber | MailWarning::SenderMadeUp => true,
                // The configuration tells of the links, and the worker of the server.
                MailWarning::LinksLeadToThisMachine | MailWarning::DoNotLeave => false,
            });
            for warning in lacks {
                tracing::warn!("{}", readiness.explain(*warning, Language::En));
            }
        }
        Err(error) => {
            tracing::warn!(%error, "what emails lack is not known, because the database cannot be read");
        }
    }
}

/// The API, the page, and what holds for all answers.
fn router(state: ApiState, configuration: &Configuration) -> Router {
    let is_https = configuration.public_url.as_ref().is_some_and(|url| url.scheme() == "https");
    let transport_security = match (is_https, configuration.https_for_subdomains) {
        (false, _) => None,
        (true, false) => Some("max-age=31536000"),
        (true, true) => Some("max-age=31536000; includeSubDomains"),
    };
    api::router(state)
        .layer(
            CompressionLayer::new()
                .compress_when(DefaultPredicate::new().and(SizeAbove::new(COMPRESSED_BYTES_MIN))),
        )
        .fallback(page::answer)
        .layer(from_fn(move |request, next| headers::harden(transport_security, request, next)))
        .layer(from_fn(log::log))
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        let what = match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                "another program already listens there. Stop that one, or choose another port with --listen"
            }
            std::io::ErrorKind::PermissionDenied => {
                "ports below 1024 are reserved for the system. Choose another port with --listen"
            }
            std::io::ErrorKind::AddrNotAvailable => {
                "this machine does not have that address. Choose another with --listen"
            }
            _ => return CommandError::new(format!("Konfid cannot listen on {address}: {error}.")),
        };
        CommandError::new(format!("Konfid cannot listen on {address}: {what}."))
    })
}

/// The one line that the server prints.
async fn ready(application: &Application, page: &str) -> Result<String> {
    let exists =
        application.in_snapshot(|read| Box::pin(async move { Ok(read.has_administrators().await?) })).await?;
    if exists {
        return Ok(format!("Konfid is ready: {page}/"));
    }
    let secret = application
        .in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { administrators::create_set_up_link(transaction, context).await })
        })
        .await?;
    let link = web::set_up_link(page, &secret, None);
    Ok(format!(
        "Konfid is ready. Create the first administrator here (the link works once, for 24 hours): {link}"
    ))
}

async fn keep_up(application: &Application) -> domain::Result<()> {
    let freed = application
        .in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { upkeep::keep_up(transaction, context).await })
        })
        .await?;
    if freed > 0 {
        tracing::info!(freed, "quarantines have ended");
    }
    // What was done on days that are over.
    while application
        .in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { statistics::count_days(transaction, context).await })
        })
        .await?
    {}
    bridges::look_at_bridges(application).await?;
    // A little in each transaction, so that nobody waits for it.
    while application
        .in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { retire_ended_meetings(transaction, context).await })
        })
        .await?
    {}
    while application
        .in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { retire_kept_ids(transaction, context).await })
        })
        .await?
    {}
    while application
        .in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { upkeep::tidy_jobs(transaction, context).await })
        })
        .await?
    {}
    while application
        .in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { reservations::release_expired(transaction, context).await })
        })
        .await?
    {}
    Ok(())
}

async fn keep_up_hourly(application: Application) {
    loop {
        tokio::time::sleep(UPKEEP_EVERY).await;
        if let Err(error) = keep_up(&application).await {
            tracing::warn!(%error, "upkeep failed and is tried again in an hour");
        }
    }
}
