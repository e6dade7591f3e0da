//! Finding whoever answers.

use domain::operations::tokens;
use domain::{Actor, Application};
use shared::Language;

use super::{Client, InProcess, Server, Transport};
use crate::arguments::TargetArguments;
use crate::command_error::{CommandError, Result};
use crate::configuration::Values;
use crate::database::Database;
use crate::output::say;
use crate::{web, wiring};

/// What it means when there is no database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// It is made.
    IsMade,
    /// Something is wrong: most likely the folder.
    IsWrong,
}

/// A client for the server that was named, or for the database of this machine: through its server when one runs, or
/// straight into it.
pub(crate) async fn connect(
    target: &TargetArguments,
    missing: Missing,
    language: Language,
) -> Result<Client> {
    if let Some(url) = target.server() {
        let Some(token) = target.token() else {
            return Err(CommandError::new(say(
                language,
                "A remote server requires a token. Create one on the server with `konfid token create`, and put it in KONFID_TOKEN.",
                "En annan server kräver en token. Skapa en på servern med `konfid token create` och lägg den i KONFID_TOKEN.",
            )));
        };
        let server = Server::new(&url, token.trim().to_owned())?;
        return Ok(Client::new(Transport::Server(server), language));
    }
    let values = Values::gather(&target.database.flags())?;
    let database = Database::open(&values.database()?, missing).await?;
    let token = short_token(&database.application()).await?;
    let transport = if let Some(url) = database.server_url().map(str::to_owned) {
        database.close().await;
        Transport::Server(Server::on_this_machine(&url, token)?)
    } else {
        let calendars = database.open_existing_key(&values).await?;
        // What is wrong with the configuration is for the server to say; a command may not need it.
        let mails = values.configuration().ok().and_then(|configuration| {
            let page = configuration.public_url.as_ref();
            let page = page.map_or_else(|| web::local_origin(configuration.listen), web::origin);
            wiring::mail_route(&configuration, &page).ok()
        });
        let router = wiring::api_router(database.application(), calendars, mails);
        Transport::InProcess(InProcess::new(router, token, database))
    };
    Ok(Client::new(transport, language))
}

/// A token for this command alone. It is not in the audit log; what is done with it is.
async fn short_token(application: &Application) -> Result<String> {
    let create = application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { tokens::create_command_token(transaction, context).await })
    });
    Ok(create.await?)
}
