//! Changes: one transaction, one answer, and the same answer again under the same idempotency key.

use axum::response::{IntoResponse, Response};
use domain::operations::idempotency::IdempotentRequest;
use domain::{Actor, Error, OperationContext, StoreError, Transaction};
use futures::future::BoxFuture;
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};
use shared::{MeetingId, UserId, Version, paths};

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

/// The version of what an answer shows.
#[derive(Deserialize)]
struct Versioned {
    version: Version,
}

/// The user that an answer shows.
#[derive(Deserialize)]
struct Identified {
    id: UserId,
}

/// The planned meeting that an answer shows.
#[derive(Deserialize)]
struct PlannedMeeting {
    id: MeetingId,
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

    /// With the version of what the body shows.
    pub(crate) fn with_entity_tag(mut self) -> Self {
        let shown = self.shown::<Versioned>();
        self.headers.extend(shown.map(|shown| (header::ETAG, shown.version.entity_tag())));
        self
    }

    /// With the address of the user that the body shows.
    pub(crate) fn with_user_location(mut self) -> Self {
        let shown = self.shown::<Identified>();
        self.headers.extend(shown.map(|shown| (header::LOCATION, paths::user(shown.id))));
        self
    }

    /// With the address of the planned meeting that the body shows.
    pub(crate) fn with_meeting_location(mut self) -> Self {
        let shown = self.shown::<PlannedMeeting>();
        self.headers.extend(shown.map(|shown| (header::LOCATION, paths::meeting(shown.id))));
        self
    }

    /// With the address of the job that the body shows.
    pub(crate) fn with_job_location(mut self) -> Self {
        let job = self.shown::<shared::Job>();
        self.headers.extend(job.map(|job| (header::LOCATION, paths::job(job.id))));
        self
    }

    /// Whether it was given before.
    pub(crate) const fn is_replayed(&self) -> bool {
        self.replayed
    }

    /// With another body: what became of it since the answer was kept.
    pub(crate) fn with_body(mut self, value: &impl Serialize) -> domain::Result<Self> {
        self.body = serde_json::to_string(value).map_err(broken)?;
        Ok(self)
    }

    /// Without a body.
    pub(crate) fn without_body(self) -> Response {
        let mut response = self.status.into_response();
        if self.replayed {
            response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }

    /// A kept answer is only text, so the headers come from there.
    pub(crate) fn shown<T: serde::de::DeserializeOwned>(&self) -> Option<T> {
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
