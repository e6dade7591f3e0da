//! `konfid mails`.

use std::process::ExitCode;

use shared::paths::{self, route};
use shared::{EmailAddress, Language, Mail, MailEvent, MailState, SendTestEmailRequest, TestEmail};

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
    };
    let client = super::open(&target, language).await?;
    let done = match command {
        MailsCommand::List { state, limit, .. } => {
            list(&client, state, limit, target.json, language).await.map(|()| DONE)
        }
        MailsCommand::Show { mail, .. } => show(&client, mail, target.json, language).await.map(|()| DONE),
        MailsCommand::Test { address, .. } => test(&client, address, target.json, language).await,
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
    let request = Request::post(route::MAILS_TEST).json(&SendTestEmailRequest { address })?;
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
    state: Option<MailState>,
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
        ("Last error", "Senaste fel"),
    ];
    let headings = headings.map(|(english, swedish)| say(language, english, swedish));
    let mut table = output::table(headings.each_ref().map(String::as_str));
    let request = Request::get(route::MAILS).maybe_query("state", state.map(MailState::name));
    client
        .for_each(request, Some(limit), |mail: Mail| {
            if as_json {
                return output::json(&mail);
            }
            table.add_row([
                mail.id.to_string(),
                moment(mail.created_at),
                state_words(mail.state, language),
                event_words(mail.event, language),
                plain(mail.recipient.as_str()),
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
    let about = event_words(mail.event, language);
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
    mut mails: Vec<shared::MailId>,
    all_failed: bool,
    as_json: bool,
    language: Language,
) -> Result<()> {
    if all_failed {
        let request = Request::get(route::MAILS).query("state", MailState::Failed.name());
        client
            .for_each(request, None, |mail: Mail| {
                mails.push(mail.id);
                Ok(())
            })
            .await?;
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
    let count = mails.len();
    output::line(&match (language, count) {
        (Language::En, 1) => "1 email is waiting to be sent again.".to_owned(),
        (Language::En, _) => format!("{count} emails are waiting to be sent again."),
        (Language::Sv, 1) => "1 meddelande väntar på att skickas igen.".to_owned(),
        (Language::Sv, _) => format!("{count} meddelanden väntar på att skickas igen."),
    })
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

fn event_words(event: MailEvent, language: Language) -> String {
    match event {
        MailEvent::Enabled => {
            say(language, "enabled for dial-in conferencing", "aktiverad för konferens med uppringning")
        }
        MailEvent::ConferenceIdChanged => say(language, "new conference ID", "nytt konferens-ID"),
        MailEvent::ResetUndone => say(language, "reset undone", "återställning ångrad"),
        MailEvent::Disabled => {
            say(language, "disabled for dial-in conferencing", "inaktiverad för konferens med uppringning")
        }
        MailEvent::ConferenceInfo => say(language, "conference info", "konferensinformation"),
        MailEvent::OrganizerLink => say(language, "sign-in link", "inloggningslänk"),
    }
}
