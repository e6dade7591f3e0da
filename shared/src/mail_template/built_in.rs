//! The texts that Konfid brings. A language is a folder of files, one for each event; an event without a file in each of
//! them does not compile.

use super::MailTemplateText;
use crate::{Language, LanguageTag, MailEvent};

/// The texts of one language, by event.
macro_rules! language {
    ($folder:literal, $event:expr) => {
        match $event {
            MailEvent::Enabled => include_str!(concat!("texts/", $folder, "/enabled.txt")),
            MailEvent::ConferenceIdChanged => {
                include_str!(concat!("texts/", $folder, "/conferenceIdChanged.txt"))
            }
            MailEvent::ConferenceIdTypeChanged => {
                include_str!(concat!("texts/", $folder, "/conferenceIdTypeChanged.txt"))
            }
            MailEvent::DefaultNumberChanged => {
                include_str!(concat!("texts/", $folder, "/defaultNumberChanged.txt"))
            }
            MailEvent::ResetUndone => include_str!(concat!("texts/", $folder, "/resetUndone.txt")),
            MailEvent::ProviderChanged => include_str!(concat!("texts/", $folder, "/providerChanged.txt")),
            MailEvent::ConferenceIdTakenOver => {
                include_str!(concat!("texts/", $folder, "/conferenceIdTakenOver.txt"))
            }
            MailEvent::ConferenceIdHandedOver => {
                include_str!(concat!("texts/", $folder, "/conferenceIdHandedOver.txt"))
            }
            MailEvent::Disabled => include_str!(concat!("texts/", $folder, "/disabled.txt")),
            MailEvent::ConferenceInfo => include_str!(concat!("texts/", $folder, "/conferenceInfo.txt")),
            MailEvent::OrganizerLink => include_str!(concat!("texts/", $folder, "/organizerLink.txt")),
            MailEvent::PinReset => include_str!(concat!("texts/", $folder, "/pinReset.txt")),
        }
    };
}

impl MailTemplateText {
    /// The built-in text about an event.
    pub fn built_in(event: MailEvent, language: Language) -> Self {
        let source = match language {
            Language::En => language!("en", event),
            Language::Sv => language!("sv", event),
        };
        // The first line is the subject, the second one is empty.
        let (subject, body) = source.split_once("\n\n").unwrap_or((source, ""));
        Self { subject: subject.to_owned(), body: body.trim_end().to_owned() }
    }

    /// The built-in text in a language, if Konfid brings that one.
    pub fn built_in_for(event: MailEvent, language: &LanguageTag) -> Option<Self> {
        language.built_in().map(|language| Self::built_in(event, language))
    }
}

impl LanguageTag {
    /// The language of Konfid's own texts that has exactly this tag.
    pub fn built_in(&self) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.tag() == self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_text_is_one_that_could_be_saved() {
        for event in MailEvent::ALL {
            for language in Language::ALL {
                let text = MailTemplateText::built_in(event, language);
                assert_eq!(text.checked(event).err(), None, "{event:?} {language:?}");
            }
        }
    }
}
