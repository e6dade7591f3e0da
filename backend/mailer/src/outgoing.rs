//! A mail that is ready to leave.

use shared::{EmailAddress, LanguageTag, MailContent, MailId, Timestamp};

/// Somebody a mail comes from or goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correspondent {
    /// The name people see, on one line; empty when there is none.
    pub name: String,
    /// The address.
    pub address: EmailAddress,
}

/// A mail that is ready to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingMail {
    /// The `Message-ID` without the angle brackets; the same at every try.
    pub message_id: String,
    /// Who it comes from.
    pub from: Correspondent,
    /// Who it goes to.
    pub to: Correspondent,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<EmailAddress>,
    /// The moment that stands in the mail; the same at every try.
    pub date: Timestamp,
    /// The language of the text.
    pub language: LanguageTag,
    /// The subject and both texts.
    pub content: MailContent,
}

/// The `Message-ID` of a mail, without the angle brackets: it derives from the mail and the sender's domain alone, so
/// a mailbox that gets the mail twice can see that.
pub fn message_id(mail: MailId, sender: &EmailAddress) -> String {
    let domain = sender.as_str().rsplit('@').next().unwrap_or_default();
    format!("{mail}@{}", domain.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_id_derives_from_mail_and_domain() {
        let mail: MailId = "0192f0c1-2345-7abc-8def-0123456789ab".parse().unwrap();
        let id = |sender: &str| message_id(mail, &sender.parse().unwrap());
        assert_eq!(id("konfid@Contoso.example"), "0192f0c1-2345-7abc-8def-0123456789ab@contoso.example");
        assert_eq!(id("konfid@contoso.example"), id("other@contoso.example"));
    }
}
