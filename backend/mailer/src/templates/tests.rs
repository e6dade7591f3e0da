use std::sync::LazyLock;

use shared::ServiceNumber;

use super::*;

fn settings() -> Settings {
    let mut settings = Settings::initial("conference.example.com");
    settings.organisation_name = "Contoso & Söner".to_owned();
    settings
}

fn bridge() -> &'static Bridge {
    static BRIDGE: LazyLock<Bridge> = LazyLock::new(|| {
        let number = |number: &str, formatted: &str, location: &str, toll_free, default| ServiceNumber {
            number: number.parse().unwrap(),
            formatted: formatted.to_owned(),
            country_code: "SE".to_owned(),
            location: location.to_owned(),
            toll_free,
            default,
        };
        let numbers = vec![
            number("+4620123456", "+46 20 123 456", "", true, false),
            number("+46812345678", "+46 8 123 456 78", "Stockholm", false, true),
        ];
        Bridge { service_numbers: numbers, ..Bridge::first() }
    });
    &BRIDGE
}

/// The ID that the user had before.
fn earlier_ids() -> &'static [ConferenceId] {
    static IDS: LazyLock<Vec<ConferenceId>> = LazyLock::new(|| vec!["5093817".parse().unwrap()]);
    &IDS
}

/// The address under which the user organizes meetings.
fn addresses() -> &'static [String] {
    static ADDRESSES: LazyLock<Vec<String>> = LazyLock::new(|| vec!["asa+moten@contoso.example".to_owned()]);
    &ADDRESSES
}

/// The secret of a link.
const TOKEN: &str = "5f0c";

fn letter(event: MailEvent, language: Language, settings: &Settings) -> Letter<'_> {
    Letter {
        event,
        language,
        display_name: "Åsa Öberg",
        conference_id: Some("8271964".parse().unwrap()),
        earlier_ids: earlier_ids(),
        addresses: addresses(),
        calendar: CalendarHelp::Possible,
        token: (event == MailEvent::OrganizerLink).then_some(TOKEN),
        settings,
        bridge: bridge(),
        public_url: "https://konfid.contoso.example",
    }
}

fn whole(content: &MailContent) -> String {
    let html = content.html.replace("><", ">\n<");
    format!("Subject: {}\n\n{}\n=== HTML\n{html}", content.subject, content.text)
}

#[test]
fn every_mail_in_every_language() {
    let settings = settings();
    for event in MailEvent::ALL {
        for language in Language::ALL {
            let content = render(&letter(event, language, &settings));
            insta::assert_snapshot!(format!("{}_{}", event.name(), language.tag()), whole(&content));
        }
    }
}

#[test]
fn every_mail_before_numbers_and_organisation_are_set() {
    let settings = Settings::initial("conference.example.com");
    let bridge = Bridge::first();
    for event in MailEvent::ALL {
        for language in Language::ALL {
            let letter = Letter { bridge: &bridge, ..letter(event, language, &settings) };
            let content = render(&letter);
            let name = format!("{}_{}_before_set_up", event.name(), language.tag());
            insta::assert_snapshot!(name, format!("Subject: {}\n\n{}", content.subject, content.text));
        }
    }
}

#[test]
fn a_subject_never_holds_the_id() {
    let settings = settings();
    for event in MailEvent::ALL {
        for language in Language::ALL {
            let content = render(&letter(event, language, &settings));
            assert!(!content.subject.contains(|character: char| character.is_ascii_digit()));
        }
    }
}

#[test]
fn names_stay_text() {
    let mut settings = settings();
    settings.organisation_name = "<b>Contoso</b>\r\nBcc: x@example.com".to_owned();
    for event in MailEvent::ALL {
        let name = "Eva <script>alert('x')</script> \"&\"\r\nX-Evil: 1";
        let letter = Letter { display_name: name, ..letter(event, Language::En, &settings) };
        let content = render(&letter);
        assert!(!content.html.contains("<script") && !content.html.contains("<b>"), "{}", content.html);
        assert!(content.html.contains("&lt;script&gt;"), "{}", content.html);
        assert!(!content.text.lines().any(|line| line.starts_with("X-Evil") || line.starts_with("Bcc")));
    }
}

#[test]
fn the_new_id_mail_knows_about_connected_calendars() {
    let settings = settings();
    for language in Language::ALL {
        let letter = letter(MailEvent::ConferenceIdChanged, language, &settings);
        let connected = render(&Letter { calendar: CalendarHelp::Connected, ..letter });
        insta::assert_snapshot!(format!("conferenceIdChanged_{}_connected", language.tag()), connected.text);
        let none = render(&Letter { calendar: CalendarHelp::None, ..letter });
        assert!(!none.text.contains("/organizer"), "{}", none.text);
    }
}

#[test]
fn the_link_that_signs_in_shows_its_secret_to_no_server() {
    let settings = settings();
    let content = render(&letter(MailEvent::OrganizerLink, Language::Sv, &settings));
    let link = "https://konfid.contoso.example/organizer?lang=sv#token=5f0c";
    assert!(content.text.contains(&format!(": {link}\n")), "{}", content.text);
    assert!(content.html.contains(&format!("href=\"{link}\"")), "{}", content.html);
    assert!(
        !content.text.contains("8271964") && !content.text.contains("827 196 4"),
        "no ID is needed to sign in"
    );
}

#[test]
fn the_way_to_the_update_tool_shows_ids_to_no_server() {
    let settings = settings();
    let content = render(&letter(MailEvent::ConferenceIdChanged, Language::Sv, &settings));
    let link = "https://konfid.contoso.example/meetings?lang=sv#old=5093817&new=8271964&address=asa%2Bmoten@contoso.example";
    assert!(content.text.contains(&format!(": {link}\n")), "{}", content.text);
    assert!(content.html.contains(&link.replace('&', "&amp;")), "{}", content.html);
    for event in [MailEvent::Enabled, MailEvent::Disabled, MailEvent::ConferenceInfo] {
        assert!(!render(&letter(event, Language::Sv, &settings)).text.contains("5093817"));
    }
}

#[test]
fn a_name_from_right_to_left_turns_nothing_around_it() {
    let settings = settings();
    for (name, text, html) in [
        ("אסתר (5)", "Hello \u{2068}אסתר (5)\u{2069},", "Hello <bdi>אסתר (5)</bdi>,"),
        ("\u{202e}Åsa\u{200b} Öberg", "Hello Åsa Öberg,", "Hello Åsa Öberg,"),
    ] {
        let mut letter = letter(MailEvent::ConferenceInfo, Language::En, &settings);
        letter.display_name = name;
        let content = render(&letter);
        assert!(content.text.contains(text), "{}", content.text);
        assert!(content.html.contains(html), "{}", content.html);
        assert!(!content.html.contains('\u{2068}'));
    }
}
