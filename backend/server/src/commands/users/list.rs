//! Listing, showing and exporting users.

use serde_json::json;
use shared::paths::{self, route};
use shared::{Assignment, ConferenceIdType, Page, User, UserInvitation};

use super::CommandContext;
use crate::arguments::{DialIn, ProviderKind, Separator};
use crate::client::Request;
use crate::command_error::Result;
use crate::commands::ids::{Shown, print_assignments};
use crate::commands::mails::state_words;
use crate::output::{self, moment, plain, say};

/// How many rows share one measure of column widths, so that a long list begins to appear at once.
const ROWS_TOGETHER: usize = 200;

impl CommandContext {
    pub(super) async fn list(
        &self,
        query: Option<String>,
        (dial_in, provider, id_type): (Option<DialIn>, Option<ProviderKind>, Option<ConferenceIdType>),
        limit: Option<usize>,
    ) -> Result<()> {
        let dial_in = dial_in.map(|which| match which {
            DialIn::Enabled => "enabled",
            DialIn::Disabled => "disabled",
        });
        let provider = provider.map(|which| match which {
            ProviderKind::BuiltIn => "builtIn",
            ProviderKind::ThirdParty => "thirdParty",
        });
        let request = Request::get(route::USERS)
            .maybe_query("q", query)
            .maybe_query("dialIn", dial_in)
            .maybe_query("provider", provider)
            .maybe_query("conferenceIdType", id_type.map(ConferenceIdType::name));
        let mut users = Vec::new();
        self.client
            .for_each(request, limit, |user: User| {
                if self.json {
                    return output::json(&user);
                }
                users.push(user);
                if users.len() == ROWS_TOGETHER { self.print(&std::mem::take(&mut users)) } else { Ok(()) }
            })
            .await?;
        if users.is_empty() { Ok(()) } else { self.print(&users) }
    }

    fn print(&self, users: &[User]) -> Result<()> {
        let headings = [
            ("Display name", "Visningsnamn"),
            ("Principal name", "Huvudnamn"),
            ("Conference ID", "Konferens-ID"),
            ("Primary address", "Primär adress"),
        ];
        let headings = headings.map(|(english, swedish)| say(self.language, english, swedish));
        let mut table = output::table(headings.each_ref().map(String::as_str));
        for user in users {
            table.add_row([
                plain(&user.display_name),
                plain(user.user_principal_name.as_str()),
                id_or_provider(user),
                plain(user.primary_email.as_str()),
            ]);
        }
        output::print_table(&table)
    }

    pub(super) async fn show(&self, text: &str) -> Result<()> {
        let user = self.find(text).await?;
        let history = Request::get(paths::user_history(user.id));
        if self.json {
            let mut assignments = Vec::new();
            let collected = self.client.for_each(history, None, |assignment: Assignment| {
                assignments.push(assignment);
                Ok(())
            });
            collected.await?;
            return output::json(&json!({ "user": user, "history": assignments }));
        }
        let language = self.language;
        let fact = |english: &str, swedish: &str, value: &str| {
            output::line(&format!("{}: {}", say(language, english, swedish), plain(value)))
        };
        output::line(&plain(&user.display_name))?;
        fact("Principal name", "Huvudnamn", user.user_principal_name.as_str())?;
        if let Some(id) = &user.directory_id {
            fact("Directory ID", "Katalog-ID", id.as_str())?;
        }
        fact("Primary address", "Primär adress", user.primary_email.as_str())?;
        self.show_numbers(&user).await?;
        fact("Identifier", "Identifierare", &user.id.to_string())?;
        match (user.conference_id, user.conference_id_since) {
            (Some(id), since) => {
                let since = since.map(moment).unwrap_or_default();
                let since = say(language, format!("since {since}"), format!("sedan {since}"));
                fact("Conference ID", "Konferens-ID", &format!("{} ({since})", id.grouped()))?;
            }
            (None, _) if user.provider.is_third_party() => {
                for line in self.provider_lines(&user) {
                    output::line(&line)?;
                }
            }
            (None, _) => output::line(&say(
                language,
                "Not enabled for dial-in conferencing.",
                "Inte aktiverad för konferens med uppringning.",
            ))?,
        }
        if let Some(mail) = user.latest_mail {
            fact("Latest email", "Senaste meddelande", &state_words(mail.state, language))?;
        }
        let page: Page<Assignment> = self.client.send(history).await?;
        print_assignments(&page.items, Shown::ConferenceId, language)
    }

    /// The country, and the numbers that the user's callers dial.
    async fn show_numbers(&self, user: &User) -> Result<()> {
        let language = self.language;
        let fact = |english: &str, swedish: &str, value: &str| {
            output::line(&format!("{}: {}", say(language, english, swedish), plain(value)))
        };
        if let Some(country) = user.country {
            fact("Country", "Land", country.as_str())?;
        }
        let path = paths::user_invitation(user.id);
        let invitation: UserInvitation = self.client.send(Request::get(path)).await?;
        fact("Bridge", "Brygga", &invitation.bridge_name)?;
        for number in &invitation.service_numbers {
            let own = [&user.toll_number, &user.toll_free_number];
            let is_own = own.into_iter().any(|own| own.as_ref() == Some(&number.number));
            let own = if is_own { say(language, " – own", " – eget") } else { String::new() };
            fact("Number", "Nummer", &format!("{}{own}", number.describe(language)))?;
        }
        if !user.may_use_toll_free {
            output::line(&say(
                language,
                "May not use toll-free numbers.",
                "Får inte använda avgiftsfria nummer.",
            ))?;
        }
        Ok(())
    }

    pub(super) async fn export(&self, query: Option<String>, separator: Separator) -> Result<()> {
        self.table(Request::get(route::USERS_CSV).maybe_query("q", query), separator).await
    }

    pub(super) async fn template(&self, separator: Separator) -> Result<()> {
        self.table(Request::get(route::IMPORT_TEMPLATE), separator).await
    }

    async fn table(&self, request: Request, separator: Separator) -> Result<()> {
        let text = self.client.send_for_text(request.query("separator", separator.word())).await?;
        output::line(text.trim_end_matches(['\r', '\n']))
    }
}

/// The conference ID, or where it comes from instead.
fn id_or_provider(user: &User) -> String {
    let third_party = user.provider.default_profile().filter(|_| user.dial_in_enabled);
    match (user.conference_id, third_party) {
        (Some(id), _) => id.grouped(),
        (None, Some(profile)) => plain(&profile.name),
        (None, None) => "–".to_owned(),
    }
}
