//! Why an operation did not happen.

use shared::{Fault, ProblemKind};

use crate::StoreError;

/// Why an operation did not happen. Nothing of it is left in the store, except perhaps after
/// [`StoreError::OutcomeUnknown`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request cannot be done, and the one who asked can do something about it.
    #[error("{}", .0.detail(shared::Language::En))]
    Problem(ProblemKind),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What an operation answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<ProblemKind> for Error {
    fn from(problem: ProblemKind) -> Self {
        Self::Problem(problem)
    }
}

impl Error {
    /// One wrong field.
    pub fn field(field: &'static str, fault: Fault) -> Self {
        Self::Problem(ProblemKind::field(field, fault))
    }

    /// The problem that is answered; what went on inside stays inside.
    pub fn problem(&self) -> ProblemKind {
        match self {
            Self::Problem(problem) => problem.clone(),
            Self::Store(StoreError::Busy | StoreError::Conflict) => ProblemKind::Busy,
            Self::Store(StoreError::OutcomeUnknown(_)) => ProblemKind::OutcomeUnknown,
            Self::Store(StoreError::TooSlow) => ProblemKind::TooSlow,
            Self::Store(StoreError::Unavailable(_) | StoreError::AlreadyExists) => ProblemKind::Unavailable,
            Self::Store(StoreError::Broken(_)) => ProblemKind::Internal,
        }
    }
}
