//! Taking the mending of one meeting back.

use shared::MeetingUpdateReason;
use url::Url;

use crate::account::Account;
use crate::mend::{for_server, settled};
use crate::resources::Written;

/// What became of an undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PutBack {
    /// The meeting is as it was.
    Done,
    /// It stays as it is, for this reason: somebody has changed it since, it is gone, or the server does not allow
    /// it.
    Refused(MeetingUpdateReason),
    /// It could not be done now.
    Failed(MeetingUpdateReason),
}

/// Writes the data from before a mending back, if the meeting is still as the mending left it (`entity_tag`).
///
/// Where the server tells attendees, the numbers of the versions go on from those of the mending; attendees would
/// take anything lower for old news. Otherwise the bytes are those from before.
pub async fn put_back(
    account: &Account,
    url: &Url,
    schedules: bool,
    before: &str,
    entity_tag: &str,
) -> PutBack {
    let data = if schedules {
        let current = match account.fetch(url).await {
            Ok(Some(current)) => current,
            Ok(None) => return PutBack::Refused(MeetingUpdateReason::Gone),
            Err(reason) => return PutBack::Failed(reason),
        };
        let before = before.to_owned();
        let raised = account.reading_pool().read(move || {
            let raised = raise_sequences(&before, &String::from_utf8_lossy(&current.data));
            for_server(raised.as_bytes(), schedules)
        });
        match raised.await {
            Ok(raised) => raised,
            Err(trouble) => return PutBack::Failed(trouble.while_working()),
        }
    } else {
        before.as_bytes().to_vec()
    };
    match account.write(url, data.clone(), entity_tag).await {
        Ok(Written::Done(_)) => {
            if schedules {
                settled(account, url, String::from_utf8_lossy(&data).into_owned(), schedules).await;
            }
            PutBack::Done
        }
        Ok(Written::Gone) => PutBack::Refused(MeetingUpdateReason::Gone),
        Ok(Written::Refused) => PutBack::Refused(MeetingUpdateReason::WriteRefused),
        Err(reason) => PutBack::Failed(reason),
        // It may have been Konfid itself, in an attempt whose end it did not see.
        Ok(Written::Overtaken) => match account.fetch(url).await {
            Ok(Some(current)) if current.data == data => PutBack::Done,
            Ok(Some(_)) => PutBack::Refused(MeetingUpdateReason::ChangedSince),
            Ok(None) => PutBack::Refused(MeetingUpdateReason::Gone),
            Err(reason) => PutBack::Failed(reason),
        },
    }
}

/// `before` with a `SEQUENCE` one above the highest of `current` in every event.
fn raise_sequences(before: &str, current: &str) -> String {
    let number = |line: &str| {
        let (name, value) = line.trim_end().split_once(':')?;
        let name = name.split(';').next().unwrap_or_default();
        // An empty one counts as 0.
        let value = if value.trim().is_empty() { "0" } else { value.trim() };
        if name.eq_ignore_ascii_case("SEQUENCE") { value.parse::<u64>().ok() } else { None }
    };
    let is = |line: &str, text: &str| line.trim_end().eq_ignore_ascii_case(text);
    let next = current.lines().filter_map(number).max().unwrap_or(0).saturating_add(1).to_string();
    let mut raised = String::with_capacity(before.len() + 16);
    let mut has_sequence = false;
    for line in before.split_inclusive('\n') {
        let line_break = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
        if is(line, "BEGIN:VEVENT") {
            has_sequence = false;
        }
        let is_sequence = number(line).is_some();
        if is_sequence || (is(line, "END:VEVENT") && !has_sequence) {
            has_sequence = true;
            raised.extend(["SEQUENCE:", &next, line_break]);
        }
        if !is_sequence {
            raised.push_str(line);
        }
    }
    raised
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_go_on_from_the_mended_ones() {
        let before = "BEGIN:VEVENT\r\nSEQUENCE:4\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n";
        let current = "BEGIN:VEVENT\nSEQUENCE:5\nEND:VEVENT\nBEGIN:VEVENT\nSEQUENCE:1\nEND:VEVENT\n";
        let raised = "BEGIN:VEVENT\r\nSEQUENCE:6\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nSEQUENCE:6\r\nEND:VEVENT\r\n";
        assert_eq!(raise_sequences(before, current), raised);
    }
}
