//! `GET /api/v1/mails/{mail}`

use axum::Json;
use axum::extract::State;
use domain::operations::mails;
use shared::paths::route;
use shared::{Mail, MailId, Problem};

use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// One mail, with its text if it is kept in Konfid.
#[utoipa::path(
    get,
    path = route::MAIL,
    tag = "mails",
    params(("mail" = MailId, Path, description = "The mail.")),
    responses(
        (status = 200, description = "The mail.", body = Mail),
        (status = 404, description = "There is no such mail.", body = Problem),
    )
)]
pub(crate) async fn show_mail(
    State(state): State<ApiState>,
    Path(mail): Path<MailId>,
) -> Result<Json<Mail>, ProblemResponse> {
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { mails::show_mail(read, mail).await }));
    Ok(Json(read.await?))
}
