//! Workers: taking what is due, doing several things at a time, until told to stop.
//!
//! The outbox, the connected calendars and jobs each have work that becomes due ([`DueWork`]). [`Worker`] is the loop
//! around it: it sleeps until the next moment that something is due or somebody rings the [`WorkerBell`], claims, carries
//! out, waits longer and longer while the store is in trouble, and ends in order. Nothing is lost when the process is
//! killed: what was claimed is due again when its lease ends.

mod bell;
mod due_worker;
mod jobs;

pub use bell::WorkerBell;
pub use due_worker::{DueWork, Pace, Worker, store_delay};
pub use jobs::JobWorker;
