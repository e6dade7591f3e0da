//! API tokens.

use std::time::Duration;

use sha2::{Digest, Sha256};
use shared::{AuditAction, Fault, TokenId};

use crate::{Context, Error, Result, SecretHash, TokenRecord, Transaction};

/// Every token begins with this, so that scanners for leaked secrets can find it.
pub const PREFIX: &str = "konfid_";

/// The hash under which a secret is kept. Secrets have 256 random bits, so a plain hash is enough.
pub fn hash(secret: &str) -> SecretHash {
    SecretHash(Sha256::digest(secret.as_bytes()).into())
}

/// Makes a token and answers the secret, which is shown this once.
pub async fn create_token(
    transaction: &mut dyn Transaction,
    context: &mut Context,
    name: &str,
    lifetime: Option<Duration>,
) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::field("name", Fault::Empty));
    }
    if name.chars().count() > 64 {
        return Err(Error::field("name", Fault::LongerThan(64)));
    }
    let secret = format!("{PREFIX}{}", context.new_secret());
    let token = TokenRecord {
        id: TokenId::from_uuid(context.new_uuid()),
        secret: hash(&secret),
        name: name.to_owned(),
        created_at: context.now,
        expires_at: lifetime.map(|lifetime| context.now.after(lifetime)),
    };
    transaction.insert_token(&token).await?;
    context.audit(transaction, AuditAction::TokenCreated, None, Some(name.to_owned())).await?;
    Ok(secret)
}
