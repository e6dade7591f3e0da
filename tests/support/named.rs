//! What the environment names.

use std::env;
use std::path::PathBuf;

/// A file, folder or program that the environment names. `cargo xtask` sets the variables.
pub fn named(variable: &str) -> PathBuf {
    let path = env::var_os(variable).map(PathBuf::from);
    let path = path.unwrap_or_else(|| {
        panic!("{variable} is not set; run this by `cargo xtask`, which knows what it must name")
    });
    assert!(path.exists(), "{variable} names {}, which is not there", path.display());
    path
}
