//! The words of the users' pages.

use std::time::Duration;

use shared::{
    Actor, AssignmentCause, BulkWay, ConferenceId, EmailAddress, Language, Timestamp, User, isolated,
};

use crate::i18n::{Words, texts};

texts! {
    /// The words of the users' pages.
    pub(crate) enum UsersText {
        Title: "Users", "Användare";
        Search: "Search", "Sök";
        SearchHint: "Name, address or conference ID", "Namn, adress eller konferens-ID";
        FilterLabel: "Dial-in conferencing", "Konferens med uppringning";
        All: "All", "Alla";
        EnabledOnes: "Enabled", "Aktiverade";
        NotEnabledOnes: "Not enabled", "Inte aktiverade";
        Add: "Add user", "Lägg till användare";
        Import: "Import", "Importera";
        Export: "Export", "Exportera";
        ExportCommas: "CSV with commas", "CSV med kommatecken";
        ExportSemicolons: "CSV with semicolons", "CSV med semikolon";
        ExportJson: "JSON, one object per line", "JSON, ett objekt per rad";
        ExportHint: "Excel in Swedish and German opens the file with semicolons.", "Excel på svenska öppnar filen med semikolon.";
        Name: "Name", "Namn";
        PrincipalName: "User principal name", "Användarens huvudnamn";
        Changed: "Changed", "Ändrad";
        Status: "Dial-in", "Uppringning";
        SelectPage: "Select all users on this page", "Markera alla användare på sidan";
        SelectShift: "Shift selects everything in between", "Skift markerar alla däremellan";
        ClearSelection: "Clear the selection", "Rensa markeringen";

        NoneYet: "No users yet", "Inga användare ännu";
        NoneYetDetail: "Import a file with users, or add the first one by hand.", "Importera en fil med användare eller lägg till den första för hand.";
        NoneFound: "Nobody matches", "Ingen träff";
        NoneFoundDetail: "Try fewer letters, or clear the filter.", "Prova färre bokstäver eller rensa filtret.";
        ClearFilter: "Show all users", "Visa alla användare";

        Pane: "Action pane", "Åtgärdsruta";
        ClosePane: "Close the action pane", "Stäng åtgärdsrutan";
        Email: "Primary email address", "Primär e-postadress";
        DirectoryId: "Directory ID", "Katalog-ID";
        ForgetDirectoryId: "Take away the directory ID", "Ta bort katalog-ID:t";
        ForgetDirectoryIdHint: "The next import then finds the user by the user principal name.", "Nästa import hittar då användaren genom huvudnamnet.";
        MailLanguage: "Email language", "Språk i e-post";
        OrganisationLanguage: "The organisation's", "Organisationens";
        Country: "Country", "Land";
        EditUser: "Edit user", "Redigera användare";
        Saved: "The user has been changed", "Användaren har ändrats";
        Added: "The user has been added", "Användaren har lagts till";
        EmailHint: "Emails with the conference ID are sent here.", "Hit skickas e-post med konferens-ID:t.";
        EnableAtOnce: "Enable for dial-in conferencing", "Aktivera för konferens med uppringning";
        EnableAtOnceHint: "Callers can reach the user’s meetings at once.", "Deltagare kan ringa in till användarens möten direkt.";

        History: "ID history", "Tidigare konferens-ID:n";
        HistoryNone: "No conference ID yet.", "Inget konferens-ID ännu.";
        HistoryAudit: "All entries about this user", "Alla poster om användaren";
        HistoryMore: "Show earlier ones", "Visa tidigare";
        Now: "now", "nu";
        AllMails: "All emails to this user", "Alla meddelanden till användaren";

        Reset: "Reset", "Återställ";
        ResetTitle: "Reset conference ID?", "Återställa konferens-ID?";
        ResetStops: "The old ID stops working at once. Callers who use it do not get in.", "Det gamla ID:t slutar gälla direkt. De som ringer in med det kommer inte in.";
        ResetInvitations: "Invitations with the old ID need to be updated.", "Mötesinbjudningar med det gamla ID:t behöver uppdateras.";
        NoMail: "No email is sent. Tell the user yourself.", "Ingen e-post skickas. Meddela användaren själv.";
        Reason: "Reason", "Orsak";
        ReasonHint: "Shown in the history.", "Visas i historiken.";
        SendMail: "Send email to the user", "Skicka e-post till användaren";
        UndoDone: "The reset has been undone", "Återställningen har ångrats";
        StaleNow: "This is how it is now:", "Så här är det nu:";

        Card: "Dial-in card", "Uppringningskort";
        SendInfo: "Send conference info by email", "Skicka konferensinformation via e-post";
        SendInfoHint: "Conference ID and telephone numbers, never the PIN.", "Konferens-ID och telefonnummer, aldrig PIN-koden.";
        MoreActions: "More actions", "Fler åtgärder";
        LatestMail: "Latest email", "Senaste meddelande";
        Enable: "Enable", "Aktivera";
        EnableTitle: "Enable for dial-in conferencing?", "Aktivera för konferens med uppringning?";
        DynamicIds: "Dynamic", "Dynamiskt";
        NotEnabledDetail: "Callers cannot reach this user’s meetings until dial-in conferencing is enabled.", "Ingen kan ringa in till användarens möten förrän konferens med uppringning är aktiverad.";
        Disable: "Disable", "Inaktivera";
        DisableTitle: "Disable dial-in conferencing?", "Inaktivera konferens med uppringning?";
        DisableStops: "The conference ID stops working at once and goes into quarantine. If the user is enabled again before the quarantine ends, they get the same ID back.", "Konferens-ID:t slutar gälla direkt och hamnar i karantän. Om användaren aktiveras igen innan karantänen är slut blir det samma ID.";
        EnabledAgain: "Enabled again, with the same conference ID", "Aktiverad igen, med samma konferens-ID";
        DisableInvitations: "The dial-in details in existing invitations stop working.", "Uppringningsuppgifterna i befintliga mötesinbjudningar slutar fungera.";
        Remove: "Remove", "Ta bort";
        RemoveTitle: "Remove the user?", "Ta bort användaren?";
        RemoveStops: "The conference ID stops working at once and goes into quarantine. The history stays under the user’s name.", "Konferens-ID:t slutar gälla direkt och hamnar i karantän. Historiken finns kvar under användarens namn.";
        RemoveDeletes: "Emails, also those that wait, and the connected calendar with its meeting log are deleted. No email is sent: disable the user first if they should be told.", "Meddelanden, även de som väntar, och den anslutna kalendern med mötesloggen raderas. Ingen e-post skickas: inaktivera användaren först om hen ska få veta det.";
        RemoveFinal: "This cannot be undone.", "Det går inte att ångra.";
        Removed: "The user has been removed", "Användaren har tagits bort";
        Strike: "Strike out the name", "Stryk namnet";
        StrikeTitle: "Strike out the name?", "Stryka namnet?";
        StrikeErases: "The name and the addresses are erased everywhere, also in the audit log.", "Namnet och adresserna raderas överallt, även i granskningsloggen.";
        StrikeReasons: "The reasons in the user’s history are erased.", "Orsakerna i användarens historik raderas.";
        StrikeFiles: "Files that were imported in the last day are deleted.", "Filer som har importerats det senaste dygnet raderas.";
        Struck: "The name has been struck out", "Namnet är struket";
        EnabledNotice: "Enabled for dial-in conferencing", "Aktiverad för konferens med uppringning";
        DisabledNotice: "Disabled for dial-in conferencing", "Inaktiverad för konferens med uppringning";


        GuideTitle: "Get started", "Kom igång";
        GuideDetail: "A few steps, and Konfid is ready.", "Några steg, sedan är Konfid klart att använda.";
        GuideDismiss: "Hide", "Dölj";
        GuideOrganisation: "Enter the organisation’s name", "Ange organisationens namn";
        GuideOrganisationHint: "Shown in emails and at the top of this page.", "Visas i e-post och högst upp på sidan.";
        GuideNumber: "Add a service number", "Lägg till ett telefonnummer för uppringning";
        GuideNumberHint: "The number that callers dial, for example +46 8 123 456 78.", "Numret som deltagarna ringer, till exempel +46 8 123 456 78.";
        GuideCountry: "Country, two letters", "Land, två bokstäver";
        GuideTest: "Send a test email", "Skicka ett testmeddelande";
        GuideUsers: "Import users", "Importera användare";
        GuideUsersHint: "From a file that Microsoft 365 or another directory exports.", "Från en fil som Microsoft 365 eller en annan katalog exporterar.";
        Done: "Done", "Klart";
    }
}

impl Words {
    /// How many users a list has.
    pub(super) fn user_count(self, count: u64) -> String {
        let number = self.number(count);
        match self.language {
            Language::En => format!("{number} {}", Self::plural(count, "user", "users")),
            Language::Sv => format!("{number} användare"),
        }
    }

    /// Which part of how many is shown.
    pub(super) fn range(self, first: u64, last: u64, total: u64) -> String {
        let (first, last, total) = (self.number(first), self.number(last), self.number(total));
        match self.language {
            Language::En => format!("{first}–{last} of {total}"),
            Language::Sv => format!("{first}–{last} av {total}"),
        }
    }

    /// How many users are not printed, and how to get them.
    pub(super) fn not_printed(self, count: u64) -> String {
        let number = self.number(count);
        match self.language {
            Language::En => {
                let users = Self::plural(count, "user is not shown", "users are not shown");
                format!("{number} {users}. Export gives all of them.")
            }
            Language::Sv => format!("{number} användare visas inte. Exportera ger alla."),
        }
    }

    /// How many users are selected.
    pub(super) fn selected_count(self, count: u64) -> String {
        let number = self.number(count);
        match self.language {
            Language::En => format!("{number} selected"),
            Language::Sv => format!("{number} {}", Self::plural(count, "markerad", "markerade")),
        }
    }

    /// All that match are selected; how many that is may not be known.
    pub(super) fn all_selected(self, total: Option<u64>) -> String {
        match (self.language, total) {
            (Language::En, Some(total)) => format!("All {} selected", self.number(total)),
            (Language::Sv, Some(total)) => format!("Alla {} markerade", self.number(total)),
            (Language::En, None) => "All that match selected".into(),
            (Language::Sv, None) => "Alla träffar markerade".into(),
        }
    }

    /// The offer to select all that match.
    pub(super) fn select_all_matching(self, total: Option<u64>) -> String {
        match (self.language, total) {
            (Language::En, Some(total)) => format!("Select all {} matching", self.number(total)),
            (Language::Sv, Some(total)) => format!("Markera alla {} som matchar", self.number(total)),
            (Language::En, None) => "Select all matching".into(),
            (Language::Sv, None) => "Markera alla som matchar".into(),
        }
    }

    /// What a checkbox in a row does.
    pub(super) fn select_user(self, name: &str) -> String {
        match self.language {
            Language::En => format!("Select {name}"),
            Language::Sv => format!("Markera {name}"),
        }
    }

    /// What a reset does, with the ID that will stop.
    pub(super) fn reset_lead(self, user: &User, id: ConferenceId) -> String {
        let (name, id) = (isolated(&user.display_name), id.grouped().replace(' ', "\u{a0}"));
        match self.language {
            Language::En => format!("{name} gets a new conference ID instead of {id}."),
            Language::Sv => format!("{name} får ett nytt konferens-ID i stället för {id}."),
        }
    }

    /// That a mail with the new ID is sent, and where to.
    pub(super) fn reset_mail(self, address: &EmailAddress) -> String {
        match self.language {
            Language::En => {
                format!(
                    "An email with the new ID and instructions for updating meetings is sent to {address}."
                )
            }
            Language::Sv => {
                format!(
                    "Ett meddelande med det nya ID:t och anvisningar för att uppdatera möten skickas till {address}."
                )
            }
        }
    }

    /// The result of a reset, with both IDs.
    pub(super) fn reset_done(self, old: ConferenceId, new: ConferenceId) -> String {
        let (old, new) = (old.grouped().replace(' ', "\u{a0}"), new.grouped().replace(' ', "\u{a0}"));
        match self.language {
            Language::En => format!("Conference ID reset: {old} is now {new}."),
            Language::Sv => format!("Konferens-ID:t är återställt: {old} är nu {new}."),
        }
    }

    /// Until when a reset can be taken back.
    pub(super) fn undo_until(self, time: &str) -> String {
        match self.language {
            Language::En => format!("Can be undone until {time}."),
            Language::Sv => format!("Kan ångras till klockan {time}."),
        }
    }

    /// Which ID a disabled user gets back.
    pub(super) fn comes_back(self, id: ConferenceId) -> String {
        let id = id.grouped().replace(' ', "\u{a0}");
        match self.language {
            Language::En => format!("The user gets the conference ID {id} back."),
            Language::Sv => format!("Användaren får tillbaka konferens-ID {id}."),
        }
    }

    /// Until when a disabled user gets the old ID back.
    pub(super) fn comes_back_until(self, id: ConferenceId, day: &str) -> String {
        let id = id.grouped().replace(' ', "\u{a0}");
        match self.language {
            Language::En => {
                format!("{id} is in quarantine. If the user is enabled again by {day}, they get it back.")
            }
            Language::Sv => {
                format!("{id} är i karantän. Om användaren aktiveras igen senast {day} blir det samma ID.")
            }
        }
    }

    /// Since when an ID has been the user's: a time of day when it is recent, a day otherwise.
    pub(super) fn since(self, since: Timestamp, now: Timestamp) -> String {
        let recent = now.since(since) < Duration::from_hours(12);
        match (self.language, recent) {
            (Language::En, true) => format!("Since {}", self.time(since)),
            (Language::Sv, true) => format!("Sedan klockan {}", self.time(since)),
            (Language::En, false) => format!("Since {}", self.day(since)),
            (Language::Sv, false) => format!("Sedan {}", self.day(since)),
        }
    }

    /// That the conference info is on its way, or cannot leave.
    pub(super) fn info_sent(self, address: &EmailAddress, leaves: bool) -> String {
        match (self.language, leaves) {
            (Language::En, true) => format!("The conference info is being sent to {address}."),
            (Language::Sv, true) => format!("Konferensinformationen skickas till {address}."),
            (Language::En, false) => {
                format!("The conference info to {address} is not sent now; see the notice about email.")
            }
            (Language::Sv, false) => {
                format!("Konferensinformationen till {address} skickas inte nu; se informationen om e-post.")
            }
        }
    }

    /// What a value is now, after somebody else changed it.
    pub(super) fn is_now(self, value: &str) -> String {
        match self.language {
            Language::En => format!("Now: {value}"),
            Language::Sv => format!("Nu: {value}"),
        }
    }

    /// Who did it.
    pub(super) fn by(self, cause: AssignmentCause, actor: &Actor, with: Option<BulkWay>) -> String {
        let actor = actor.within_sentence(self.language);
        let cause = match (self.language, cause) {
            (Language::En, AssignmentCause::Enabled) => "enabled",
            (Language::En, AssignmentCause::Reset) => "reset",
            (Language::En, AssignmentCause::Chosen) => "chosen",
            (Language::En, AssignmentCause::HandedOver) => "handed over",
            (Language::En, AssignmentCause::Undone) => "reset undone",
            (Language::En, AssignmentCause::Disabled) => "disabled",
            (Language::En, AssignmentCause::BridgeChanged) => "moved to another bridge",
            (Language::En, AssignmentCause::ProviderChanged) => "provider changed",
            (Language::Sv, AssignmentCause::ProviderChanged) => "leverantör ändrad",
            (Language::En, AssignmentCause::TypeChanged) => "type of conference IDs changed",
            (Language::En, AssignmentCause::UserRemoved) => "removed",
            (Language::En, AssignmentCause::MeetingPlanned) => "meeting planned",
            (Language::En, AssignmentCause::MeetingCancelled) => "meeting cancelled",
            (Language::En, AssignmentCause::MeetingOver) => "meeting over",
            (Language::Sv, AssignmentCause::Enabled) => "aktiverad",
            (Language::Sv, AssignmentCause::Reset) => "återställt",
            (Language::Sv, AssignmentCause::Chosen) => "valt",
            (Language::Sv, AssignmentCause::HandedOver) => "överlämnat",
            (Language::Sv, AssignmentCause::Undone) => "återställning ångrad",
            (Language::Sv, AssignmentCause::Disabled) => "inaktiverad",
            (Language::Sv, AssignmentCause::BridgeChanged) => "flyttad till en annan brygga",
            (Language::Sv, AssignmentCause::TypeChanged) => "typ av konferens-ID ändrad",
            (Language::Sv, AssignmentCause::UserRemoved) => "borttagen",
            (Language::Sv, AssignmentCause::MeetingPlanned) => "möte planerat",
            (Language::Sv, AssignmentCause::MeetingCancelled) => "möte inställt",
            (Language::Sv, AssignmentCause::MeetingOver) => "möte avslutat",
        };
        let way = with.map(|way| format!(" {}", way.words(self.language))).unwrap_or_default();
        match self.language {
            Language::En => format!("{cause} by {actor}{way}"),
            Language::Sv => format!("{cause} av {actor}{way}"),
        }
    }
}
