use std::sync::LazyLock;

use shared::{Bridge, ProviderNumber};

use super::*;

fn settings() -> Settings {
    let mut settings = Settings::initial("conference.example.com");
    settings.organisation_name = "Contoso & Söner".to_owned();
    settings
}

fn numbers() -> &'static [&'static ServiceNumber] {
    static NUMBERS: LazyLock<Vec<&ServiceNumber>> = LazyLock::new(|| bridge().ordered_numbers());
    &NUMBERS
}

fn bridge() -> &'static Bridge {
    static BRIDGE: LazyLock<Bridge> = LazyLock::new(|| {
        let number = |number: &str, formatted: &str, location: &str, toll_free, default| ServiceNumber {
            number: number.parse().unwrap(),
            formatted: formatted.to_owned(),
            country_code: "SE".to_owned(),
            location: location.to_owned(),
            toll_free,
            languages: Vec::new(),
            default,
            replacement: None,
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

/// The profile at another provider.
fn profile() -> &'static ProviderProfile {
    static PROFILE: LazyLock<ProviderProfile> = LazyLock::new(|| ProviderProfile {
        name: "Nordsamtal".to_owned(),
        toll_number: ProviderNumber {
            number: "+4722123456".parse().unwrap(),
            formatted: "+47 22 12 34 56".to_owned(),
        },
        toll_free_numbers: Vec::new(),
        passcode: "004711".parse().unwrap(),
        domain: None,
        url: None,
    });
    &PROFILE
}

/// The secret of a link.
const TOKEN: &str = "5f0c";

/// The language's tag, for as long as a test runs.
fn tag(language: Language) -> &'static LanguageTag {
    Box::leak(Box::new(language.into()))
}

/// The built-in text, for as long as a test runs.
fn template(event: MailEvent, language: Language) -> &'static MailTemplateText {
    Box::leak(Box::new(MailTemplateText::built_in(event, language)))
}

fn letter(event: MailEvent, language: Language, settings: &Settings) -> Letter<'_> {
    Letter {
        event,
        language,
        tag: tag(language),
        template: template(event, language),
        display_name: "Åsa Öberg",
        conference_id: Some("8271964".parse().unwrap()),
        dynamic_ids: false,
        earlier_ids: earlier_ids(),
        addresses: addresses(),
        calendar: CalendarHelp::Possible,
        token: matches!(event, MailEvent::OrganizerLink | MailEvent::PinReset).then_some(TOKEN),
        settings,
        numbers: numbers(),
        profile: (event == MailEvent::ProviderChanged).then(profile),
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
    for event in MailEvent::ALL {
        for language in Language::ALL {
            let letter = Letter { numbers: &[], ..letter(event, language, &settings) };
            let content = render(&letter);
            let name = format!("{}_{}_before_set_up", event.name(), language.tag());
            insta::assert_snapshot!(name, format!("Subject: {}\n\n{}", content.subject, content.text));
        }
    }
}

#[test]
fn another_providers_passcode_is_only_in_what_is_sent_by_hand() {
    let settings = settings();
    for event in MailEvent::ALL {
        for language in Language::ALL {
            let letter = Letter {
                profile: Some(profile()),
                conference_id: None,
                ..letter(event, language, &settings)
            };
            let content = render(&letter);
            let name = format!("{}_{}_third_party", event.name(), language.tag());
            match event {
                MailEvent::ConferenceInfo => insta::assert_snapshot!(name, whole(&content)),
                MailEvent::Disabled => insta::assert_snapshot!(name, content.text),
                MailEvent::ProviderChanged | MailEvent::OrganizerLink => {
                    assert!(!content.text.contains("004711") && !content.html.contains("004711"));
                }
                // They are overtaken before they could be written to a user with another provider.
                MailEvent::Enabled
                | MailEvent::ConferenceIdChanged
                | MailEvent::ConferenceIdTypeChanged
                | MailEvent::DefaultNumberChanged
                | MailEvent::ResetUndone
                | MailEvent::ConferenceIdTakenOver
                | MailEvent::ConferenceIdHandedOver
                | MailEvent::PinReset => {}
            }
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
fn with_dynamic_ids_the_texts_say_where_the_ids_are() {
    let settings = settings();
    let events = [
        MailEvent::Enabled,
        MailEvent::ConferenceIdTypeChanged,
        MailEvent::DefaultNumberChanged,
        MailEvent::ConferenceInfo,
    ];
    for event in events {
        for language in Language::ALL {
            let letter = Letter { dynamic_ids: true, ..letter(event, language, &settings) };
            let none = render(&Letter { conference_id: None, ..letter });
            assert!(!none.text.contains("827 196 4") && !none.html.contains("827"), "{}", none.text);
            let name = format!("{}_{}_dynamic", event.name(), language.tag());
            insta::assert_snapshot!(name, format!("Subject: {}\n\n{}", none.subject, none.text));
            // One that is kept for some meetings is named, but not offered for others.
            let kept = render(&letter);
            assert!(kept.text.contains("827 196 4"), "{}", kept.text);
            assert!(!kept.text.contains(",,8271964#"), "{}", kept.text);
        }
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
fn the_link_to_the_pin_shows_its_secret_to_no_server() {
    let settings = settings();
    for language in Language::ALL {
        let enabled = letter(MailEvent::Enabled, language, &settings);
        let content = render(&Letter { token: Some(TOKEN), ..enabled });
        insta::assert_snapshot!(format!("enabled_{}_with_pin", language.tag()), whole(&content));
        for content in [content, render(&letter(MailEvent::PinReset, language, &settings))] {
            let link = format!("https://konfid.contoso.example/pin?lang={}#token=5f0c", language.tag());
            assert!(content.text.contains(&format!(": {link}\n")), "{}", content.text);
            assert!(content.html.contains(&format!("href=\"{link}\"")), "{}", content.html);
        }
        assert!(!render(&enabled).text.contains("/pin"), "without a PIN there is no link");
    }
}

#[test]
fn the_way_to_the_update_tool_shows_ids_to_no_server() {
    let settings = settings();
    let content = render(&letter(MailEvent::ConferenceIdChanged, Language::Sv, &settings));
    let link = "https://konfid.contoso.example/update-meetings?lang=sv#old=5093817&new=8271964&address=asa%2Bmoten@contoso.example";
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
