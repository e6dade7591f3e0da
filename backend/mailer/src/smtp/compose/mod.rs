//! Writing a mail as it travels.

use std::time::{Duration, SystemTime};

use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};

use crate::{Correspondent, OutgoingMail, TransportError};

/// Whether every server can take the addresses.
pub(super) fn has_ascii_addresses(envelope: &Envelope) -> bool {
    envelope.from().into_iter().chain(envelope.to()).all(|address| address.to_string().is_ascii())
}

/// The envelope and the bytes of a mail.
pub(super) fn compose(mail: &OutgoingMail) -> Result<(Envelope, Vec<u8>), TransportError> {
    let from = mailbox(&mail.from)?;
    let to = mailbox(&mail.to)?;
    let unusable = |error: &dyn std::fmt::Display| {
        TransportError::refused(format!("the email cannot be written: {error}"))
    };
    let envelope =
        Envelope::new(Some(from.email.clone()), vec![to.email.clone()]).map_err(|error| unusable(&error))?;
    let raw = |name, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
    let content = &mail.content;
    let mut builder = Message::builder().from(from).to(to);
    if let Some(address) = &mail.reply_to {
        builder =
            builder.reply_to(mailbox(&Correspondent { name: String::new(), address: address.clone() })?);
    }
    let message = builder
        .subject(content.subject.clone())
        .date(SystemTime::UNIX_EPOCH + Duration::from_millis(mail.date.milliseconds()))
        .message_id(Some(format!("<{}>", ascii_message_id(&mail.message_id))))
        .raw_header(raw("Auto-Submitted", "auto-generated"))
        // Keeps Exchange from answering with absence notes.
        .raw_header(raw("X-Auto-Response-Suppress", "All"))
        .raw_header(raw("Content-Language", mail.language.as_str()))
        .envelope(envelope.clone())
        .multipart(MultiPart::alternative_plain_html(content.text.clone(), content.html.clone()))
        .map_err(|error| unusable(&error))?;
    Ok((envelope, message.formatted()))
}

/// Somebody, with the domain in its ASCII form, which every server takes.
fn mailbox(correspondent: &Correspondent) -> Result<Mailbox, TransportError> {
    let unusable =
        || TransportError::refused(format!("the address {} cannot be used", correspondent.address));
    let (user, domain) = correspondent.address.as_str().rsplit_once('@').ok_or_else(unusable)?;
    let domain = idna::domain_to_ascii(domain).map_err(|_| unusable())?;
    let address = lettre::Address::new(user, domain).map_err(|_| unusable())?;
    let name = Some(crate::sanitise::one_line(&correspondent.name)).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, address))
}

/// The `Message-ID` with its domain in ASCII, as all identifiers in headers are. A sender that was made up for want of
/// a better one has a domain that belongs to nobody; receivers take that for forged.
fn ascii_message_id(id: &str) -> String {
    let (left, domain) = id.rsplit_once('@').unwrap_or((id, "localhost"));
    let domain = idna::domain_to_ascii(domain).ok().filter(|domain| !domain.ends_with(".invalid"));
    format!("{left}@{}", domain.as_deref().unwrap_or("localhost"))
}

#[cfg(test)]
mod tests;
