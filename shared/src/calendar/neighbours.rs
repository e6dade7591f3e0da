//! Shapes that say little on their own: they count where another anchor stands in the same event.

use super::anchors::Place;
use super::characters::{is_hyphen, is_space, is_word};
use super::glyphs::Glyph;
use super::labels::Kind;
use super::segments::Segment;

impl Segment {
    /// Whether anything around these digits says that they are a conference ID, given that one stands elsewhere in the
    /// event, and nothing says that they are something else.
    pub(super) fn is_neighbour(&self, place: Place, glyphs: &[Glyph]) -> bool {
        let phrase = self.phrase_start(place.start);
        let is_likely = self.ends_in_number_sign(place.end)
            || self.has_scheme(place.start)
            || self.repeats(place)
            || self.is_extension(place.start, glyphs)
            || self.has_plain_label(place.start, phrase)
            || self.has_label_and_words(place.start, phrase)
            || self.has_label_after(place.end, glyphs);
        is_likely && !self.mentions_another(phrase, place.start) && !self.is_of_another_service(place)
    }

    /// `1234567#`, as one types it.
    fn ends_in_number_sign(&self, end: usize) -> bool {
        let at = (end..end + 2).find(|at| !self.character(*at).is_some_and(is_space)).unwrap_or(end + 2);
        self.character(at) == Some('#')
    }

    /// `tel:1234567`.
    fn has_scheme(&self, at: usize) -> bool {
        let mut at = at;
        while self.before(at) == Some('/') {
            at -= 1;
        }
        ["tel:", "callto:", "sip:", "dial:"].iter().any(|scheme| self.ends_with(at, scheme))
    }

    /// A telephone number and the sign or word for a pause: `+46812345678p1234567`, `;ext=1234567`, `x 1234567`.
    pub(super) fn is_extension(&self, at: usize, glyphs: &[Glyph]) -> bool {
        const WORDS: &[&str] = &[
            "ext",
            "extn",
            "extension",
            "postd",
            "anknytning",
            "durchwahl",
            "poste",
            "lokal",
            "wait",
            "pause",
        ];
        const MOST_SIGNS: usize = 6;
        let mut end = at;
        let mut is_pause = false;
        while at - end < MOST_SIGNS
            && let Some(sign) = self.before(end)
        {
            if matches!(sign, ',' | ';' | 'p' | 'w' | 'x' | '*' | '~') {
                is_pause = true;
            } else if !(is_space(sign) || matches!(sign, '.' | ':' | '=' | '(' | '[')) {
                break;
            }
            end -= 1;
        }
        // `postd=pp`, `ext.`: a word before or instead of the signs.
        let start = self.word_start(end);
        let word: String = self.characters[start..end].iter().collect();
        if WORDS.contains(&word.as_str()) {
            let before = self.skip_signs(start);
            return self.is_telephone_number(before, glyphs);
        }
        is_pause && self.is_telephone_number(end, glyphs)
    }

    fn skip_signs(&self, at: usize) -> usize {
        let mut end = at;
        while at - end < 3
            && self
                .before(end)
                .is_some_and(|sign| is_space(sign) || matches!(sign, ',' | ';' | '(' | '[' | '-'))
        {
            end -= 1;
        }
        end
    }

    /// Whether a telephone number ends here.
    fn is_telephone_number(&self, end: usize, glyphs: &[Glyph]) -> bool {
        const LONGEST: usize = 30;
        const FEWEST_DIGITS: usize = 6;
        let mut at = end;
        let mut digits = 0;
        let mut first = None;
        while end - at < LONGEST
            && let Some(character) = self.before(at)
        {
            if let Some(digit) = self.digit(at - 1, glyphs) {
                digits += 1;
                first = Some(digit);
            } else if character == '+' {
                return digits >= FEWEST_DIGITS;
            } else if !(is_space(character)
                || is_hyphen(character)
                || matches!(character, '.' | '(' | ')' | '/'))
            {
                break;
            }
            at -= 1;
        }
        digits >= FEWEST_DIGITS && (first == Some(0) || self.ends_with(at, "tel:"))
    }

    /// The ID once more after itself: `1234567 (123 456 7)`, `1234567<tel:1234567>`.
    fn repeats(&self, place: Place) -> bool {
        const FARTHEST: usize = 24;
        const WORDS: &[&str] = &[
            "or", "eller", "oder", "ou", "o", "tai", "eli", "of", "lub", "nebo", "или", "або", "ie", "dvs",
            "tel", "aka",
        ];
        place.last.filter(|last| place.start - last <= FARTHEST).is_some_and(|last| {
            let between = &self.characters[last..place.start];
            !between.contains(&'\n')
                && between
                    .split(|character| !is_word(*character))
                    .filter(|word| !word.is_empty())
                    .all(|word| WORDS.iter().any(|known| known.chars().eq(word.iter().copied())))
        })
    }

    /// A label that many things have, alone at the beginning of a phrase: `Code: 1234567`.
    fn has_plain_label(&self, at: usize, phrase: usize) -> bool {
        let end = self.skip_gap(at);
        end > phrase
            && self.words_before(end, Kind::Neighbour).any(|start| {
                start <= phrase || !self.characters[phrase..start].iter().any(|character| is_word(*character))
            })
    }

    /// A label, a few more words and a colon: `Conference ID to type when asked: 1234567`.
    fn has_label_and_words(&self, at: usize, phrase: usize) -> bool {
        let colon = self.skip_spaces(at, 3);
        if self.before(colon) != Some(':') {
            return false;
        }
        let text = &self.characters[phrase..colon - 1];
        if text.contains(&':') || text.iter().any(char::is_ascii_digit) {
            return false;
        }
        let ends_of_words = (phrase + 1..colon).filter(|end| {
            self.before(*end).is_some_and(is_word) && !self.character(*end).is_some_and(is_word)
        });
        ends_of_words.into_iter().any(|end| self.is_label(end))
    }

    /// A label behind the digits: `1234567 (conference ID)`, unless digits of its own follow it.
    fn has_label_after(&self, end: usize, glyphs: &[Glyph]) -> bool {
        const FARTHEST: usize = 50;
        let latest = (end + FARTHEST).min(self.characters.len());
        let line = self.characters[end..latest].iter().position(|character| *character == '\n');
        let latest = line.map_or(latest, |length| end + length);
        let Some(start) = (end..latest).find(|at| self.character(*at).is_some_and(is_word)) else {
            return false;
        };
        let signs = &self.characters[end..start];
        if signs.iter().any(|sign| matches!(sign, '.' | ',' | ';' | '|' | '!' | '?' | '+')) {
            return false;
        }
        (start + 1..=latest)
            .filter(|end| !self.character(*end).is_some_and(is_word))
            .filter(|end| self.words_before(*end, Kind::Conference).any(|label| label == start))
            .any(|end| !(end..end + 8).any(|at| self.digit(at, glyphs).is_some()))
    }

    /// Whether the digits are those of another service's call: more pauses or number signs follow, as before a passcode, or
    /// the lines above say so.
    pub(super) fn is_of_another_service(&self, place: Place) -> bool {
        let follows = self.characters.get(place.end..(place.end + 3).min(self.characters.len()));
        let follows = follows.unwrap_or_default();
        self.is_foreign
            || follows == ['#', ',', ',']
            || follows.starts_with(&['#', '#'])
            || self.is_below_another_service(place.start)
    }

    /// Whether the lines above this place name another service, in the same block of text.
    pub(super) fn is_below_another_service(&self, at: usize) -> bool {
        const ABOVE: usize = 300;
        // Not the names of services for video rooms, which stand in the same invitations.
        const SAID: &[&str] = &[
            "one tap",
            "one-tap",
            "onetap",
            "one touch",
            "one-touch",
            "tap to",
            "zoom.us",
            "zoomgov",
            "gotomeet",
            "meet.google",
            "meet.goto",
            "chime.aws",
        ];
        let above = &self.characters[at.saturating_sub(ABOVE)..at];
        // A rule or a gap ends the block.
        let ends = |three: &[char]| {
            matches!(three, ['\n', '\n', '\n'] | ['_', '_', _] | ['-', '-', _] | ['=', '=', _])
        };
        let block = above.windows(3).rposition(ends).map_or(above, |end| &above[end + 2..]);
        (0..block.len()).filter(|at| matches!(block[*at], 'o' | 'z' | 't' | 'g' | 'm' | 'c')).any(|at| {
            SAID.iter().any(|said| {
                let mut letters = block[at..].iter();
                said.chars().all(|letter| letters.next() == Some(&letter))
            })
        })
    }
}
