//! `konfid settings`.

use std::process::ExitCode;

use serde_json::{Map, Value};
use shared::paths::route;
use shared::{ConferenceIdUsage, Language, SettingsReport, Version};

use crate::arguments::SettingsCommand;
use crate::client::{Client, Request};
use crate::command_error::{CommandError, DONE, Result};
use crate::output::{self, plain, say};

/// What the API tells beside the settings; it cannot be set.
const NOT_SETTINGS: [&str; 5] =
    ["version", "serviceNumbers", "conferenceIdUsage", "mailTransport", "mailReadiness"];

pub(super) async fn run(command: SettingsCommand, language: Language) -> Result<ExitCode> {
    let (assignments, target) = match command {
        SettingsCommand::Show(target) => (Vec::new(), target),
        SettingsCommand::Set { assignments, target } => (assignments, target),
        SettingsCommand::Type { kind, preview, mail, target } => {
            return super::settings_type::run(kind, preview, mail.send_email(), &target, language).await;
        }
    };
    let client = super::open(&target, language).await?;
    let report = change_and_show(&client, &assignments, language).await;
    client.close().await;
    let report = report?;
    if target.json {
        output::json(&report)?;
    } else {
        print(&report, language)?;
    }
    Ok(DONE)
}

async fn change_and_show(
    client: &Client,
    assignments: &[String],
    language: Language,
) -> Result<SettingsReport> {
    let report: SettingsReport = client.send(Request::get(route::SETTINGS)).await?;
    if assignments.is_empty() {
        return Ok(report);
    }
    let now = settings(&report)?;
    let change: Map<String, Value> =
        assignments.iter().map(|text| understand(text, &now, language)).collect::<Result<_>>()?;
    let version: Version = report.settings.version;
    client.send(Request::patch(route::SETTINGS).if_match(version).json(&change)?).await
}

/// The settings by the names that the API has for them.
fn settings(report: &SettingsReport) -> Result<Map<String, Value>> {
    match serde_json::to_value(report) {
        Ok(Value::Object(mut settings)) => {
            settings.retain(|name, _| !NOT_SETTINGS.contains(&name.as_str()));
            Ok(settings)
        }
        _ => Err(CommandError::new("The settings could not be written as JSON.")),
    }
}

/// Reads `name=value`. The value gets the shape that the setting has now.
fn understand(assignment: &str, now: &Map<String, Value>, language: Language) -> Result<(String, Value)> {
    let Some((name, text)) = assignment.split_once('=') else {
        return Err(CommandError::new(say(
            language,
            format!("“{assignment}” has no value. Write it as name=value."),
            format!("”{assignment}” saknar värde. Skriv det som namn=värde."),
        )));
    };
    let Some(before) = now.get(name) else {
        let known: Vec<&str> = now.keys().map(String::as_str).collect();
        let known = known.join(", ");
        return Err(CommandError::new(say(
            language,
            format!("“{name}” is not a setting. The settings are {known}."),
            format!("”{name}” är ingen inställning. Inställningarna är {known}."),
        )));
    };
    let (value, english, swedish) = match before {
        Value::String(_) | Value::Null => (Some(Value::String(text.to_owned())), "text", "text"),
        Value::Bool(_) => (text.parse().ok().map(Value::Bool), "true or false", "true eller false"),
        Value::Number(_) => (text.parse::<u64>().ok().map(Value::from), "a whole number", "ett heltal"),
        Value::Array(_) | Value::Object(_) => (serde_json::from_str(text).ok(), "JSON", "JSON"),
    };
    match value {
        Some(value) => Ok((name.to_owned(), value)),
        None => Err(CommandError::new(say(
            language,
            format!("{name} must be {english}."),
            format!("{name} ska vara {swedish}."),
        ))),
    }
}

fn print(report: &SettingsReport, language: Language) -> Result<()> {
    for (name, value) in settings(report)? {
        let text = match value {
            Value::Null => String::new(),
            Value::String(text) => text,
            other => other.to_string(),
        };
        output::line(&format!("{name}={}", plain(&text)))?;
    }
    let ConferenceIdUsage { assigned, quarantined, free } = report.conference_id_usage;
    output::note(&say(
        language,
        format!("Conference IDs: {assigned} assigned, {quarantined} in quarantine, {free} available."),
        format!("Konferens-ID:n: {assigned} tilldelade, {quarantined} i karantän, {free} lediga."),
    ));
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn understand_all(assignments: &[&str]) -> Result<Value> {
        let now = json!({
            "organisationName": "", "quarantineDays": 90, "automaticMails": true, "senderName": null,
        });
        let now = now.as_object().unwrap();
        let change: Map<String, Value> =
            assignments.iter().map(|text| understand(text, now, Language::Sv)).collect::<Result<_>>()?;
        Ok(Value::Object(change))
    }

    #[test]
    fn values_get_their_shape() {
        let change = ["organisationName=Contoso = AB", "quarantineDays=120", "automaticMails=false"];
        let expected = json!({
            "organisationName": "Contoso = AB", "quarantineDays": 120, "automaticMails": false,
        });
        assert_eq!(understand_all(&change).unwrap(), expected);
    }

    #[test]
    fn what_cannot_be_understood_is_told() {
        let sentence = |text| understand_all(&[text]).unwrap_err().sentence().to_owned();
        assert_eq!(sentence("quarantineDays=many"), "quarantineDays ska vara ett heltal.");
        assert!(sentence("colour=red").starts_with("”colour” är ingen inställning. Inställningarna är"));
        assert!(sentence("organisationName").contains("saknar värde"));
    }
}
