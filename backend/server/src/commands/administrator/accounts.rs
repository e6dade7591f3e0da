//! Accounts: listing them, and what becomes of one.

use domain::Actor;
use domain::operations::administrators;
use shared::{Account, AccountState, Language};

use crate::command_error::Result;
use crate::database::Database;
use crate::output::{self, moment, plain, say};

/// What is done to an account.
#[derive(Clone)]
pub(super) enum Act {
    /// It gets this name.
    Rename(String),
    Disable {
        revoke_tokens: bool,
    },
    Enable,
}

pub(super) async fn list(database: &Database) -> Result<Vec<Account>> {
    let application = database.application();
    let now = application.now();
    let read = application
        .in_snapshot(move |read| Box::pin(async move { administrators::list_accounts(read, now).await }));
    Ok(read.await?)
}

/// Does something to an account, closes the database, and shows the account as it is then.
pub(super) async fn act(
    database: Database,
    account: String,
    act: Act,
    json: bool,
    language: Language,
) -> Result<()> {
    let disables = matches!(act, Act::Disable { .. });
    let wanted = account.clone();
    let application = database.application();
    let change = application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move {
            let id = administrators::find_account(transaction.as_read(), &account).await?;
            match act {
                Act::Rename(name) => {
                    administrators::rename_account(transaction, context, id, None, &name).await
                }
                Act::Disable { revoke_tokens } => {
                    administrators::disable_account(transaction, context, id, None, revoke_tokens).await
                }
                Act::Enable => administrators::enable_account(transaction, context, id, None).await,
            }
        })
    });
    let changed = change.await;
    database.close().await;
    let changed = changed.map_err(|error| super::failure(error, &wanted, language))?;
    if disables && changed.tokens > 0 {
        output::note(&say(
            language,
            format!(
                "API tokens that the account created and that still work: {}. `konfid token list` shows them; \
                 `konfid administrator disable --revoke-tokens` revokes them.",
                changed.tokens
            ),
            format!(
                "API-token som kontot har skapat och som fortfarande fungerar: {}. `konfid token list` visar dem; \
                 `konfid administrator disable --revoke-tokens` återkallar dem.",
                changed.tokens
            ),
        ));
    }
    print_all(&[changed], json, language)
}

/// Removes an account and closes the database.
pub(super) async fn remove(database: Database, account: String, language: Language) -> Result<()> {
    let wanted = account.clone();
    let application = database.application();
    let remove = application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move {
            let id = administrators::find_account(transaction.as_read(), &account).await?;
            administrators::remove_account(transaction, context, id, None).await
        })
    });
    let removed = remove.await;
    database.close().await;
    removed.map_err(|error| super::failure(error, &wanted, language))?;
    output::line(&say(
        language,
        format!("The account “{}” is removed.", plain(&wanted)),
        format!("Kontot ”{}” är borttaget.", plain(&wanted)),
    ))
}

/// Ends the account's sessions; says how many ended.
pub(super) async fn sign_out(database: &Database, account: String, language: Language) -> Result<u32> {
    let wanted = account.clone();
    let application = database.application();
    let end = application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move {
            let id = administrators::find_account(transaction.as_read(), &account).await?;
            administrators::sign_out_account(transaction, context, id).await
        })
    });
    end.await.map_err(|error| super::failure(error, &wanted, language))
}

pub(super) fn print_all(accounts: &[Account], json: bool, language: Language) -> Result<()> {
    if json {
        return accounts.iter().try_for_each(output::json);
    }
    let headings = [
        ("Account", "Konto"),
        ("Name", "Namn"),
        ("Status", "Status"),
        ("Last signed in", "Senast inloggad"),
        ("Sessions", "Sessioner"),
        ("Tokens", "Token"),
    ];
    let headings = headings.map(|(english, swedish)| say(language, english, swedish));
    let mut table = output::table(headings.each_ref().map(String::as_str));
    for account in accounts {
        table.add_row([
            account.id.to_string(),
            plain(&account.name),
            status(account, language),
            account.signed_in_at.map_or_else(|| say(language, "never", "aldrig"), moment),
            account.sessions.to_string(),
            account.tokens.to_string(),
        ]);
    }
    output::print_table(&table)
}

fn status(account: &Account, language: Language) -> String {
    match (account.state, account.has_password) {
        (AccountState::Disabled, _) => say(language, "disabled", "inaktiverat"),
        (AccountState::Active, false) => say(language, "no password yet", "inget lösenord ännu"),
        (AccountState::Active, true) => say(language, "active", "aktivt"),
    }
}
