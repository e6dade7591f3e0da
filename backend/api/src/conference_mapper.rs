//! `GET /conferenceMapper`: what a phone bridge asks when a caller has entered digits.
//!
//! Bridges run small scripts that know one success and treat every other status as a broken server. So every
//! look-up is answered with 200, and `conference` is the JSON boolean `false` when there is no conference.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::operations::conference_ids;
use http::{HeaderValue, StatusCode, header};
use serde_json::json;
use shared::ConferenceId;
use shared::paths::route;

use crate::extract::Query;
use crate::problem::Failure;
use crate::state::ApiState;

/// Finds the conference room of a conference ID. An ID that was replaced, is unknown or is not an ID at all is
/// answered in the same way.
#[utoipa::path(
    get,
    path = route::CONFERENCE_MAPPER,
    tag = "phone bridge",
    security(()),
    params(
        ("id" = Option<String>, Query, description = "The digits that the caller has entered."),
        ("cid" = Option<String>, Query, description = "The same; some scripts call it so."),
    ),
    responses((
        status = 200,
        description = "A search was made. `conference` is the room, or `false`.",
        body = serde_json::Value,
        examples(
            ("found" = (value = json!({
                "message": "Successfully retrieved conference mapping",
                "id": 8_271_964,
                "conference": "0193bb2e5f3c7d4e8a9b0c1d2e3f4a5b@conference.meet.example.com",
            }))),
            ("not found" = (value = json!({
                "message": "No conference mapping was found",
                "id": 8_271_964,
                "conference": false,
            }))),
        ),
    ))
)]
pub(crate) async fn map_conference(
    State(state): State<ApiState>,
    query: Result<Query<Vec<(String, String)>>, Failure>,
) -> Response {
    let pairs = query.map(|Query(pairs)| pairs).unwrap_or_default();
    let given = |wanted| pairs.iter().find(|(name, value)| name == wanted && !value.trim().is_empty());
    let mut response = match given("id").or_else(|| given("cid")) {
        Some((_, digits)) => find(&state, digits).await,
        None => Json(json!({
            "message": "No conference or id provided",
            "conference": false,
            "id": false,
        }))
        .into_response(),
    };
    // The page of the meeting asks from its own site.
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

async fn find(state: &ApiState, digits: &str) -> Response {
    let Ok(id) = digits.parse::<ConferenceId>() else { return not_found(&json!(false)) };
    let read =
        state.konfid.read(move |read| Box::pin(async move { conference_ids::conference_of(read, id).await }));
    match read.await {
        Ok(Some(conference)) => Json(json!({
            "message": "Successfully retrieved conference mapping",
            "id": id.number(),
            "conference": conference,
        }))
        .into_response(),
        Ok(None) => not_found(&json!(id.number())),
        Err(error) => {
            tracing::error!(%error, "a look-up for a phone bridge failed");
            let status = StatusCode::SERVICE_UNAVAILABLE;
            let body = json!({
                "status": status.as_u16(),
                "message": "Konfid cannot look up conference IDs at the moment; try again",
            });
            (status, Json(body)).into_response()
        }
    }
}

fn not_found(id: &serde_json::Value) -> Response {
    let body = json!({"message": "No conference mapping was found", "id": id, "conference": false});
    Json(body).into_response()
}
