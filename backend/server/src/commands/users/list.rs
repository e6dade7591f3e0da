//! Listing, showing and exporting users.

use serde_json::json;
use shared::paths::{self, route};
use shared::{Assignment, ConferenceId, Page, User};

use super::CommandContext;
use crate::arguments::DialIn;
use crate::client::Request;
use crate::command_error::Result;
use crate::commands::id::{Shown, print_assignments};
use crate::commands::mails::state_words;
use crate::output::{self, moment, plain, say};

/// How many rows share one measure of column widths, so that a long list begins to appear at once.
const ROWS_TOGETHER: usize = 200;

impl CommandContext {
    pub(super) async fn list(
        &self,
        query: Option<String>,
        dial_in: Option<DialIn>,
        limit: Option<usize>,
    ) -> Result<()> {
        let dial_in = dial_in.map(|which| match which {
            DialIn::Enabled => "enabled",
            DialIn::Disabled => "disabled",
        });
        let request = Request::get(route::USERS).maybe_query("q", query).maybe_query("dialIn", dial_in);
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
                user.conference_id.map_or_else(|| "–".to_owned(), ConferenceId::grouped),
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
        fact("Primary address", "Primär adress", user.primary_email.as_str())?;
        fact("Identifier", "Identifierare", &user.id.to_string())?;
        match (user.conference_id, user.conference_id_since) {
            (Some(id), since) => {
                let since = since.map(moment).unwrap_or_default();
                let since = say(language, format!("since {since}"), format!("sedan {since}"));
                fact("Conference ID", "Konferens-ID", &format!("{} ({since})", id.grouped()))?;
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

    pub(super) async fn export(&self, query: Option<String>) -> Result<()> {
        let text = self.client.send_for_text(Request::get(route::USERS_CSV).maybe_query("q", query)).await?;
        output::line(text.trim_end_matches(['\r', '\n']))
    }
}
