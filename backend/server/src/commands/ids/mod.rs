//! `konfid id`.

mod choose;
mod look_up;
mod reservations;

use std::process::ExitCode;

use shared::Language;

use super::context::CommandContext;
use crate::arguments::IdCommand;
use crate::command_error::{DONE, Result};

pub(super) use look_up::{Shown, print_assignments};

pub(super) async fn run(command: IdCommand, language: Language) -> Result<ExitCode> {
    let context = CommandContext::open(command.target(), language).await?;
    let done = context.run_id(command).await;
    context.client.close().await;
    done
}

impl CommandContext {
    async fn run_id(&self, command: IdCommand) -> Result<ExitCode> {
        let done = match command {
            IdCommand::Lookup { digits, bridge, .. } => self.look_up(&digits, bridge).await,
            IdCommand::Check { digits, whose, .. } => return self.check(digits, whose).await,
            IdCommand::Suggest { near, seed, whose, .. } => self.suggest(near, seed, whose).await,
            IdCommand::Choose { user, digits, yes, mail, .. } => self.choose(&user, digits, yes, mail).await,
            IdCommand::Reserve { first, last, reserved_for, until, bridge, .. } => {
                self.reserve(shared::ReserveRequest { bridge, first, last, reserved_for, until }).await
            }
            IdCommand::Release { reservation, .. } => self.release(reservation).await,
            IdCommand::Reservations { bridge, .. } => self.list_reservations(bridge).await,
        };
        done.map(|()| DONE)
    }
}
