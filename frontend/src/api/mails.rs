//! Mails in the outbox.

use shared::{Mail, MailFilter, MailId, Page, paths};

use super::{Api, ApiError, Method, Request};
use crate::query::{Query, word};

impl Api {
    /// A part of the mails, newest first.
    pub(crate) async fn mails(
        &self,
        filter: MailFilter,
        cursor: Option<&str>,
    ) -> Result<Page<Mail>, ApiError> {
        let query = Query::default()
            .with("user", filter.user.map(|user| user.to_string()))
            .with("state", filter.state.as_ref().map(word))
            .with("limit", Some("50"))
            .with("cursor", cursor);
        self.get(&query.after(paths::route::MAILS)).await
    }

    /// One mail, with its text if it was kept.
    pub(crate) async fn mail(&self, mail: MailId) -> Result<Mail, ApiError> {
        self.get(&paths::mail(mail)).await
    }

    /// Queues a mail to be sent now.
    pub(crate) async fn retry_mail(&self, mail: MailId) -> Result<Mail, ApiError> {
        self.change(Request::new(Method::Post, paths::mail_retry(mail))).await
    }
}
