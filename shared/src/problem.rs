//! Problems: errors on the wire, after RFC 9457.

use serde::{Deserialize, Serialize};

use crate::{Language, ProblemCode, ProblemKind};

/// A problem (`application/problem+json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A stable name, `urn:konfid:problem:…`; programs may rely on it.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is, in a few words, in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do, in a sentence or two, in the reader's language.
    pub detail: String,
    /// Identifies this occurrence; the server's log says more under the same name. Only when Konfid itself failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Which fields are wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field, as the API names it.
    pub field: String,
    /// What is wrong and what to do, in the reader's language.
    pub detail: String,
}

impl Problem {
    /// What every problem's `type` begins with.
    pub const TYPE_PREFIX: &'static str = "urn:konfid:problem:";

    /// A problem in words.
    pub fn new(kind: &ProblemKind, language: Language) -> Self {
        Self {
            kind: format!("{}{}", Self::TYPE_PREFIX, kind.code().name()),
            title: kind.title(language).to_owned(),
            status: kind.status(),
            detail: kind.detail(language),
            instance: None,
            errors: kind.field_problems(language),
        }
    }

    /// Which problem it is; `None` for one that this version does not know.
    pub fn code(&self) -> Option<ProblemCode> {
        self.kind.strip_prefix(Self::TYPE_PREFIX)?.parse().ok()
    }
}
