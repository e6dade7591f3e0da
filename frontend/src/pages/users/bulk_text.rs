//! The words of acts on many users. They are loaded with what is done with users.

use shared::{Language, UsersAct};

use crate::i18n::{Words, texts};

texts! {
    /// The words of acts on many users.
    pub(super) enum BulkText {
        Enable: "Enable for dial-in conferencing", "Aktivera för konferens med uppringning";
        Reset: "Reset conference IDs", "Återställ konferens-ID:n";
        Disable: "Disable", "Inaktivera";
        SendInfo: "Send conference info", "Skicka konferensinformation";
        ResetPin: "Reset PINs", "Återställ PIN-koder";
        ChangeType: "Static or dynamic", "Statiskt eller dynamiskt";
        ChangeTypeTitle: "Static or dynamic conference IDs?", "Statiskt eller dynamiskt konferens-ID?";
        ChangeTypeYes: "Change", "Ändra";
        ChangeTypeOf: "Conference IDs of these users", "Användarnas konferens-ID:n";
        ChangeTypeMeetings: "Planned meetings keep the conference ID they have, and the IDs of those meetings keep working until they are over.", "Planerade möten behåller sitt konferens-ID, och det går att ringa in med det tills de är över.";
        ChangeTypeIds: "With dynamic IDs, an ID that no planned meeting has goes into quarantine at once. With static ones, it comes back from there, or the user gets a new one.", "Med dynamiska ID:n hamnar ett ID som inget planerat möte har genast i karantän. Med statiska kommer det tillbaka därifrån, eller så får användaren ett nytt.";
        ChangeTypeLocked: "Locked conference IDs stay as they are.", "Låsta konferens-ID:n påverkas inte.";
        ChangeNumber: "Change own number", "Byt eget nummer";
        ChangeNumberTitle: "Change the users’ own number?", "Byta användarnas eget nummer?";
        ChangeNumberYes: "Change", "Byt";
        ChangeNumberFirst: "Emails, invitations and the users’ own pages name it first. Callers can still dial the other numbers.", "Meddelanden, inbjudningar och användarnas egna sidor visar det först. Det går fortfarande att ringa de andra numren.";
        ChangeNumberStays: "Users of another bridge stay as they are, and with a toll-free number so do users who may not use those.", "Användare på en annan brygga påverkas inte, och med ett avgiftsfritt nummer inte heller den som inte får använda sådana.";
        NumberOf: "Own number of these users", "Användarnas eget nummer";
        BridgeDefault: "None: the bridge’s default number", "Inget: bryggans standardnummer";
        EnableYes: "Enable", "Aktivera";
        ResetYes: "Reset", "Återställ";
        SendYes: "Send", "Skicka";
        EnableTitle: "Enable users for dial-in conferencing?", "Aktivera användare för konferens med uppringning?";
        ResetTitle: "Reset conference IDs?", "Återställa konferens-ID:n?";
        DisableTitle: "Disable dial-in conferencing?", "Inaktivera konferens med uppringning?";
        SendInfoTitle: "Send conference info by email?", "Skicka konferensinformation via e-post?";
        ResetStops: "The old IDs stop working with the reset, and invitations with them need to be updated.", "De gamla ID:na slutar gälla i och med återställningen, och mötesinbjudningar med dem behöver uppdateras.";
        ResetUndo: "Each reset can be undone for ten minutes, on the user’s own page.", "Varje återställning kan ångras i tio minuter, på användarens egen sida.";
        DisableStops: "Their conference IDs stop working at once and go into quarantine. The dial-in details in existing invitations stop working.", "Deras konferens-ID:n slutar gälla direkt och hamnar i karantän. Uppringningsuppgifterna i befintliga mötesinbjudningar slutar fungera.";
        DisableUndo: "Whoever is enabled again before the quarantine ends gets the same ID back.", "Den som aktiveras igen innan karantänen är slut får tillbaka samma ID.";
        ResetPinTitle: "Reset organizer PINs?", "Återställa PIN-koder?";
        ResetPinStops: "The old PINs stop working at once. Each email has a link that works once and shows a new PIN.", "De gamla PIN-koderna slutar gälla direkt. Varje meddelande har en länk som fungerar en gång och visar en ny PIN-kod.";
        ResetPinOwn: "Whoever gets no email can get a new PIN on their own page.", "Den som inte får något meddelande kan hämta en ny PIN-kod på sin egen sida.";
        SendMail: "Send email to the users", "Skicka e-post till användarna";
        NoMail: "No email is sent. Tell the users yourself.", "Ingen e-post skickas. Meddela användarna själv.";
        Follow: "You can follow the progress on the next page, and pause or cancel it there.", "På nästa sida kan du följa förloppet, pausa det eller avbryta det.";
    }
}

impl BulkText {
    /// What the button says.
    pub(super) const fn verb(act: UsersAct) -> Self {
        match act {
            UsersAct::Enable => Self::Enable,
            UsersAct::Reset => Self::Reset,
            UsersAct::Disable => Self::Disable,
            UsersAct::SendConferenceInfo => Self::SendInfo,
            UsersAct::ResetPin => Self::ResetPin,
            UsersAct::MakeStatic | UsersAct::MakeDynamic | UsersAct::FollowOrganisation => Self::ChangeType,
            UsersAct::ChangeNumber => Self::ChangeNumber,
        }
    }

    /// What the dialog's button says.
    pub(super) const fn yes(act: UsersAct) -> Self {
        match act {
            UsersAct::Enable => Self::EnableYes,
            UsersAct::Reset | UsersAct::ResetPin => Self::ResetYes,
            UsersAct::Disable => Self::Disable,
            UsersAct::SendConferenceInfo => Self::SendYes,
            UsersAct::MakeStatic | UsersAct::MakeDynamic | UsersAct::FollowOrganisation => {
                Self::ChangeTypeYes
            }
            UsersAct::ChangeNumber => Self::ChangeNumberYes,
        }
    }

    /// What the dialog asks.
    pub(super) const fn question(act: UsersAct) -> Self {
        match act {
            UsersAct::Enable => Self::EnableTitle,
            UsersAct::Reset => Self::ResetTitle,
            UsersAct::Disable => Self::DisableTitle,
            UsersAct::SendConferenceInfo => Self::SendInfoTitle,
            UsersAct::ResetPin => Self::ResetPinTitle,
            UsersAct::MakeStatic | UsersAct::MakeDynamic | UsersAct::FollowOrganisation => {
                Self::ChangeTypeTitle
            }
            UsersAct::ChangeNumber => Self::ChangeNumberTitle,
        }
    }

    /// What it means for those whom it concerns.
    pub(super) const fn consequences(act: UsersAct) -> &'static [Self] {
        match act {
            UsersAct::Reset => &[Self::ResetStops, Self::ResetUndo],
            UsersAct::Disable => &[Self::DisableStops, Self::DisableUndo],
            UsersAct::ResetPin => &[Self::ResetPinStops, Self::ResetPinOwn],
            UsersAct::MakeStatic | UsersAct::MakeDynamic | UsersAct::FollowOrganisation => {
                &[Self::ChangeTypeMeetings, Self::ChangeTypeIds, Self::ChangeTypeLocked]
            }
            UsersAct::ChangeNumber => &[Self::ChangeNumberFirst, Self::ChangeNumberStays],
            UsersAct::Enable | UsersAct::SendConferenceInfo => &[],
        }
    }
}

impl Words {
    /// What happens to how many users.
    pub(super) fn bulk_lead(self, act: UsersAct, count: u64) -> String {
        let number = self.number(count);
        let (one, other) = match (self.language, act) {
            (Language::En, UsersAct::Enable) => ("user is enabled.", "users are enabled."),
            (Language::En, UsersAct::Reset) => {
                ("user gets a new conference ID.", "users get a new conference ID.")
            }
            (Language::En, UsersAct::Disable) => ("user is disabled.", "users are disabled."),
            (Language::En, UsersAct::SendConferenceInfo) => (
                "user gets an email with the conference ID and the telephone numbers, never the PIN.",
                "users get an email with the conference ID and the telephone numbers, never the PIN.",
            ),
            (Language::En, UsersAct::MakeStatic | UsersAct::MakeDynamic | UsersAct::FollowOrganisation) => {
                ("user is switched, if need be.", "users are switched, if need be.")
            }
            (Language::Sv, UsersAct::MakeStatic | UsersAct::MakeDynamic | UsersAct::FollowOrganisation) => {
                ("användare ändras vid behov.", "användare ändras vid behov.")
            }
            (Language::En, UsersAct::ChangeNumber) => (
                "user gets this number, if it is not theirs already.",
                "users get this number, if it is not theirs already.",
            ),
            (Language::Sv, UsersAct::ChangeNumber) => (
                "användare får det här numret, om användaren inte redan har det.",
                "användare får det här numret, om de inte redan har det.",
            ),
            (Language::En, UsersAct::ResetPin) => ("user loses the PIN.", "users lose their PINs."),
            (Language::Sv, UsersAct::ResetPin) => {
                let text = "användare får sin PIN-kod återställd.";
                (text, text)
            }
            (Language::Sv, UsersAct::Enable) => {
                let text = "användare aktiveras.";
                (text, text)
            }
            (Language::Sv, UsersAct::Reset) => {
                let text = "användare får ett nytt konferens-ID.";
                (text, text)
            }
            (Language::Sv, UsersAct::Disable) => ("användare inaktiveras.", "användare inaktiveras."),
            (Language::Sv, UsersAct::SendConferenceInfo) => {
                let text =
                    "användare får ett meddelande med konferens-ID:t och telefonnumren, aldrig PIN-koden.";
                (text, text)
            }
        };
        format!("{number} {}", Self::plural(count, one, other))
    }

    /// How many users are skipped, and why.
    pub(super) fn bulk_skipped(self, act: UsersAct, count: u64) -> String {
        let number = self.number(count);
        let enables = act == UsersAct::Enable;
        match self.language {
            Language::En => {
                let one_or_more = Self::plural(count, "user is", "users are");
                let stays = Self::plural(count, "stays as it is", "stay as they are");
                let what = if enables { "already enabled" } else { "not enabled" };
                format!("{number} {one_or_more} {what} and {stays}.")
            }
            Language::Sv => {
                let what = match (enables, count) {
                    (true, 1) => "är redan aktiverad",
                    (true, _) => "är redan aktiverade",
                    (false, 1) => "är inte aktiverad",
                    (false, _) => "är inte aktiverade",
                };
                format!("{number} användare {what} och påverkas inte.")
            }
        }
    }

    /// How many users of the selection were removed meanwhile.
    pub(super) fn bulk_missing(self, count: u64) -> String {
        let number = self.number(count);
        match self.language {
            Language::En => {
                format!(
                    "{number} {} any more.",
                    Self::plural(count, "user does not exist", "users do not exist")
                )
            }
            Language::Sv => format!("{number} användare finns inte längre."),
        }
    }

    /// In how many calendars meetings are updated.
    pub(super) fn bulk_calendars(self, count: u64) -> String {
        let number = self.number(count);
        match self.language {
            Language::En => {
                let whose = Self::plural(count, "user has", "users have");
                format!("{number} {whose} a connected calendar; Konfid updates the meetings in it.")
            }
            Language::Sv => {
                let calendars = Self::plural(count, "en ansluten kalender", "var sin ansluten kalender");
                let them = Self::plural(count, "den", "dem");
                format!("{number} användare har {calendars}. Konfid uppdaterar mötena i {them}.")
            }
        }
    }

    /// How many emails there will be.
    pub(super) fn bulk_mails(self, count: u64) -> String {
        let number = self.number(count);
        match self.language {
            Language::En => format!("{number} {}.", Self::plural(count, "email is sent", "emails are sent")),
            Language::Sv => {
                format!("{number} {} skickas.", Self::plural(count, "meddelande", "meddelanden"))
            }
        }
    }
}
