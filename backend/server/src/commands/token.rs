//! `konfid token create`.

use std::process::ExitCode;
use std::time::Duration;

use domain::Actor;
use domain::operations::tokens;

use crate::arguments::TokenCommand;
use crate::client::Missing;
use crate::configuration::Values;
use crate::database::Database;
use crate::failure::{DONE, Result};
use crate::output;

pub(super) async fn run(command: &TokenCommand) -> Result<ExitCode> {
    let TokenCommand::Create { name, expires_in, database } = command;
    let values = Values::gather(&database.flags())?;
    let database = Database::open(values.database(), Missing::IsMade).await?;
    let konfid = database.konfid();
    let mut context = konfid.context(Actor::CommandLine);
    let lifetime = expires_in.map(|days| Duration::from_hours(24) * days);
    let name = name.clone();
    let secret = konfid
        .write(move |transaction| {
            Box::pin(async move { tokens::create_token(transaction, &mut context, &name, lifetime).await })
        })
        .await?;
    database.close().await;
    output::line(&secret)?;
    Ok(DONE)
}
