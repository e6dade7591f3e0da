//! What becomes a value in the audit log.

use crate::{
    AuditField, AuditValue, ConferenceIdType, FieldChange, Language, LanguageTag, MailEvents, ServiceNumber,
};

impl From<bool> for AuditValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<u16> for AuditValue {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl From<Language> for AuditValue {
    fn from(language: Language) -> Self {
        Self::Language(language)
    }
}

impl From<ConferenceIdType> for AuditValue {
    fn from(kind: ConferenceIdType) -> Self {
        Self::ConferenceIdType(kind)
    }
}

impl From<Vec<ServiceNumber>> for AuditValue {
    fn from(numbers: Vec<ServiceNumber>) -> Self {
        Self::ServiceNumbers(numbers)
    }
}

impl From<MailEvents> for AuditValue {
    fn from(events: MailEvents) -> Self {
        Self::Mails(events)
    }
}

impl From<String> for AuditValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<crate::EmailAddress> for AuditValue {
    fn from(address: crate::EmailAddress) -> Self {
        Self::Text(address.to_string())
    }
}

impl From<LanguageTag> for AuditValue {
    fn from(language: LanguageTag) -> Self {
        Self::Text(language.to_string())
    }
}

impl From<crate::DirectoryId> for AuditValue {
    fn from(id: crate::DirectoryId) -> Self {
        Self::Text(id.to_string())
    }
}

impl From<crate::CountryCode> for AuditValue {
    fn from(country: crate::CountryCode) -> Self {
        Self::Text(country.to_string())
    }
}

impl From<crate::PhoneNumber> for AuditValue {
    fn from(number: crate::PhoneNumber) -> Self {
        Self::Text(number.to_string())
    }
}

impl From<crate::UserPrincipalName> for AuditValue {
    fn from(name: crate::UserPrincipalName) -> Self {
        Self::Text(name.to_string())
    }
}

impl FieldChange {
    /// Names what the other changes are of.
    pub fn named(field: AuditField, name: &str) -> Self {
        let name = Some(AuditValue::from(name.to_owned()));
        Self { field, before: name.clone(), after: name }
    }
}

/// Any of the kinds: a text may read like a value of another one.
#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for AuditValue {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::Ref;
        use utoipa::openapi::schema::{AnyOfBuilder, ArrayBuilder};

        let list = |name: &str| ArrayBuilder::new().items(Ref::from_schema_name(name));
        AnyOfBuilder::new()
            .item(bool::schema())
            .item(u64::schema())
            .item(list("ServiceNumber"))
            .item(list("MailEvent"))
            .item(String::schema())
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for AuditValue {}
