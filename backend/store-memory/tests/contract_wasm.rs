//! The memory store does what every store must do, as WebAssembly too.
#![cfg(target_arch = "wasm32")]

use konfid_store_memory::MemoryStore;
use wasm_bindgen_test::wasm_bindgen_test;

domain::contract_tests!(MemoryStore::new(domain::contract::initial_settings()), #[wasm_bindgen_test]);
