//! Work around the code: see `cargo xtask --help`.
fn main() {}
