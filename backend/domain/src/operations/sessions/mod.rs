//! Sessions: setting a password with a link, signing in and out, and knowing who asks.

mod authenticate;
mod change_password;
pub(crate) mod limits;
mod list;
mod password;
mod set_up;
mod sign_in;
mod sign_out;

use std::time::Duration;

use shared::{Administrator, Role, SessionId};

use crate::{AdministratorRecord, ClientAddress, OperationContext, Result, SessionRecord, Transaction};

pub use authenticate::{KnownSession, authenticate_session, authenticate_token, extend_session, session_end};
pub use change_password::change_password;
pub use list::{end_other_sessions, end_session, list_sessions};
pub use set_up::set_up;
pub use sign_in::sign_in;
pub use sign_out::sign_out;

/// A session ends after this time without a request.
pub const SESSION_LIFETIME: Duration = Duration::from_hours(8);

/// However much is done in it, a session ends after this time.
pub const SESSION_LONGEST: Duration = Duration::from_hours(7 * 24);

/// More of what a browser says about itself is not kept.
const BROWSER_LENGTH_MAX: usize = 256;

/// From where somebody comes who wants to begin a session.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The address.
    pub address: ClientAddress,
    /// What the browser says about itself.
    pub user_agent: String,
    /// The secret by which a browser is known in which somebody has signed in before.
    pub browser: Option<String>,
}

/// A new session; the secret goes into the browser's cookie and nowhere else.
#[derive(Clone)]
pub struct NewSession {
    /// Who is signed in.
    pub administrator: Administrator,
    /// What they may do.
    pub role: Role,
    /// The secret.
    pub secret: String,
    /// The secret by which the browser is known from now on. It signs nobody in.
    pub browser: String,
    /// What the store keeps.
    pub record: SessionRecord,
}

/// Begins a session.
async fn begin_session(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    account: AdministratorRecord,
    visitor: Visitor,
) -> Result<NewSession> {
    let AdministratorRecord { administrator, role, .. } = account;
    let secret = context.new_secret();
    let record = SessionRecord {
        id: SessionId::from_uuid(context.new_uuid()),
        secret: super::tokens::hash(&secret),
        administrator: administrator.id,
        created_at: context.now,
        used_at: context.now,
        expires_at: context.now.after(SESSION_LIFETIME),
        address: visitor.address.to_string(),
        browser: visitor.user_agent.chars().take(BROWSER_LENGTH_MAX).collect(),
    };
    transaction.insert_session(&record).await?;
    let subject = limits::subject(Some(administrator.id), &administrator.name);
    let mark_of = |browser: &str| limits::known_browser(browser, &subject);
    let browser = match visitor.browser {
        Some(browser) if transaction.mark(mark_of(&browser)).await?.is_some() => browser,
        // What this account has not been given before may be known to somebody else.
        _ => context.new_secret(),
    };
    let mark = mark_of(&browser);
    transaction.put_mark(mark, context.now.after(limits::BROWSER_KNOWN_FOR)).await?;
    Ok(NewSession { administrator, role, secret, browser, record })
}
