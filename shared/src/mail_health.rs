//! Whether emails leave, and what they would say now.

use serde::{Deserialize, Serialize};

use crate::{EmailAddress, Language, Timestamp};

/// Whether emails are being sent, judged by the latest ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailHealth {
    /// Whether they are being sent.
    pub state: MailHealthState,
    /// Since when they are not.
    pub since: Option<Timestamp>,
    /// Why they are not, in the server's words if it gave any.
    pub error: Option<String>,
}

impl MailHealth {
    /// No email server is configured.
    pub const NOT_CONFIGURED: Self = Self { state: MailHealthState::NotConfigured, since: None, error: None };
    /// Nothing is known against it.
    pub const WORKING: Self = Self { state: MailHealthState::Working, since: None, error: None };
}

/// Whether emails are being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MailHealthState {
    /// No email server is configured: nothing is sent.
    NotConfigured,
    /// The last email was sent, or none has been tried since the start.
    Working,
    /// The email server cannot be reached, or only without the encryption that is required.
    Unreachable,
    /// The email server does not let Konfid sign in, or requires it to.
    SignInRefused,
    /// The email server does not accept emails from the sender.
    SenderRefused,
    /// The email server accepts no emails now, because of its rules or because something fails there.
    Refused,
    /// The email server accepts fewer emails than there are; they leave more slowly.
    Busy,
}

/// The language, links and sender that emails would have if they were sent now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailReadiness {
    /// Whether emails are being sent.
    pub health: MailHealth,
    /// What to check before many emails are sent.
    pub warnings: Vec<MailWarning>,
    /// The language for users that have none of their own.
    pub language: Language,
    /// Where links in emails lead.
    pub public_url: String,
    /// The sender's address.
    pub sender: EmailAddress,
}

/// Something that makes emails less useful than they could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MailWarning {
    /// No email is being sent; see the health.
    DoNotLeave,
    /// There is no service number to dial yet.
    NoServiceNumber,
    /// Links lead to the machine itself, so others cannot open them.
    LinksLeadToThisMachine,
    /// No sender has been chosen, so Konfid uses a made-up one.
    SenderMadeUp,
}

/// Asks for a test email.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SendTestEmailRequest {
    /// The recipient; when missing, the sender's own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<EmailAddress>,
    /// The text to try; when missing, a text of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<crate::PreviewMailTemplateRequest>,
}

/// The outcome of a test email.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TestEmail {
    /// The recipient's address.
    pub address: EmailAddress,
    /// The sender's address.
    pub sender: EmailAddress,
    /// Whether an email server has accepted it.
    pub accepted: bool,
    /// Why it was not accepted, in the server's words if it gave any.
    pub error: Option<String>,
    /// Whether emails are being sent, judged by this one.
    pub health: MailHealth,
}

impl MailHealth {
    /// Why emails do not leave and what to do, in a sentence or two; `None` while they leave.
    pub fn explain(&self, language: Language) -> Option<&'static str> {
        Some(match (self.state, language) {
            (MailHealthState::Working, _) => return None,
            (MailHealthState::NotConfigured, Language::En) => {
                "No email is being sent: there is no email server. Set one with --smtp or in konfid.toml, and restart the server."
            }
            (MailHealthState::NotConfigured, Language::Sv) => {
                "Ingen e-post skickas: det finns ingen e-postserver. Ange en med --smtp eller i konfid.toml och starta om servern."
            }
            (MailHealthState::Unreachable, Language::En) => {
                "Emails are waiting: the email server cannot be reached. Check its address and the network."
            }
            (MailHealthState::Unreachable, Language::Sv) => {
                "Meddelanden väntar: e-postservern går inte att nå. Kontrollera adressen och nätverket."
            }
            (MailHealthState::SignInRefused, Language::En) => {
                "Emails are waiting: the email server does not let Konfid sign in. Check the user name and the password."
            }
            (MailHealthState::SignInRefused, Language::Sv) => {
                "Meddelanden väntar: e-postservern godtar inte Konfids inloggning. Kontrollera användarnamnet och lösenordet."
            }
            (MailHealthState::SenderRefused, Language::En) => {
                "No email is being sent: the email server refuses the sender. Change the sender’s address in the settings, or make the server accept it."
            }
            (MailHealthState::SenderRefused, Language::Sv) => {
                "Ingen e-post skickas: e-postservern avvisar avsändaren. Ändra avsändarens adress i inställningarna, eller ställ in servern så att den godtar den."
            }
            (MailHealthState::Refused, Language::En) => {
                "Emails are waiting: the email server refuses them. Konfid tries one email at a time and goes on by itself; the server’s answer says what is wrong."
            }
            (MailHealthState::Refused, Language::Sv) => {
                "Meddelanden väntar: e-postservern avvisar dem. Konfid försöker med ett meddelande i taget och fortsätter av sig självt; serverns svar säger vad som är fel."
            }
            (MailHealthState::Busy, Language::En) => {
                "Emails leave slowly: the email server limits how many it accepts. Konfid adapts to it and goes on by itself."
            }
            (MailHealthState::Busy, Language::Sv) => {
                "E-posten går långsamt: e-postservern begränsar hur många meddelanden den tar emot. Konfid anpassar sig och fortsätter av sig självt."
            }
        })
    }
}

impl TestEmail {
    /// That a test was accepted.
    pub fn praise(&self, language: Language) -> String {
        let (address, sender) = (&self.address, &self.sender);
        match language {
            Language::En => {
                format!("The email server has accepted a test email to {address} from {sender}.")
            }
            Language::Sv => {
                format!("E-postservern har tagit emot ett testmeddelande till {address} från {sender}.")
            }
        }
    }

    /// What to do after a test that was not accepted.
    pub fn hint(&self, language: Language) -> String {
        let other = match language {
            Language::En => "The email server did not accept this email. Check the recipient’s address.",
            Language::Sv => "E-postservern tog inte emot meddelandet. Kontrollera mottagarens adress.",
        };
        self.health.explain(language).unwrap_or(other).to_owned()
    }
}

impl MailReadiness {
    /// How many emails there would be, and what holds for them.
    pub fn summary(&self, count: Option<u64>, language: Language) -> String {
        let (sender, url) = (&self.sender, &self.public_url);
        match (language, self.language) {
            (Language::En, own) => {
                let emails = match count {
                    Some(1) => "1 email".to_owned(),
                    Some(count) => format!("{count} emails"),
                    None => "Emails".to_owned(),
                };
                let own = if own == Language::En { "English" } else { "Swedish" };
                format!(
                    "{emails}, in {own} for users without a language of their own. The sender is {sender}; links lead to {url}."
                )
            }
            (Language::Sv, own) => {
                let messages = match count {
                    Some(1) => "1 meddelande".to_owned(),
                    Some(count) => format!("{count} meddelanden"),
                    None => "Meddelanden".to_owned(),
                };
                let own = if own == Language::En { "engelska" } else { "svenska" };
                format!(
                    "{messages}, på {own} för användare utan eget språk. Avsändaren är {sender}; länkarna leder till {url}."
                )
            }
        }
    }

    /// What a warning means here, and where it is changed.
    pub fn explain(&self, warning: MailWarning, language: Language) -> String {
        let text = match (warning, language) {
            (MailWarning::DoNotLeave, _) => self.health.explain(language).unwrap_or_default(),
            (MailWarning::NoServiceNumber, Language::En) => {
                "There is no service number yet, so emails cannot say which number to call. Add one in the settings."
            }
            (MailWarning::NoServiceNumber, Language::Sv) => {
                "Det finns inget telefonnummer för uppringning ännu, så meddelandena kan inte visa vart man ska ringa. Lägg till ett i inställningarna."
            }
            (MailWarning::LinksLeadToThisMachine, Language::En) => {
                "Links lead to the server itself, so nobody else can open them. Set --public-url and restart the server."
            }
            (MailWarning::LinksLeadToThisMachine, Language::Sv) => {
                "Länkarna leder till själva servern, så ingen annan kan öppna dem. Ange --public-url och starta om servern."
            }
            (MailWarning::SenderMadeUp, Language::En) => {
                "Nobody has chosen a sender, and many email servers refuse this one. Set the sender’s address in the settings."
            }
            (MailWarning::SenderMadeUp, Language::Sv) => {
                "Ingen har valt avsändare, och många e-postservrar avvisar den här. Ange avsändarens adress i inställningarna."
            }
        };
        text.to_owned()
    }
}
