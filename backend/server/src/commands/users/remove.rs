//! Removing users, and striking out the names of removed ones.

use shared::{ConferenceId, RemovedUser, UserId, paths};

use super::CommandContext;
use crate::client::Request;
use crate::command_error::Result;
use crate::output::{self, plain, say};

impl CommandContext {
    pub(super) async fn remove(&self, text: &str, confirm: Option<ConferenceId>) -> Result<()> {
        let user = self.find(text).await?;
        let request = Request::delete(paths::user(user.id)).if_match(user.version);
        let request = request.maybe_query("confirmConferenceId", confirm);
        let left: RemovedUser = self.client.send(request).await?;
        if self.json {
            return output::json(&left);
        }
        let (name, id) = (plain(&user.display_name), left.id);
        output::line(&say(
            self.language,
            format!(
                "{name} has been removed. No email is sent. To strike out the name: konfid user strike-out {id}"
            ),
            format!(
                "{name} har tagits bort. Ingen e-post skickas. Så stryks namnet: konfid user strike-out {id}"
            ),
        ))
    }

    pub(super) async fn strike_out(&self, user: UserId) -> Result<()> {
        let left: RemovedUser = self.client.send(Request::delete(paths::removed_user_name(user))).await?;
        if self.json {
            return output::json(&left);
        }
        output::line(&say(self.language, "The name has been struck out.", "Namnet är struket."))
    }
}
