//! Making and changing users.

use shared::Describe as _;
use shared::paths::{self, route};
use shared::{
    BridgeId, ConferenceId, CountryCode, CreateUserRequest, DirectoryId, EmailAddress, Fault, Language,
    MailEvent, NotCountryCode, ParseAddressError, PhoneNumber, UpdateUserRequest, User, UserPrincipalName,
};

use super::CommandContext;
use crate::arguments::{MailArguments, UserChanges, UserNumbers, YesNo};
use crate::client::Request;
use crate::command_error::{CommandError, Result};
use crate::output::{plain, say};

/// What somebody gave: nothing, a value to take away, or one to set.
type Given<T> = Option<Option<T>>;

impl CommandContext {
    pub(super) async fn create(
        &self,
        (display_name, principal_name, email): (String, &str, Option<&str>),
        language: Option<Language>,
        (numbers, bridge): (UserNumbers, Option<BridgeId>),
        enable: bool,
        mail: MailArguments,
    ) -> Result<()> {
        let UserNumbers { country, toll_number, toll_free_number, may_use_toll_free } = numbers;
        let request = CreateUserRequest {
            language,
            country: self.country(country.as_deref())?.flatten(),
            bridge,
            toll_number: self.number(toll_number.as_deref())?.flatten(),
            toll_free_number: self.number(toll_free_number.as_deref())?.flatten(),
            may_use_toll_free,
            enable,
            send_email: mail.send_email(),
            ..CreateUserRequest::new(
                display_name,
                self.principal_name(principal_name)?,
                self.address(email.unwrap_or(principal_name))?,
            )
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

    pub(super) async fn update(&self, text: &str, changes: UserChanges) -> Result<()> {
        let language = match changes.user_language.as_deref() {
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
        let UserNumbers { country, toll_number, toll_free_number, may_use_toll_free } = changes.numbers;
        let request = UpdateUserRequest {
            display_name: changes.display_name,
            user_principal_name: changes
                .principal_name
                .as_deref()
                .map(|name| self.principal_name(name))
                .transpose()?,
            primary_email: changes.email.as_deref().map(|address| self.address(address)).transpose()?,
            directory_id: changes.directory_id.as_deref().map(|id| self.directory_id(id)).transpose()?,
            language,
            country: self.country(country.as_deref())?,
            toll_number: self.number(toll_number.as_deref())?,
            toll_free_number: self.number(toll_free_number.as_deref())?,
            may_use_toll_free,
            conference_id_locked: changes.locked.map(|locked| locked == YesNo::Yes),
            ..UpdateUserRequest::default()
        };
        let user = self.find(text).await?;
        let request = Request::patch(paths::user(user.id)).once().if_match(user.version).json(&request)?;
        let user: User = self.client.send(request).await?;
        self.tell(&user, |name| {
            say(self.language, format!("{name} has been changed."), format!("{name} har ändrats."))
        })
    }

    /// A country; none of it when the text is empty.
    fn country(&self, text: Option<&str>) -> Result<Given<CountryCode>> {
        let Some(text) = text else { return Ok(None) };
        let code = (!text.is_empty()).then(|| text.parse()).transpose();
        let fault = Fault::NotCountryCode;
        code.map(Some).map_err(|_: NotCountryCode| {
            CommandError::new(format!("“{}”: {}", plain(text), fault.describe(self.language)))
        })
    }

    /// A telephone number; none of it when the text is empty.
    fn number(&self, text: Option<&str>) -> Result<Given<PhoneNumber>> {
        let Some(text) = text else { return Ok(None) };
        let number = (!text.is_empty()).then(|| text.parse()).transpose();
        number.map(Some).map_err(|error| self.no_address(text, error))
    }

    /// Where emails to a user go, and in which language.
    pub(super) async fn emails(
        &self,
        text: &str,
        address: Option<&str>,
        mail_language: Option<&str>,
    ) -> Result<()> {
        let tag = |tag: &str| {
            tag.parse().map_err(|_| {
                CommandError::new(say(
                    self.language,
                    format!("“{tag}” is not a language. Write one as de or pt-BR."),
                    format!("”{tag}” är inget språk. Skriv det som de eller pt-BR."),
                ))
            })
        };
        let request = UpdateUserRequest {
            mail_address: match address {
                Some("") => Some(None),
                Some(address) => Some(Some(self.address(address)?)),
                None => None,
            },
            mail_language: match mail_language {
                Some("") => Some(None),
                Some(text) => Some(Some(tag(text)?)),
                None => None,
            },
            ..UpdateUserRequest::default()
        };
        let user = self.find(text).await?;
        let request = Request::patch(paths::user(user.id)).once().if_match(user.version).json(&request)?;
        let user: User = self.client.send(request).await?;
        let address = plain(user.mail_recipient(MailEvent::ConferenceInfo).as_str());
        self.tell(&user, |name| {
            say(
                self.language,
                format!("Emails to {name} go to {address}."),
                format!("E-post till {name} går till {address}."),
            )
        })
    }

    fn principal_name(&self, text: &str) -> Result<UserPrincipalName> {
        text.parse().map_err(|error| self.no_address(text, error))
    }

    /// An identifier in the directory; none when there is no text.
    fn directory_id(&self, text: &str) -> Result<Option<DirectoryId>> {
        let id = (!text.is_empty()).then(|| text.parse());
        id.transpose().map_err(|error| self.no_address(text, error))
    }

    fn address(&self, text: &str) -> Result<EmailAddress> {
        text.parse().map_err(|error| self.no_address(text, error))
    }

    fn no_address(&self, text: &str, error: ParseAddressError) -> CommandError {
        CommandError::new(format!("“{}”: {}", plain(text), error.describe(self.language)))
    }
}
