//! `konfid mails`.

use std::process::ExitCode;

use shared::paths::{self, route};
use shared::{
    Describe as _, EmailAddress, Language, Mail, MailState, RetriedMails, SendTestEmailRequest, TestEmail,
};

use super::find::find_user;
use crate::arguments::MailsCommand;
use crate::client::{Client, Request};
use crate::command_error::{DONE, PARTLY, Result};
use crate::output::{self, moment, note, plain, say};

pub(super) async fn run(command: MailsCommand, language: Language) -> Result<ExitCode> {
    let target = match &command {
        MailsCommand::List { target, .. }
        | MailsCommand::Show { target, .. }
        | MailsCommand::Test { target, .. }
        | MailsCommand::Retry { target, .. } => target.clone(),
        MailsCommand::Texts(command) => command.target().clone(),
    };
    let client = super::open(&target, language).await?;
    let done = match command {
        MailsCommand::List { state, user, limit, .. } => {
            list(&client, (state, user), limit, target.json, language).await.map(|()| DONE)
        }
        MailsCommand::Show { mail, .. } => show(&client, mail, target.json, language).await.map(|()| DONE),
        MailsCommand::Test { address, .. } => test(&client, address, target.json, language).await,
        MailsCommand::Texts(command) => {
            super::mail_texts::run(&client, command, target.json, language).await.map(|()| DONE)
        }
        MailsCommand::Retry { mails, all_failed, .. } => {
            retry(&client, mails, all_failed, target.json, language).await.map(|()| DONE)
        }
    };
    client.close().await;
    done
}

async fn test(
    client: &Client,
    address: Option<EmailAddress>,
    as_json: bool,
    language: Language,
) -> Result<ExitCode> {
    let request = Request::post(route::MAILS_TEST).json(&SendTestEmailRequest { address, template: None })?;
    let test: TestEmail = client.send(request).await?;
    if as_json {
        output::json(&test)?;
    } else if test.accepted {
        output::line(&plain(&test.praise(language)))?;
    } else {
        if let Some(error) = &test.error {
            note(&plain(error));
        }
        note(&test.hint(language));
    }
    Ok(if test.accepted { DONE } else { ExitCode::from(PARTLY) })
}

async fn list(
    client: &Client,
    (state, user): (Option<MailState>, Option<String>),
    limit: usize,
    as_json: bool,
    language: Language,
) -> Result<()> {
    let headings = [
        ("Identifier", "Identifierare"),
        ("Written", "Skrivet"),
        ("Status", "Status"),
        ("About", "Gäller"),
        ("Recipient", "Mottagare"),
        ("Attempts", "Försök"),
        ("Caused by", "Orsakat av"),
        ("Last error", "Senaste fel"),
    ];
    let headings = headings.map(|(english, swedish)| say(language, english, swedish));
    let mut table = output::table(headings.each_ref().map(String::as_str));
    let user = match user {
        Some(user) => Some(find_user(client, &user, language).await?.id.to_string()),
        None => None,
    };
    let request =
        Request::get(route::MAILS).maybe_query("state", state.map(MailState::name)).maybe_query("user", user);
    client
        .for_each(request, Some(limit), |mail: Mail| {
            if as_json {
                return output::json(&mail);
            }
            table.add_row([
                mail.id.to_string(),
                moment(mail.created_at),
                state_words(mail.state, language),
                mail.event.about(language).to_owned(),
                plain(mail.recipient.as_str()),
                mail.attempts.to_string(),
                plain(&mail.caused_by.map(|actor| actor.describe(language)).unwrap_or_default()),
                plain(mail.last_error.as_deref().unwrap_or_default()),
            ]);
            Ok(())
        })
        .await?;
    if as_json { Ok(()) } else { output::print_table(&table) }
}

async fn show(client: &Client, id: shared::MailId, as_json: bool, language: Language) -> Result<()> {
    let mail: Mail = client.send(Request::get(paths::mail(id))).await?;
    if as_json {
        return output::json(&mail);
    }
    let about = mail.event.about(language);
    let state = state_words(mail.state, language);
    output::line(&format!(
        "{} → {}: {about}, {state}",
        moment(mail.created_at),
        plain(mail.recipient.as_str())
    ))?;
    if let Some(error) = &mail.last_error {
        output::line(&plain(error))?;
    }
    if mail.may_have_left {
        output::line(Mail::may_have_left_in_words(language))?;
    }
    if let Some(content) = &mail.content {
        output::line(&format!("\n{}\n", plain(&content.subject)))?;
        content.text.lines().try_for_each(|line| output::line(&plain(line)))?;
    }
    Ok(())
}

async fn retry(
    client: &Client,
    mails: Vec<shared::MailId>,
    all_failed: bool,
    as_json: bool,
    language: Language,
) -> Result<()> {
    if all_failed {
        let request = Request::post(route::MAILS_RETRY).json(&serde_json::json!({}))?;
        let retried: RetriedMails = client.send(request).await?;
        return if as_json { output::json(&retried) } else { output::line(&retried.told(language)) };
    }
    for id in &mails {
        let mail: Mail = client.send(Request::post(paths::mail_retry(*id)).once()).await?;
        if as_json {
            output::json(&mail)?;
        }
    }
    if as_json {
        return Ok(());
    }
    output::line(&RetriedMails { queued: mails.len() as u64 }.told(language))
}

/// How far a mail has come, in words.
pub(super) fn state_words(state: MailState, language: Language) -> String {
    match state {
        MailState::Queued => say(language, "queued", "i kö"),
        MailState::Sending => say(language, "being sent", "skickas"),
        MailState::Sent => say(language, "sent", "skickat"),
        MailState::Kept => say(language, "not sent (no email server)", "inte skickat (ingen e-postserver)"),
        MailState::Failed => say(language, "failed", "misslyckades"),
        MailState::Superseded => say(language, "superseded", "ersatt"),
    }
}
