//! The memory store does what every store must do.
#![cfg(not(target_arch = "wasm32"))]

use konfid_store_memory::MemoryStore;

domain::contract_tests!(MemoryStore::new(domain::contract::initial_settings()), #[tokio::test]);
