//! `POST /api/v1/organizer/link`

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::State;
use domain::operations::organizers;
use domain::{Actor, Application};
use http::{HeaderMap, StatusCode, Uri};
use shared::paths::route;
use shared::{EmailAddress, OrganizerLinkRequest, Problem, ProblemKind};

use crate::extract::Json;
use crate::guard::require_same_origin;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Emails a link that signs an organizer in. The answer is the same whether or not anybody has the
/// address. A user gets at most one email a minute and five an hour; a new link makes earlier ones invalid.
#[utoipa::path(
    post,
    path = route::ORGANIZER_LINK,
    tag = "organizer",
    security(()),
    request_body = OrganizerLinkRequest,
    responses(
        (status = 202, description = "If somebody has the address, a link is sent to it."),
        (status = 403, description = "The request came from another site.", body = Problem),
        (status = 422, description = "It is not an email address.", body = Problem),
        (status = 503, description = "Too many requests at the moment.", body = Problem),
    )
)]
pub(crate) async fn request_organizer_link(
    State(state): State<ApiState>,
    headers: HeaderMap,
    uri: Uri,
    Json(request): Json<OrganizerLinkRequest>,
) -> Result<StatusCode, ProblemResponse> {
    require_same_origin(&state, &headers, uri.authority())?;
    let Some(turn) = state.link_requests.take_turn() else { return Err(ProblemKind::Unavailable.into()) };
    let application = state.application.clone();
    // The answer comes before the work, so that its time tells nobody who exists.
    (state.spawn)(Box::pin(async move {
        if let Err(error) = send_links(&application, request.address).await {
            tracing::error!(%error, "a link that was asked for could not be sent");
        }
        drop(turn);
    }));
    Ok(StatusCode::ACCEPTED)
}

/// Looks first: for an address that nobody has, nothing is written.
async fn send_links(application: &Application, address: EmailAddress) -> domain::Result<()> {
    let find = application
        .in_snapshot(move |read| Box::pin(async move { organizers::find_organizers(read, &address).await }));
    let users = find.await?;
    if users.is_empty() {
        return Ok(());
    }
    let request = application.in_transaction_as(Actor::Anonymous, move |transaction, context| {
        Box::pin(async move { organizers::request_organizer_link(transaction, context, &users).await })
    });
    request.await
}

/// How many requests for links are worked on at the same time; more are refused, so that nobody who is not signed in
/// can keep the server busy.
const AT_ONCE: usize = 32;

/// Counts the requests for links that are being worked on. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct LinkRequests(Arc<AtomicUsize>);

/// A place among them, until it is dropped.
struct Turn(LinkRequests);

impl LinkRequests {
    fn take_turn(&self) -> Option<Turn> {
        let turn = Turn(self.clone());
        (self.0.fetch_add(1, Ordering::Relaxed) < AT_ONCE).then_some(turn)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}
