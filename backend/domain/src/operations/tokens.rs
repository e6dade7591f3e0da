//! API tokens.

use std::time::Duration;

use sha2::{Digest, Sha256};
use shared::{Administrator, ApiToken, AuditAction, AuditDetail, Fault, ProblemKind, Timestamp, TokenId};

use crate::{
    Actor, Application, Error, OperationContext, Read, Result, SecretHash, TokenRecord, Transaction,
};

/// Every token begins with this, so that scanners for leaked secrets can find it.
pub const PREFIX: &str = "konfid_";

/// For how long a token works unless its maker says otherwise.
pub const LIFETIME: Duration = Duration::from_hours(90 * 24);

/// No token works for more days than this, unless it works until it is revoked.
pub const DAYS_MAX: u32 = 36_500;

/// For how long the token of one command works, and what such tokens are called.
const COMMAND_LIFETIME: Duration = Duration::from_hours(2);
const COMMAND_NAME: &str = "command line";

/// The use of a token is noted at most this often, so that reading does not become writing.
const NOTE_AFTER: Duration = Duration::from_hours(1);

const NAME_LENGTH_MAX: usize = 64;

/// The hash under which a secret is kept. Secrets have 256 random bits, so a plain hash is enough.
pub fn hash(secret: &str) -> SecretHash {
    SecretHash(Sha256::digest(secret.as_bytes()).into())
}

/// A new token; the secret is shown this once.
#[derive(Clone)]
pub struct NewToken {
    /// The secret.
    pub secret: String,
    /// What is kept of it.
    pub token: ApiToken,
}

/// Makes a token. Without a lifetime it works until it is revoked.
///
/// # Errors
///
/// A fault of the field `name` when it is empty or too long.
pub async fn create_token(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    name: &str,
    lifetime: Option<Duration>,
) -> Result<NewToken> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::field("name", Fault::Empty));
    }
    if name.chars().count() > NAME_LENGTH_MAX {
        return Err(Error::field("name", Fault::LongerThan(NAME_LENGTH_MAX)));
    }
    let (secret, token) = insert(transaction, context, name, lifetime, false).await?;
    let detail = AuditDetail::Token { token: token.id, name: name.to_owned() };
    context.audit(transaction, AuditAction::TokenCreated, None, Some(detail)).await?;
    let maker = maker(&context.actor);
    Ok(NewToken { secret, token: shown(token, maker) })
}

/// Makes a token for one command on the server. It is neither listed nor in the audit log; what is done with it is.
///
/// # Errors
///
/// Only when the store fails.
pub async fn create_command_token(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
) -> Result<String> {
    Ok(insert(transaction, context, COMMAND_NAME, Some(COMMAND_LIFETIME), true).await?.0)
}

async fn insert(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    name: &str,
    lifetime: Option<Duration>,
    of_command: bool,
) -> Result<(String, TokenRecord)> {
    let secret = format!("{PREFIX}{}", context.new_secret());
    let token = TokenRecord {
        id: TokenId::from_uuid(context.new_uuid()),
        secret: hash(&secret),
        name: name.to_owned(),
        created_at: context.now,
        created_by: maker(&context.actor).map(|maker| maker.id),
        expires_at: lifetime.map(|lifetime| context.now.after(lifetime)),
        used_at: None,
        revoked_at: None,
        of_command,
    };
    transaction.insert_token(&token).await?;
    Ok((secret, token))
}

/// The tokens that still work, newest first; those of single commands aside, which end by themselves.
///
/// # Errors
///
/// Only when the store fails.
pub async fn list_tokens(read: &mut dyn Read, now: Timestamp) -> Result<Vec<ApiToken>> {
    let makers = read.administrators().await?;
    let maker_of = |token: &TokenRecord| {
        let mut makers = makers.iter().map(|record| &record.administrator);
        makers.find(|maker| Some(maker.id) == token.created_by).cloned()
    };
    let tokens = read.tokens().await?.into_iter();
    let tokens = tokens.filter(|token| token.is_good(now) && !token.of_command);
    Ok(tokens
        .map(|token| {
            let maker = maker_of(&token);
            shown(token, maker)
        })
        .collect())
}

/// Makes a token worthless. What is known of it stays, so that the audit log can name it.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such token, or it was revoked before.
pub async fn revoke_token(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: TokenId,
) -> Result<()> {
    let tokens = transaction.as_read().tokens().await?;
    let mut tokens = tokens.into_iter();
    let is_wanted = |token: &TokenRecord| token.id == id && token.revoked_at.is_none();
    let token = tokens.find(is_wanted).ok_or(ProblemKind::NotFound)?;
    transaction.revoke_token(token.secret, context.now).await?;
    let detail = AuditDetail::Token { token: id, name: token.name };
    context.audit(transaction, AuditAction::TokenRevoked, None, Some(detail)).await
}

/// Notes that a token was used now.
///
/// # Errors
///
/// Only when the store fails.
pub async fn note_token_use(application: &Application, token: &TokenRecord) -> Result<()> {
    let now = application.now();
    if token.used_at.is_some_and(|used| now.since(used) < NOTE_AFTER) {
        return Ok(());
    }
    let secret = token.secret;
    let note = application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.use_token(secret, now).await?) })
    });
    note.await
}

/// The account that makes something, if it is one.
fn maker(actor: &Actor) -> Option<Administrator> {
    match actor {
        Actor::Administrator { id, name } => Some(Administrator { id: *id, name: name.clone()? }),
        Actor::Token { .. }
        | Actor::Organizer { .. }
        | Actor::CommandLine
        | Actor::System
        | Actor::Anonymous => None,
    }
}

fn shown(token: TokenRecord, created_by: Option<Administrator>) -> ApiToken {
    let TokenRecord { id, name, created_at, expires_at, used_at, .. } = token;
    ApiToken { id, name, created_at, created_by, expires_at, used_at }
}
