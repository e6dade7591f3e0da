//! `konfid administrator`.

use std::process::ExitCode;

use domain::Actor;
use domain::operations::sessions;
use shared::{Language, SessionEntry, SessionId};

use crate::arguments::{AdministratorCommand, ConfigurationArguments};
use crate::client::Missing;
use crate::command_error::{DONE, Result};
use crate::configuration::Values;
use crate::database::Database;
use crate::output::{moment, plain, say};
use crate::{output, web};

pub(super) async fn run(command: AdministratorCommand, language: Language) -> Result<ExitCode> {
    match command {
        AdministratorCommand::Link(configuration) => link(&configuration).await?,
        AdministratorCommand::Sessions { json, database } => {
            let database =
                Database::open(&Values::gather(&database.flags())?.database()?, Missing::IsWrong).await?;
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
            let database =
                Database::open(&Values::gather(&database.flags())?.database()?, Missing::IsWrong).await?;
            let ended = end(&database, sessions).await;
            database.close().await;
            let ended = ended?;
            output::line(&say(
                language,
                format!("Sessions ended: {ended}"),
                format!("Avslutade sessioner: {ended}"),
            ))?;
        }
    }
    Ok(DONE)
}

async fn link(configuration: &ConfigurationArguments) -> Result<()> {
    let configuration = Values::gather(&configuration.flags())?.configuration()?;
    let database = Database::open(&configuration.database, Missing::IsMade).await?;
    let application = database.application();
    let secret = application
        .in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { sessions::create_set_up_link(transaction, context).await })
        })
        .await?;
    let running = database.server_url().map(str::to_owned);
    let page = match (&configuration.public_url, running) {
        (Some(url), _) => web::origin(url),
        (None, Some(running)) => running,
        (None, None) => web::local_origin(configuration.listen),
    };
    database.close().await;
    output::line(&web::set_up_link(&page, &secret))
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
