//! The words about providers.

use shared::{ConferenceId, ProviderProfile, isolated};

use crate::i18n::{Words, texts};

texts! {
    /// The words about providers.
    pub(crate) enum ProviderText {
        ThirdParty: "Third party", "Tredje part";
        Change: "Change provider", "Byt leverantör";
        Edit: "Edit provider", "Redigera leverantör";
        Title: "Provider", "Leverantör";
        Who: "Who provides dial-in conferencing?", "Vem tillhandahåller konferens med uppringning?";
        BuiltIn: "Built-in", "Inbyggd";
        BuiltInHint: "Konfid assigns the conference ID.", "Konfid tilldelar konferens-ID:t.";
        ThirdPartyHint: "You enter the number and the conference ID that the provider issued.", "Du anger numret och konferens-ID:t från leverantören.";
        Name: "Provider’s name", "Leverantörens namn";
        TollNumber: "Number that callers dial", "Telefonnummer för uppringning";
        TollNumberHint: "With + and the country code, for example +46 8 123 456 78.", "Med + och landsnummer, till exempel +46 8 123 456 78.";
        TollFree: "Toll-free numbers", "Avgiftsfria nummer";
        TollFreeHint: "Separate them with commas. Leave empty if there are none.", "Skilj dem åt med kommatecken. Lämna tomt om det inte finns några.";
        Passcode: "Conference ID or passcode", "Konferens-ID eller kod";
        PasscodeHint: "3 to 15 digits. Leading zeros count.", "3 till 15 siffror. Inledande nollor räknas.";
        Domain: "Provider’s domain", "Leverantörens domän";
        Url: "Provider’s page", "Leverantörens sida";
        Optional: "Optional.", "Frivilligt.";
        IsDefault: "Default: invitations and emails name this one", "Standard: inbjudningar och e-post anger den här";
        Add: "Add another provider", "Lägg till en leverantör";
        Remove: "Remove", "Ta bort";
        NewProfile: "New provider", "Ny leverantör";
        NotReset: "Konfid never creates or resets this conference ID.", "Konfid skapar eller återställer aldrig det här konferens-ID:t.";
        NewId: "The user gets a new conference ID.", "Användaren får ett nytt konferens-ID.";
        Forgotten: "Everything that was entered for other providers is deleted.", "Allt som har angetts för andra leverantörer raderas.";
        Invitations: "The phone details in existing invitations need to be replaced.", "Uppringningsuppgifterna i befintliga mötesinbjudningar behöver bytas ut.";
        Kept: "Callers cannot reach this user’s meetings. What was entered for the provider is kept.", "Ingen kan ringa in till användarens möten. Det som har angetts för leverantören finns kvar.";
        EnableAgain: "Edit and enable", "Redigera och aktivera";
        UseBuiltIn: "Use the built-in provider", "Använd den inbyggda leverantören";
        UseBuiltInTitle: "Use the built-in provider?", "Använda den inbyggda leverantören?";
        OtherProfiles: "Other providers", "Övriga leverantörer";
        Copy: "Copy the conference ID or passcode", "Kopiera konferens-ID:t eller koden";
        Saved: "The provider has been changed", "Leverantören har ändrats";
        OpenPage: "Open the provider’s page", "Öppna leverantörens sida";
    }
}

impl Words {
    /// What becomes of the built-in ID with another provider.
    pub(super) fn id_stops(self, id: ConferenceId) -> String {
        let id = id.grouped().replace(' ', "\u{a0}");
        match self.language {
            shared::Language::En => format!(
                "The conference ID {id} stops working at once and goes into quarantine. If the user goes back to the \
                 built-in provider before it ends, they get the same ID back."
            ),
            shared::Language::Sv => format!(
                "Konferens-ID {id} slutar gälla direkt och hamnar i karantän. Om användaren går tillbaka till den inbyggda \
                 leverantören innan karantänen är slut blir det samma ID."
            ),
        }
    }

    /// Which ID comes back with the built-in provider, and until when.
    pub(super) fn built_in_comes_back(self, id: ConferenceId, day: &str) -> String {
        let id = id.grouped().replace(' ', "\u{a0}");
        match self.language {
            shared::Language::En => {
                format!("With the built-in provider the user gets {id} back, until {day}.")
            }
            shared::Language::Sv => {
                format!("Med den inbyggda leverantören får användaren tillbaka {id}, till och med {day}.")
            }
        }
    }

    /// What removes a profile from the form, for those who hear it.
    pub(super) fn remove_profile(self, name: &str) -> String {
        let remove = self.of(ProviderText::Remove);
        if name.trim().is_empty() { remove.to_owned() } else { format!("{remove} {}", isolated(name)) }
    }

    /// Who issued the conference ID.
    pub(super) fn id_of(self, profile: &ProviderProfile) -> String {
        let name = isolated(&profile.name);
        match self.language {
            shared::Language::En => format!("Conference ID at {name}"),
            shared::Language::Sv => format!("Konferens-ID hos {name}"),
        }
    }
}
