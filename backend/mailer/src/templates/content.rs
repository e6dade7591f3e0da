//! What each mail says.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use shared::{ConferenceId, InvitationBlock, MailEvent, isolated};

use super::words::{self, Words};
use super::{CalendarHelp, Letter, Part, Step};
use crate::sanitise::one_line;

/// What of a mail address stays readable in a link.
const ADDRESS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_');

pub(super) fn parts(letter: &Letter<'_>) -> Vec<Part> {
    let words = words::of(letter.language);
    let organisation = one_line(&letter.settings.organisation_name);
    let mut parts = vec![Part::Paragraph((words.greeting)(&isolated(&one_line(letter.display_name))))];
    match letter.event {
        MailEvent::Enabled => {
            parts.push(Part::Paragraph((words.enabled)(&organisation)));
            add_details(letter, words, words.your_id, &mut parts);
            parts.push(Part::Heading(words.add_heading.to_owned()));
            parts.push(Part::Paragraph(words.add_details.to_owned()));
            parts.push(Part::Link(instructions(letter, words)));
        }
        MailEvent::ConferenceIdChanged => {
            parts.push(Part::Paragraph(words.changed.to_owned()));
            add_details(letter, words, words.your_new_id, &mut parts);
            parts.push(Part::Heading(words.update_heading.to_owned()));
            if letter.calendar == CalendarHelp::Connected {
                parts.push(Part::Link(own_page(letter, words.updated_for_you)));
                parts.push(Part::Paragraph(words.update_rest.to_owned()));
            } else {
                parts.push(Part::Paragraph(words.update_why.to_owned()));
            }
            let mut steps = vec![update_tool(letter, words)];
            steps.extend(words.update_steps.map(Step::sentence));
            parts.push(Part::Steps(steps));
            if letter.calendar == CalendarHelp::Possible {
                parts.push(Part::Link(own_page(letter, words.connect_calendar)));
            }
        }
        MailEvent::ResetUndone => {
            if let Some(id) = letter.conference_id {
                parts.push(Part::Paragraph((words.undone)(&id.grouped())));
            }
            let Step { address, sentence: _ } = update_tool(letter, words);
            parts.push(Part::Link(Step { sentence: words.undone_link.to_owned(), address }));
        }
        MailEvent::Disabled => {
            let grouped = letter.conference_id.map(ConferenceId::grouped);
            parts.push(Part::Paragraph((words.disabled)(grouped.as_deref())));
            parts.push(Part::Heading(words.remove_heading.to_owned()));
            parts.push(Part::Steps(words.remove_steps.into_iter().map(Step::sentence).collect()));
            parts.push(Part::Link(instructions(letter, words)));
        }
        MailEvent::ConferenceInfo => {
            parts.push(Part::Paragraph(words.information.to_owned()));
            add_details(letter, words, words.your_id, &mut parts);
            if let Some(id) = letter.conference_id {
                let block = InvitationBlock::new(id, letter.bridge, letter.language);
                parts.push(Part::Heading(words.paste_heading.to_owned()));
                parts.push(Part::Block { text: block.text(), html: block.html() });
            }
            parts.push(Part::Paragraph(words.no_pin.to_owned()));
        }
        MailEvent::OrganizerLink => {
            parts.push(Part::Paragraph(words.sign_in.to_owned()));
            let mut link = own_page(letter, words.sign_in_link);
            if let (Some(address), Some(token)) = (&mut link.address, letter.token) {
                // Browsers keep what stands after `#` to themselves.
                address.push_str("#token=");
                address.push_str(token);
            }
            parts.push(Part::Link(link));
            parts.push(Part::Paragraph(words.sign_in_limits.to_owned()));
            parts.push(Part::Paragraph(words.sign_in_unasked.to_owned()));
        }
    }
    parts.push(Part::Footer((words.footer)(&organisation)));
    parts
}

/// The conference ID and the service numbers.
fn add_details(letter: &Letter<'_>, words: &Words, label: &str, parts: &mut Vec<Part>) {
    if let Some(id) = letter.conference_id {
        parts.push(Part::Fact { label: label.to_owned(), value: id.grouped(), large: true });
    }
    let numbers = letter.bridge.ordered_numbers();
    let mut numbers = numbers.iter().map(|number| number.describe(letter.language)).peekable();
    let Some(default) = numbers.peek() else {
        parts.push(Part::Paragraph(words.no_number.to_owned()));
        return;
    };
    let label = words.default_number.to_owned();
    parts.push(Part::Fact { label, value: default.clone(), large: false });
    let all: Vec<String> = numbers.collect();
    if all.len() > 1 {
        parts.push(Part::Heading(words.all_numbers.to_owned()));
        parts.push(Part::List(all));
    }
}

/// Where the help says how to update meetings, in the user's language.
fn instructions(letter: &Letter<'_>, words: &Words) -> Step {
    let base = letter.public_url.trim_end_matches('/');
    let address = format!("{base}/help/update-meetings?lang={}", letter.language.tag());
    let sentence = match letter.event {
        MailEvent::Disabled => words.more_help,
        MailEvent::Enabled
        | MailEvent::ConferenceIdChanged
        | MailEvent::ResetUndone
        | MailEvent::ConferenceInfo
        | MailEvent::OrganizerLink => words.open_instructions,
    };
    Step { sentence: sentence.to_owned(), address: Some(address) }
}

/// The meeting update tool, with everything filled in. The conference IDs stand after `#`, which browsers keep to
/// themselves: they reach no server and no server's log.
fn update_tool(letter: &Letter<'_>, words: &Words) -> Step {
    let base = letter.public_url.trim_end_matches('/');
    let mut values: Vec<String> = letter.earlier_ids.iter().map(|id| format!("old={id}")).collect();
    values.extend(letter.conference_id.map(|id| format!("new={id}")));
    let addresses = letter.addresses.iter().map(|address| utf8_percent_encode(address, ADDRESS));
    values.extend(addresses.map(|address| format!("address={address}")));
    let address = format!("{base}/meetings?lang={}#{}", letter.language.tag(), values.join("&"));
    Step { sentence: words.open_tool.to_owned(), address: Some(address) }
}

/// The organizer's own page.
fn own_page(letter: &Letter<'_>, sentence: &str) -> Step {
    let base = letter.public_url.trim_end_matches('/');
    let address = format!("{base}/organizer?lang={}", letter.language.tag());
    Step { sentence: sentence.to_owned(), address: Some(address) }
}

impl Step {
    fn sentence(sentence: &str) -> Self {
        Self { sentence: sentence.to_owned(), address: None }
    }
}
