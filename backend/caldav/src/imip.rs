//! Messages that tell the attendees of a mended meeting (iMIP, RFC 6047), for the organizer to send from their own
//! mailbox where the calendar server tells nobody.

use std::time::{Duration, SystemTime};

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use shared::calendar::{attendee_addresses, imip_request};
use shared::{Language, Timestamp};

use crate::mend::Prepared;

/// A message that is ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateMessage {
    /// A name for its file; it derives from the meeting and is safe in every file system.
    pub file_name: String,
    /// The message (RFC 5322), which mail programs open as a draft.
    pub bytes: Vec<u8>,
}

/// The messages for a mended meeting, one for each meeting in the resource; none for those without attendees.
///
/// `addresses` are the organizer's; the message comes from the one that stands in the meeting.
pub fn update_messages(
    prepared: &Prepared,
    addresses: &[String],
    language: Language,
    now: Timestamp,
) -> Vec<UpdateMessage> {
    prepared.uids.iter().filter_map(|uid| update_message(prepared, uid, addresses, language, now)).collect()
}

fn update_message(
    prepared: &Prepared,
    uid: &str,
    addresses: &[String],
    language: Language,
    now: Timestamp,
) -> Option<UpdateMessage> {
    let data = prepared.after.as_bytes();
    let attendees = attendee_addresses(data, uid);
    let calendar = imip_request(data, uid).filter(|_| !attendees.is_empty())?;
    let summary = one_line(&prepared.summary);
    let (subject, text) = words(&summary, language);
    let organizer = organizer(&prepared.after, addresses)?;

    let mut builder = Message::builder()
        .from(organizer)
        .date(SystemTime::UNIX_EPOCH + Duration::from_millis(now.milliseconds()))
        .subject(subject)
        .message_id(None);
    let mut has_recipient = false;
    for attendee in attendees {
        if let Some(mailbox) = mailbox(&attendee) {
            builder = builder.to(mailbox);
            has_recipient = true;
        }
    }
    if !has_recipient {
        return None;
    }
    let kind = ContentType::parse("text/calendar; method=REQUEST; charset=UTF-8").ok()?;
    let calendar = SinglePart::builder().header(kind).header(ContentTransferEncoding::Base64).body(calendar);
    let parts = MultiPart::alternative().singlepart(SinglePart::plain(text)).singlepart(calendar);
    let mut message = builder.multipart(parts).ok()?;
    // Mail programs that know this open the message for sending instead of reading.
    let unsent = HeaderName::new_from_ascii_str("X-Unsent");
    message.headers_mut().insert_raw(HeaderValue::new(unsent, "1".to_owned()));
    Some(UpdateMessage { file_name: file_name(uid), bytes: message.formatted() })
}

fn words(summary: &str, language: Language) -> (String, String) {
    match language {
        Language::En => (
            format!("Updated: {summary}").trim_end_matches([' ', ':']).to_owned(),
            "The conference ID of this meeting has changed. Accept the update to get the new one in your \
             calendar. The time and place have not changed.\n"
                .to_owned(),
        ),
        Language::Sv => (
            format!("Uppdaterat: {summary}").trim_end_matches([' ', ':']).to_owned(),
            "Mötets konferens-ID har ändrats. Godkänn uppdateringen så får du det nya i din \
             kalender. Tid och plats är oförändrade.\n"
                .to_owned(),
        ),
    }
}

/// The organizer's address as it stands in the meeting.
fn organizer(calendar: &str, addresses: &[String]) -> Option<Mailbox> {
    let unfolded = calendar.replace("\r\n ", "").replace("\n ", "").replace("\r\n\t", "").replace("\n\t", "");
    let lines: Vec<String> = unfolded
        .lines()
        .map(str::to_lowercase)
        .filter(|line| line.starts_with("organizer:") || line.starts_with("organizer;"))
        .collect();
    let stands_there = |address: &&String| {
        let address = address.to_lowercase();
        let address = address.trim().trim_start_matches("mailto:");
        lines.iter().any(|line| line.contains(address))
    };
    let address = addresses.iter().find(stands_there).or(addresses.first())?;
    mailbox(address.trim().trim_start_matches("mailto:"))
}

fn mailbox(address: &str) -> Option<Mailbox> {
    Some(Mailbox::new(None, address.parse().ok()?))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The readable part of the UID, and a number that tells UIDs apart which are alike in it.
fn file_name(uid: &str) -> String {
    let readable: String = uid.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    let number = uid.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{readable}-{number:016x}.eml")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared() -> Prepared {
        Prepared {
            summary: "Planering\r\nBcc: eve@evil.example".into(),
            start: None,
            uids: vec!["../1/å@contoso.example".into()],
            before: String::new(),
            after: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:../1/å@contoso.example\r\n\
                ORGANIZER;CN=Anna:mailto:Anna@\r\n contoso.example\r\nATTENDEE:mailto:bo@contoso.example\r\n\
                ATTENDEE:mailto:cia@fabrikam.example\r\nDESCRIPTION:Konferens-ID: 5093817#\r\nEND:VEVENT\r\n\
                END:VCALENDAR\r\n"
                .into(),
            leftovers: Vec::new(),
            changes: Vec::new(),
            invitees: Vec::new(),
        }
    }

    #[test]
    fn a_message_goes_from_the_organizer_to_the_attendees() {
        let addresses = ["other@contoso.example".to_owned(), "anna@contoso.example".to_owned()];
        let now = Timestamp::from_milliseconds(1_795_500_000_000);
        let messages = update_messages(&prepared(), &addresses, Language::Sv, now);
        let [message] = messages.as_slice() else { panic!("{messages:?}") };
        let text = String::from_utf8(message.bytes.clone()).unwrap();
        assert!(text.contains("From: anna@contoso.example\r\n"), "{text}");
        assert!(text.contains("To: bo@contoso.example, cia@fabrikam.example\r\n"), "{text}");
        assert!(text.contains("method=REQUEST"), "{text}");
        assert!(text.contains("X-Unsent: 1\r\n"), "{text}");
        assert!(!text.contains("\r\nBcc:"), "{text}");
        assert!(message.file_name.starts_with("1contosoexample-"), "{}", message.file_name);
    }

    #[test]
    fn nobody_is_told_when_nobody_is_invited() {
        let mut prepared = prepared();
        prepared.after = prepared.after.replace("ATTENDEE", "X-ATTENDEE");
        let now = Timestamp::from_milliseconds(1_795_500_000_000);
        assert_eq!(update_messages(&prepared, &["anna@contoso.example".into()], Language::En, now), []);
    }
}
