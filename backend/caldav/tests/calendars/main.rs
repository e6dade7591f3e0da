//! The meeting update tool against real calendar servers.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed, as it should")]

mod cyrus;
mod discovery;
mod file;
mod hostile;
mod numbers;
mod planned_meetings;
mod radicale;
mod support;
mod trouble;
mod worker;
mod xandikos;
