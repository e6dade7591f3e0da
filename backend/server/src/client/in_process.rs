//! The router in this process.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use domain::operations::jobs::JobRunner;
use http::header;
use shared::Language;
use tokio::time::{Instant, sleep, sleep_until};
use tower::ServiceExt as _;

use super::{Answer, Request};
use crate::command_error::{CommandError, Result};
use crate::database::Database;

/// How long it waits at least before somebody looks again.
const MOMENT: Duration = Duration::from_millis(50);

/// The router in this process: what the server would do with a request, without a server.
pub(crate) struct InProcess {
    router: Router,
    token: String,
    database: Database,
}

impl InProcess {
    /// A router over this database, which knows this token.
    pub(crate) const fn new(router: Router, token: String, database: Database) -> Self {
        Self { router, token, database }
    }

    /// Does what is due for so long. What a process left that was killed is taken at once where nobody else can have it.
    pub(crate) async fn work_for(&self, time: Duration) -> Result<()> {
        let begun = Instant::now();
        let until = begun + time;
        let runner = JobRunner::new(self.database.application());
        if self.database.is_for_one_server() {
            runner.reclaim_abandoned().await?;
        }
        runner.run_due(sleep, || Instant::now() >= until).await?;
        // Another process on the same database may have it.
        sleep_until(begun + MOMENT).await;
        Ok(())
    }

    /// Leaves the database to others.
    pub(crate) async fn close(self) {
        drop(self.router);
        self.database.close().await;
    }

    /// Sends a request.
    pub(crate) async fn send(&self, request: Request, language: Language) -> Result<Answer> {
        let broken = || {
            CommandError::new(
                "The request was interrupted, so it is not known whether anything was changed. Check before you try again.",
            )
        };
        let mut builder = http::Request::builder()
            .method(&request.method)
            .uri(request.path_and_query()?)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::ACCEPT_LANGUAGE, language.tag());
        if let Some(version) = request.if_match {
            builder = builder.header(header::IF_MATCH, version.entity_tag());
        }
        if let Some(key) = &request.idempotency_key {
            builder = builder.header("idempotency-key", key);
        }
        let body = match request.body {
            Some(body) => {
                builder = builder.header(header::CONTENT_TYPE, body.content_type);
                Body::from(body.bytes)
            }
            None => Body::empty(),
        };
        let request = builder.body(body).map_err(|_| broken())?;
        let Ok(response) = self.router.clone().oneshot(request).await;
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.map_err(|_| broken())?;
        Ok(Answer { status, body: body.into() })
    }
}
