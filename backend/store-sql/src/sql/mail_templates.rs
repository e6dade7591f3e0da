//! The texts of emails.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{MailTemplateRecord, ReadMailTemplates, WriteMailTemplates};
use shared::{LanguageTag, MailEvent, MailTemplateText};

use super::SqlTransaction;
use crate::connection::{Connection, query_one};
use crate::value::{Name, Row, broken, values};

const COLUMNS: &str = "event, language, version, updated_at, subject, body";

fn from_row(row: &mut Row) -> StoreResult<MailTemplateRecord> {
    Ok(MailTemplateRecord {
        event: row.take::<Name<_>>()?.0,
        language: row.take::<String>()?.parse().map_err(|_| broken("a language is not one"))?,
        version: row.take()?,
        updated_at: row.take()?,
        text: match (row.take()?, row.take()?) {
            (Some(subject), Some(body)) => Some(MailTemplateText { subject, body }),
            _ => None,
        },
    })
}

/// All texts.
pub(crate) async fn list(connection: &mut dyn Connection) -> StoreResult<Vec<MailTemplateRecord>> {
    let statement = format!("SELECT {COLUMNS} FROM mail_templates ORDER BY language, event");
    let rows = connection.query(&statement, &[]).await?;
    rows.into_iter().map(|mut row| from_row(&mut row)).collect()
}

/// One text.
pub(crate) async fn get(
    connection: &mut dyn Connection,
    event: MailEvent,
    language: &LanguageTag,
) -> StoreResult<Option<MailTemplateRecord>> {
    let statement = format!("SELECT {COLUMNS} FROM mail_templates WHERE language = $1 AND event = $2");
    let row = query_one(connection, &statement, values![language.as_str(), Name(event)]).await?;
    row.map(|mut row| from_row(&mut row)).transpose()
}

#[async_trait]
impl ReadMailTemplates for SqlTransaction<'_> {
    async fn mail_templates(&mut self) -> StoreResult<Vec<MailTemplateRecord>> {
        list(self.connection).await
    }

    async fn mail_template(
        &mut self,
        event: MailEvent,
        language: &LanguageTag,
    ) -> StoreResult<Option<MailTemplateRecord>> {
        get(self.connection, event, language).await
    }
}

#[async_trait]
impl WriteMailTemplates for SqlTransaction<'_> {
    async fn put_mail_template(&mut self, record: &MailTemplateRecord) -> StoreResult<()> {
        let MailTemplateRecord { event, language, version, updated_at, text } = record;
        let statement = "INSERT INTO mail_templates (event, language, version, updated_at, subject, body) \
                         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (language, event) DO UPDATE SET \
                         version = excluded.version, updated_at = excluded.updated_at, \
                         subject = excluded.subject, body = excluded.body";
        let (subject, body) = (text.as_ref().map(|text| &text.subject), text.as_ref().map(|text| &text.body));
        let parameters = values![Name(*event), language.as_str(), *version, *updated_at, subject, body];
        self.connection.execute(statement, parameters).await?;
        Ok(())
    }
}
