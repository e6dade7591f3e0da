//! Hashing passwords: work that is slow and large on purpose, so somebody must bound it.

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

/// What a hash is made of.
pub struct Derivation {
    password: String,
    salt: Vec<u8>,
    algorithm: Algorithm,
    version: Version,
    parameters: Params,
    length: usize,
}

impl Derivation {
    pub(crate) fn new(
        password: &str,
        salt: &[u8],
        (algorithm, version, parameters): (Algorithm, Version, Params),
        length: usize,
    ) -> Self {
        Self { password: password.to_owned(), salt: salt.to_owned(), algorithm, version, parameters, length }
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
        let argon2 = Argon2::new(self.algorithm, self.version, self.parameters);
        let memory = &mut memory.0[..blocks];
        argon2
            .hash_password_into_with_memory(self.password.as_bytes(), &self.salt, &mut hash, memory)
            .map_err(|error| StoreError::Broken(error.to_string()))?;
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
