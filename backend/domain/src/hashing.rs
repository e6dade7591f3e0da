//! Hashing passwords and PINs: work that is slow and large on purpose, so somebody must bound it.

use std::fmt;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use async_trait::async_trait;

use crate::StoreError;
use crate::store::StoreResult;

/// Who hashes passwords. A server does few at a time and off its asynchronous threads; [`DirectHashing`] is for where
/// nobody else asks.
#[async_trait]
pub trait Hashing: Send + Sync + 'static {
    /// A place to hash at, perhaps after a short wait; `None` when too many want one.
    async fn place(&self) -> Option<Box<dyn HashingPlace>>;
}

/// A place to hash at, until it is dropped.
#[async_trait]
pub trait HashingPlace: Send {
    /// Runs the derivation with this place's memory.
    ///
    /// # Errors
    ///
    /// Fails like [`Derivation::run`], or when the work broke off.
    async fn derive(&mut self, derivation: Derivation) -> StoreResult<Vec<u8>>;
}

/// The memory that one hashing works in, kept from one to the next.
#[derive(Default)]
pub struct HashingMemory(Vec<Block>);

/// A secret that is part of what is hashed and is not in the database. Organizer PINs are short: without it, whoever has
/// the database tries all of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Pepper([u8; 32]);

impl Pepper {
    /// The pepper with these bytes, which nobody else knows.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for Pepper {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Pepper(…)")
    }
}

/// What a hash is made of.
pub struct Derivation {
    password: String,
    pepper: Option<Pepper>,
    salt: Vec<u8>,
    algorithm: Algorithm,
    version: Version,
    parameters: Params,
    length: usize,
}

impl Derivation {
    pub(crate) fn new(
        password: &str,
        pepper: Option<&Pepper>,
        salt: &[u8],
        (algorithm, version, parameters): (Algorithm, Version, Params),
        length: usize,
    ) -> Self {
        let (password, pepper, salt) = (password.to_owned(), pepper.cloned(), salt.to_owned());
        Self { password, pepper, salt, algorithm, version, parameters, length }
    }

    /// Hashes; this takes tens of milliseconds and about 19 MiB.
    ///
    /// # Errors
    ///
    /// [`StoreError::Broken`] if the kept hash has parameters that Argon2 does not know.
    pub fn run(self, memory: &mut HashingMemory) -> StoreResult<Vec<u8>> {
        let blocks = self.parameters.block_count();
        if memory.0.len() < blocks {
            memory.0.resize(blocks, Block::default());
        }
        let mut hash = vec![0; self.length];
        let broken = |error: argon2::Error| StoreError::Broken(error.to_string());
        let argon2 = match &self.pepper {
            None => Argon2::new(self.algorithm, self.version, self.parameters),
            Some(Pepper(pepper)) => {
                Argon2::new_with_secret(pepper, self.algorithm, self.version, self.parameters)
                    .map_err(broken)?
            }
        };
        let memory = &mut memory.0[..blocks];
        argon2
            .hash_password_into_with_memory(self.password.as_bytes(), &self.salt, &mut hash, memory)
            .map_err(broken)?;
        Ok(hash)
    }
}

/// Hashes at once, on the thread that asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct DirectHashing;

#[async_trait]
impl Hashing for DirectHashing {
    async fn place(&self) -> Option<Box<dyn HashingPlace>> {
        Some(Box::new(Self))
    }
}

#[async_trait]
impl HashingPlace for DirectHashing {
    async fn derive(&mut self, derivation: Derivation) -> StoreResult<Vec<u8>> {
        derivation.run(&mut HashingMemory::default())
    }
}
