//! Mends whatever comes in and checks what must hold; see `invariants.rs`.

#![no_main]

mod invariants;

libfuzzer_sys::fuzz_target!(|input: &[u8]| invariants::check(input));
