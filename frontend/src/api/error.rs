//! What can go wrong with a request.

use shared::{FieldProblem, Problem, ProblemCode};

use super::Response;
use crate::i18n::{Common, Words};

/// Why a request has no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// The page did not want the answer any more.
    Cancelled,
    /// The server could not be reached.
    Unreachable,
    /// The server answered with a problem.
    Problem(Box<Problem>),
    /// The server's answer makes no sense to this page.
    Unexpected,
}

impl ApiError {
    /// The problem in an answer that is no success.
    pub(super) fn of(response: &Response) -> Self {
        match response.json::<Problem>() {
            Ok(problem) => Self::Problem(Box::new(problem)),
            // A proxy in front of a server that is down answers by itself.
            Err(_) if matches!(response.status, 502..=504) => Self::Unreachable,
            Err(_) => Self::Unexpected,
        }
    }

    /// Whether it is this problem.
    pub(crate) fn is(&self, code: ProblemCode) -> bool {
        matches!(self, Self::Problem(problem) if problem.code() == Some(code))
    }

    /// Whether somebody else was first.
    pub(crate) fn is_stale(&self) -> bool {
        self.is(ProblemCode::VersionStale)
    }

    /// What is wrong with one field, as the API names it.
    pub(crate) fn of_field(&self, field: &str) -> Option<&str> {
        self.fields().iter().find(|problem| problem.field == field).map(|problem| problem.detail.as_str())
    }

    /// Which fields are wrong.
    pub(crate) fn fields(&self) -> &[FieldProblem] {
        match self {
            Self::Problem(problem) => &problem.errors,
            Self::Cancelled | Self::Unreachable | Self::Unexpected => &[],
        }
    }

    /// What it is, in a few words.
    pub(crate) fn title(&self, t: Words) -> String {
        match self {
            Self::Problem(problem) => problem.title.clone(),
            Self::Cancelled | Self::Unreachable => t.of(Common::Unreachable).to_owned(),
            Self::Unexpected => t.of(Common::Unexpected).to_owned(),
        }
    }

    /// What happened and what to do.
    pub(crate) fn detail(&self, t: Words) -> String {
        match self {
            // The names of fields are the API's; on the page each field says what is wrong with it.
            Self::Problem(problem) if !problem.errors.is_empty() => {
                problem.errors.iter().map(|fault| fault.detail.as_str()).collect::<Vec<_>>().join(" ")
            }
            Self::Problem(problem) => problem.detail.clone(),
            Self::Cancelled | Self::Unreachable => t.of(Common::UnreachableDetail).to_owned(),
            Self::Unexpected => t.of(Common::UnexpectedDetail).to_owned(),
        }
    }
}
