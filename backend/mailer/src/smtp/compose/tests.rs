use shared::{Language, MailContent, Timestamp};

use super::*;

fn mail(name: &str, address: &str) -> OutgoingMail {
    OutgoingMail {
        message_id: "0192f0c1-2345-7abc-8def-0123456789ab@contoso.example".to_owned(),
        from: Correspondent {
            name: "Contoso".to_owned(),
            address: "konfid@contoso.example".parse().unwrap(),
        },
        reply_to: None,
        to: Correspondent { name: name.to_owned(), address: address.parse().unwrap() },
        date: Timestamp::from_milliseconds(1_795_500_000_123),
        language: Language::Sv.into(),
        content: MailContent {
            subject: "Ditt konferens-ID har ändrats".to_owned(),
            text: "Hej!\n.\nÅÄÖ\n".to_owned(),
            html: "<p>Hej!</p>".to_owned(),
        },
    }
}

fn headers(mail: &OutgoingMail) -> String {
    let (_, bytes) = compose(mail).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    text.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ")
}

#[test]
fn the_headers_are_complete() {
    let headers = headers(&mail("Åsa Öberg", "asa@contoso.example"));
    for header in [
        "Date: Tue, 24 Nov 2026 06:00:00 +0000",
        "Message-ID: <0192f0c1-2345-7abc-8def-0123456789ab@contoso.example>",
        "Auto-Submitted: auto-generated",
        "Content-Language: sv",
        "MIME-Version: 1.0",
    ] {
        assert!(headers.lines().any(|line| line == header), "{header}\n{headers}");
    }
    assert!(headers.contains("multipart/alternative"), "{headers}");
    assert!(headers.is_ascii(), "{headers}");
}

#[test]
fn a_name_cannot_begin_a_header() {
    for name in ["Eva\r\nBcc: x@example.com", "Eva\nX-Evil: 1", "\"Eva\" <x@example.com>,", "a\0b\u{85}c"] {
        let headers = headers(&mail(name, "eva@contoso.example"));
        let names: Vec<&str> =
            headers.lines().map(|line| line.split(':').next().unwrap_or_default()).collect();
        assert!(!names.contains(&"Bcc") && !names.contains(&"X-Evil"), "{headers}");
        assert_eq!(names.iter().filter(|name| **name == "To").count(), 1);
        let (envelope, _) = compose(&mail(name, "eva@contoso.example")).unwrap();
        assert_eq!(envelope.to().len(), 1);
    }
}

#[test]
fn the_message_id_is_ascii_and_names_a_domain_that_exists() {
    for (id, expected) in [
        ("1@konferens.example", "<1@konferens.example>"),
        ("1@söker.example", "<1@xn--sker-5qa.example>"),
        ("1@konfid.invalid", "<1@localhost>"),
    ] {
        let mail = OutgoingMail { message_id: id.to_owned(), ..mail("Åsa", "asa@contoso.example") };
        let headers = headers(&mail);
        assert!(headers.contains(&format!("Message-ID: {expected}")), "{headers}");
    }
}

#[test]
fn answers_go_where_somebody_reads_them() {
    let plain = headers(&mail("Åsa", "asa@contoso.example"));
    assert!(!plain.contains("Reply-To"), "{plain}");
    let reply_to = Some("helpdesk@söker.example".parse().unwrap());
    let headers = headers(&OutgoingMail { reply_to, ..mail("Åsa", "asa@contoso.example") });
    assert!(headers.contains("Reply-To: helpdesk@xn--sker-5qa.example"), "{headers}");
    assert!(headers.contains("X-Auto-Response-Suppress: All") && !headers.contains("List-Unsubscribe"));
}

#[test]
fn a_domain_with_other_letters_needs_no_extension() {
    let (envelope, _) = compose(&mail("Åsa", "asa@söker.example")).unwrap();
    assert_eq!(envelope.to()[0].to_string(), "asa@xn--sker-5qa.example");
    assert!(has_ascii_addresses(&envelope));
    let (envelope, _) = compose(&mail("Åsa", "åsa@söker.example")).unwrap();
    assert!(!has_ascii_addresses(&envelope));
}
