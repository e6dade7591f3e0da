//! `GET /api/v1/mails/{mail}`

use axum::Json;
use axum::extract::State;
use domain::operations::mails;
use shared::paths::route;
use shared::{Mail, MailId, Problem};

use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// One email, with its text if Konfid still has it.
#[utoipa::path(
    get,
    path = route::MAIL,
    tag = "mails",
    params(("mail" = MailId, Path, description = "The email.")),
    responses(
        (status = 200, description = "The email.", body = Mail),
        (status = 404, description = "There is no such email.", body = Problem),
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
