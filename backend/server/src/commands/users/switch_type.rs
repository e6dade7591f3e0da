//! Static and dynamic conference IDs.

use shared::{ConferenceId, SwitchTypeRequest, User, paths};

use super::CommandContext;
use crate::client::Request;
use crate::command_error::Result;
use crate::output::say;

impl CommandContext {
    pub(super) async fn switch_type(&self, text: &str, request: &SwitchTypeRequest) -> Result<()> {
        let user = self.find(text).await?;
        let send = Request::post(paths::user_conference_id_type(user.id)).once();
        let after: User = self.client.send(send.if_match(user.version).json(request)?).await?;
        self.tell(&after, |name| {
            let id = after.conference_id.map(ConferenceId::grouped);
            match (after.has_dynamic_ids(), id) {
                (true, None) => say(
                    self.language,
                    format!("Each meeting of {name} gets a conference ID of its own."),
                    format!("Varje möte som {name} planerar får ett eget konferens-ID."),
                ),
                (true, Some(id)) => say(
                    self.language,
                    format!(
                        "Each new meeting of {name} gets a conference ID of its own. {id} works until the planned meetings with it are over."
                    ),
                    format!(
                        "Varje nytt möte som {name} planerar får ett eget konferens-ID. {id} gäller tills de planerade mötena med det är över."
                    ),
                ),
                (false, Some(id)) => say(
                    self.language,
                    format!("{name} has the conference ID {id} for all meetings."),
                    format!("{name} har konferens-ID {id} för alla möten."),
                ),
                (false, None) => say(
                    self.language,
                    format!("The choice for {name} is saved. It holds when Konfid provides dial-in conferencing."),
                    format!("Valet för {name} är sparat. Det gäller när Konfid står för konferens med uppringning."),
                ),
            }
        })?;
        self.tell_of_mail(&user, &after).await
    }
}
