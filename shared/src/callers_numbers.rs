//! Which numbers callers dial. This is the one place that says it: emails, invitations, pages and the API take it from here.

use crate::{Bridge, PhoneNumber, ServiceNumber, User};

impl Bridge {
    /// The number that emails and invitations show first.
    pub fn default_number(&self) -> Option<&ServiceNumber> {
        let stay = || self.service_numbers.iter().filter(|number| number.replacement.is_none());
        stay().find(|number| number.default).or_else(|| stay().next())
    }

    /// The bridge's number with these digits.
    pub fn number(&self, number: &PhoneNumber) -> Option<&ServiceNumber> {
        self.service_numbers.iter().find(|known| known.number == *number)
    }

    /// All service numbers: the default one first, then the others as they were entered.
    pub fn ordered_numbers(&self) -> Vec<&ServiceNumber> {
        self.led_by(self.default_number().into_iter(), true)
    }

    /// The numbers that a user's callers dial, in the order in which emails and invitations name them: the user's own
    /// number or else the bridge's default number, the user's own toll-free number, then the others as they were entered.
    /// Toll-free numbers are among them only if the user may use them.
    pub fn numbers_for(&self, user: &User) -> Vec<&ServiceNumber> {
        let own = |own: &Option<PhoneNumber>| {
            let own = self.number(own.as_ref()?)?;
            // One that is leaving is named no longer, although its turn in the job has yet to come.
            own.replacement.as_ref().map_or(Some(own), |replacement| self.number(&replacement.number))
        };
        let first = own(&user.toll_number).or_else(|| self.default_number());
        self.led_by(first.into_iter().chain(own(&user.toll_free_number)), user.may_use_toll_free)
    }

    /// These numbers and then the others, each once.
    fn led_by<'b>(
        &'b self,
        leading: impl Iterator<Item = &'b ServiceNumber>,
        toll_free: bool,
    ) -> Vec<&'b ServiceNumber> {
        let mut numbers: Vec<&ServiceNumber> = Vec::new();
        let may = |number: &&ServiceNumber| number.replacement.is_none() && (toll_free || !number.toll_free);
        for number in leading.chain(&self.service_numbers).filter(may) {
            if !numbers.iter().any(|known| known.number == number.number) {
                numbers.push(number);
            }
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{BridgeId, NumberReplacement, Timestamp, UserId};

    fn user() -> User {
        User::new(
            UserId::from_uuid(uuid::Uuid::from_u128(1)),
            "Anna".to_owned(),
            "anna@contoso.example".parse().unwrap(),
            "anna@contoso.example".parse().unwrap(),
            BridgeId::FIRST,
            Timestamp::from_milliseconds(0),
        )
    }

    fn phone(place: usize) -> PhoneNumber {
        format!("+468123456{place:02}").parse().unwrap()
    }

    fn number(place: usize, toll_free: bool) -> ServiceNumber {
        ServiceNumber {
            number: phone(place),
            formatted: String::new(),
            country_code: "SE".to_owned(),
            location: String::new(),
            toll_free,
            languages: Vec::new(),
            default: false,
            replacement: None,
        }
    }

    fn bridge(toll_free: &[bool], default: usize) -> Bridge {
        let mut numbers: Vec<_> =
            toll_free.iter().enumerate().map(|(place, toll_free)| number(place, *toll_free)).collect();
        if let Some(number) = numbers.get_mut(default) {
            number.default = true;
        }
        Bridge { service_numbers: numbers, ..Bridge::first() }
    }

    fn places(numbers: &[&ServiceNumber]) -> Vec<PhoneNumber> {
        numbers.iter().map(|number| number.number.clone()).collect()
    }

    #[test]
    fn the_users_own_numbers_come_first() {
        let bridge = bridge(&[false, true, false, true], 2);
        let told = |user: &User| places(&bridge.numbers_for(user));
        assert_eq!(told(&user()), [2, 0, 1, 3].map(phone), "without own numbers, the bridge's default leads");
        let own = User { toll_number: Some(phone(0)), toll_free_number: Some(phone(3)), ..user() };
        assert_eq!(told(&own), [0, 3, 1, 2].map(phone));
        assert_eq!(told(&User { may_use_toll_free: false, ..own }), [0, 2].map(phone));
        let gone = User { toll_number: Some(phone(9)), ..user() };
        assert_eq!(told(&gone), [2, 0, 1, 3].map(phone), "a number of another bridge is nobody's here");
    }

    #[test]
    fn who_may_not_use_toll_free_numbers_gets_the_first_other_one() {
        let bridge = bridge(&[true, false, true], 0);
        let user = User { may_use_toll_free: false, ..user() };
        assert_eq!(places(&bridge.numbers_for(&user)), [1].map(phone));
        assert_eq!(places(&bridge.ordered_numbers()), [0, 1, 2].map(phone));
    }

    #[test]
    fn a_number_that_is_leaving_is_named_no_longer() {
        let mut bridge = bridge(&[false, false, false], 0);
        let job = crate::JobId::from_uuid(uuid::Uuid::from_u128(3));
        bridge.service_numbers[1].replacement = Some(NumberReplacement { number: phone(2), job });
        let user = User { toll_number: Some(phone(1)), ..user() };
        assert_eq!(places(&bridge.numbers_for(&user)), [2, 0].map(phone));
        assert_eq!(places(&bridge.ordered_numbers()), [0, 2].map(phone));
    }

    proptest! {
        #[test]
        fn each_number_that_callers_may_dial_stands_there_once(
            toll_free in prop::collection::vec(any::<bool>(), 0..12),
            default in 0_usize..12,
            own in [0_usize..14, 0_usize..14],
            may_use_toll_free: bool,
        ) {
            let bridge = bridge(&toll_free, default);
            let [toll, free] = own.map(|place| Some(phone(place)));
            let user = User { toll_number: toll, toll_free_number: free, may_use_toll_free, ..user() };
            let told = bridge.numbers_for(&user);
            let mut sorted = places(&told);
            sorted.sort();
            let may = bridge.service_numbers.iter().filter(|number| may_use_toll_free || !number.toll_free);
            let mut expected = places(&may.collect::<Vec<_>>());
            expected.sort();
            prop_assert_eq!(sorted, expected, "all that may be named, and each once");
            let own = user.toll_number.as_ref().and_then(|own| bridge.number(own));
            if let Some(own) = own.filter(|own| may_use_toll_free || !own.toll_free) {
                prop_assert_eq!(&told[0].number, &own.number);
            }
            // The others keep their order.
            let rest: Vec<_> = told.iter().skip(2).map(|number| number.number.clone()).collect();
            let mut in_order = rest.clone();
            in_order.sort();
            prop_assert_eq!(rest, in_order);
        }
    }
}
