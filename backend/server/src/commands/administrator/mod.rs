//! `konfid administrator`.

mod accounts;
mod links;

use std::process::ExitCode;

use domain::Actor;
use domain::operations::sessions;
use shared::{Language, ProblemKind, SessionEntry, SessionId};

use self::accounts::Act;
use self::links::Owner;
use crate::arguments::{AdministratorCommand, DatabaseArguments};
use crate::client::Missing;
use crate::command_error::{CommandError, DONE, Result};
use crate::configuration::Values;
use crate::database::Database;
use crate::output::{self, moment, plain, say};

pub(super) async fn run(command: AdministratorCommand, language: Language) -> Result<ExitCode> {
    match command {
        AdministratorCommand::List { json, database } => {
            let database = open(&database).await?;
            let listed = accounts::list(&database).await;
            database.close().await;
            accounts::print_all(&listed?, json, language)?;
        }
        AdministratorCommand::Add { name, json, configuration } => {
            links::print(&configuration, json, Owner::New(name), language).await?;
        }
        AdministratorCommand::Rename { account, name, json, database } => {
            let act = Act::Rename(name);
            accounts::act(open(&database).await?, account, act, json, language).await?;
        }
        AdministratorCommand::Disable { account, revoke_tokens, json, database } => {
            let act = Act::Disable { revoke_tokens };
            accounts::act(open(&database).await?, account, act, json, language).await?;
        }
        AdministratorCommand::Remove { account, database } => {
            accounts::remove(open(&database).await?, account, language).await?;
        }
        AdministratorCommand::Enable { account, json, database } => {
            accounts::act(open(&database).await?, account, Act::Enable, json, language).await?;
        }
        AdministratorCommand::Link { account: None, json: _, configuration } => {
            links::print_free(&configuration).await?;
        }
        AdministratorCommand::Link { account: Some(account), json, configuration } => {
            links::print(&configuration, json, Owner::Account(account), language).await?;
        }
        AdministratorCommand::SignOut { account, database } => {
            let database = open(&database).await?;
            let ended = accounts::sign_out(&database, account, language).await;
            database.close().await;
            print_ended(ended?, language)?;
        }
        AdministratorCommand::Sessions { json, database } => {
            let database = open(&database).await?;
            let listed = list(&database).await;
            database.close().await;
            let listed = listed?;
            if json {
                listed.iter().try_for_each(output::json)?;
            } else {
                print(&listed, language)?;
            }
        }
        AdministratorCommand::EndSessions { sessions, all: _, database } => {
            let database = open(&database).await?;
            let ended = end(&database, sessions).await;
            database.close().await;
            print_ended(ended?, language)?;
        }
    }
    Ok(DONE)
}

async fn open(database: &DatabaseArguments) -> Result<Database> {
    Database::open(&Values::gather(&database.flags())?.database()?, Missing::IsWrong).await
}

/// What went wrong with the account that was named.
fn failure(error: domain::Error, account: &str, language: Language) -> CommandError {
    if !matches!(error, domain::Error::Problem(ProblemKind::NotFound)) {
        return error.into();
    }
    CommandError::new(say(
        language,
        format!("No account is called “{account}”. `konfid administrator list` shows the accounts."),
        format!("Inget konto heter ”{account}”. `konfid administrator list` visar kontona."),
    ))
}

fn print_ended(ended: u32, language: Language) -> Result<()> {
    output::line(&say(language, format!("Sessions ended: {ended}"), format!("Avslutade sessioner: {ended}")))
}

async fn list(database: &Database) -> Result<Vec<SessionEntry>> {
    let application = database.application();
    let now = application.now();
    let read = application
        .in_snapshot(move |read| Box::pin(async move { sessions::list_sessions(read, now, None).await }));
    Ok(read.await?)
}

/// Ends these sessions, or all if none are named; says how many ended.
async fn end(database: &Database, named: Vec<SessionId>) -> Result<u32> {
    let application = database.application();
    let end = application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move {
            if named.is_empty() {
                return sessions::end_other_sessions(transaction, context, None).await;
            }
            let mut ended = 0;
            for session in named {
                sessions::end_session(transaction, context, session).await?;
                ended += 1;
            }
            Ok(ended)
        })
    });
    Ok(end.await?)
}

fn print(sessions: &[SessionEntry], language: Language) -> Result<()> {
    let headings = [
        ("Session", "Session"),
        ("Administrator", "Administratör"),
        ("Signed in", "Inloggad"),
        ("Last used", "Senast använd"),
        ("Address", "Adress"),
        ("Browser", "Webbläsare"),
    ];
    let headings = headings.map(|(english, swedish)| say(language, english, swedish));
    let mut table = output::table(headings.each_ref().map(String::as_str));
    for session in sessions {
        table.add_row([
            session.id.to_string(),
            plain(&session.administrator.name),
            moment(session.created_at),
            moment(session.used_at),
            session.address.clone(),
            plain(&session.browser),
        ]);
    }
    output::print_table(&table)
}
