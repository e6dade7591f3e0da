//! Organizer PINs.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{OrganizerPinRecord, PinLinkRecord, ReadPins, SecretHash, WritePins};
use shared::{Timestamp, UserId};

use super::SqlTransaction;
use crate::connection::query_one;
use crate::value::{Row, broken, values};

const COLUMNS: &str = "user_id, hash, link, link_created_at, link_expires_at, link_opened_at";

fn read(mut row: Row) -> StoreResult<OrganizerPinRecord> {
    let (user, hash): (UserId, Option<String>) = (row.take()?, row.take()?);
    let link: (Option<SecretHash>, Option<Timestamp>, Option<Timestamp>) =
        (row.take()?, row.take()?, row.take()?);
    let opened_at = row.take()?;
    let link = match link {
        (Some(secret), Some(created_at), Some(expires_at)) => {
            Some(PinLinkRecord { secret, created_at, expires_at, opened_at })
        }
        (None, None, None) => None,
        _ => return Err(broken("a link to a PIN is not whole")),
    };
    Ok(OrganizerPinRecord { user, hash, link })
}

#[async_trait]
impl ReadPins for SqlTransaction<'_> {
    async fn organizer_pin(&mut self, user: UserId) -> StoreResult<Option<OrganizerPinRecord>> {
        let statement = format!("SELECT {COLUMNS} FROM organizer_pins WHERE user_id = $1");
        query_one(self.connection, &statement, values![user]).await?.map(read).transpose()
    }

    async fn organizer_pin_by_link(&mut self, link: SecretHash) -> StoreResult<Option<OrganizerPinRecord>> {
        let statement = format!("SELECT {COLUMNS} FROM organizer_pins WHERE link = $1");
        query_one(self.connection, &statement, values![link]).await?.map(read).transpose()
    }
}

#[async_trait]
impl WritePins for SqlTransaction<'_> {
    async fn put_organizer_pin(&mut self, record: &OrganizerPinRecord) -> StoreResult<()> {
        let statement = format!(
            "INSERT INTO organizer_pins ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (user_id) DO UPDATE SET \
             hash = excluded.hash, link = excluded.link, link_created_at = excluded.link_created_at, \
             link_expires_at = excluded.link_expires_at, link_opened_at = excluded.link_opened_at"
        );
        let link = record.link;
        let parameters = values![
            record.user,
            record.hash.as_deref(),
            link.map(|link| link.secret),
            link.map(|link| link.created_at),
            link.map(|link| link.expires_at),
            link.and_then(|link| link.opened_at)
        ];
        self.connection.execute(&statement, parameters).await?;
        Ok(())
    }

    async fn delete_organizer_pin(&mut self, user: UserId) -> StoreResult<()> {
        self.connection.execute("DELETE FROM organizer_pins WHERE user_id = $1", values![user]).await?;
        Ok(())
    }
}
