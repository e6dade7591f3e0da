//! store-memory.
