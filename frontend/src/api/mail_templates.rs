//! The texts of emails.

use shared::{
    LanguageTag, MailContent, MailEvent, MailTemplateReport, MailTemplateText, Page,
    PreviewMailTemplateRequest, Version, paths,
};

use super::{Answer, Api, Method, Request};

impl Api {
    /// All texts.
    pub(crate) fn mail_templates(&self) -> Answer<Page<MailTemplateReport>> {
        self.get(paths::route::MAIL_TEMPLATES)
    }

    /// The text about an event in a language.
    pub(crate) fn mail_template(
        &self,
        event: MailEvent,
        language: &LanguageTag,
    ) -> Answer<MailTemplateReport> {
        self.get(&paths::mail_template(event, language))
    }

    /// Replaces a text.
    pub(crate) fn set_mail_template(
        &self,
        event: MailEvent,
        language: &LanguageTag,
        seen: Version,
        text: &MailTemplateText,
    ) -> Answer<MailTemplateReport> {
        let path = paths::mail_template(event, language);
        self.change(Request::new(Method::Put, &path).if_match(seen).json(text))
    }

    /// Goes back to the built-in text.
    pub(crate) fn reset_mail_template(
        &self,
        event: MailEvent,
        language: &LanguageTag,
        seen: Version,
    ) -> Answer<MailTemplateReport> {
        let path = paths::mail_template(event, language);
        self.change(Request::new(Method::Delete, &path).if_match(seen))
    }

    /// How an email would look.
    pub(crate) fn preview_mail_template(&self, request: &PreviewMailTemplateRequest) -> Answer<MailContent> {
        self.change(Request::new(Method::Post, paths::route::MAIL_TEMPLATES_PREVIEW).json(request))
    }
}
