//! `POST /api/v1/organizer/link`

use axum::extract::State;
use domain::Actor;
use domain::operations::organizers;
use http::{HeaderMap, StatusCode, Uri};
use shared::paths::route;
use shared::{OrganizerLinkRequest, Problem};

use crate::extract::Json;
use crate::guard::require_same_origin;
use crate::problem::Failure;
use crate::state::ApiState;

/// Asks for a link, by mail, that signs an organizer in. The answer is the same whether or not anybody has the
/// address. At most one mail a minute and five an hour go to a user; a new link makes earlier ones worthless.
#[utoipa::path(
    post,
    path = route::ORGANIZER_LINK,
    tag = "organizer",
    security(()),
    request_body = OrganizerLinkRequest,
    responses(
        (status = 202, description = "If somebody has the address, a link is on its way."),
        (status = 403, description = "The request came from another site.", body = Problem),
        (status = 422, description = "It is not an address.", body = Problem),
    )
)]
pub(crate) async fn request_organizer_link(
    State(state): State<ApiState>,
    headers: HeaderMap,
    uri: Uri,
    Json(request): Json<OrganizerLinkRequest>,
) -> Result<StatusCode, Failure> {
    require_same_origin(&state, &headers, uri.authority())?;
    let mut context = state.konfid.context(Actor::Anonymous);
    let requested = state.konfid.write(move |transaction| {
        Box::pin(async move { organizers::request_organizer_link(transaction, &mut context, &request).await })
    });
    requested.await?;
    Ok(StatusCode::ACCEPTED)
}
