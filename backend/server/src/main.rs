//! The konfid binary.
fn main() {}
