//! What a row says of the account: whether it is blocked or was deleted in the directory.

use std::borrow::Cow;

use shared::DirectoryState;

use super::cells::{as_text, is_hollow};
use super::columns::Columns;
use super::headings::Field;

/// What the cells of a row say of the account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) state: DirectoryState,
    /// A word that is not known.
    pub(super) unknown: Option<String>,
}

/// What one cell says.
enum Said {
    Nothing,
    State(DirectoryState),
    Unknown,
}

const TRUE: &[&str] = &["true", "yes", "y", "1", "sant", "ja", "wahr", "x"];
const FALSE: &[&str] = &["false", "no", "n", "0", "falskt", "nej", "falsch", "nein"];
const NOTHING: &[&str] = &["", "null", "none", "na", "never", "aldrig", "nie"];
const ACTIVE: &[&str] = &[
    "active",
    "enabled",
    "allowed",
    "normal",
    "ok",
    "staged",
    "provisioned",
    "recovery",
    "passwordexpired",
    "lockedout",
    "signinallowed",
    "aktiv",
    "aktiverad",
    "aktiverat",
    "tillåten",
    "inloggningtillåten",
    "inloggningentillåten",
    "aktiviert",
    "zugelassen",
    "anmeldungzugelassen",
    "anmeldungzulässig",
];
const BLOCKED: &[&str] = &[
    "blocked",
    "signinblocked",
    "suspended",
    "disabled",
    "inactive",
    "deactivated",
    "deprovisioned",
    "archived",
    "locked",
    "blockerad",
    "blockerat",
    "inloggningblockerad",
    "inloggningenblockerad",
    "inaktiv",
    "inaktiverad",
    "inaktiverat",
    "avstängd",
    "spärrad",
    "arkiverad",
    "blockiert",
    "anmeldungblockiert",
    "gesperrt",
    "inaktiv",
    "deaktiviert",
    "archiviert",
];
const DELETED: &[&str] =
    &["deleted", "softdeleted", "removed", "borttagen", "borttaget", "raderad", "gelöscht", "entfernt"];

/// In `userAccountControl` of Active Directory: `ACCOUNTDISABLE`.
const DISABLED_BIT: u64 = 2;

impl Columns {
    /// What all columns say together: deleted is more than blocked, and blocked more than active.
    pub(super) fn state(&self, cells: &[Cow<'_, str>]) -> Stated {
        let mut stated = Stated::default();
        for field in [Field::Blocked, Field::Enabled, Field::Status, Field::Deleted, Field::AccountControl] {
            for cell in self.of(field).iter().filter_map(|place| cells.get(*place)) {
                match said(field, cell) {
                    Said::Nothing | Said::State(DirectoryState::Active) => (),
                    Said::State(DirectoryState::Deleted) => stated.state = DirectoryState::Deleted,
                    Said::State(DirectoryState::Blocked) if stated.state == DirectoryState::Deleted => (),
                    Said::State(DirectoryState::Blocked) => stated.state = DirectoryState::Blocked,
                    Said::Unknown => stated.unknown = Some(as_text(cell).chars().take(64).collect()),
                }
            }
        }
        stated
    }
}

fn said(field: Field, cell: &str) -> Said {
    let word: String =
        as_text(cell).to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect();
    let is = |words: &[&str]| words.contains(&word.as_str());
    if is_hollow(cell) || is(NOTHING) {
        return Said::Nothing;
    }
    let of_flag = |when_true: DirectoryState, when_false: DirectoryState| {
        if is(TRUE) {
            Said::State(when_true)
        } else if is(FALSE) {
            Said::State(when_false)
        } else {
            of_word(&word)
        }
    };
    match field {
        Field::Blocked => of_flag(DirectoryState::Blocked, DirectoryState::Active),
        Field::Enabled => of_flag(DirectoryState::Active, DirectoryState::Blocked),
        Field::Status => of_word(&word),
        // A moment, or a word for yes. Programs write the first moment they know for none.
        Field::Deleted if is(FALSE) || word.starts_with("00010101") || word.starts_with("16010101") => {
            Said::State(DirectoryState::Active)
        }
        Field::Deleted => Said::State(DirectoryState::Deleted),
        Field::AccountControl => match word.parse::<u64>() {
            Ok(bits) if bits & DISABLED_BIT != 0 => Said::State(DirectoryState::Blocked),
            Ok(_) => Said::State(DirectoryState::Active),
            Err(_) => Said::Unknown,
        },
        Field::DisplayName
        | Field::FirstName
        | Field::LastName
        | Field::PrincipalName
        | Field::PrimaryEmail
        | Field::ProxyAddresses
        | Field::Language
        | Field::Country
        | Field::ProviderName
        | Field::ProviderTollNumber
        | Field::ProviderTollFree
        | Field::ProviderPasscode
        | Field::ProviderDomain
        | Field::ProviderUrl
        | Field::DirectoryId
        | Field::PerhapsDirectoryId
        | Field::Secret => Said::Nothing,
    }
}

fn of_word(word: &str) -> Said {
    if ACTIVE.contains(&word) {
        Said::State(DirectoryState::Active)
    } else if BLOCKED.contains(&word) {
        Said::State(DirectoryState::Blocked)
    } else if DELETED.contains(&word) {
        Said::State(DirectoryState::Deleted)
    } else {
        Said::Unknown
    }
}
