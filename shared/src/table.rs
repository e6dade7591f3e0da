//! How tables for spreadsheets are written.

use serde::{Deserialize, Serialize};

use crate::Language;

/// How a table is written; sent in the query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct TableForm {
    /// What separates the cells.
    #[serde(default)]
    pub separator: TableSeparator,
    /// The language of the headings; when missing, that of the request (`Accept-Language`). An import understands both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// What separates the cells of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TableSeparator {
    /// A comma, as the standard says.
    #[default]
    Comma,
    /// A semicolon: spreadsheets open it at once where the comma is the decimal sign.
    Semicolon,
}

impl TableSeparator {
    /// The sign itself.
    pub const fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
        }
    }

    /// What spreadsheets of this language open at once.
    pub const fn usual_in(language: Language) -> Self {
        match language {
            Language::En => Self::Comma,
            Language::Sv => Self::Semicolon,
        }
    }
}
