//! The meeting update tool against real calendar servers.

mod discovery;
mod file;
mod radicale;
mod support;
mod worker;
mod xandikos;
