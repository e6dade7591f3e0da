//! The part of an address after `?`: pairs of names and values.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::Serialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

/// What stays readable in an address.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'@');

/// Pairs of names and values, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads what stands after `?`.
    pub(crate) fn parse(text: &str) -> Self {
        let decode =
            |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
        let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        });
        Self(pairs.collect())
    }

    /// The value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|pair| pair.0 == name).map(|pair| pair.1.as_str())
    }

    /// Every value of a name.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |pair| pair.0 == name).map(|pair| pair.1.as_str())
    }

    /// The value of a name, as one of the words of the wire.
    pub(crate) fn word<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        from_word(self.get(name)?)
    }

    /// With one more pair, unless there is no value.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: Option<impl Into<String>>) -> Self {
        if let Some(value) = value {
            self.0.push((name.to_owned(), value.into()));
        }
        self
    }

    /// After a path: with `?` in front unless it is empty.
    pub(crate) fn after(&self, path: &str) -> String {
        if self.0.is_empty() { path.to_owned() } else { format!("{path}?{self}") }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str("&")?;
            }
            write!(formatter, "{name}={}", utf8_percent_encode(value, ENCODED))?;
        }
        Ok(())
    }
}

/// The word that stands on the wire for a value of an enumeration.
pub(crate) fn word(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default().trim_matches('"').to_owned()
}

/// The value of an enumeration that a word on the wire stands for.
pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    let word: StrDeserializer<'_, Error> = word.into_deserializer();
    T::deserialize(word).ok()
}

#[cfg(test)]
mod tests {
    use shared::{DialInFilter, UserSort};

    use super::*;

    #[test]
    fn values_survive_the_way_through_an_address() {
        let query = Query::default().with("q", Some("Åsa & co =?#+ 827 196")).with("none", None::<String>);
        assert_eq!(query.get("none"), None);
        assert_eq!(Query::parse(&query.to_string()), query);
        assert_eq!(Query::parse("q=a+b").get("q"), Some("a b"));
        assert_eq!(Query::default().after("/users"), "/users");
    }

    #[test]
    fn words_of_the_wire_are_read_and_written() {
        assert_eq!(word(&UserSort::UpdatedAtDescending), "-updatedAt");
        assert_eq!(from_word::<UserSort>("-updatedAt"), Some(UserSort::UpdatedAtDescending));
        assert_eq!(from_word::<DialInFilter>("nonsense"), None);
    }
}
