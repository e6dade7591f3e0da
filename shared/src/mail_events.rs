//! Sets of the events that emails are about.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Describe, Language, MailEvent};

/// A set of events; in JSON a list of their names, in the order of [`MailEvent::ALL`].
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<MailEvent>", into = "Vec<MailEvent>")]
pub struct MailEvents(u32);

impl MailEvents {
    /// Every event whose emails are sent by themselves when something changes.
    pub fn automatic() -> Self {
        MailEvent::ALL.into_iter().filter(|event| event.is_automatic()).collect()
    }

    /// Whether the event is in it.
    pub const fn contains(self, event: MailEvent) -> bool {
        self.0 & bit(event) != 0
    }

    /// The same with the event, or without it.
    #[must_use]
    pub const fn with(self, event: MailEvent, is_in: bool) -> Self {
        Self(if is_in { self.0 | bit(event) } else { self.0 & !bit(event) })
    }

    /// The events of this set that are not in the other one.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Whether it has no event.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its events.
    pub fn iter(self) -> impl Iterator<Item = MailEvent> {
        MailEvent::ALL.into_iter().filter(move |event| self.contains(*event))
    }
}

const fn bit(event: MailEvent) -> u32 {
    1 << event as u32
}

impl FromIterator<MailEvent> for MailEvents {
    fn from_iter<T: IntoIterator<Item = MailEvent>>(events: T) -> Self {
        events.into_iter().fold(Self::default(), |set, event| set.with(event, true))
    }
}

impl From<Vec<MailEvent>> for MailEvents {
    fn from(events: Vec<MailEvent>) -> Self {
        events.into_iter().collect()
    }
}

impl From<MailEvents> for Vec<MailEvent> {
    fn from(events: MailEvents) -> Self {
        events.iter().collect()
    }
}

impl fmt::Debug for MailEvents {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}

impl Describe for MailEvents {
    fn describe(&self, language: Language) -> String {
        if self.is_empty() {
            return "–".to_owned();
        }
        self.iter().map(|event| event.about(language)).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for MailEvents {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        <Vec<MailEvent> as utoipa::PartialSchema>::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for MailEvents {
    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>)>) {
        <Vec<MailEvent> as utoipa::ToSchema>::schemas(schemas);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_is_alone_in_its_place() {
        for event in MailEvent::ALL {
            let alone = MailEvents::default().with(event, true);
            assert_eq!(alone.iter().collect::<Vec<_>>(), [event]);
            assert!(alone.with(event, false).is_empty());
        }
    }

    #[test]
    fn in_json_it_is_a_list_of_names_without_repetition() {
        let set: MailEvents = serde_json::from_str(r#"["disabled", "enabled", "disabled"]"#).unwrap();
        assert_eq!(serde_json::to_string(&set).unwrap(), r#"["enabled","disabled"]"#);
        assert!(!MailEvents::automatic().without(set).contains(MailEvent::Enabled));
    }
}
