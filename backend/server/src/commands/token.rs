//! `konfid token`.

use std::process::ExitCode;

use domain::Actor;
use domain::operations::tokens::{self, NewToken};
use shared::{ApiToken, Language, TokenId};

use crate::arguments::{Expiry, TokenCommand};
use crate::client::Missing;
use crate::command_error::{CommandError, DONE, Result};
use crate::configuration::Values;
use crate::database::Database;
use crate::output::{self, moment, plain, say};

pub(super) async fn run(command: TokenCommand, language: Language) -> Result<ExitCode> {
    match command {
        TokenCommand::Create { name, expires, database } => {
            let database = open(&database.flags(), Missing::IsMade).await?;
            let made = create(&database, name, expires).await;
            database.close().await;
            output::line(&made?.secret)?;
        }
        TokenCommand::List { json, database } => {
            let database = open(&database.flags(), Missing::IsWrong).await?;
            let listed = list(&database).await;
            database.close().await;
            let listed = listed?;
            if json {
                listed.iter().try_for_each(output::json)?;
            } else {
                print(&listed, language)?;
            }
        }
        TokenCommand::Revoke { token, database } => {
            let database = open(&database.flags(), Missing::IsWrong).await?;
            let revoked = revoke(&database, &token, language).await;
            database.close().await;
            revoked?;
        }
    }
    Ok(DONE)
}

async fn open(flags: &crate::configuration::Flags, missing: Missing) -> Result<Database> {
    Database::open(&Values::gather(flags)?.database()?, missing).await
}

async fn create(database: &Database, name: String, expires: Expiry) -> Result<NewToken> {
    let application = database.application();
    let create = application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { tokens::create_token(transaction, context, &name, expires.lifetime()).await })
    });
    Ok(create.await?)
}

async fn list(database: &Database) -> Result<Vec<ApiToken>> {
    let application = database.application();
    let now = application.now();
    let read =
        application.in_snapshot(move |read| Box::pin(async move { tokens::list_tokens(read, now).await }));
    Ok(read.await?)
}

async fn revoke(database: &Database, wanted: &str, language: Language) -> Result<()> {
    let id = find(&list(database).await?, wanted, language)?;
    let application = database.application();
    let revoke = application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { tokens::revoke_token(transaction, context, id).await })
    });
    Ok(revoke.await?)
}

/// The token with this identifier, or the only one with this name.
fn find(tokens: &[ApiToken], wanted: &str, language: Language) -> Result<TokenId> {
    if let Ok(id) = wanted.parse() {
        return Ok(id);
    }
    let mut named = tokens.iter().filter(|token| token.name == wanted);
    match (named.next(), named.next()) {
        (Some(token), None) => Ok(token.id),
        (Some(_), Some(_)) => Err(CommandError::new(say(
            language,
            format!(
                "Several tokens are called “{wanted}”. Use an identifier instead; `konfid token list` shows them."
            ),
            format!(
                "Flera token heter ”{wanted}”. Ange en identifierare i stället; `konfid token list` visar dem."
            ),
        ))),
        (None, _) => Err(CommandError::new(say(
            language,
            format!("No valid token is called “{wanted}”. `konfid token list` shows the valid ones."),
            format!("Ingen giltig token heter ”{wanted}”. `konfid token list` visar de giltiga."),
        ))),
    }
}

fn print(tokens: &[ApiToken], language: Language) -> Result<()> {
    let headings = [
        ("Token", "Token"),
        ("Name", "Namn"),
        ("Created", "Skapad"),
        ("Created by", "Skapad av"),
        ("Expires", "Upphör"),
        ("Last used", "Senast använd"),
    ];
    let headings = headings.map(|(english, swedish)| say(language, english, swedish));
    let mut table = output::table(headings.each_ref().map(String::as_str));
    let never = || say(language, "never", "aldrig");
    let command_line = || say(language, "command line", "kommandoraden");
    for token in tokens {
        table.add_row([
            token.id.to_string(),
            plain(&token.name),
            moment(token.created_at),
            token.created_by.as_ref().map_or_else(command_line, |maker| plain(&maker.name)),
            token.expires_at.map_or_else(never, moment),
            token.used_at.map_or_else(never, moment),
        ]);
    }
    output::print_table(&table)
}
