//! The quick look: whether old digits may stand in a text at all.

use std::ops::Range;

use super::glyphs::Decoder;
use super::numbers::calling_code;
use super::request::Plan;
use crate::ConferenceId;

/// Whether old digits may stand in `bytes[range]`: true for every text in which `matching` finds something, false
/// for nearly every other. It allocates nothing, so a whole calendar can be sifted with it.
pub(super) fn may_match(bytes: &[u8], range: Range<usize>, quoted_printable: bool, plan: &Plan) -> bool {
    // Digits outside of markup and inside of it are separate texts.
    let (mut outside, mut inside) = (Sieve::default(), Sieve::default());
    let (mut in_tag, mut in_comment) = (false, false);
    let mut last = ['\0'; 4];
    let mut decoder = Decoder::new(bytes, range, quoted_printable).peekable();
    while let Some(glyph) = decoder.next() {
        last = [last[1], last[2], last[3], glyph.character];
        in_comment |= last == ['<', '!', '-', '-'];
        match glyph.character {
            '<' => {
                let next = decoder.peek().map_or(' ', |glyph| glyph.character);
                in_tag = in_tag || next.is_ascii_alphabetic() || matches!(next, '/' | '!');
            }
            '>' => {
                in_comment &= last[1..3] != ['-', '-'];
                in_tag = in_comment;
            }
            _ => {
                let sieve = if in_tag { &mut inside } else { &mut outside };
                if let Some(digit) = glyph.digit()
                    && sieve.push(digit, plan)
                {
                    return true;
                }
            }
        }
    }
    false
}

/// The last digits seen.
#[derive(Default)]
struct Sieve {
    digits: u64,
    count: usize,
}

impl Sieve {
    /// Adds a digit and says whether the last ones are digits to replace.
    fn push(&mut self, digit: u8, plan: &Plan) -> bool {
        // Sixteen digits are kept, more than any number has.
        self.digits = self.digits % 1_000_000_000_000_000 * 10 + u64::from(digit);
        self.count += 1;
        let last_seven = u32::try_from(self.digits % 10_000_000).unwrap_or_default();
        self.count >= ConferenceId::DIGITS && plan.is_old_id(last_seven)
            || plan.numbers.iter().any(|number| {
                // The calling code is not always written.
                let national = number.old.get(calling_code(&number.old)..).unwrap_or_default();
                let value = national.iter().fold(0, |value, digit| value * 10 + u64::from(*digit));
                let modulus = national.iter().fold(1, |modulus, _| modulus * 10);
                self.count >= national.len() && self.digits % modulus == value
            })
    }
}
