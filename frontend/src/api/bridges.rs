//! Phone bridges and their service numbers.

use serde::Deserialize;
use shared::{
    Bridge, BridgeHistory, BridgeId, BridgeMeter, BridgeReport, CheckedNumber, ConferenceIdUsage,
    CreateBridgeRequest, NumberImpact, PhoneNumber, ServiceNumberRequest, UpdateBridgeRequest, Version,
    paths,
};

use super::{Answer, Api, ApiError, IdempotencyKey, Json, Method, Reading, Request, Response};
use crate::query::Query;

/// What is done with bridges and their numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum BridgeChange {
    Add(CreateBridgeRequest),
    Update(UpdateBridgeRequest),
    Register(ServiceNumberRequest),
    ChangeNumber(PhoneNumber, ServiceNumberRequest),
    Unregister { number: PhoneNumber, replacement: Option<PhoneNumber>, send_email: bool },
}

impl Api {
    /// All bridges, with their numbers and how full they are.
    pub(crate) fn bridges(&self) -> Answer<Vec<BridgeReport>, Reports> {
        self.ask(Request::new(Method::Get, paths::route::BRIDGES))
    }

    /// How full a bridge has been in the last days.
    pub(crate) fn bridge_history(&self, bridge: BridgeId, days: u32) -> Answer<BridgeHistory> {
        let query = Query::default().with("days", Some(days.to_string()));
        self.get(&query.after(&paths::bridge_history(bridge)))
    }

    /// Whom it concerns when a number goes, or another one becomes the default.
    pub(crate) fn number_impact(&self, bridge: BridgeId, number: &PhoneNumber) -> Answer<NumberImpact> {
        self.get(&paths::service_number_impact(bridge, number))
    }

    /// What the numbering plan says of a number as somebody writes it; nothing when it is none yet.
    pub(crate) fn check_number(&self, number: &str, country_code: &str) -> Answer<Option<CheckedNumber>> {
        let query = Query::default()
            .with("number", Some(number))
            .with("countryCode", (!country_code.is_empty()).then_some(country_code));
        self.get(&query.after(paths::route::NUMBERING_PLAN))
    }

    /// Changes a bridge as it was seen, or adds one.
    pub(crate) fn change_bridge(
        &self,
        seen: Option<(BridgeId, Version)>,
        change: &BridgeChange,
        key: &IdempotencyKey,
    ) -> Answer<Bridge> {
        let bridge = seen.map_or(BridgeId::FIRST, |(bridge, _)| bridge);
        let request = match change {
            BridgeChange::Add(request) => Request::new(Method::Post, paths::route::BRIDGES).json(request),
            BridgeChange::Update(request) => Request::new(Method::Patch, paths::bridge(bridge)).json(request),
            BridgeChange::Register(request) => {
                Request::new(Method::Post, paths::service_numbers(bridge)).json(request)
            }
            BridgeChange::ChangeNumber(number, request) => {
                Request::new(Method::Patch, paths::service_number(bridge, number)).json(request)
            }
            BridgeChange::Unregister { number, replacement, send_email } => {
                let query = Query::default()
                    .with("replacement", replacement.as_ref().map(PhoneNumber::as_str))
                    .with("sendEmail", Some(if *send_email { "true" } else { "false" }));
                Request::new(Method::Delete, query.after(&paths::service_number(bridge, number)))
            }
        };
        let request = request.once(key);
        self.change(match seen {
            Some((_, version)) => request.if_match(version),
            None => request,
        })
    }
}

/// What a [`BridgeReport`] has beside the bridge.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Beside {
    conference_id_usage: ConferenceIdUsage,
    meter: BridgeMeter,
}

/// Each [`BridgeReport`] is read in two parts, as the settings' is.
pub(crate) enum Reports {}

impl Reading<Vec<BridgeReport>> for Reports {
    fn read(response: Response) -> Result<Vec<BridgeReport>, ApiError> {
        let beside: Vec<Beside> = Json::read(response.clone())?;
        let bridges: Vec<Bridge> = Json::read(response)?;
        let both = bridges.into_iter().zip(beside);
        Ok(both
            .map(|(bridge, Beside { conference_id_usage, meter })| BridgeReport {
                bridge,
                conference_id_usage,
                meter,
            })
            .collect())
    }
}
