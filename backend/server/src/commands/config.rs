//! `konfid config check`: what holds, where it comes from, and what is wrong.

use std::path::Path;
use std::process::ExitCode;

use shared::paths::route;
use shared::{Language, MailWarning, SettingsReport};

use crate::arguments::{ConfigCommand, DatabaseArguments, TargetArguments};
use crate::client::Request;
use crate::command_error::{DONE, FAILED, Result};
use crate::configuration::{Configuration, DEFAULT_FILE, Flags, Key, Origin, Values, masked};
use crate::database::DatabaseAddress;
use crate::output::{line, note};

/// Variables that konfid reads, besides those of the settings.
const OTHER_VARIABLES: [&str; 5] =
    ["KONFID_CALDAV_PASSWORD", "KONFID_CONFIG", "KONFID_LANGUAGE", "KONFID_SERVER", "KONFID_TOKEN"];

pub(super) fn run(command: &ConfigCommand) -> Result<ExitCode> {
    let ConfigCommand::Check(arguments) = command;
    check(&arguments.flags())
}

fn check(flags: &Flags) -> Result<ExitCode> {
    let values = Values::gather(flags)?;
    let wrong = values.wrong();
    for key in Key::ALL {
        line(&format!("{} {}", key.name(), explain(key, &values)))?;
        for wrong in wrong.iter().filter(|wrong| wrong.key == key) {
            line(&format!("  wrong: {}", wrong.sentence))?;
        }
    }
    for name in unknown_variables(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok())) {
        note(&format!("Note: {name} is set, but is not a variable of Konfid."));
    }
    if wrong.is_empty() {
        let configuration = values.configuration()?;
        let mut doubts = configuration.doubts();
        doubts.extend(what_emails_lack(flags, &values, &configuration));
        for doubt in &doubts {
            line(&format!("Note: {doubt}"))?;
        }
        if doubts.is_empty() {
            line("The configuration is valid.")?;
        }
        Ok(DONE)
    } else {
        line("Correct these values; Konfid does not start until then.")?;
        Ok(ExitCode::from(FAILED))
    }
}

/// What emails lack that only the database knows: nothing, while there is no database or no email server.
fn what_emails_lack(flags: &Flags, values: &Values, configuration: &Configuration) -> Vec<String> {
    let Some(database) = values.get(Key::Database).filter(|_| configuration.smtp.is_some()) else {
        return Vec::new();
    };
    let database = database.text.clone();
    if !DatabaseAddress::is_url(&database) && !Path::new(&database).exists() {
        return Vec::new();
    }
    let target = DatabaseArguments { database: Some(database), config: flags.file.clone() };
    let ask = async {
        let client = super::open(&TargetArguments::of_database(target), Language::En).await?;
        let report = client.send::<SettingsReport>(Request::get(route::SETTINGS)).await;
        client.close().await;
        report
    };
    let report = match super::small_work(ask) {
        Ok(report) => report,
        Err(error) => return vec![format!("The database could not be asked. {}", error.sentence())],
    };
    let has_sender = report.settings.sender_address.is_some() || configuration.named_sender().is_some();
    let lacks = [
        (report.service_numbers.is_empty(), MailWarning::NoServiceNumber),
        (!has_sender, MailWarning::SenderMadeUp),
    ];
    let lacks = lacks.into_iter().filter(|(lacks, _)| *lacks);
    lacks.map(|(_, warning)| report.mail_readiness.explain(warning, Language::En)).collect()
}

fn explain(key: Key, values: &Values) -> String {
    let Some(value) = values.get(key) else {
        return format!("is not set ({}): {}", key.variable(), key.when_missing());
    };
    let origin = match &value.origin {
        Origin::Flag => format!("from --{} on the command line", key.name()),
        Origin::Environment => format!("from {} in the environment", key.variable()),
        Origin::File(path) => format!("from {}", path.display()),
        Origin::Default => {
            format!(
                "the default; set it with --{0}, {1}, or {0} in {DEFAULT_FILE}",
                key.name(),
                key.variable()
            )
        }
    };
    format!("= {} ({origin})", masked(key, &value.text))
}

fn unknown_variables(names: impl Iterator<Item = String>) -> Vec<String> {
    let known = |name: &String| {
        Key::ALL.iter().any(|key| key.variable() == name) || OTHER_VARIABLES.contains(&name.as_str())
    };
    let mut names: Vec<String> = names.filter(|name| name.starts_with("KONFID_") && !known(name)).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_variables_are_found() {
        let names = ["PATH", "KONFID_LISTN", "KONFID_LISTEN", "KONFID_TOKEN"].map(str::to_owned);
        assert_eq!(unknown_variables(names.into_iter()), ["KONFID_LISTN"]);
    }
}
