//! Mails in the outbox.

use shared::{Mail, MailFilter, MailId, Page, RetriedMails, SendTestEmailRequest, TestEmail, paths};

use super::{Answer, Api, Method, Request};
use crate::query::{Query, word};

impl Api {
    /// A part of the mails, newest first.
    pub(crate) fn mails(&self, filter: MailFilter, cursor: Option<&str>) -> Answer<Page<Mail>> {
        let query = Query::default()
            .with("user", filter.user.map(|user| user.to_string()))
            .with("state", filter.state.as_ref().map(word))
            .with("limit", Some("50"))
            .with("cursor", cursor);
        self.get(&query.after(paths::route::MAILS))
    }

    /// One mail, with its text if it was kept.
    pub(crate) fn mail(&self, mail: MailId) -> Answer<Mail> {
        self.get(&paths::mail(mail))
    }

    /// Sends a test email and waits for what became of it.
    pub(crate) fn send_test_email(&self, request: &SendTestEmailRequest) -> Answer<TestEmail> {
        self.change(Request::new(Method::Post, paths::route::MAILS_TEST).json(request))
    }

    /// Queues all mails that failed.
    pub(crate) fn retry_failed_mails(&self) -> Answer<RetriedMails> {
        self.change(Request::new(Method::Post, paths::route::MAILS_RETRY))
    }

    /// Queues a mail to be sent now.
    pub(crate) fn retry_mail(&self, mail: MailId) -> Answer<Mail> {
        self.change(Request::new(Method::Post, paths::mail_retry(mail)))
    }
}
