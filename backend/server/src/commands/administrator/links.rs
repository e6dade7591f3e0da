//! One-time links by which passwords are set.

use domain::Actor;
use domain::operations::administrators;
use serde::Serialize;
use shared::{Account, AccountLink, Language, Timestamp};

use crate::arguments::ConfigurationArguments;
use crate::client::Missing;
use crate::command_error::Result;
use crate::configuration::{Configuration, Values};
use crate::database::Database;
use crate::{output, web};

/// A link as programs get it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PrintedLink {
    account: Account,
    link: String,
    expires_at: Timestamp,
}

/// Whose link it is.
#[derive(Clone)]
pub(super) enum Owner {
    /// An account that is added under this name.
    New(String),
    /// The account with this name or identifier.
    Account(String),
}

/// Makes a link, and prints it.
pub(super) async fn print(
    configuration: &ConfigurationArguments,
    json: bool,
    owner: Owner,
    language: Language,
) -> Result<()> {
    let wanted = match &owner {
        Owner::New(name) | Owner::Account(name) => name.clone(),
    };
    let configuration = Values::gather(&configuration.flags())?.configuration()?;
    let database = Database::open(&configuration.database, Missing::IsMade).await?;
    let application = database.application();
    let made = application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move {
            match owner {
                Owner::New(name) => administrators::add_account(transaction, context, &name).await,
                Owner::Account(account) => {
                    let id = administrators::find_account(transaction.as_read(), &account).await?;
                    administrators::create_account_link(transaction, context, id).await
                }
            }
        })
    });
    let made = made.await;
    let page = page(&configuration, &database);
    database.close().await;
    let AccountLink { account, token, expires_at } =
        made.map_err(|error| super::failure(error, &wanted, language))?;
    let link = web::set_up_link(&page, &token, Some(&account.name));
    if json { output::json(&PrintedLink { account, link, expires_at }) } else { output::line(&link) }
}

/// Makes a link that belongs to no account, and prints it.
pub(super) async fn print_free(configuration: &ConfigurationArguments) -> Result<()> {
    let configuration = Values::gather(&configuration.flags())?.configuration()?;
    let database = Database::open(&configuration.database, Missing::IsMade).await?;
    let application = database.application();
    let made = application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { administrators::create_set_up_link(transaction, context).await })
    });
    let made = made.await;
    let page = page(&configuration, &database);
    database.close().await;
    output::line(&web::set_up_link(&page, &made?, None))
}

/// Where the page is.
fn page(configuration: &Configuration, database: &Database) -> String {
    match (&configuration.public_url, database.server_url()) {
        (Some(url), _) => web::origin(url),
        (None, Some(running)) => running.to_owned(),
        (None, None) => web::local_origin(configuration.listen),
    }
}
