//! Drawing a PIN.

use rand::RngExt as _;
use shared::{Bridge, OrganizerPin, User};

use crate::Random;

/// The numbers whose parts a PIN must not be: whoever guesses tries them first.
pub(super) fn known_numbers(user: &User, bridge: &Bridge) -> Vec<String> {
    let mut numbers: Vec<String> = user.conference_id.iter().map(ToString::to_string).collect();
    numbers.extend(user.undo.iter().map(|undo| undo.previous_conference_id.to_string()));
    numbers.extend(user.toll_number.iter().chain(&user.toll_free_number).map(ToString::to_string));
    numbers.extend(bridge.service_numbers.iter().map(|number| number.number.to_string()));
    numbers
}

/// A random PIN that is not easy to guess. Most are not, whatever numbers are known, so a few tries are enough.
pub(super) fn draw(length: u16, known_numbers: &[String], random: &mut Random) -> OrganizerPin {
    loop {
        let digits: String = (0..length).map(|_| char::from(b'0' + random.random_range(0..10_u8))).collect();
        // A length that no PIN can have is none that settings can have.
        let Ok(pin) = digits.parse::<OrganizerPin>() else {
            return draw(OrganizerPin::LENGTH_DEFAULT, known_numbers, random);
        };
        if pin.flaw(known_numbers.iter().map(String::as_str)).is_none() {
            return pin;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    use super::*;

    #[test]
    fn pins_differ_and_use_every_digit_at_every_place() {
        let random = &mut ChaCha20Rng::seed_from_u64(1);
        let pins: BTreeSet<String> = (0..1_000).map(|_| draw(5, &[], random).as_str().to_owned()).collect();
        assert!(pins.len() > 980, "{}", pins.len());
        for place in 0..5 {
            let digits: BTreeSet<u8> = pins.iter().map(|pin| pin.as_bytes()[place]).collect();
            assert_eq!(digits.len(), 10, "at place {place}");
        }
    }

    proptest! {
        #[test]
        fn a_pin_has_the_length_that_is_wanted_and_no_flaw(
            seed: u64,
            length in OrganizerPin::LENGTH_MIN..=OrganizerPin::LENGTH_MAX,
            known in proptest::collection::vec("[0-9]{7,15}", 0..20),
        ) {
            let pin = draw(length, &known, &mut ChaCha20Rng::seed_from_u64(seed));
            prop_assert_eq!(pin.as_str().len(), usize::from(length));
            prop_assert_eq!(pin.flaw(known.iter().map(String::as_str)), None);
        }
    }
}
