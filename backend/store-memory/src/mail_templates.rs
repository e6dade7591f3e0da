//! The texts of emails.

use std::sync::Arc;

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{MailTemplateRecord, ReadMailTemplates, WriteMailTemplates};
use shared::{LanguageTag, MailEvent};

use crate::View;

#[async_trait]
impl ReadMailTemplates for View {
    async fn mail_templates(&mut self) -> StoreResult<Vec<MailTemplateRecord>> {
        Ok(self.state.mail_templates.values().map(|record| (**record).clone()).collect())
    }

    async fn mail_template(
        &mut self,
        event: MailEvent,
        language: &LanguageTag,
    ) -> StoreResult<Option<MailTemplateRecord>> {
        let key = (language.clone(), event.name());
        Ok(self.state.mail_templates.get(&key).map(|record| (**record).clone()))
    }
}

#[async_trait]
impl WriteMailTemplates for View {
    async fn put_mail_template(&mut self, record: &MailTemplateRecord) -> StoreResult<()> {
        let key = (record.language.clone(), record.event.name());
        self.state.mail_templates.insert_mut(key, Arc::new(record.clone()));
        Ok(())
    }
}
