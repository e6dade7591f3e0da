//! The outbox as a whole: the worker, the store, and a real SMTP server that fails on command.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed, as it should")]

mod health;
mod hello;
mod queue;
mod slow;
mod smtp;
mod starttls;
mod support;
mod worker;
