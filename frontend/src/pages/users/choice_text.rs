//! The words of choosing, locking and handing over a conference ID.

use shared::{ConferenceId, Language, User, isolated};

use crate::i18n::{Words, texts};

texts! {
    /// The words of choosing, locking and handing over a conference ID.
    pub(super) enum ChoiceText {
        Choose: "Choose ID", "Välj ID";
        ChooseTitle: "Choose conference ID", "Välj konferens-ID";
        ChooseStops: "The present ID stops working at once and goes into quarantine.", "Det nuvarande ID:t slutar gälla direkt och hamnar i karantän.";
        Wanted: "New conference ID", "Nytt konferens-ID";
        WantedHint: "7 digits. The first is never 0.", "7 siffror. Den första är aldrig 0.";
        Checking: "Checking…", "Kontrollerar …";
        Available: "Available", "Ledigt";
        NeedsYes: "Read this first", "Läs det här först";
        NotAvailable: "Not available", "Inte ledigt";
        AcceptGuessable: "Use it although it is easily guessed", "Använd det trots att det är lätt att gissa";
        AcceptLookAlike: "Use it although it looks like another one", "Använd det trots att det liknar ett annat";
        FromReservation: "Take it from the reservation", "Ta det från reservationen";
        Suggestions: "Easy to remember", "Lätta att komma ihåg";
        Near: "A word or an extension", "Ett ord eller en anknytning";
        NearHint: "A word is spelled with the letters on the telephone’s keys.", "Ett ord stavas med bokstäverna på telefonens knappar.";
        Others: "Other suggestions", "Andra förslag";
        NoSuggestions: "Nothing suitable is available. Try another word.", "Inget passande är ledigt. Prova ett annat ord.";
        LooksLike: "looks like one in use", "liknar ett som används";

        Confirm: "Type the present conference ID", "Skriv det nuvarande konferens-ID:t";
        ConfirmHint: "It is locked, because it is printed in public.", "Det är låst, eftersom det står i tryck.";

        Lock: "Lock", "Lås";
        Unlock: "Unlock", "Lås upp";
        LockHint: "For an ID that is printed in public: whoever lets it stop must type it.", "För ett ID som står i tryck: den som låter det sluta gälla måste skriva det.";
        Locked: "Locked", "Låst";
        LockedNotice: "The conference ID is locked", "Konferens-ID:t är låst";
        UnlockedNotice: "The conference ID is unlocked", "Konferens-ID:t är upplåst";

        HandOver: "Hand over", "Lämna över";
        HandOverTitle: "Hand over conference ID", "Lämna över konferens-ID";
        HandOverOwn: "The successor’s own ID stops working at once and goes into quarantine.", "Efterträdarens eget ID slutar gälla direkt och hamnar i karantän.";
        HandOverFinal: "This cannot be undone, but the ID can be handed over again.", "Det går inte att ångra, men ID:t kan lämnas över igen.";
        Successor: "Successor", "Efterträdare";
        SuccessorHint: "Search for a name, address or conference ID.", "Sök efter namn, adress eller konferens-ID.";
        NobodyFound: "Nobody matches.", "Ingen träff.";
        NoSuccessor: "Choose who takes the conference ID over.", "Välj vem som tar över konferens-ID:t.";
        AfterDisabled: "Disable dial-in conferencing", "Inaktivera konferens med uppringning";
        AfterNewId: "A new conference ID", "Ett nytt konferens-ID";
        SendBoth: "Send email to both", "Skicka e-post till båda";
        HandedOver: "The conference ID has been handed over", "Konferens-ID:t har lämnats över";
    }
}

impl Words {
    /// Who gets another ID, and instead of which.
    pub(super) fn choose_lead(self, user: &User, id: ConferenceId) -> String {
        let (name, id) = (isolated(&user.display_name), id.grouped().replace(' ', "\u{a0}"));
        match self.language {
            Language::En => format!("{name} gets another conference ID instead of {id}."),
            Language::Sv => format!("{name} får ett annat konferens-ID i stället för {id}."),
        }
    }

    /// The result of a choice, with both IDs.
    pub(super) fn choice_done(self, old: ConferenceId, new: ConferenceId) -> String {
        let (old, new) = (old.grouped().replace(' ', "\u{a0}"), new.grouped().replace(' ', "\u{a0}"));
        match self.language {
            Language::En => format!("Conference ID chosen: {old} is now {new}."),
            Language::Sv => format!("Konferens-ID:t är valt: {old} är nu {new}."),
        }
    }

    /// Whose ID goes to the successor.
    pub(super) fn hand_over_lead(self, user: &User, id: ConferenceId) -> String {
        let (name, id) = (isolated(&user.display_name), id.grouped().replace(' ', "\u{a0}"));
        match self.language {
            Language::En => format!("Callers with {id} reach the successor instead of {name}."),
            Language::Sv => {
                format!("Den som ringer in med {id} kommer till efterträdaren i stället för till {name}.")
            }
        }
    }

    /// What becomes of the user who had the ID.
    pub(super) fn afterwards(self, name: &str) -> String {
        let name = isolated(name);
        match self.language {
            Language::En => format!("What {name} gets"),
            Language::Sv => format!("Vad {name} får"),
        }
    }
}
