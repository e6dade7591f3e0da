//! The ledger in memory agrees with everything, whatever is done.
#![cfg(not(target_arch = "wasm32"))]

use konfid_store_memory::MemoryStore;

domain::ledger_test!(
    whatever_is_done_the_ledger_agrees,
    48 cases,
    MemoryStore::new(domain::contract::initial_settings())
);
