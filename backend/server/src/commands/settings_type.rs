//! `konfid settings type`.

use std::process::ExitCode;

use shared::paths::route;
use shared::{
    ConferenceIdType, Job, Language, PreviewOrganisationTypeRequest, SettingsReport,
    SwitchOrganisationTypeRequest, TypeSwitchPreview,
};

use super::jobs::{counts, not_done, wait};
use crate::arguments::TargetArguments;
use crate::client::{Client, Request};
use crate::command_error::{DONE, Result};
use crate::output::{self, note, say};

pub(super) async fn run(
    kind: ConferenceIdType,
    only_preview: bool,
    send_email: Option<bool>,
    target: &TargetArguments,
    language: Language,
) -> Result<ExitCode> {
    let client = super::open(target, language).await?;
    let done = switch(&client, kind, only_preview, send_email, (target.json, language)).await;
    client.close().await;
    done
}

async fn switch(
    client: &Client,
    kind: ConferenceIdType,
    only_preview: bool,
    send_email: Option<bool>,
    (json, language): (bool, Language),
) -> Result<ExitCode> {
    // The version first: whoever changes the settings after the preview makes it stale.
    let report: SettingsReport = client.send(Request::get(route::SETTINGS)).await?;
    let request = PreviewOrganisationTypeRequest { kind };
    let preview: TypeSwitchPreview =
        client.send(Request::post(route::SETTINGS_CONFERENCE_ID_TYPE_PREVIEW).json(&request)?).await?;
    if only_preview {
        if json {
            output::json(&preview)?;
        } else {
            output::line(&sentence(&preview, send_email, language))?;
        }
        return Ok(DONE);
    }
    note(&sentence(&preview, send_email, language));
    let request = SwitchOrganisationTypeRequest { kind, send_email };
    let send = Request::post(route::SETTINGS_CONFERENCE_ID_TYPE).once().if_match(report.settings.version);
    let job: Job = client.send(send.json(&request)?).await?;
    let job = wait(client, job, language).await?;
    if json {
        output::json(&job)?;
    } else {
        output::line(&counts(&job, language))?;
    }
    Ok(not_done(&job, language))
}

/// What the switch does.
fn sentence(preview: &TypeSwitchPreview, send_email: Option<bool>, language: Language) -> String {
    let TypeSwitchPreview { ids_kept, ids_retired, ids_assigned, locked, own_choice, meetings, .. } = preview;
    let emails = match send_email {
        None => preview.emails,
        Some(true) => preview.users,
        Some(false) => 0,
    };
    say(
        language,
        format!(
            "Conference IDs kept: {ids_kept}, put into quarantine: {ids_retired}, assigned: {ids_assigned}. Planned meetings that keep \
             theirs: {meetings}. Users who stay as they are because their ID is locked: {locked}, because they have a type of their \
             own: {own_choice}. Emails: {emails}."
        ),
        format!(
            "Konferens-ID:n som behålls: {ids_kept}, som hamnar i karantän: {ids_retired}, som tilldelas: {ids_assigned}. Planerade möten \
             som behåller sitt: {meetings}. Användare som inte påverkas för att deras ID är låst: {locked}, för att de har en egen \
             typ: {own_choice}. Meddelanden: {emails}."
        ),
    )
}
