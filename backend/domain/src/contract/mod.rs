//! The contract suite: what every store must do.
