//! Why a row of a job was not done, and why a job stopped, in sentences.

use crate::{ConferenceIdType, Describe, JobError, JobRowReason, JobWork, Language, UsersAct};

impl Describe for JobRowReason {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (_, Self::Row(refusal)) => refusal.describe(language),
            (Language::En, Self::UserNotFound) => "The user does not exist any more.".into(),
            (Language::Sv, Self::UserNotFound) => "Användaren finns inte längre.".into(),
            (Language::En, Self::ConferenceIdLocked) => {
                "Left as it is: the conference ID is locked. It can be changed for this user alone, by typing it.".into()
            }
            (Language::Sv, Self::ConferenceIdLocked) => {
                "Lämnades som det är: konferens-ID:t är låst. Det kan ändras för just den här användaren, genom att skriva det.".into()
            }
            (Language::En, Self::ConferenceIdsExhausted) => {
                "The user was not enabled: there are no conference IDs left.".into()
            }
            (Language::Sv, Self::ConferenceIdsExhausted) => {
                "Användaren aktiverades inte: konferens-ID:na är slut.".into()
            }
            (Language::En, Self::AccountBlocked) => {
                "The user was imported but not enabled: sign-in is blocked in the directory.".into()
            }
            (Language::Sv, Self::AccountBlocked) => {
                "Användaren importerades men aktiverades inte: inloggningen är blockerad i katalogen.".into()
            }
            (Language::En, Self::AccountDeleted) => {
                "Nothing was changed: the account was deleted in the directory.".into()
            }
            (Language::Sv, Self::AccountDeleted) => {
                "Inget ändrades: kontot har tagits bort i katalogen.".into()
            }
            (Language::En, Self::NotEnabled) => {
                "The user was imported but not enabled: there are no conference IDs left.".into()
            }
            (Language::Sv, Self::NotEnabled) => {
                "Användaren importerades men aktiverades inte: konferens-ID:na är slut.".into()
            }
            (Language::En, Self::NotReset) => {
                "The conference ID was not reset and still works: there are no other conference IDs left.".into()
            }
            (Language::Sv, Self::NotReset) => {
                "Konferens-ID:t återställdes inte och gäller fortfarande: det finns inga andra lediga konferens-ID:n.".into()
            }
            (Language::En, Self::ConferenceIdDynamic) => {
                "Each planned meeting has a conference ID of its own, so there is none to reset.".into()
            }
            (Language::Sv, Self::ConferenceIdDynamic) => {
                "Varje planerat möte har ett eget konferens-ID, så det finns inget att återställa.".into()
            }
            (Language::En, Self::ThirdPartyProvider) => {
                "The user has a third-party provider, so the conference ID was left alone. Change it on the user’s own page."
                    .into()
            }
            (Language::Sv, Self::ThirdPartyProvider) => {
                "Användaren har en tredjepartsleverantör, så konferens-ID:t lämnades orört. Ändra det på användarens egen sida."
                    .into()
            }
            (Language::En, Self::AfterMeeting) => "Put off until a planned meeting was over.".into(),
            (Language::Sv, Self::AfterMeeting) => "Gjordes först när ett planerat möte var slut.".into(),
            (Language::En, Self::AlwaysInMeetings) => {
                "Left as it is: the user’s planned meetings leave no gap for a whole week. Do it on the user’s own page.".into()
            }
            (Language::Sv, Self::AlwaysInMeetings) => {
                "Lämnades som det är: användarens planerade möten har ingen lucka på en hel vecka. Gör det på användarens egen sida.".into()
            }
            (Language::En, Self::NumberOfAnotherBridge) => {
                "Left as it is: the number is not one of the user’s bridge, or is being unregistered.".into()
            }
            (Language::Sv, Self::NumberOfAnotherBridge) => {
                "Lämnades som det är: numret finns inte på användarens brygga, eller håller på att avregistreras.".into()
            }
            (Language::En, Self::MayNotUseTollFree) => {
                "Left as it is: the user may not use toll-free numbers.".into()
            }
            (Language::Sv, Self::MayNotUseTollFree) => {
                "Lämnades som det är: användaren får inte använda avgiftsfria nummer.".into()
            }
            (Language::En, Self::Internal) => {
                "Something went wrong in Konfid, and this row was not done. Look in the server's log.".into()
            }
            (Language::Sv, Self::Internal) => {
                "Något gick fel i Konfid, och den här raden utfördes inte. Titta i serverns logg.".into()
            }
        }
    }
}

impl Describe for JobWork {
    fn describe(&self, language: Language) -> String {
        let (english, swedish) = match self {
            Self::ImportUsers { .. } => ("import of users", "import av användare"),
            Self::ReplaceNumber { .. } => ("change of service numbers", "byte av telefonnummer"),
            Self::SwitchConferenceIdType { to: ConferenceIdType::Static, .. } => {
                ("switch to static conference IDs", "byte till statiska konferens-ID:n")
            }
            Self::SwitchConferenceIdType { to: ConferenceIdType::Dynamic, .. } => {
                ("switch to dynamic conference IDs", "byte till dynamiska konferens-ID:n")
            }
            Self::ActOnUsers { act, .. } => match act {
                UsersAct::Enable => ("enabling of users", "aktivering av användare"),
                UsersAct::Reset => ("reset of conference IDs", "återställning av konferens-ID:n"),
                UsersAct::Disable => ("disabling of users", "inaktivering av användare"),
                UsersAct::SendConferenceInfo => {
                    ("sending of conference info", "utskick av konferensinformation")
                }
                UsersAct::ResetPin => ("reset of PINs", "återställning av PIN-koder"),
                UsersAct::MakeStatic => (
                    "switch of users to static conference IDs",
                    "byte till statiska konferens-ID:n för användare",
                ),
                UsersAct::MakeDynamic => (
                    "switch of users to dynamic conference IDs",
                    "byte till dynamiska konferens-ID:n för användare",
                ),
                UsersAct::FollowOrganisation => (
                    "switch of users to the organisation’s type of conference IDs",
                    "byte till organisationens typ av konferens-ID för användare",
                ),
                UsersAct::ChangeNumber => ("change of users’ own numbers", "byte av användares egna nummer"),
            },
        };
        match language {
            Language::En => english.to_owned(),
            Language::Sv => swedish.to_owned(),
        }
    }
}

impl Describe for JobError {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, Self::SourceGone) => {
                "The file is no longer in Konfid. Import it again: what is already done stays as it is.".into()
            }
            (Language::Sv, Self::SourceGone) => {
                "Filen finns inte längre i Konfid. Importera den igen: det som redan är gjort förblir som det är.".into()
            }
            (Language::En, Self::SelectionUnusable) => {
                "The users to work on could not be found. Select them again and start a new job.".into()
            }
            (Language::Sv, Self::SelectionUnusable) => {
                "Det gick inte att hitta användarna. Välj dem igen och starta ett nytt jobb.".into()
            }
            (Language::En, Self::Interrupted) => {
                "It was interrupted several times without getting any further. Look in the server's log, then resume it.".into()
            }
            (Language::Sv, Self::Interrupted) => {
                "Det avbröts flera gånger utan att komma vidare. Titta i serverns logg och återuppta det sedan.".into()
            }
        }
    }
}
