//! Exports: streamed while they are read, in one consistent state.

mod conference_ids;
mod history;
mod meetings;
mod users;

use std::pin::pin;
use std::time::Duration;

use async_trait::async_trait;
use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
pub(crate) use conference_ids::*;
use domain::operations::exports::{self, ExportSink};
use domain::{Actor, Read, Result, StoreError};
use futures::channel::mpsc;
use futures::future::{BoxFuture, Either, FutureExt as _, select};
use futures::stream::{self, StreamExt as _};
use futures::{SinkExt as _, future};
pub(crate) use history::*;
use http::header;
pub(crate) use meetings::*;
use shared::AuditAction;
pub(crate) use users::*;

use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// So many parts of a thousand rows are read ahead of the client, 16 MB or so: most exports are read from the snapshot at
/// once, however slowly they are fetched.
const PARTS_AHEAD: usize = 200;
/// For so long a longer one may hold the snapshot.
const SNAPSHOT_AT_MOST: Duration = Duration::from_mins(2);

pub(crate) const CSV: &str = "text/csv; charset=utf-8";
pub(crate) const JSON_LINES: &str = "application/jsonl";

/// Notes in the audit log that somebody exports something.
async fn note(state: &ApiState, actor: Actor, action: AuditAction) -> Result<()> {
    let begin = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { exports::begin_export(transaction, context, action).await })
    });
    begin.await
}

/// Answers with a file that is written while it is read.
pub(crate) async fn stream_export<W>(
    state: ApiState,
    media_type: &'static str,
    name: &'static str,
    work: W,
) -> Result<Response, ProblemResponse>
where
    W: for<'r> FnOnce(&'r mut dyn Read, Parts) -> BoxFuture<'r, Result<()>> + Send + 'static,
{
    let (parts, taken) = mpsc::channel(PARTS_AHEAD);
    let sink = Parts { parts, over: (state.sleep)(SNAPSHOT_AT_MOST) };
    let application = state.application;
    let read = async move { application.in_long_snapshot(move |read| work(read, sink)).await };
    // Reading goes on only while the body is asked for, and ends with it.
    let failed = read.into_stream().filter_map(|read: Result<()>| future::ready(read.err().map(Err)));
    let mut body = Box::pin(stream::select(taken.map(Ok), failed));
    // What goes wrong before anything is sent is told as any other problem.
    let first = body.next().await.transpose()?;
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    let body = Body::from_stream(stream::iter(first.map(Ok)).chain(body));
    Ok((headers, body).into_response())
}

/// The parts of an export on their way to the client.
pub(crate) struct Parts {
    parts: mpsc::Sender<String>,
    /// Ready when the snapshot was held for long enough.
    over: BoxFuture<'static, ()>,
}

#[async_trait]
impl ExportSink for Parts {
    async fn take(&mut self, part: String) -> Result<()> {
        match select(pin!(self.parts.send(part)), &mut self.over).await {
            Either::Left((Ok(()), _)) => Ok(()),
            Either::Left((Err(_), _)) => Err(StoreError::Unavailable("nobody wants the rest".into()).into()),
            Either::Right(_) => {
                tracing::warn!("an export was broken off, because the client takes it too slowly");
                Err(StoreError::TooSlow.into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use domain::Error;

    use super::*;

    #[tokio::test]
    async fn a_client_that_takes_nothing_holds_the_snapshot_for_so_long_and_no_longer() {
        let (parts, taken) = mpsc::channel(1);
        let mut sink = Parts { parts, over: Box::pin(ready(())) };
        let mut read_ahead = 0;
        let ended = loop {
            match sink.take("part".into()).await {
                Ok(()) => read_ahead += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(ended, Error::Store(StoreError::TooSlow)), "{ended}");
        assert!(read_ahead > 0, "what fits is read without waiting for anybody");
        drop(taken);
        let mut sink = Parts { parts: sink.parts, over: Box::pin(pending()) };
        let ended = sink.take("part".into()).await.unwrap_err();
        assert!(matches!(ended, Error::Store(StoreError::Unavailable(_))), "nobody is there: {ended}");
    }
}
