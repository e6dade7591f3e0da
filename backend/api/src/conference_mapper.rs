//! `GET /conferenceMapper`: what a phone bridge asks when a caller has entered digits.
//!
//! Bridges run small scripts that know one success and treat every other status as a broken server. So every
//! look-up is answered with 200, and `conference` is the JSON boolean `false` when there is no conference. Only
//! whoever asks for too many wrong IDs gets another status (see `guess_limit.rs`).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::default_bridge;
use domain::operations::conference_ids;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use serde_json::json;
use shared::paths::route;
use shared::{BridgeId, ConferenceId};
use utoipa::ToSchema;

use crate::client_address::ClientAddress;
use crate::extract::Query;
use crate::guess_limit::TooManyGuesses;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Why no search was made. Bridges show the message.
#[derive(Serialize, ToSchema)]
pub(crate) struct MapperFailure {
    /// The status of the answer.
    status: u16,
    /// What happened, in English.
    message: &'static str,
}

/// Finds the conference room of a conference ID. An ID that was replaced, is unknown or is not an ID at all is
/// answered in the same way.
#[utoipa::path(
    get,
    path = route::CONFERENCE_MAPPER,
    tag = "phone bridge",
    security(()),
    params(
        ("id" = Option<String>, Query, description = "The digits that the caller has entered."),
        ("cid" = Option<String>, Query, description = "The same, under the name that some scripts use."),
        ("bridge" = Option<String>, Query, description = "The number of the bridge that asks; the default bridge when missing."),
    ),
    responses(
        (status = 429, description = "This address asked for too many wrong IDs. `Retry-After` says how long to wait.", body = MapperFailure),
        (status = 503, description = "The database cannot be read.", body = MapperFailure),
        (
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
    ClientAddress(address): ClientAddress,
    query: Result<Query<Vec<(String, String)>>, ProblemResponse>,
) -> Response {
    let pairs = query.map(|Query(pairs)| pairs).unwrap_or_default();
    let given = |wanted| pairs.iter().find(|(name, value)| name == wanted && !value.trim().is_empty());
    let mut response = match given("id").or_else(|| given("cid")) {
        Some((_, digits)) => {
            find(&state, address, given("bridge").map(|(_, bridge)| &**bridge), digits).await
        }
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

async fn find(
    state: &ApiState,
    address: domain::ClientAddress,
    bridge: Option<&str>,
    digits: &str,
) -> Response {
    // What is no ID is no guess, and neither is what is no bridge.
    let Ok(id) = digits.parse::<ConferenceId>() else { return not_found(&json!(false)) };
    let Ok(bridge) = bridge.map(str::parse::<BridgeId>).transpose() else { return not_found(&json!(false)) };
    let guess = match state.guess_limit.guess(address, state.application.now()) {
        Ok(guess) => guess,
        Err(too_many) => return refuse(too_many),
    };
    let read = state.application.look_up(move |read| {
        Box::pin(async move {
            let bridge = match bridge {
                Some(bridge) => bridge,
                None => default_bridge(read).await?.id,
            };
            conference_ids::conference_of(read, bridge, id).await
        })
    });
    match read.await {
        Ok(Some(conference)) => {
            guess.was_right();
            Json(json!({
                "message": "Successfully retrieved conference mapping",
                "id": id.number(),
                "conference": conference,
            }))
            .into_response()
        }
        Ok(None) => not_found(&json!(id.number())),
        Err(error) => {
            tracing::error!(%error, "a look-up for a phone bridge failed");
            guess.was_right();
            failed(
                StatusCode::SERVICE_UNAVAILABLE,
                "Konfid cannot look up conference IDs at the moment; try again",
            )
        }
    }
}

fn refuse(too_many: TooManyGuesses) -> Response {
    tracing::warn!("too many wrong conference IDs were asked for from one address");
    let mut response = failed(
        StatusCode::TOO_MANY_REQUESTS,
        "Too many wrong conference IDs were asked for from this address; wait a moment",
    );
    response.headers_mut().insert(header::RETRY_AFTER, too_many.retry_after_seconds.into());
    response
}

fn failed(status: StatusCode, message: &'static str) -> Response {
    (status, Json(MapperFailure { status: status.as_u16(), message })).into_response()
}

fn not_found(id: &serde_json::Value) -> Response {
    let body = json!({"message": "No conference mapping was found", "id": id, "conference": false});
    Json(body).into_response()
}
