//! Changes: one transaction, one answer, and the same answer again under the same idempotency key.

use axum::response::{IntoResponse, Response};
use domain::operations::idempotency::IdempotentRequest;
use domain::{Actor, Error, OperationContext, StoreError, Transaction};
use futures::future::BoxFuture;
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};
use shared::{UserId, Version, paths};

use crate::problem::ProblemResponse;
use crate::state::ApiState;

const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The answer to a change, given now or given before.
pub(crate) struct Changed {
    status: StatusCode,
    body: String,
    replayed: bool,
    headers: Vec<(HeaderName, String)>,
}

/// What is read out of an answer to make its headers.
#[derive(Deserialize)]
struct Shown {
    id: Option<UserId>,
    version: Option<Version>,
}

impl ApiState {
    /// Does the work in one transaction and answers its result with this status.
    ///
    /// With an idempotency key the answer is kept in the same transaction. When the same request comes again,
    /// the kept answer is given and nothing is done. So a commit of which nobody knows whether it was done is settled
    /// at once, by asking for the same again.
    pub(crate) async fn change<T: Serialize + Send + 'static>(
        &self,
        actor: Actor,
        once: Option<IdempotentRequest>,
        status: StatusCode,
        work: impl for<'t> FnOnce(
            &'t mut dyn Transaction,
            &'t mut OperationContext,
        ) -> BoxFuture<'t, domain::Result<T>>
        + Clone
        + Send
        + Sync
        + 'static,
    ) -> Result<Changed, ProblemResponse> {
        let has_key = once.is_some();
        let change = || {
            let (once, work) = (once.clone(), work.clone());
            self.application.in_transaction_as(actor.clone(), move |transaction, context| {
                Box::pin(change_once(transaction, context, once, status, work))
            })
        };
        let mut changed = change().await;
        if has_key && matches!(changed, Err(Error::Store(StoreError::OutcomeUnknown(_)))) {
            changed = change().await;
        }
        Ok(changed?)
    }
}

/// Does the work and keeps its answer, or gives the answer that was kept.
async fn change_once<T: Serialize + Send>(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    once: Option<IdempotentRequest>,
    status: StatusCode,
    work: impl for<'t> FnOnce(
        &'t mut dyn Transaction,
        &'t mut OperationContext,
    ) -> BoxFuture<'t, domain::Result<T>>
    + Send,
) -> domain::Result<Changed> {
    if let Some(once) = &once
        && let Some(earlier) = once.earlier(transaction, context).await?
    {
        let status = StatusCode::from_u16(earlier.status).map_err(broken)?;
        return Ok(Changed::new(status, earlier.body, true));
    }
    let value = work(transaction, context).await?;
    let body = serde_json::to_string(&value).map_err(broken)?;
    if let Some(once) = once {
        once.keep(transaction, context, status.as_u16(), body.clone()).await?;
    }
    Ok(Changed::new(status, body, false))
}

impl Changed {
    fn new(status: StatusCode, body: String, replayed: bool) -> Self {
        Self { status, body, replayed, headers: Vec::new() }
    }

    /// With the version of the user that the body shows.
    pub(crate) fn with_entity_tag(mut self) -> Self {
        let version = self.shown().and_then(|shown| shown.version);
        self.headers.extend(version.map(|version| (header::ETAG, version.entity_tag())));
        self
    }

    /// With the address of the user that the body shows.
    pub(crate) fn with_user_location(mut self) -> Self {
        let user = self.shown().and_then(|shown| shown.id);
        self.headers.extend(user.map(|user| (header::LOCATION, paths::user(user))));
        self
    }

    /// With the address of the job that the body shows.
    pub(crate) fn with_job_location(mut self) -> Self {
        let job = serde_json::from_str::<shared::Job>(&self.body).ok();
        self.headers.extend(job.map(|job| (header::LOCATION, paths::job(job.id))));
        self
    }

    /// A kept answer is only text, so the headers come from there.
    fn shown(&self) -> Option<Shown> {
        serde_json::from_str(&self.body).ok()
    }
}

impl IntoResponse for Changed {
    fn into_response(self) -> Response {
        let json = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
        let mut response = (self.status, json, self.body).into_response();
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        }
        if self.replayed {
            response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}

pub(crate) fn broken(error: impl std::fmt::Display) -> Error {
    Error::Store(StoreError::Broken(error.to_string()))
}
