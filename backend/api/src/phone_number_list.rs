//! `GET /phoneNumberList`: the numbers that the page of a meeting shows beside the conference ID.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::default_bridge;
use http::StatusCode;
use serde::Serialize;
use shared::paths::route;
use shared::{BridgeId, ServiceNumber};
use utoipa::ToSchema;

use crate::bridge_addresses::{BridgeFailure, every_site_may, for_all_sites};
use crate::extract::Query;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A number that callers dial, as Jitsi's page reads it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ListedNumber {
    /// The country, ISO 3166-1 alpha-2.
    country_code: String,
    /// Whether the call is free for the caller.
    toll_free: bool,
    /// How it is written for people.
    formatted_number: String,
    /// Whether it is the number to show first.
    default: bool,
}

/// Lists the numbers that callers dial, the default one first. For which conference it is asked makes no difference.
#[utoipa::path(
    get,
    path = route::PHONE_NUMBER_LIST,
    tag = "phone bridge",
    security(()),
    params(
        ("conference" = Option<String>, Query, description = "The conference room; not looked at."),
        ("bridge" = Option<String>, Query, description = "The number of the bridge; the default bridge when missing."),
    ),
    responses(
        (status = 200, description = "The numbers; none of a bridge that there is not.", body = Vec<ListedNumber>),
        (status = 503, description = "The database cannot be read.", body = BridgeFailure),
    )
)]
pub(crate) async fn list_phone_numbers(
    State(state): State<ApiState>,
    query: Result<Query<Vec<(String, String)>>, ProblemResponse>,
) -> Response {
    let pairs = query.map(|Query(pairs)| pairs).unwrap_or_default();
    let given = pairs.iter().find(|(name, _)| name == "bridge").map(|(_, bridge)| bridge.trim());
    let given = given.filter(|bridge| !bridge.is_empty()).map(str::parse::<BridgeId>);
    let read = state.application.look_up(move |read| {
        Box::pin(async move {
            match given {
                None => Ok(Some(default_bridge(read).await?)),
                Some(Err(_)) => Ok(None),
                Some(Ok(id)) => Ok(read.bridges().await?.into_iter().find(|bridge| bridge.id == id)),
            }
        })
    });
    for_all_sites(match read.await {
        Ok(bridge) => {
            let numbers = bridge.as_ref().map(shared::Bridge::ordered_numbers).unwrap_or_default();
            let numbers = numbers.into_iter().enumerate();
            Json(numbers.map(|(place, number)| listed(number, place == 0)).collect::<Vec<_>>())
                .into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the phone numbers could not be read");
            BridgeFailure::answer(
                StatusCode::SERVICE_UNAVAILABLE,
                "Konfid cannot read the phone numbers at the moment; try again",
            )
        }
    })
}

fn listed(number: &ServiceNumber, is_first: bool) -> ListedNumber {
    ListedNumber {
        country_code: number.country_code.clone(),
        toll_free: number.toll_free,
        formatted_number: number.for_people().to_owned(),
        default: is_first,
    }
}

/// Tells browsers that pages of other sites may ask.
#[utoipa::path(
    options,
    path = route::PHONE_NUMBER_LIST,
    tag = "phone bridge",
    security(()),
    responses((status = 204, description = "Every site may ask."))
)]
pub(crate) async fn ask_before_listing() -> Response {
    every_site_may("GET, HEAD, OPTIONS")
}
