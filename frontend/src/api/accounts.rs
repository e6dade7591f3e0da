//! The accounts of administrators.

use shared::{
    Account, AccountLink, AddAccountRequest, AdministratorId, DisableAccountRequest, Page,
    RenameAccountRequest, paths,
};

use super::{Answer, Api, IdempotencyKey, Method, Nothing, Request};

impl Api {
    /// The accounts, by name.
    pub(crate) fn accounts(&self) -> Answer<Page<Account>> {
        self.get(paths::route::ADMINISTRATORS)
    }

    /// Adds an account; the answer has the link for its owner.
    pub(crate) fn add_account(&self, name: String) -> Answer<AccountLink> {
        let request = AddAccountRequest { name };
        self.change(Request::new(Method::Post, paths::route::ADMINISTRATORS).json(&request))
    }

    /// Makes a link by which the owner of an account sets a new password.
    pub(crate) fn account_link(&self, account: AdministratorId) -> Answer<AccountLink> {
        self.change(Request::new(Method::Post, paths::administrator_link(account)))
    }

    /// Renames, disables or enables an account.
    pub(crate) fn change_account(
        &self,
        account: &Account,
        change: AccountChange,
        key: &IdempotencyKey,
    ) -> Answer<Account> {
        let request = match change {
            AccountChange::Rename(name) => Request::new(Method::Patch, paths::administrator(account.id))
                .json(&RenameAccountRequest { name }),
            AccountChange::Disable { revoke_tokens } => {
                Request::new(Method::Post, paths::administrator_disable(account.id))
                    .json(&DisableAccountRequest { revoke_tokens })
            }
            AccountChange::Enable => Request::new(Method::Post, paths::administrator_enable(account.id)),
        };
        self.change(request.if_match(account.version).once(key))
    }

    /// Ends all sessions of an account.
    pub(crate) fn sign_out_account(&self, account: AdministratorId) -> Answer<(), Nothing> {
        self.command(Request::new(Method::Delete, paths::administrator_sessions(account)))
    }
}

/// A change of an account that names the version that was seen.
pub(crate) enum AccountChange {
    /// It gets this name.
    Rename(String),
    /// Nobody signs in to it any more.
    Disable { revoke_tokens: bool },
    /// Its owner signs in again.
    Enable,
}
