//! Who a row is about: the identifier in the directory decides, and without one the principal name.

use shared::{DirectoryId, ImportRefusal, User, UserPrincipalName};

use super::ParsedRow;
use crate::{Read, Result};

/// The users that a row may be about.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidates {
    /// Who has the identifier.
    pub(super) by_id: Option<User>,
    /// Who has the principal name.
    pub(super) by_name: Option<User>,
}

/// Looks for them.
pub(super) async fn candidates(
    read: &mut dyn Read,
    directory_id: Option<&DirectoryId>,
    name: &UserPrincipalName,
) -> Result<Candidates> {
    let by_id = match directory_id {
        Some(id) => read.user_by_directory_id(id).await?,
        None => None,
    };
    Ok(Candidates { by_id, by_name: read.user_by_principal_name(name).await? })
}

/// The users that a row speaks of, even if it cannot be imported: nobody of them is missing from the file.
pub(super) async fn spoken_of(read: &mut dyn Read, row: &ParsedRow) -> Result<Candidates> {
    let by_id = match &row.directory_id {
        Some(id) => read.user_by_directory_id(id).await?,
        None => None,
    };
    let [_, name, _] = &row.text;
    let by_name = match UserPrincipalName::kept(name) {
        Ok(name) => read.user_by_principal_name(&name).await?,
        Err(_) => None,
    };
    Ok(Candidates { by_id, by_name })
}

impl Candidates {
    /// The user, or nobody yet, or why that cannot be said.
    ///
    /// Somebody with another name is the same person when the identifier is the same. A name that somebody with another
    /// identifier has is not given away: whoever got the name of a colleague who left must not get the ID as well.
    pub(super) fn choose(
        self,
        directory_id: Option<&DirectoryId>,
    ) -> std::result::Result<Option<User>, ImportRefusal> {
        match (self.by_id, self.by_name) {
            (Some(same), Some(other)) if same.id != other.id => Err(ImportRefusal::PrincipalNameOfAnother),
            (Some(same), _) => Ok(Some(same)),
            (None, Some(named)) => match (&named.directory_id, directory_id) {
                (Some(kept), Some(given)) if kept != given => Err(ImportRefusal::OtherDirectoryId),
                _ => Ok(Some(named)),
            },
            (None, None) => Ok(None),
        }
    }
}
