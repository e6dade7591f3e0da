//! Who provides a user's audio conferencing.

use shared::{
    ConferenceId, ForeignPasscode, ProviderProfile, ProviderProfileRequest, ProviderProfiles,
    ProviderProfilesRequest, ProviderRequest, SetProviderRequest, User, WrittenPasscode, fold_case, paths,
};

use super::CommandContext;
use crate::arguments::{MailArguments, ProfileArguments, ProviderCommand, WhichProfile};
use crate::client::Request;
use crate::command_error::{CommandError, Result};
use crate::output::{self, plain, say};

impl CommandContext {
    pub(super) async fn provider(&self, command: ProviderCommand) -> Result<()> {
        let user = self.find(&command.user().user).await?;
        match command {
            ProviderCommand::Show(_) => self.show_provider(&user),
            ProviderCommand::Set { profile, confirm, mail, .. } => {
                let profiles = ProviderProfilesRequest { default: written(profile), others: Vec::new() };
                self.set_provider(&user, ProviderRequest::ThirdParty(profiles), confirm, mail).await
            }
            ProviderCommand::Add { default, profile, mail, .. } => {
                let mut all: Vec<ProviderProfileRequest> = profiles(&user).map(Into::into).collect();
                let place = if default { 0 } else { all.len() };
                all.insert(place, written(profile));
                self.set_profiles(&user, all, mail).await
            }
            ProviderCommand::Default { which, mail, .. } => {
                let (chosen, mut all) = self.without(&user, &which)?;
                all.insert(0, chosen);
                self.set_profiles(&user, all, mail).await
            }
            ProviderCommand::Remove { which, mail, .. } => {
                let (_, left) = self.without(&user, &which)?;
                self.set_profiles(&user, left, mail).await
            }
            ProviderCommand::BuiltIn { mail, .. } => {
                self.set_provider(&user, ProviderRequest::BuiltIn, None, mail).await
            }
        }
    }

    /// Sets all profiles of a user, of which the first is the default.
    async fn set_profiles(
        &self,
        user: &User,
        profiles: Vec<ProviderProfileRequest>,
        mail: MailArguments,
    ) -> Result<()> {
        let mut profiles = profiles.into_iter();
        let Some(default) = profiles.next() else {
            return Err(CommandError::new(say(
                self.language,
                "It is the only profile. Use konfid user provider built-in or konfid user disable.",
                "Det är den enda profilen. Använd konfid user provider built-in eller konfid user disable.",
            )));
        };
        let profiles = ProviderProfilesRequest { default, others: profiles.collect() };
        self.set_provider(user, ProviderRequest::ThirdParty(profiles), None, mail).await
    }

    async fn set_provider(
        &self,
        before: &User,
        provider: ProviderRequest,
        confirm_conference_id: Option<ConferenceId>,
        mail: MailArguments,
    ) -> Result<()> {
        let request = SetProviderRequest { provider, send_email: mail.send_email(), confirm_conference_id };
        let request =
            Request::put(paths::user_provider(before.id)).once().if_match(before.version).json(&request)?;
        let after: User = self.client.send(request).await?;
        self.show_provider(&after)?;
        self.tell_of_mail(before, &after).await
    }

    fn show_provider(&self, user: &User) -> Result<()> {
        self.tell(user, str::to_owned)?;
        if self.json {
            return Ok(());
        }
        for line in self.provider_lines(user) {
            output::line(&line)?;
        }
        Ok(())
    }

    /// Who provides the user's conference, with what callers dial there.
    pub(super) fn provider_lines(&self, user: &User) -> Vec<String> {
        let language = self.language;
        let fact = |english: &str, swedish: &str, value: &str| {
            format!("{}: {}", say(language, english, swedish), plain(value))
        };
        let Some(all) = user.provider.profiles() else {
            let id = user.conference_id.map(shared::ConferenceId::grouped).unwrap_or_default();
            let provider = match (user.dial_in_enabled, id.is_empty()) {
                (false, _) => say(language, "none", "ingen"),
                (true, true) => say(language, "built-in", "inbyggd"),
                (true, false) => say(
                    language,
                    format!("built-in, conference ID {id}"),
                    format!("inbyggd, konferens-ID {id}"),
                ),
            };
            return vec![fact("Provider", "Leverantör", &provider)];
        };
        let mut lines = Vec::new();
        if !user.dial_in_enabled {
            lines.push(say(
                language,
                "Not enabled for dial-in conferencing. The profiles are kept.",
                "Inte aktiverad för konferens med uppringning. Profilerna finns kvar.",
            ));
        }
        for (place, profile) in all.all().enumerate() {
            let default = if place == 0 { say(language, " (default)", " (standard)") } else { String::new() };
            lines.push(fact("Provider", "Leverantör", &format!("{}{default}", profile.name)));
            lines.push(fact("  Number", "  Nummer", &profile.toll_number.formatted));
            for number in &profile.toll_free_numbers {
                lines.push(fact("  Toll-free number", "  Avgiftsfritt nummer", &number.formatted));
            }
            lines.push(fact(
                "  Conference ID or passcode",
                "  Konferens-ID eller kod",
                profile.passcode.as_str(),
            ));
            if let Some(domain) = &profile.domain {
                lines.push(fact("  Domain", "  Domän", domain));
            }
            if let Some(url) = &profile.url {
                lines.push(fact("  Page", "  Sida", url.as_str()));
            }
        }
        lines
    }

    /// The profile that is meant, and the others.
    fn without(
        &self,
        user: &User,
        which: &WhichProfile,
    ) -> Result<(ProviderProfileRequest, Vec<ProviderProfileRequest>)> {
        let passcode: Option<ForeignPasscode> = match &which.passcode {
            None => None,
            Some(text) => Some(text.parse().map_err(|error: shared::ParsePasscodeError| {
                CommandError::new(shared::Describe::describe(&error, self.language))
            })?),
        };
        let is_meant = |profile: &ProviderProfile| {
            fold_case(&profile.name) == fold_case(&which.name)
                && passcode.as_ref().is_none_or(|passcode| profile.passcode == *passcode)
        };
        let (meant, others): (Vec<_>, Vec<_>) = profiles(user).partition(|profile| is_meant(profile));
        let requests = |profiles: Vec<&ProviderProfile>| profiles.into_iter().map(Into::into).collect();
        match meant.as_slice() {
            [one] => Ok(((*one).into(), requests(others))),
            [] => Err(CommandError::new(say(
                self.language,
                "The user has no such profile. See konfid user provider show.",
                "Användaren har ingen sådan profil. Se konfid user provider show.",
            ))),
            [_, _, ..] => Err(CommandError::new(say(
                self.language,
                "The user has several profiles at this provider. Say which with --passcode.",
                "Användaren har flera profiler hos den leverantören. Ange vilken med --passcode.",
            ))),
        }
    }
}

fn profiles(user: &User) -> impl Iterator<Item = &ProviderProfile> {
    user.provider.profiles().into_iter().flat_map(ProviderProfiles::all)
}

fn written(profile: ProfileArguments) -> ProviderProfileRequest {
    ProviderProfileRequest {
        name: profile.name,
        toll_number: profile.toll_number,
        toll_free_numbers: profile.toll_free_number,
        passcode: WrittenPasscode(profile.passcode),
        domain: profile.domain,
        url: profile.url,
    }
}
