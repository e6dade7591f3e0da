//! `konfid user`.

mod act;
mod card;
mod edit;
mod list;
mod many;
mod pin;
mod preview;
mod provider;
mod remove;
mod switch_type;

use std::process::ExitCode;

use shared::{ActOnUsersRequest, ChangeBridgeRequest, Language, UsersAct};

use many::request;

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
            UserCommand::Enable { users, mail, replace_provider: true } => {
                for user in &users.users {
                    self.enable(user, mail.send_email(), true).await?;
                }
                return Ok(DONE);
            }
            UserCommand::Enable { users, mail, replace_provider: false } => {
                return self.act(request(UsersAct::Enable, mail.send_email(), None), users).await;
            }
            UserCommand::Disable { users, mail } => {
                return self.act(request(UsersAct::Disable, mail.send_email(), None), users).await;
            }
            UserCommand::Reset { preview: true, users, mail, .. } => {
                self.preview_reset(&users.users, mail.send_email()).await
            }
            UserCommand::Reset { preview: false, reason, users, mail } => {
                return self.act(request(UsersAct::Reset, mail.send_email(), reason), users).await;
            }
            UserCommand::Type { to, reason, users, mail } => {
                return self.act(request(to.act(), mail.send_email(), reason), users).await;
            }
            UserCommand::Number { to, bridge_default: _, mail, users } => {
                let request = request(UsersAct::ChangeNumber, mail.send_email(), None);
                return self.act(ActOnUsersRequest { number: to, ..request }, users).await;
            }
            UserCommand::SendInfo { to: Some(to), users } => self.send_info_to(&users.users, &to).await,
            UserCommand::Emails { address, mail_language, user } => {
                self.emails(&user.user, address.as_deref(), mail_language.as_deref()).await
            }
            UserCommand::SendInfo { to: None, users } => {
                return self.act(request(UsersAct::SendConferenceInfo, None, None), users).await;
            }
            UserCommand::Pin(command) => return self.pin(command).await,
            UserCommand::Provider(command) => self.provider(command).await,
            UserCommand::List { query, dial_in, provider, id_type, limit, .. } => {
                self.list(query, (dial_in, provider, id_type), limit).await
            }
            UserCommand::Show(OneUserArguments { user, .. }) => self.show(&user).await,
            UserCommand::Card(OneUserArguments { user, .. }) => self.card(&user).await,
            UserCommand::Export { query, separator, .. } => self.export(query, separator).await,
            UserCommand::Template { separator, .. } => self.template(separator).await,
            UserCommand::Create {
                display_name,
                principal_name,
                email,
                user_language,
                numbers,
                bridge,
                enable,
                mail,
                target: _,
            } => {
                let names = (display_name, principal_name.as_str(), email.as_deref());
                self.create(names, user_language, (numbers, bridge), enable, mail).await
            }
            UserCommand::Update { changes, user } => self.update(&user.user, changes).await,
            UserCommand::Move { bridge, reason, confirm, mail, user } => {
                let request = ChangeBridgeRequest {
                    bridge,
                    reason,
                    send_email: mail.send_email(),
                    confirm_conference_id: confirm,
                };
                self.move_to(&user.user, &request).await
            }
            UserCommand::Remove { confirm, user } => self.remove(&user.user, confirm).await,
            UserCommand::StrikeOut { user, .. } => self.strike_out(user).await,
            UserCommand::Undo { mail, user } => self.undo(&user.user, mail).await,
            UserCommand::SendLink(OneUserArguments { user, .. }) => self.send_link(&user).await,
        };
        done.map(|()| DONE)
    }
}

fn target(command: &UserCommand) -> &TargetArguments {
    match command {
        UserCommand::List { target, .. }
        | UserCommand::Create { target, .. }
        | UserCommand::Export { target, .. }
        | UserCommand::Template { target, .. }
        | UserCommand::StrikeOut { target, .. } => target,
        UserCommand::Provider(command) => &command.user().target,
        UserCommand::Enable { users, .. }
        | UserCommand::Disable { users, .. }
        | UserCommand::Reset { users, .. }
        | UserCommand::Type { users, .. }
        | UserCommand::Number { users, .. }
        | UserCommand::SendInfo { users, .. } => &users.target,
        UserCommand::Pin(command) => command.target(),
        UserCommand::Show(user)
        | UserCommand::Card(user)
        | UserCommand::Remove { user, .. }
        | UserCommand::SendLink(user)
        | UserCommand::Emails { user, .. }
        | UserCommand::Update { user, .. }
        | UserCommand::Move { user, .. }
        | UserCommand::Undo { user, .. } => &user.target,
    }
}
