//! Somebody made up, to whom an email is written that nobody gets.

use shared::{
    BridgeId, ConferenceId, MailEvent, PreviewMailTemplateRequest, ProblemKind, Provider,
    ProviderProfileRequest, ProviderProfiles, Timestamp, User, UserId, WrittenPasscode,
};
use uuid::Uuid;

use super::{MailText, mail_text};
use crate::operations::mails::MailFacts;
use crate::operations::providers::checked_profile;
use crate::operations::users::load;
use crate::{Read, Result, default_bridge};

/// The ID of who is made up, and the one before.
const SAMPLE_ID: &str = "8271964";
const SAMPLE_EARLIER_ID: &str = "5093817";
/// What stands for the secret of a link. It opens nothing.
const SAMPLE_TOKEN: &str = "sample";

/// What the email would say that is asked for. No secret is made for it.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user; every fault, with its line, when no email can be written with the
/// text.
pub async fn sample_facts(read: &mut dyn Read, request: PreviewMailTemplateRequest) -> Result<MailFacts> {
    let PreviewMailTemplateRequest { event, language, text, user } = request;
    let settings = read.settings().await?;
    let text = match text {
        Some(text) => {
            text.checked(event).map_err(ProblemKind::InvalidFields)?;
            let words = language.built_in().unwrap_or(settings.default_language);
            MailText { language, words, text }
        }
        None => mail_text(read, event, &language, settings.default_language).await?,
    };
    let (user, bridge) = if let Some(user) = user {
        let user = load(read, user).await?;
        let bridge = crate::bridge(read, user.bridge).await?;
        (user, bridge)
    } else {
        let bridge = default_bridge(read).await?;
        // Whose IDs become dynamic, and who has planned meetings already: that has most to say.
        let switched = event == MailEvent::ConferenceIdTypeChanged;
        let somebody = somebody(bridge.id)?;
        (User { dial_in_enabled: switched, conference_id_kept: switched, ..somebody }, bridge)
    };
    let mut user = user;
    if user.conference_id_kept || !user.has_dynamic_ids() {
        user.conference_id = user.conference_id.or_else(|| SAMPLE_ID.parse().ok());
    }
    if event == MailEvent::ProviderChanged && !user.provider.is_third_party() {
        user.provider = provider();
    }
    let earlier: Option<ConferenceId> = SAMPLE_EARLIER_ID.parse().ok();
    let has_link =
        event.carries_a_link_that_opens() && (event != MailEvent::Enabled || settings.pin_on_enabling);
    let token = has_link.then(|| SAMPLE_TOKEN.to_owned());
    Ok(MailFacts {
        user,
        earlier_ids: earlier.into_iter().collect(),
        settings,
        bridge,
        calendar: None,
        token,
        text,
    })
}

/// The provider of who is made up.
fn provider() -> Provider {
    let written = ProviderProfileRequest {
        name: "Contoso Conferencing".to_owned(),
        toll_number: "+46 8 123 456 78".to_owned(),
        passcode: WrittenPasscode(SAMPLE_EARLIER_ID.to_owned()),
        ..ProviderProfileRequest::default()
    };
    checked_profile(&written).map_or(Provider::BuiltIn, |default| {
        Provider::ThirdParty(ProviderProfiles { default, others: Vec::new() })
    })
}

fn somebody(bridge: BridgeId) -> Result<User> {
    let name = "anna.berg@example.com".parse().map_err(|_| ProblemKind::NotFound)?;
    let address = "anna.berg@example.com".parse().map_err(|_| ProblemKind::NotFound)?;
    let (id, moment) = (UserId::from_uuid(Uuid::nil()), Timestamp::from_milliseconds(0));
    Ok(User::new(id, "Anna Berg".to_owned(), name, address, bridge, moment))
}
