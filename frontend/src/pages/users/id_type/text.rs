//! The words of static and dynamic conference IDs.

use shared::{ConferenceIdType, Language, TypeSwitchPreview};

use crate::i18n::{Words, texts};

texts! {
    /// The words of static and dynamic conference IDs.
    pub(in crate::pages::users) enum IdTypeText {
        Change: "Static or dynamic", "Statiskt eller dynamiskt";
        Title: "Static or dynamic conference IDs", "Statiskt eller dynamiskt konferens-ID";
        Choice: "Conference IDs of this user", "Användarens konferens-ID:n";
        Follow: "As the organisation has it", "Som organisationen har det";
        FollowHint: "It changes when the organisation’s setting does.", "Det ändras när organisationens inställning ändras.";
        Static: "Static", "Statiskt";
        StaticHint: "One conference ID for all meetings.", "Ett konferens-ID för alla möten.";
        Dynamic: "Dynamic", "Dynamiskt";
        DynamicHint: "Each planned meeting gets a conference ID of its own.", "Varje planerat möte får ett eget konferens-ID.";
        Happens: "What happens", "Det här händer";
        Nothing: "Nothing changes for meetings and callers.", "Inget ändras för möten och dem som ringer in.";
        Retired: "The conference ID stops working at once and goes into quarantine.", "Konferens-ID:t slutar gälla genast och hamnar i karantän.";
        KeptForMeetings: "The conference ID works until the last of the planned meetings with it is over.", "Konferens-ID:t gäller tills det sista planerade mötet med det är över.";
        KeptForAll: "The conference ID is for all meetings again.", "Konferens-ID:t gäller för alla möten igen.";
        Assigned: "The user gets the earlier conference ID back while it is in quarantine, otherwise a new one.", "Användaren får tillbaka sitt tidigare konferens-ID om det är i karantän, annars ett nytt.";
        OwnCalendars: "Invitations that were not planned in Konfid need to be planned anew.", "Inbjudningar som inte har planerats i Konfid behöver planeras på nytt.";
        Save: "Save", "Spara";
        Saved: "The type of conference IDs has been changed", "Typen av konferens-ID har ändrats";
        EachMeeting: "Each meeting has its own", "Varje möte har sitt eget";
        Kept: "works until the planned meetings with it are over.", "gäller tills de planerade mötena med det är över.";
    }
}

impl Words {
    /// How many meetings keep the ID that they have.
    pub(super) fn meetings_keep(self, preview: &TypeSwitchPreview) -> Option<String> {
        let (count, number) = (preview.meetings, self.number(preview.meetings));
        Some(match (self.language, count, preview.kind) {
            (_, 0, _) => return None,
            (Language::En, 1, ConferenceIdType::Dynamic) => {
                "1 planned meeting keeps the user’s conference ID.".to_owned()
            }
            (Language::En, _, ConferenceIdType::Dynamic) => {
                format!("{number} planned meetings keep the user’s conference ID.")
            }
            (Language::En, 1, ConferenceIdType::Static) => {
                "1 planned meeting keeps its own conference ID.".to_owned()
            }
            (Language::En, _, ConferenceIdType::Static) => {
                format!("{number} planned meetings keep their own conference IDs.")
            }
            (Language::Sv, 1, ConferenceIdType::Dynamic) => {
                "1 planerat möte behåller användarens konferens-ID.".to_owned()
            }
            (Language::Sv, _, ConferenceIdType::Dynamic) => {
                format!("{number} planerade möten behåller användarens konferens-ID.")
            }
            (Language::Sv, 1, ConferenceIdType::Static) => {
                "1 planerat möte behåller sitt eget konferens-ID.".to_owned()
            }
            (Language::Sv, _, ConferenceIdType::Static) => {
                format!("{number} planerade möten behåller sina egna konferens-ID:n.")
            }
        })
    }
}
