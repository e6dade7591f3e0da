//! Texts that an administrator has written.

use domain::MailTemplateRecord;
use domain::operations::mail_templates::sample_facts;
use shared::{MailTemplateText, PreviewMailTemplateRequest, Version};

use super::*;

async fn write(house: &House, event: MailEvent, language: &str, body: &str) {
    let record = MailTemplateRecord {
        event,
        language: language.parse().unwrap(),
        version: Version::FIRST,
        updated_at: START,
        text: Some(MailTemplateText { subject: "Till {{displayName}}".to_owned(), body: body.to_owned() }),
    };
    let put = house.application.in_transaction(move |transaction| {
        let record = record.clone();
        Box::pin(async move { Ok(transaction.put_mail_template(&record).await?) })
    });
    put.await.unwrap();
}

#[tokio::test]
async fn an_email_is_written_with_the_text_of_its_event_and_language() {
    let transport = Scripted::failing(Vec::new());
    let house = house_with(transport.clone(), &mail_about(MailEvent::Enabled, None)).await;
    write(&house, MailEvent::Enabled, "en", "English: {{conferenceId}}").await;
    write(&house, MailEvent::Disabled, "sv", "Avslutat").await;
    write(
        &house,
        MailEvent::Enabled,
        "sv",
        "# Välkommen\n\nDitt ID: {{conferenceId}}\n\n[Mer <här>]({{instructions}}) och så",
    )
    .await;
    house.outbox.deliver_due().await.unwrap();
    let mail = transport.seen().remove(0);
    let text = "Välkommen\n---------\n\nDitt ID: 827 196 4\n\nMer <här> <";
    assert!(mail.content.text.starts_with(text), "{}", mail.content.text);
    assert!(mail.content.text.ends_with("/help/update-meetings?lang=sv> och så\n"), "{}", mail.content.text);
    assert!(mail.content.html.contains("Mer &lt;här&gt;</a> och så"), "{}", mail.content.html);
    assert!(mail.content.subject.starts_with("Till Anna"), "{}", mail.content.subject);
}

#[tokio::test]
async fn a_text_that_cannot_be_read_any_more_is_not_sent() {
    let transport = Scripted::failing(Vec::new());
    let house = house_with(transport.clone(), &mail_about(MailEvent::Enabled, None)).await;
    write(&house, MailEvent::Enabled, "sv", "{{conferenceId}} {{variableOfAnotherVersion}}").await;
    house.outbox.deliver_due().await.unwrap();
    let mail = transport.seen().remove(0);
    assert_eq!(mail.content.subject, "Du kan nu använda konferens med uppringning");
    assert!(mail.content.text.contains("827 196 4") && !mail.content.text.contains("variableOf"));
}

#[tokio::test]
async fn a_preview_is_the_email_and_makes_no_secret() {
    let house = house_with(Scripted::failing(Vec::new()), &mail_about(MailEvent::Enabled, None)).await;
    for event in MailEvent::ALL {
        let request = PreviewMailTemplateRequest {
            event,
            language: "de".parse().unwrap(),
            text: None,
            user: (event == MailEvent::OrganizerLink).then(user_id),
        };
        let read = house
            .application
            .in_snapshot(move |read| Box::pin(async move { sample_facts(read, request).await }));
        let facts = read.await.unwrap();
        assert_eq!(facts.text.language.as_str(), "en", "the organisation's language");
        let content = domain::MailPost::write(&house.outbox, event, &facts);
        assert!(content.text.contains("Hello "), "{}", content.text);
        assert_eq!(content.text.contains("#token=sample"), event.carries_a_link_that_opens());
    }
}

#[tokio::test]
async fn a_user_can_have_another_language_and_another_address() {
    for (event, language, address) in [
        (MailEvent::ConferenceInfo, "de", "assistant@contoso.example"),
        (MailEvent::ConferenceIdChanged, "en", "assistant@contoso.example"),
        (MailEvent::OrganizerLink, "en", "anna@contoso.example"),
    ] {
        let transport = Scripted::failing(Vec::new());
        let house = house_with(transport.clone(), &mail_about(event, None)).await;
        write(&house, MailEvent::ConferenceInfo, "de", "Ihre ID: {{conferenceId}}").await;
        house
            .change_user(|user| {
                user.mail_address = Some("assistant@contoso.example".parse().unwrap());
                user.mail_language = Some("de".parse().unwrap());
            })
            .await;
        house.outbox.deliver_due().await.unwrap();
        let mail = transport.seen().remove(0);
        assert_eq!((mail.language.as_str(), mail.to.address.as_str()), (language, address), "{event:?}");
    }
}

#[tokio::test]
async fn an_address_that_was_named_for_one_email_gets_it_unless_a_link_opens_something() {
    for (event, address, name) in [
        (MailEvent::ConferenceInfo, "reception@contoso.example", ""),
        (MailEvent::OrganizerLink, "anna@contoso.example", "Anna Svensson"),
    ] {
        let transport = Scripted::failing(Vec::new());
        let named_recipient = Some("reception@contoso.example".parse().unwrap());
        let mail = MailRecord { named_recipient, ..mail_about(event, None) };
        let house = house_with(transport.clone(), &mail).await;
        house.outbox.deliver_due().await.unwrap();
        let mail = transport.seen().remove(0);
        assert_eq!((mail.to.address.as_str(), mail.to.name.as_str()), (address, name), "{event:?}");
    }
}
