//! Sessions: making the first account, signing in and out, and knowing who asks.

mod authenticate;
mod link;
mod password;
mod set_up;
mod sign_in;
mod sign_out;

use std::time::Duration;

use shared::Administrator;

use crate::{Context, Result, SessionRecord, Transaction};

pub use authenticate::{KnownSession, authenticate_session, authenticate_token, extend_session};
pub use link::create_set_up_link;
pub use set_up::set_up;
pub use sign_in::sign_in;
pub use sign_out::sign_out;

/// A session ends after this time without a request.
pub const SESSION_LIFETIME: Duration = Duration::from_hours(8);

/// A new session; the secret goes into the browser's cookie and nowhere else.
#[derive(Clone)]
pub struct NewSession {
    /// Who is signed in.
    pub administrator: Administrator,
    /// The secret.
    pub secret: String,
    /// What the store keeps.
    pub record: SessionRecord,
}

/// Begins a session.
async fn begin_session(
    transaction: &mut dyn Transaction,
    context: &mut Context,
    administrator: Administrator,
) -> Result<NewSession> {
    let secret = context.new_secret();
    let record = SessionRecord {
        secret: super::tokens::hash(&secret),
        administrator: administrator.id,
        created_at: context.now,
        expires_at: context.now.after(SESSION_LIFETIME),
    };
    transaction.insert_session(&record).await?;
    Ok(NewSession { administrator, secret, record })
}
