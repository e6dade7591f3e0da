//! `GET /api/v1/administrators/{administrator}`

use axum::extract::State;
use domain::operations::administrators;
use shared::paths::route;
use shared::{Account, AdministratorId, Problem};

use crate::answer::Versioned;
use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// One account.
#[utoipa::path(
    get,
    path = route::ADMINISTRATOR,
    tag = "administrators",
    params(("administrator" = AdministratorId, Path, description = "The account.")),
    responses(
        (status = 200, description = "The account; its version is in `ETag`.", body = Account),
        (status = 404, description = "There is no such account.", body = Problem),
    )
)]
pub(crate) async fn show_administrator(
    State(state): State<ApiState>,
    Path(administrator): Path<AdministratorId>,
) -> Result<Versioned<Account>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { administrators::show_account(read, now, administrator).await })
    });
    let account = read.await?;
    Ok(Versioned(account.version, account))
}
