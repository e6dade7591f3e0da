//! `konfid administrator link`.

use std::process::ExitCode;

use domain::Actor;
use domain::operations::sessions;

use crate::arguments::AdministratorCommand;
use crate::client::Missing;
use crate::configuration::Values;
use crate::database::Database;
use crate::failure::{DONE, Result};
use crate::{output, web};

pub(super) async fn run(command: &AdministratorCommand) -> Result<ExitCode> {
    let AdministratorCommand::Link { configuration } = command;
    let configuration = Values::gather(&configuration.flags())?.configuration()?;
    let database = Database::open(&configuration.database, Missing::IsMade).await?;
    let konfid = database.konfid();
    let mut context = konfid.context(Actor::CommandLine);
    let secret = konfid
        .write(move |transaction| {
            Box::pin(async move { sessions::create_set_up_link(transaction, &mut context).await })
        })
        .await?;
    let running = database.server_url().map(str::to_owned);
    let page = match (&configuration.public_url, running) {
        (Some(url), _) => web::origin(url),
        (None, Some(running)) => running,
        (None, None) => web::local_origin(configuration.listen),
    };
    database.close().await;
    output::line(&web::set_up_link(&page, &secret))?;
    Ok(DONE)
}
