//! `GET /api/v1/mails`

use axum::Json;
use axum::extract::State;
use domain::operations::mails;
use shared::paths::route;
use shared::{Mail, MailFilter, Page, PageRequest, Problem};

use crate::extract::Query;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A page of the emails that match, newest first, without their texts.
#[utoipa::path(
    get,
    path = route::MAILS,
    tag = "mails",
    params(MailFilter, PageRequest),
    responses(
        (status = 200, description = "A page of the list.", body = Page<Mail>),
        (status = 400, description = "A value or the cursor cannot be read.", body = Problem),
    )
)]
pub(crate) async fn list_mails(
    State(state): State<ApiState>,
    Query(filter): Query<MailFilter>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<Mail>>, ProblemResponse> {
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { mails::list_mails(read, filter, &page).await }));
    Ok(Json(read.await?))
}
