//! Importing users from a file.

use serde::{Deserialize, Serialize};

use crate::{
    CountryCode, DirectoryId, DirectoryState, EmailAddress, ImportId, JobId, Language, ParseAddressError,
    ProviderProfile, ProviderRefusal, Timestamp, UserPrincipalName,
};

/// The options of an import; sent in the query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct ImportOptions {
    /// Whether every user in the file is enabled for dial-in conferencing as well, unless the account is blocked or
    /// deleted in the directory.
    #[serde(default)]
    pub enable: bool,
    /// Whether users that are enabled or disabled get an email; when missing, the organisation's settings decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_email: Option<bool>,
    /// Whether the file holds everybody in the directory. Then enabled users that are missing from it are proposed for
    /// disabling.
    #[serde(default)]
    pub full_directory: bool,
}

/// Starts an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplyImportRequest {
    /// Whether the users that the preview proposes for disabling are disabled.
    #[serde(default)]
    pub disable_proposed: bool,
}

/// An import: what its file would do, and the job that does it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Import {
    /// The import's identifier.
    pub id: ImportId,
    /// Its options.
    pub options: ImportOptions,
    /// How many rows would do what, when the file was read.
    pub counts: ImportCounts,
    /// When the file was read.
    pub created_at: Timestamp,
    /// The job that imports the users, once it was started; it says what was done.
    pub job: Option<JobId>,
}

/// How many rows of a file do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportCounts {
    /// Users that do not exist yet.
    pub new: u64,
    /// Users that will be different.
    pub changed: u64,
    /// Users that are already like this.
    pub unchanged: u64,
    /// Rows that cannot be imported.
    pub refused: u64,
    /// Users that will be enabled for dial-in conferencing.
    pub enabled: u64,
    /// Rows that are imported, with something to know about them.
    #[serde(default)]
    pub noted: u64,
    /// Enabled users whose account is blocked or deleted in the directory; they are proposed for disabling.
    #[serde(default)]
    pub blocked: u64,
    /// Enabled users that are missing from a file that holds everybody; they are proposed for disabling.
    #[serde(default)]
    pub missing: u64,
    /// How many users were enabled when the file was read; counted for a file that holds everybody.
    #[serde(default)]
    pub enabled_before: u64,
}

impl ImportCounts {
    /// How many rows the file has.
    pub const fn rows(&self) -> u64 {
        self.new + self.changed + self.unchanged + self.refused
    }

    /// How many users are proposed for disabling.
    pub const fn proposed(&self) -> u64 {
        self.blocked + self.missing
    }

    /// Whether so many of the enabled users are missing that the file may not hold everybody after all: more than a
    /// quarter.
    pub const fn many_are_missing(&self) -> bool {
        self.missing.saturating_mul(4) > self.enabled_before
    }
}

/// What a row of the file does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRow {
    /// The line on which the row begins, counted from the file's first. An enabled user that is missing from the file has
    /// none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// What it does.
    pub outcome: ImportOutcome,
    /// The display name in the file.
    pub display_name: String,
    /// The principal name in the file.
    pub user_principal_name: String,
    /// The primary address in the file.
    pub primary_email: String,
    /// What would change, as `field: old → new`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ImportChange>,
    /// Why it was refused, in the reader's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why it was refused, for programs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// What else to know about a row that is imported anyway, in the reader's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The same for programs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note_codes: Vec<String>,
    /// Whether the user is proposed for disabling.
    #[serde(default)]
    pub proposed: bool,
}

/// One field that an import changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportChange {
    /// The field, as the API names it.
    pub field: String,
    /// What it is now.
    pub before: String,
    /// What it will be.
    pub after: String,
}

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ImportOutcome {
    /// A new user.
    New,
    /// A user that will be different.
    Changed,
    /// A user that is already like this.
    Unchanged,
    /// Nothing: the row cannot be imported.
    Refused,
    /// Nothing: an enabled user is missing from a file that holds everybody.
    Missing,
}

/// Which rows of an import a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct ImportRowFilter {
    /// Only rows that do this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ImportOutcome>,
    /// Only rows with a note.
    #[serde(default)]
    pub noted: bool,
    /// Only users that are proposed for disabling.
    #[serde(default)]
    pub proposed: bool,
}

/// A row of a file that can be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedUser {
    /// The name people know the user by.
    pub display_name: String,
    /// What the user signs in with elsewhere.
    pub user_principal_name: UserPrincipalName,
    /// Where emails go.
    pub primary_email: EmailAddress,
    /// The language of emails to the user, when the file gives one that Konfid speaks.
    pub language: Option<Language>,
    /// A language in the file that Konfid does not speak.
    pub unknown_language: Option<String>,
    /// The user's country, when the file gives one that Konfid knows.
    pub country: Option<CountryCode>,
    /// A country in the file that Konfid does not know.
    pub unknown_country: Option<String>,
    /// The profile at a third-party provider that the file gives.
    pub provider: Option<ProviderProfile>,
    /// What the directory knows the user by.
    pub directory_id: Option<DirectoryId>,
    /// Whether something else stands where the file has the identifier.
    pub unusable_directory_id: bool,
    /// Whether the account can be used.
    pub state: DirectoryState,
    /// What the file says of the account, when Konfid does not know it.
    pub unknown_state: Option<String>,
}

/// Why a row cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ImportRefusal {
    /// There is no principal name.
    MissingPrincipalName,
    /// The principal name is not one.
    InvalidPrincipalName(ParseAddressError),
    /// An earlier line has the same principal name, perhaps in another case.
    DuplicatePrincipalName {
        /// That line.
        line: u64,
    },
    /// An earlier line has the same identifier in the directory.
    DuplicateDirectoryId {
        /// That line.
        line: u64,
    },
    /// The identifier belongs to one user and the principal name to another one.
    PrincipalNameOfAnother,
    /// The user with this principal name has another identifier in the directory.
    OtherDirectoryId,
    /// The account was deleted in the directory, and there is no such user.
    DeletedInDirectory,
    /// There is no display name.
    MissingDisplayName,
    /// The display name has more than 256 characters.
    DisplayNameTooLong,
    /// There is no primary address.
    MissingPrimaryEmail,
    /// The primary address is not one.
    InvalidPrimaryEmail(ParseAddressError),
    /// The row has another number of columns than the header.
    WrongColumnCount {
        /// How many the header has.
        expected: u64,
        /// How many the row has.
        found: u64,
    },
    /// A quotation mark has no other one.
    OpenQuote {
        /// The line on which it is.
        line: u64,
        /// How many lines after it belong to the row because of it; 0 when they are read on their own.
        lines: u64,
    },
    /// The third-party provider cannot be the user's as the row has it.
    Provider(ProviderRefusal),
    /// The row is not UTF-8 text.
    NotText,
}

impl ImportRefusal {
    /// The reason for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingPrincipalName => "missingPrincipalName",
            Self::InvalidPrincipalName(_) => "invalidPrincipalName",
            Self::DuplicatePrincipalName { .. } => "duplicatePrincipalName",
            Self::DuplicateDirectoryId { .. } => "duplicateDirectoryId",
            Self::PrincipalNameOfAnother => "principalNameOfAnother",
            Self::OtherDirectoryId => "otherDirectoryId",
            Self::DeletedInDirectory => "deletedInDirectory",
            Self::MissingDisplayName => "missingDisplayName",
            Self::DisplayNameTooLong => "displayNameTooLong",
            Self::MissingPrimaryEmail => "missingPrimaryEmail",
            Self::InvalidPrimaryEmail(_) => "invalidPrimaryEmail",
            Self::WrongColumnCount { .. } => "wrongColumnCount",
            Self::OpenQuote { .. } => "openQuote",
            Self::Provider(refusal) => refusal.code(),
            Self::NotText => "notText",
        }
    }
}
