//! The memory store does what every store must do, as WebAssembly too: in a browser, where the demo runs.
#![cfg(target_arch = "wasm32")]

use konfid_store_memory::MemoryStore;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

domain::contract_tests!(MemoryStore::new(domain::contract::initial_settings()), #[wasm_bindgen_test]);
