use super::*;
use crate::Bridge;

fn number(number: &str, formatted: &str, country: &str, location: &str) -> ServiceNumber {
    ServiceNumber {
        number: number.parse().unwrap(),
        formatted: formatted.to_owned(),
        country_code: country.to_owned(),
        location: location.to_owned(),
        toll_free: false,
        languages: Vec::new(),
        default: false,
        replacement: None,
    }
}

fn bridge() -> Bridge {
    let mut bridge = Bridge::first();
    let toll_free = ServiceNumber { toll_free: true, ..number("+4620123456", "+46 20 123 456", "SE", "") };
    let stockholm =
        ServiceNumber { default: true, ..number("+46812345678", "+46 8 123 456 78", "SE", "Stockholm") };
    let plain = number("+442071234567", "", "GB", "London <City> & \"Wharf\"");
    bridge.service_numbers = vec![toll_free, stockholm, plain];
    bridge
}

fn conference_id() -> ConferenceId {
    "8271964".parse().unwrap()
}

fn in_every_form(bridge: &Bridge, language: Language) -> String {
    let block = InvitationBlock::new(conference_id(), bridge.ordered_numbers(), language);
    let icalendar = block.icalendar().replace("\r\n", "⏎\n");
    format!("{}\n=== HTML\n{}\n\n=== iCalendar\n{icalendar}", block.text(), block.html())
}

#[test]
fn the_block_in_english() {
    insta::assert_snapshot!(in_every_form(&bridge(), Language::En));
}

#[test]
fn the_block_in_swedish() {
    insta::assert_snapshot!(in_every_form(&bridge(), Language::Sv));
}

#[test]
fn the_block_with_one_number() {
    let mut bridge = bridge();
    bridge.service_numbers.truncate(1);
    insta::assert_snapshot!(in_every_form(&bridge, Language::Sv));
}

#[test]
fn the_block_before_any_number_is_set() {
    let bridge = Bridge::first();
    insta::assert_snapshot!(in_every_form(&bridge, Language::En));
}

fn profile() -> ProviderProfile {
    let number = |number: &str, formatted: &str| crate::ProviderNumber {
        number: number.parse().unwrap(),
        formatted: formatted.to_owned(),
    };
    ProviderProfile {
        name: "InterCall".to_owned(),
        toll_number: number("+442071234567", "+44 20 7123 4567"),
        toll_free_numbers: vec![number("+448001234567", "+44 800 123 4567")],
        passcode: "004711".parse().unwrap(),
        domain: None,
        url: None,
    }
}

#[test]
fn the_block_of_another_provider() {
    let profile = profile();
    let blocks = Language::ALL.map(|language| {
        let block = InvitationBlock::of_profile(&profile, language);
        let icalendar = block.icalendar().replace("\r\n", "⏎\n");
        format!("{}\n=== HTML\n{}\n\n=== iCalendar\n{icalendar}", block.text(), block.html())
    });
    insta::assert_snapshot!(blocks.join("\n"));
}

#[test]
fn a_user_has_the_block_of_whoever_provides_the_conference() {
    let bridge = bridge();
    let mut user = User::new(
        crate::UserId::from_uuid(uuid::Uuid::from_u128(7)),
        "Anna".to_owned(),
        "anna@contoso.example".parse().unwrap(),
        "anna@contoso.example".parse().unwrap(),
        bridge.id,
        crate::Timestamp::from_milliseconds(0),
    );
    let digits =
        |user: &User| InvitationBlock::of_user(user, &bridge, Language::En).map(|block| block.digits());
    user.conference_id = Some(conference_id());
    assert_eq!(digits(&user), None, "nobody can call while the user is not enabled");
    user.dial_in_enabled = true;
    assert_eq!(digits(&user).as_deref(), Some("827 196 4"));
    user.provider =
        crate::Provider::ThirdParty(crate::ProviderProfiles { default: profile(), others: Vec::new() });
    assert_eq!(digits(&user).as_deref(), Some("004711"));
}

#[test]
fn nothing_from_the_settings_becomes_markup_or_a_new_line() {
    let mut bridge = bridge();
    bridge.service_numbers = vec![number("+4620123456", "1\r\nBEGIN:VALARM", "<", "a^\"\\;,b\nEVIL:1")];
    let block = InvitationBlock::new(conference_id(), bridge.ordered_numbers(), Language::En);
    let unfolded = block.icalendar().replace("\r\n ", "");
    let names: Vec<&str> =
        unfolded.lines().map(|line| line.split([';', ':']).next().unwrap_or_default()).collect();
    assert_eq!(names, ["CONFERENCE", "DESCRIPTION"]);
    assert!(unfolded.contains("LABEL=\"1  BEGIN:VALARM (a^^^'\\;,b EVIL:1, <)\":tel:"), "{unfolded}");
    assert!(unfolded.contains("a^\"\\\\\\;\\,b EVIL:1"), "{unfolded}");
    assert!(!block.html().contains("(a^\""), "{}", block.html());
    assert!(block.html().contains(", &lt;)"), "{}", block.html());
}

#[test]
fn lines_are_folded_between_characters() {
    let mut bridge = bridge();
    bridge.service_numbers[0].location = "ö".repeat(200);
    let lines = InvitationBlock::new(conference_id(), bridge.ordered_numbers(), Language::Sv).icalendar();
    assert!(lines.ends_with("\r\n"));
    assert!(lines.split("\r\n").all(|line| line.len() <= 75), "{lines}");
    assert!(lines.replace("\r\n ", "").contains(&"ö".repeat(200)));
}

/// The meeting update tool must find what this module writes, in every copy.
#[cfg(feature = "calendar")]
#[test]
fn the_meeting_update_tool_mends_the_block() {
    use crate::calendar::{MendRequest, mend_calendar};

    for language in Language::ALL {
        let bridge = bridge();
        let block = InvitationBlock::new(conference_id(), bridge.ordered_numbers(), language).icalendar();
        let calendar = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n\
             DTSTAMP:20261001T080000Z\r\nDTSTART:20270101T090000Z\r\nSUMMARY:Planning\r\n\
             ORGANIZER:mailto:anna@contoso.example\r\n{block}END:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        let request = MendRequest {
            addresses: vec!["anna@contoso.example".to_owned()],
            old_ids: vec![conference_id()],
            new_id: "5093817".parse().unwrap(),
            numbers: Vec::new(),
            now: 1_795_000_000,
        };
        let output = String::from_utf8(mend_calendar(calendar.as_bytes(), &request).output()).unwrap();
        let unfolded = output.replace("\r\n ", "");
        assert_eq!(unfolded.matches("5093817").count(), 4, "three numbers and the one to tap\n{unfolded}");
        assert_eq!(unfolded.matches("509 381 7").count(), 1, "{unfolded}");
        assert!(!unfolded.contains("8271964") && !unfolded.contains("827 196 4"), "{unfolded}");
    }
}
