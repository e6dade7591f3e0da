//! `konfid bridge` and `konfid number`.

use std::process::ExitCode;

use shared::paths::{self, route};
use shared::{
    Bridge, BridgeReport, CreateBridgeRequest, Job, Language, LanguageTag, PhoneNumber, ServiceNumberRequest,
    UpdateBridgeRequest,
};

use crate::arguments::{BridgeCommand, NumberCommand, NumberProperties, OwnDays};
use crate::client::{Client, Request};
use crate::command_error::{CommandError, DONE, Result};
use crate::commands::jobs::wait;
use crate::output::{self, plain, say};

pub(super) async fn run(command: BridgeCommand, language: Language) -> Result<ExitCode> {
    let json = command.target().json;
    let client = super::open(command.target(), language).await?;
    let reports = change_bridges(&client, command).await;
    client.close().await;
    let (reports, told) = reports?;
    print_bridges(&reports, json, language)?;
    if told == Told::Meter && !json {
        for report in &reports {
            print_meter(report, language)?;
        }
    }
    Ok(DONE)
}

/// How much is told of bridges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Table,
    /// What the meter says too.
    Meter,
}

pub(super) async fn run_numbers(command: NumberCommand, language: Language) -> Result<ExitCode> {
    let json = command.target().json;
    let client = super::open(command.target(), language).await?;
    let bridges = change_numbers(&client, command, language).await;
    client.close().await;
    print_numbers(&bridges?, json, language)?;
    Ok(DONE)
}

/// Does what was asked for; answers with the bridges to show.
async fn change_bridges(client: &Client, command: BridgeCommand) -> Result<(Vec<BridgeReport>, Told)> {
    let changed: Bridge = match command {
        BridgeCommand::List { .. } => {
            return Ok((client.send(Request::get(route::BRIDGES)).await?, Told::Table));
        }
        BridgeCommand::Show { bridge, .. } => {
            return Ok((vec![client.send(Request::get(paths::bridge(bridge))).await?], Told::Meter));
        }
        BridgeCommand::Add { name, .. } => {
            client.send(Request::post(route::BRIDGES).once().json(&CreateBridgeRequest { name })?).await?
        }
        BridgeCommand::Update { bridge, name, default, quarantine_days, dynamic_quarantine_days, .. } => {
            let path = paths::bridge(bridge);
            let report: BridgeReport = client.send(Request::get(&path)).await?;
            let request = UpdateBridgeRequest {
                name,
                default: default.then_some(true),
                quarantine_days: quarantine_days.map(|OwnDays(days)| days),
                dynamic_quarantine_days: dynamic_quarantine_days.map(|OwnDays(days)| days),
            };
            let change = Request::patch(path).once().if_match(report.bridge.version).json(&request)?;
            client.send(change).await?
        }
    };
    Ok((vec![client.send(Request::get(paths::bridge(changed.id))).await?], Told::Table))
}

/// Does what was asked for; answers with the bridges whose numbers to show.
async fn change_numbers(client: &Client, command: NumberCommand, language: Language) -> Result<Vec<Bridge>> {
    let reports: Vec<BridgeReport> = client.send(Request::get(route::BRIDGES)).await?;
    let bridges: Vec<Bridge> = reports.into_iter().map(|report| report.bridge).collect();
    let request = match command {
        NumberCommand::List { .. } => return Ok(bridges),
        NumberCommand::Register { number, bridge, properties, .. } => {
            let default = bridges.iter().find(|bridge| bridge.default).map(|bridge| bridge.id);
            let bridge = bridge.or(default).unwrap_or(shared::BridgeId::FIRST);
            let request = ServiceNumberRequest { number: Some(number), ..requested(properties) };
            Request::post(paths::service_numbers(bridge)).once().json(&request)?
        }
        NumberCommand::Update { number, properties, .. } => {
            let bridge = holder(&bridges, &number, language)?;
            let path = paths::service_number(bridge.id, &number);
            Request::patch(path).once().if_match(bridge.version).json(&requested(properties))?
        }
        NumberCommand::Unregister { number, replacement, mail, .. } => {
            let bridge = holder(&bridges, &number, language)?;
            let path = paths::service_number(bridge.id, &number);
            let request = Request::delete(path).if_match(bridge.version);
            let request = request.maybe_query("replacement", replacement);
            let request = request.maybe_query("sendEmail", mail.send_email());
            return unregister(client, request, &number, language).await;
        }
    };
    Ok(vec![client.send(request).await?])
}

/// Unregisters a number; waits for the job that gives its users the replacement, if there is one.
async fn unregister(
    client: &Client,
    request: Request,
    number: &PhoneNumber,
    language: Language,
) -> Result<Vec<Bridge>> {
    let bridge: Bridge = client.send(request).await?;
    let Some(leaving) = bridge.number(number).and_then(|number| number.replacement.as_ref()) else {
        return Ok(vec![bridge]);
    };
    let job: Job = client.send(Request::get(paths::job(leaving.job))).await?;
    wait(client, job, language).await?;
    let report: BridgeReport = client.send(Request::get(paths::bridge(bridge.id))).await?;
    if report.bridge.number(number).is_some() {
        output::note(&say(
            language,
            format!(
                "{number} stays: not all of its users could get the replacement. Look at the job, then try again."
            ),
            format!(
                "{number} finns kvar: alla användare kunde inte få ersättaren. Titta på jobbet och försök igen."
            ),
        ));
    }
    Ok(vec![report.bridge])
}

fn requested(properties: NumberProperties) -> ServiceNumberRequest {
    let NumberProperties { formatted, country, location, toll_free, languages, default, tell_users } =
        properties;
    ServiceNumberRequest {
        number: None,
        formatted,
        country_code: country,
        location,
        toll_free,
        languages,
        default: default.then_some(true),
        send_email: tell_users.then_some(true),
    }
}

/// The bridge that has the number.
fn holder<'b>(bridges: &'b [Bridge], number: &PhoneNumber, language: Language) -> Result<&'b Bridge> {
    let has = |bridge: &&Bridge| bridge.service_numbers.iter().any(|known| known.number == *number);
    bridges.iter().find(has).ok_or_else(|| {
        CommandError::new(say(
            language,
            format!("No bridge has the service number {number}. `konfid number list` shows all of them."),
            format!("Ingen brygga har telefonnumret {number}. `konfid number list` visar alla."),
        ))
    })
}

fn print_bridges(reports: &[BridgeReport], json: bool, language: Language) -> Result<()> {
    if json {
        return reports.iter().try_for_each(output::json);
    }
    let headings = [
        ("Bridge", "Brygga"),
        ("Name", "Namn"),
        ("Default", "Standard"),
        ("Service numbers", "Telefonnummer"),
        ("Assigned", "Tilldelade"),
        ("In quarantine", "I karantän"),
        ("Free", "Lediga"),
    ];
    let headings = headings.map(|(english, swedish)| say(language, english, swedish));
    let mut table = output::table(headings.each_ref().map(String::as_str));
    for BridgeReport { bridge, conference_id_usage, meter: _ } in reports {
        table.add_row([
            bridge.id.to_string(),
            plain(&bridge.name),
            yes(bridge.default, language),
            bridge.service_numbers.len().to_string(),
            conference_id_usage.assigned.to_string(),
            conference_id_usage.quarantined.to_string(),
            conference_id_usage.free.to_string(),
        ]);
    }
    output::print_table(&table)
}

/// What the meter of a bridge says, and a warning when it is nearly full.
fn print_meter(report: &BridgeReport, language: Language) -> Result<()> {
    for sentence in report.meter.sentences(language, |number| number.to_string()) {
        output::line(&sentence)?;
    }
    output::line(&shared::quarantine_of_bridge(&report.bridge, language))?;
    if let Some(warning) = report.meter.warning {
        let percent = warning.percent();
        output::note(&say(
            language,
            format!("Warning: more than {percent} % of the conference IDs are taken."),
            format!("Varning: mer än {percent} % av konferens-ID:na är upptagna."),
        ));
    }
    Ok(())
}

fn print_numbers(bridges: &[Bridge], json: bool, language: Language) -> Result<()> {
    if json {
        return bridges.iter().flat_map(|bridge| &bridge.service_numbers).try_for_each(output::json);
    }
    let headings = [
        ("Bridge", "Brygga"),
        ("Number", "Nummer"),
        ("Country", "Land"),
        ("Location", "Plats"),
        ("Toll-free", "Avgiftsfritt"),
        ("Languages", "Språk"),
        ("Default", "Standard"),
    ];
    let headings = headings.map(|(english, swedish)| say(language, english, swedish));
    let mut table = output::table(headings.each_ref().map(String::as_str));
    for bridge in bridges {
        for number in &bridge.service_numbers {
            let languages: Vec<_> = number.languages.iter().map(LanguageTag::as_str).collect();
            table.add_row([
                bridge.id.to_string(),
                plain(number.for_people()),
                plain(&number.country_code),
                plain(&number.location),
                yes(number.toll_free, language),
                languages.join(", "),
                yes(number.default, language),
            ]);
        }
    }
    output::print_table(&table)
}

fn yes(is_so: bool, language: Language) -> String {
    if is_so { say(language, "yes", "ja") } else { String::new() }
}
