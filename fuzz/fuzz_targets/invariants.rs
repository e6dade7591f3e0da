//! What must hold for any input of the meeting update tool. The fuzzer and the ordinary test that replays its corpus
//! (`shared/tests/calendar_fuzz_corpus.rs`) both check it.

use konfid_shared::calendar::{
    MendRequest, Mender, NumberChange, attendee_addresses, imip_request, mend_calendar, mend_text,
    schedule_force_send,
};

const MARKS: [&str; 4] = ["SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "X-MICROSOFT-CDO-APPT-SEQUENCE"];

fn request(old: &[&str], new: &str) -> MendRequest {
    MendRequest {
        addresses: vec!["anna@contoso.example".to_owned()],
        old_ids: old.iter().filter_map(|id| id.parse().ok()).collect(),
        new_id: new.parse().expect("seven digits"),
        numbers: Vec::new(),
        now: 1_795_500_000,
    }
}

/// Panics if anything does not hold for this input.
pub(crate) fn check(input: &[u8]) {
    let there = request(&["8271964", "3904518"], "5093817");
    let result = mend_calendar(input, &there);
    let output = result.output();
    assert_eq!(result.has_changes(), output != input, "a report of changes means changes");
    assert_eq!(result.output_where(|_| false), input, "nothing chosen, nothing changed");

    let again = mend_calendar(&output, &there);
    assert!(!again.has_changes(), "mending twice is mending once");

    if result.has_changes() {
        check_difference(input, &output);
    }

    let mut mender = Mender::new(input.into(), &there);
    while !mender.advance(1).is_done() {}
    assert_eq!(mender.finish().output(), output, "slices give the same");

    let numbers = vec![
        NumberChange { old: "+46812345678".to_owned(), new: "+46898765432".to_owned() },
        NumberChange { old: "+4712345678".to_owned(), new: "+4721234567890".to_owned() },
    ];
    let _ = mend_calendar(input, &MendRequest { numbers, ..there.clone() }).output();

    let marked = schedule_force_send(input);
    assert_eq!(schedule_force_send(&marked), marked, "attendees are marked once");
    let _ = imip_request(input, "1");
    let _ = attendee_addresses(input, "1");

    if let Ok(text) = std::str::from_utf8(input) {
        let once = mend_text(text, &there);
        assert!(!mend_text(&once.output, &there).has_changes());
        assert_eq!(once.output.chars().count(), text.chars().count());
        // Back again, by way of an ID that does not stand in the text yet.
        if mend_text(text, &request(&["6604418"], "8271964")).output == text {
            let single = mend_text(text, &request(&["8271964"], "6604418"));
            let back = mend_text(&single.output, &request(&["6604418"], "8271964"));
            assert_eq!(back.output, text, "editing back restores the text");
        }
    }
}

/// Every line is the same but for decimal digits and the lines that say an event has changed.
fn check_difference(input: &[u8], output: &[u8]) {
    let (before, after) = (unmarked_lines(input), unmarked_lines(output));
    assert_eq!(before.len(), after.len(), "no line comes or goes");
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.len(), after.len(), "no line gets longer or shorter");
        let only_digits = before.iter().zip(after).all(|(old, new)| {
            let full_width = 0x90..=0x99;
            old == new
                || old.is_ascii_digit() && new.is_ascii_digit()
                || full_width.contains(old) && full_width.contains(new)
        });
        assert!(only_digits, "only digits change");
    }
}

/// Content lines without folds, those that say an event has changed left out.
fn unmarked_lines(input: &[u8]) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    let head = &input[..input.len().min(4096)];
    // Some programs write bare carriage returns.
    let line_break = if head.contains(&b'\n') { b'\n' } else { b'\r' };
    for physical in input.split(|byte| *byte == line_break) {
        let physical = physical.strip_suffix(b"\r").unwrap_or(physical);
        match (physical.first(), lines.last_mut()) {
            (Some(b' ' | b'\t'), Some(line)) if !line.is_empty() => line.extend_from_slice(&physical[1..]),
            _ => lines.push(physical.to_vec()),
        }
    }
    lines.retain(|line| {
        let end = line.iter().position(|byte| matches!(byte, b':' | b';')).unwrap_or(line.len());
        let name = String::from_utf8_lossy(&line[..end]).to_ascii_uppercase();
        !MARKS.contains(&name.as_str())
    });
    lines
}
