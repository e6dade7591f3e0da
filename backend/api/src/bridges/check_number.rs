//! `GET /api/v1/numbering-plan`

use axum::Json;
use domain::operations::bridges;
use shared::paths::route;
use shared::{CheckNumberRequest, CheckedNumber};

use crate::extract::Query;

/// What the numbering plan of its country says of a telephone number, while somebody writes it: how it is written for
/// people, whose it is, and whether the call is free.
#[utoipa::path(
    get,
    path = route::NUMBERING_PLAN,
    tag = "bridges",
    params(CheckNumberRequest),
    responses(
        (status = 200, description = "The number; `null` when it is none, or not yet.", body = Option<CheckedNumber>),
    )
)]
pub(crate) async fn check_number(Query(request): Query<CheckNumberRequest>) -> Json<Option<CheckedNumber>> {
    let country_code = request.country_code.unwrap_or_default();
    Json(bridges::check_number(&request.number, &country_code))
}
