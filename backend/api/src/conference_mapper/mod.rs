//! `GET /conferenceMapper`: what a phone bridge asks when a caller has entered digits.
//!
//! Bridges run small scripts that know one success and treat every other status as a broken server. So every
//! look-up is answered with 200, and `conference` is the JSON boolean `false` when there is no conference. Only
//! whoever asks for too many wrong IDs gets another status (see `guess_limit.rs`).

mod question;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::default_bridge;
use domain::operations::conference_ids;
use http::{StatusCode, header};
use serde_json::{Value, json};
use shared::paths::route;
use shared::{BridgeId, ConferenceId};

use self::question::{Asked, Question};
use crate::bridge_addresses::{BridgeFailure, every_site_may, for_all_sites};
use crate::client_address::ClientAddress;
use crate::extract::Query;
use crate::guess_limit::TooManyGuesses;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Finds the conference room of a conference ID. An ID that was replaced, is unknown or is not an ID at all is answered in
/// the same way. The ID of a room is told to nobody.
#[utoipa::path(
    get,
    path = route::CONFERENCE_MAPPER,
    tag = "phone bridge",
    security(()),
    params(
        ("conference" = Option<String>, Query, description = "The conference room, `room@domain`. If it is given, the ID is not looked at, and nothing is found."),
        ("room" = Option<String>, Query, description = "The room alone; then `domain` is given too."),
        ("domain" = Option<String>, Query, description = "The domain of the room."),
        ("id" = Option<String>, Query, description = "The digits that the caller has entered."),
        ("cid" = Option<String>, Query, description = "The same, under the name that some scripts use."),
        ("bridge" = Option<String>, Query, description = "The number of the bridge that asks; the default bridge when missing."),
    ),
    responses(
        (status = 429, description = "This address asked for too many wrong IDs. `Retry-After` says how long to wait.", body = BridgeFailure),
        (status = 503, description = "The database cannot be read.", body = BridgeFailure),
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
    for_all_sites(answer(&state, address, &Question::of(pairs)).await)
}

/// The same for scripts that send what they ask as a body: JSON, or a form.
#[utoipa::path(
    post,
    path = route::CONFERENCE_MAPPER,
    tag = "phone bridge",
    security(()),
    request_body(content = Option<serde_json::Value>, description = "The names that stand after `?` otherwise; `id` as a number or a text."),
    responses(
        (status = 429, description = "This address asked for too many wrong IDs.", body = BridgeFailure),
        (status = 503, description = "The database cannot be read.", body = BridgeFailure),
        (status = 200, description = "The same as for a question without a body.", body = serde_json::Value),
    )
)]
pub(crate) async fn map_posted_conference(
    State(state): State<ApiState>,
    ClientAddress(address): ClientAddress,
    Asked(question): Asked,
) -> Response {
    for_all_sites(answer(&state, address, &question).await)
}

/// Tells browsers that pages of other sites may ask.
#[utoipa::path(
    options,
    path = route::CONFERENCE_MAPPER,
    tag = "phone bridge",
    security(()),
    responses((status = 204, description = "Every site may ask."))
)]
pub(crate) async fn ask_before_mapping() -> Response {
    every_site_may("GET, HEAD, POST, OPTIONS")
}

async fn answer(state: &ApiState, address: domain::ClientAddress, question: &Question) -> Response {
    match (question.conference(), question.id()) {
        // A room outlives a reset. Whoever had the ID that leaked knows the room, and must not be told the next one.
        (Some(_), _) => not_found(&json!(false)),
        (None, Some(digits)) => match digits.parse() {
            Ok(id) => find(state, address, question.bridge(), id).await,
            // What is no ID is no guess.
            Err(_) => not_found(&json!(false)),
        },
        (None, None) => {
            let body = json!({"message": "No conference or id provided", "conference": false, "id": false});
            Json(body).into_response()
        }
    }
}

async fn find(
    state: &ApiState,
    address: domain::ClientAddress,
    bridge: Option<&str>,
    id: ConferenceId,
) -> Response {
    // What is no bridge is no guess either.
    let Ok(bridge) = bridge.map(str::parse::<BridgeId>).transpose() else { return not_found(&json!(false)) };
    let now = state.application.now();
    let guess = match state.guess_limit.guess(address, now) {
        Ok(guess) => guess,
        Err(too_many) => return refuse(too_many),
    };
    let read = state.application.look_up(move |read| {
        Box::pin(async move {
            let bridge = match bridge {
                Some(bridge) => bridge,
                None => default_bridge(read).await?.id,
            };
            conference_ids::conference_of(read, now, bridge, id).await
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
            BridgeFailure::answer(
                StatusCode::SERVICE_UNAVAILABLE,
                "Konfid cannot look up conference IDs at the moment; try again",
            )
        }
    }
}

fn refuse(too_many: TooManyGuesses) -> Response {
    tracing::warn!("too many wrong conference IDs were asked for from one address");
    let mut response = BridgeFailure::answer(
        StatusCode::TOO_MANY_REQUESTS,
        "Too many wrong conference IDs were asked for from this address; wait a moment",
    );
    response.headers_mut().insert(header::RETRY_AFTER, too_many.retry_after_seconds.into());
    response
}

fn not_found(id: &Value) -> Response {
    let body = json!({"message": "No conference mapping was found", "id": id, "conference": false});
    Json(body).into_response()
}
