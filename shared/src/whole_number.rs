//! Whole numbers as JSON Schema means them: `350.0` is one too.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Unexpected, Visitor};

/// Reads a whole number that may be missing or `null`.
///
/// # Errors
///
/// When it is no number, has a fraction, or is too large for the type.
pub(crate) fn optional<'de, D: Deserializer<'de>, N: TryFrom<u64>>(
    deserializer: D,
) -> Result<Option<N>, D::Error> {
    deserializer.deserialize_option(WholeNumber(PhantomData))
}

/// Reads a whole number or `null`, and tells either from a missing field.
///
/// # Errors
///
/// As [`optional`].
#[expect(clippy::option_option, reason = "missing, `null` and a value are three different things")]
pub(crate) fn present<'de, D: Deserializer<'de>, N: TryFrom<u64>>(
    deserializer: D,
) -> Result<Option<Option<N>>, D::Error> {
    optional(deserializer).map(Some)
}

struct WholeNumber<N>(PhantomData<N>);

impl<'de, N: TryFrom<u64>> Visitor<'de> for WholeNumber<N> {
    type Value = Option<N>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a whole number that is not too large")
    }

    fn visit_none<E: Error>(self) -> Result<Option<N>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<N>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<N>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<N>, E> {
        let whole = N::try_from(number).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))?;
        Ok(Some(whole))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Option<N>, E> {
        match u64::try_from(number) {
            Ok(number) => self.visit_u64(number),
            Err(_) => Err(E::invalid_value(Unexpected::Signed(number), &self)),
        }
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Option<N>, E> {
        // Written without a fraction when there is none; nothing makes `-0` a `0`.
        match (number + 0.0).to_string().parse() {
            Ok(number) => self.visit_u64(number),
            Err(_) => Err(E::invalid_value(Unexpected::Float(number), &self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Option<u16>, ()> {
        optional(&mut serde_json::Deserializer::from_str(json)).map_err(|_| ())
    }

    #[test]
    fn a_fraction_of_nothing_is_none() {
        for (json, expected) in [
            ("null", Ok(None)),
            ("350", Ok(Some(350))),
            ("350.0", Ok(Some(350))),
            ("3.5e2", Ok(Some(350))),
            ("0", Ok(Some(0))),
            ("-0.0", Ok(Some(0))),
            ("350.5", Err(())),
            ("-1", Err(())),
            ("65536", Err(())),
            ("1e30", Err(())),
            ("\"350\"", Err(())),
        ] {
            assert_eq!(read(json), expected, "{json}");
        }
    }
}
