//! `GET /api/v1/users.csv`

use std::pin::pin;
use std::time::Duration;

use async_trait::async_trait;
use axum::body::Body;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::operations::users::{self, TableSink};
use domain::{Result, StoreError};
use futures::channel::mpsc;
use futures::future::{BoxFuture, Either, FutureExt as _, select};
use futures::stream::{self, StreamExt as _};
use futures::{SinkExt as _, future};
use http::header;
use shared::paths::route;
use shared::{UserFilter, UserOrder};

use crate::extract::{Authenticated, Query};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// So many parts of a thousand users are read ahead of the client, 16 MB or so: most exports are read from the snapshot at
/// once, however slowly they are fetched.
const PARTS_AHEAD: usize = 200;
/// For so long a longer one may hold the snapshot.
const SNAPSHOT_AT_MOST: Duration = Duration::from_mins(2);

/// The users that match, as CSV for spreadsheets. No cell can be taken for a formula. The export is recorded in the
/// audit log.
#[utoipa::path(
    get,
    path = route::USERS_CSV,
    tag = "users",
    params(UserFilter, UserOrder),
    responses((
        status = 200,
        description = "CSV in UTF-8 with a byte order mark.",
        body = String,
        content_type = "text/csv",
    ))
)]
pub(crate) async fn export_users(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Query(filter): Query<UserFilter>,
    Query(UserOrder { sort }): Query<UserOrder>,
) -> Result<impl IntoResponse, ProblemResponse> {
    let counted = filter.clone();
    let count = state
        .application
        .in_snapshot(move |read| Box::pin(async move { users::count_export(read, &counted).await }))
        .await?;
    let begin = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { users::begin_export(transaction, context, count).await })
    });
    begin.await?;
    let (parts, taken) = mpsc::channel(PARTS_AHEAD);
    let mut sink = Parts { parts, over: (state.sleep)(SNAPSHOT_AT_MOST) };
    let application = state.application;
    let read = async move {
        let read = application.in_long_snapshot(move |read| {
            Box::pin(async move { users::export_users(read, &filter, sort, &mut sink).await })
        });
        read.await
    };
    // Reading goes on only while the body is asked for, and ends with it.
    let failed = read.into_stream().filter_map(|read: Result<()>| future::ready(read.err().map(Err)));
    let mut body = Box::pin(stream::select(taken.map(Ok), failed));
    // What goes wrong before anything is sent is told as any other problem.
    let first = body.next().await.transpose()?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"konfid-users.csv\""),
    ];
    Ok((headers, Body::from_stream(stream::iter(first.map(Ok)).chain(body))))
}

/// The parts of an export on their way to the client.
struct Parts {
    parts: mpsc::Sender<String>,
    /// Ready when the snapshot was held for long enough.
    over: BoxFuture<'static, ()>,
}

#[async_trait]
impl TableSink for Parts {
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
