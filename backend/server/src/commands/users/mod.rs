//! `konfid user`.

mod act;
mod edit;
mod list;
mod remove;

use std::process::ExitCode;

use shared::{Language, UserFilter};

use super::context::CommandContext;
use crate::arguments::{OneUserArguments, TargetArguments, UserCommand};
use crate::command_error::{DONE, Result};

pub(super) async fn run(command: UserCommand, language: Language) -> Result<ExitCode> {
    let context = CommandContext::open(target(&command), language).await?;
    let done = context.run(command).await;
    context.client.close().await;
    done
}

impl CommandContext {
    async fn run(&self, command: UserCommand) -> Result<ExitCode> {
        let done = match command {
            UserCommand::Enable { users, all, query, mail, .. } => {
                let many = (all || query.is_some()).then_some(UserFilter { q: query, dial_in: None });
                return self.enable(&users, many, mail).await;
            }
            UserCommand::List { query, dial_in, limit, .. } => self.list(query, dial_in, limit).await,
            UserCommand::Show(OneUserArguments { user, .. }) => self.show(&user).await,
            UserCommand::Export { query, .. } => self.export(query).await,
            UserCommand::Create {
                display_name, principal_name, email, user_language, enable, mail, ..
            } => {
                self.create(display_name, &principal_name, email.as_deref(), user_language, enable, mail)
                    .await
            }
            UserCommand::Update { display_name, principal_name, email, user_language, user } => {
                self.update(
                    &user.user,
                    display_name,
                    principal_name.as_deref(),
                    email.as_deref(),
                    user_language.as_deref(),
                )
                .await
            }
            UserCommand::Disable { mail, user } => self.disable(&user.user, mail).await,
            UserCommand::Remove(OneUserArguments { user, .. }) => self.remove(&user).await,
            UserCommand::StrikeOut { user, .. } => self.strike_out(user).await,
            UserCommand::Reset { reason, mail, user } => self.reset(&user.user, reason, mail).await,
            UserCommand::Undo { mail, user } => self.undo(&user.user, mail).await,
            UserCommand::SendInfo(OneUserArguments { user, .. }) => self.send_info(&user).await,
            UserCommand::SendLink(OneUserArguments { user, .. }) => self.send_link(&user).await,
        };
        done.map(|()| DONE)
    }
}

fn target(command: &UserCommand) -> &TargetArguments {
    match command {
        UserCommand::List { target, .. }
        | UserCommand::Create { target, .. }
        | UserCommand::Enable { target, .. }
        | UserCommand::Export { target, .. }
        | UserCommand::StrikeOut { target, .. } => target,
        UserCommand::Show(user)
        | UserCommand::Remove(user)
        | UserCommand::SendInfo(user)
        | UserCommand::SendLink(user)
        | UserCommand::Update { user, .. }
        | UserCommand::Disable { user, .. }
        | UserCommand::Reset { user, .. }
        | UserCommand::Undo { user, .. } => &user.target,
    }
}
