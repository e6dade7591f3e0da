//! The texts of emails that somebody has written.

use shared::{LanguageTag, MailEvent, MailTemplateText, Version};

use super::START;
use crate::{Application, MailTemplateRecord};

fn record(event: MailEvent, language: &str, body: Option<&str>) -> MailTemplateRecord {
    let text = body.map(|body| MailTemplateText { subject: "Ämne".to_owned(), body: body.to_owned() });
    let language = language.parse().expect("this is a language");
    MailTemplateRecord { event, language, version: Version::FIRST, updated_at: START, text }
}

/// There is one text for each event and language; a new one takes its place, and one that went back keeps its version.
pub async fn texts_are_kept_for_each_event_and_language(application: Application) {
    let check = application.in_transaction(|transaction| {
        Box::pin(async move {
            assert_eq!(transaction.mail_templates().await?, []);
            let german = record(MailEvent::Enabled, "de", Some("Hallo {{displayName}}\n\n* ein 'Wort'"));
            let swedish = record(MailEvent::Enabled, "sv", Some("Hej"));
            let disabled = record(MailEvent::Disabled, "sv", Some("Hej då"));
            for record in [&swedish, &german, &disabled] {
                transaction.put_mail_template(record).await?;
            }
            assert_eq!(transaction.mail_templates().await?, [german.clone(), disabled, swedish.clone()]);
            let language: LanguageTag = german.language.clone();
            assert_eq!(transaction.mail_template(MailEvent::Enabled, &language).await?, Some(german));
            assert_eq!(transaction.mail_template(MailEvent::Disabled, &language).await?, None);
            let back = MailTemplateRecord { version: Version::FIRST.next(), text: None, ..swedish };
            transaction.put_mail_template(&back).await?;
            assert_eq!(transaction.mail_template(back.event, &back.language).await?, Some(back));
            assert_eq!(transaction.mail_templates().await?.len(), 3);
            Ok(())
        })
    });
    check.await.expect("texts are kept");
}
