//! Answering the same request twice with the same answer.

use sha2::{Digest, Sha256};
use shared::{Fault, ProblemKind};

use crate::{Actor, Error, IdempotentAnswer, OperationContext, Result, SecretHash, StoreError, Transaction};

const KEY_LENGTH_MAX: usize = 128;

/// A request that carries an idempotency key.
#[derive(Clone, Debug)]
pub struct IdempotentRequest {
    key: String,
    hash: SecretHash,
}

impl IdempotentRequest {
    /// The key, and what must be the same when it comes again: method, address, version and body.
    ///
    /// # Errors
    /// When the key is empty, longer than 128 characters, or has others than letters, digits and signs of ASCII.
    pub fn new(key: &str, parts: &[&[u8]]) -> Result<Self> {
        if key.is_empty() {
            return Err(Error::field("Idempotency-Key", Fault::Empty));
        }
        if key.chars().count() > KEY_LENGTH_MAX {
            return Err(Error::field("Idempotency-Key", Fault::LongerThan(KEY_LENGTH_MAX)));
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::field("Idempotency-Key", Fault::UnknownValue));
        }
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        Ok(Self { key: key.to_owned(), hash: SecretHash(hasher.finalize().into()) })
    }

    /// What was answered before, if anything.
    ///
    /// # Errors
    /// [`ProblemKind::IdempotencyKeyReused`] if the key came with another request.
    pub async fn earlier(
        &self,
        transaction: &mut dyn Transaction,
        context: &OperationContext,
    ) -> Result<Option<IdempotentAnswer>> {
        match transaction.idempotent_answer(&scope(&context.actor), &self.key).await? {
            Some(earlier) if earlier.request == self.hash => Ok(Some(earlier)),
            Some(_) => Err(ProblemKind::IdempotencyKeyReused.into()),
            None => Ok(None),
        }
    }

    /// Keeps the answer in the same transaction as the change.
    ///
    /// # Errors
    ///
    /// Only when the store fails.
    pub async fn keep(
        self,
        transaction: &mut dyn Transaction,
        context: &OperationContext,
        status: u16,
        body: String,
    ) -> Result<()> {
        let key = (scope(&context.actor), self.key);
        let answer = IdempotentAnswer { key, request: self.hash, status, body, created_at: context.now };
        Ok(transaction.insert_idempotent_answer(&answer).await.map_err(StoreError::after_check)?)
    }
}

/// What separates one actor's keys from another's.
fn scope(actor: &Actor) -> String {
    match actor {
        Actor::Administrator { id, .. } => id.to_string(),
        Actor::Token { id, .. } => id.to_string(),
        Actor::Organizer { user, .. } => user.to_string(),
        Actor::CommandLine => "commandLine".to_owned(),
        Actor::System => "system".to_owned(),
        Actor::Anonymous => "anonymous".to_owned(),
    }
}
