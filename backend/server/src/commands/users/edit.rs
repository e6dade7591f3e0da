//! Making and changing users.

use shared::Describe as _;
use shared::paths::{self, route};
use shared::{
    ConferenceId, CreateUserRequest, EmailAddress, Language, ParseAddressError, UpdateUserRequest, User,
    UserPrincipalName,
};

use super::CommandContext;
use crate::arguments::MailArguments;
use crate::client::Request;
use crate::command_error::{CommandError, Result};
use crate::output::{plain, say};

impl CommandContext {
    pub(super) async fn create(
        &self,
        display_name: String,
        principal_name: &str,
        email: Option<&str>,
        language: Option<Language>,
        enable: bool,
        mail: MailArguments,
    ) -> Result<()> {
        let request = CreateUserRequest {
            display_name,
            user_principal_name: self.principal_name(principal_name)?,
            primary_email: self.address(email.unwrap_or(principal_name))?,
            language,
            enable,
            send_email: mail.send_email(),
        };
        let user: User = self.client.send(Request::post(route::USERS).once().json(&request)?).await?;
        self.tell(&user, |name| {
            let id = user.conference_id.map(ConferenceId::grouped);
            match id {
                Some(id) => say(
                    self.language,
                    format!("{name} has been added, with the conference ID {id}."),
                    format!("{name} har lagts till, med konferens-ID {id}."),
                ),
                None => say(
                    self.language,
                    format!("{name} has been added, but is not enabled for dial-in conferencing."),
                    format!("{name} har lagts till, men är inte aktiverad för konferens med uppringning."),
                ),
            }
        })
    }

    pub(super) async fn update(
        &self,
        text: &str,
        display_name: Option<String>,
        principal_name: Option<&str>,
        email: Option<&str>,
        language: Option<&str>,
    ) -> Result<()> {
        let language = match language {
            None => None,
            Some("") => Some(None),
            Some(tag) => Some(Some(Language::from_tag(tag).ok_or_else(|| {
                CommandError::new(say(
                    self.language,
                    format!("The language “{tag}” is not supported. Write sv or en."),
                    format!("Språket ”{tag}” stöds inte. Skriv sv eller en."),
                ))
            })?)),
        };
        let request = UpdateUserRequest {
            display_name,
            user_principal_name: principal_name.map(|name| self.principal_name(name)).transpose()?,
            primary_email: email.map(|address| self.address(address)).transpose()?,
            language,
        };
        let user = self.find(text).await?;
        let request = Request::patch(paths::user(user.id)).once().if_match(user.version).json(&request)?;
        let user: User = self.client.send(request).await?;
        self.tell(&user, |name| {
            say(self.language, format!("{name} has been changed."), format!("{name} har ändrats."))
        })
    }

    fn principal_name(&self, text: &str) -> Result<UserPrincipalName> {
        text.parse().map_err(|error| self.no_address(text, error))
    }

    fn address(&self, text: &str) -> Result<EmailAddress> {
        text.parse().map_err(|error| self.no_address(text, error))
    }

    fn no_address(&self, text: &str, error: ParseAddressError) -> CommandError {
        CommandError::new(format!("“{}”: {}", plain(text), error.describe(self.language)))
    }
}
