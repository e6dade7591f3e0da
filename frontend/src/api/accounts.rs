//! The accounts of administrators.

use shared::{Account, AccountLink, AccountNameRequest, DisableAccountRequest, Page, paths};

use super::{Answer, Api, ApiError, IdempotencyKey, Json, Method, Reading, Request, Response};

/// What is done with an account, or to have one more.
pub(crate) enum AccountAct {
    Add {
        name: String,
    },
    Rename {
        name: String,
    },
    /// A link by which the owner sets a new password.
    Link,
    SignOut,
    Disable {
        revoke_tokens: bool,
    },
    Enable,
    /// For good.
    Remove,
}

impl Api {
    /// The accounts, by name.
    pub(crate) fn accounts(&self) -> Answer<Page<Account>> {
        self.get(paths::route::ADMINISTRATORS)
    }

    /// Does something with an account; with none, adds one. Whatever makes a link is answered with it.
    pub(crate) fn act_on_account(
        &self,
        act: AccountAct,
        account: Option<&Account>,
        key: &IdempotencyKey,
    ) -> Answer<Option<AccountLink>, Link> {
        let address = account.map_or_else(
            || paths::route::ADMINISTRATORS.to_owned(),
            |account| paths::administrator(account.id),
        );
        let to = |method, verb: &str| Request::new(method, format!("{address}{verb}"));
        let request = match act {
            AccountAct::Add { name } => to(Method::Post, "").json(&AccountNameRequest { name }),
            AccountAct::Rename { name } => to(Method::Patch, "").json(&AccountNameRequest { name }),
            AccountAct::Link => to(Method::Post, "/link"),
            AccountAct::SignOut => to(Method::Delete, "/sessions"),
            AccountAct::Disable { revoke_tokens } => {
                to(Method::Post, "/disable").json(&DisableAccountRequest { revoke_tokens })
            }
            AccountAct::Enable => to(Method::Post, "/enable"),
            AccountAct::Remove => to(Method::Delete, ""),
        };
        self.ask(match account {
            Some(account) => request.if_match(account.version).once(key),
            None => request,
        })
    }
}

/// A link, where one was created; what else is answered is loaded again with the list.
pub(crate) enum Link {}

impl Reading<Option<AccountLink>> for Link {
    fn read(response: Response) -> Result<Option<AccountLink>, ApiError> {
        if response.status == 201 { Json::read(response).map(Some) } else { Ok(None) }
    }
}
