//! Addresses: which of them lead to the dial-in page of a conference.

use super::characters::is_space;
use super::segments::Segment;

/// How far back the beginning of an address is looked for.
const LONGEST: usize = 400;

impl Segment {
    /// Whether `?id=` or the like stands right before `at`.
    pub(super) fn has_parameter(&self, at: usize) -> bool {
        const KEYS: &[&str] =
            &["id", "cid", "confid", "conf_id", "conferenceid", "conference_id", "conference-id"];
        if self.before(at) != Some('=') {
            return false;
        }
        KEYS.iter().any(|key| {
            self.ends_with(at - 1, key)
                && matches!(self.before(at - 1 - key.len()), Some('?' | '&' | ';' | '#'))
        })
    }

    /// Whether the address around `at` is that of a dial-in page. Helpdesks, shops and other meeting services have a
    /// `?id=` too. An address without a host can only be one's own.
    pub(super) fn is_own_link(&self, at: usize) -> bool {
        const OWN: &[&str] = &[
            "dialin",
            "dial-in",
            "dial_in",
            "konfid",
            "pstn",
            "audioconf",
            "audiokonf",
            "teleconf",
            "telekonf",
            "telefonkonf",
        ];
        let earliest = at.saturating_sub(LONGEST);
        let ends = |character: &char| {
            is_space(*character) || matches!(character, '\n' | '"' | '\'' | '<' | '>' | '‹' | '›')
        };
        let start =
            self.characters[earliest..at].iter().rposition(ends).map_or(earliest, |end| earliest + end + 1);
        let address = &self.characters[start..at];
        // A link scanner puts its own address before the real one.
        let Some(host) = address.windows(3).rposition(|three| three == [':', '/', '/']) else {
            return true;
        };
        let own = &address[host + 3..];
        // The parameter itself may be called `conferenceid`.
        let own =
            own.iter().position(|character| matches!(character, '?' | '#')).map_or(own, |end| &own[..end]);
        OWN.iter().any(|word| {
            let letters: Vec<char> = word.chars().collect();
            own.windows(letters.len()).any(|window| window == letters)
        })
    }
}
