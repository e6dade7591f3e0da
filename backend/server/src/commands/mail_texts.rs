//! `konfid mails texts`.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use shared::paths::{self, route};
use shared::{
    Language, LanguageTag, MailContent, MailEvent, MailTemplateReport, MailTemplateText, Page,
    PreviewMailTemplateRequest,
};

use crate::arguments::MailTextsCommand;
use crate::client::{Client, Request};
use crate::command_error::{CommandError, Result};
use crate::output::{self, moment, plain, say};

pub(super) async fn run(
    client: &Client,
    command: MailTextsCommand,
    as_json: bool,
    language: Language,
) -> Result<()> {
    match command {
        MailTextsCommand::List { .. } => list(client, as_json, language).await,
        MailTextsCommand::Show { event, text_language, built_in, .. } => {
            let report = fetch(client, event, &text_language).await?;
            show(&report, built_in, as_json, language)
        }
        MailTextsCommand::Set { event, text_language, file, .. } => {
            let text = read(&file, language)?;
            let version = fetch(client, event, &text_language).await?.version;
            let request =
                Request::put(paths::mail_template(event, &text_language)).if_match(version).json(&text)?;
            let report: MailTemplateReport = client.send(request).await?;
            said(&report, as_json, &say(language, "The text is saved.", "Texten är sparad."))
        }
        MailTextsCommand::Reset { event, text_language, .. } => {
            let version = fetch(client, event, &text_language).await?.version;
            let request = Request::delete(paths::mail_template(event, &text_language)).if_match(version);
            let report: MailTemplateReport = client.send(request).await?;
            let done = match report.built_in {
                Some(_) => {
                    say(language, "The built-in text is used again.", "Den inbyggda texten används igen.")
                }
                None => say(
                    language,
                    "The text is removed. Users with this language get the one in the organisation’s.",
                    "Texten är borttagen. Användare med det här språket får den på organisationens språk.",
                ),
            };
            said(&report, as_json, &done)
        }
        MailTextsCommand::Preview { event, text_language, file, user, html, .. } => {
            let text = file.map(|file| read(&file, language)).transpose()?;
            let request = PreviewMailTemplateRequest { event, language: text_language, text, user };
            preview(client, &request, (as_json, html)).await
        }
    }
}

async fn fetch(client: &Client, event: MailEvent, language: &LanguageTag) -> Result<MailTemplateReport> {
    client.send(Request::get(paths::mail_template(event, language))).await
}

fn said(report: &MailTemplateReport, as_json: bool, sentence: &str) -> Result<()> {
    if as_json { output::json(report) } else { output::line(sentence) }
}

async fn list(client: &Client, as_json: bool, language: Language) -> Result<()> {
    let page: Page<MailTemplateReport> = client.send(Request::get(route::MAIL_TEMPLATES)).await?;
    if as_json {
        return page.items.iter().try_for_each(output::json);
    }
    let headings = [
        ("Event", "Händelse"),
        ("Language", "Språk"),
        ("Text", "Text"),
        ("Subject", "Ämne"),
        ("Changed", "Ändrad"),
    ];
    let headings = headings.map(|(english, swedish)| say(language, english, swedish));
    let mut table = output::table(headings.each_ref().map(String::as_str));
    for report in &page.items {
        let state = match (report.edited, &report.text) {
            (true, _) => say(language, "edited", "redigerad"),
            (false, Some(_)) => say(language, "built-in", "inbyggd"),
            (false, None) => say(language, "none", "ingen"),
        };
        table.add_row([
            report.event.name().to_owned(),
            report.language.to_string(),
            state,
            plain(report.text.as_ref().map(|text| text.subject.as_str()).unwrap_or_default()),
            report.updated_at.map(moment).unwrap_or_default(),
        ]);
    }
    output::print_table(&table)
}

/// The text as a file that can be changed and set again: the subject, an empty line, and the rest.
fn show(report: &MailTemplateReport, built_in: bool, as_json: bool, language: Language) -> Result<()> {
    if as_json {
        return output::json(report);
    }
    match if built_in { &report.built_in } else { &report.text } {
        Some(MailTemplateText { subject, body }) => {
            output::line(&format!("{}\n", plain(subject)))?;
            body.lines().try_for_each(|line| output::line(&plain(line)))
        }
        None => Err(CommandError::new(say(
            language,
            "There is no such text. Users with this language get the one in the organisation’s.",
            "Det finns ingen sådan text. Användare med det här språket får den på organisationens språk.",
        ))),
    }
}

async fn preview(
    client: &Client,
    request: &PreviewMailTemplateRequest,
    (as_json, html): (bool, bool),
) -> Result<()> {
    let content: MailContent =
        client.send(Request::post(route::MAIL_TEMPLATES_PREVIEW).json(request)?).await?;
    if as_json {
        return output::json(&content);
    }
    if html {
        return output::line(&content.html);
    }
    output::line(&format!("{}\n", plain(&content.subject)))?;
    content.text.lines().try_for_each(|line| output::line(&plain(line)))
}

/// Reads a subject, an empty line and a text; `-` reads what is piped in.
fn read(file: &Path, language: Language) -> Result<MailTemplateText> {
    let name = file.display();
    let read = if file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(file)
    };
    let text = read.map_err(|error| {
        CommandError::new(say(
            language,
            format!("{name} could not be read: {error}."),
            format!("{name} kunde inte läsas: {error}."),
        ))
    })?;
    parts(&text).ok_or_else(|| {
        CommandError::new(say(
            language,
            format!("{name} must begin with the subject and an empty line. `konfid mails texts show` writes it so."),
            format!("{name} ska börja med ämnet och en tom rad. `konfid mails texts show` skriver den så."),
        ))
    })
}

fn parts(text: &str) -> Option<MailTemplateText> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (subject, body) = text.split_once("\n\n")?;
    let is_one_line = !subject.trim().is_empty() && !subject.contains('\n');
    is_one_line.then(|| MailTemplateText { subject: subject.to_owned(), body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_a_subject_an_empty_line_and_a_text() {
        let text = parts("\u{feff}Ämne\r\n\r\nHej!\r\n\r\nMer").unwrap();
        assert_eq!((&*text.subject, &*text.body), ("Ämne", "Hej!\n\nMer"));
        for wrong in ["", "Ämne", "Ämne\nHej", "\n\nHej", "Två\nrader\n\nHej"] {
            assert_eq!(parts(wrong), None, "{wrong:?}");
        }
    }
}
