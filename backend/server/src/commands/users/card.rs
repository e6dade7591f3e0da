//! What stands on a user's dial-in card.

use shared::{DialInCard, paths};

use super::CommandContext;
use crate::client::Request;
use crate::command_error::Result;
use crate::output::{self, plain, say};

impl CommandContext {
    pub(super) async fn card(&self, text: &str) -> Result<()> {
        let user = self.find(text).await?;
        let card: DialInCard = self.client.send(Request::get(paths::user_dial_in_card(user.id))).await?;
        if self.json {
            return output::json(&card);
        }
        if !card.organisation_name.is_empty() {
            output::line(&plain(&card.organisation_name))?;
        }
        output::line(&plain(&card.display_name))?;
        let label = say(self.language, "Conference ID", "Konferens-ID");
        output::line(&format!("{label}: {}", plain(&card.conference_id)))?;
        for number in &card.numbers {
            output::line(&plain(&number.number.describe(self.language)))?;
            output::line(&format!("  {}", number.one_tap))?;
        }
        Ok(())
    }
}
