//! The words of the organizer's own page.

use shared::{Language, isolated};

use crate::i18n::{Words, texts};

texts! {
    /// The words of the organizer's own page.
    pub(crate) enum OrganizerText {
        Lead: "Your conference ID, and what happens to your meetings when it changes.", "Ditt konferens-ID, och vad som händer med dina möten när det ändras.";
        WhatTitle: "Here you can:", "Här kan du:";
        WhatId: "see your conference ID, the phone numbers and the block for invitations", "se ditt konferens-ID, telefonnumren och blocket till inbjudningar";
        WhatPin: "reset your PIN", "återställa din PIN-kod";
        WhatCalendar: "connect your calendar once, so that Konfid updates your meetings automatically after every reset", "ansluta din kalender en gång, så att Konfid uppdaterar dina möten automatiskt efter varje återställning";
        NoPassword: "You do not need a password. We email you a link to sign in.", "Du behöver inget lösenord: du loggar in med en länk i din e-post.";
        Address: "Your email address", "Din e-postadress";
        SendLink: "Send me a link", "Skicka en länk till mig";
        SentTitle: "Check your email", "Läs din e-post";
        Sent: "If the address belongs to somebody here, a link is being sent to it. It works once, within an hour.", "Om adressen tillhör någon här skickas en länk dit. Den kan användas en gång och gäller i en timme.";
        Kept: "Konfid sends no email here. An administrator can find the link on the Email page.", "Den här installationen av Konfid skickar ingen e-post: en administratör hittar länken på sidan E-post.";
        ToMails: "Go to email", "Gå till e-post";
        SendAgain: "Send again", "Skicka igen";
        SendAgainSoon: "No email, not even in your spam folder? After a minute you can send another link.", "Finns inget i din e-post, inte heller som skräppost? Om en minut kan du skicka en ny länk.";
        OtherAddress: "Use another address", "Använd en annan adress";

        OpenTitle: "Sign in to Konfid as the organizer", "Logga in i Konfid som organisatör";
        OpenDetail: "The link works once. It shows you your conference ID and lets you connect your calendar.", "Länken fungerar en gång. Den visar ditt konferens-ID och låter dig ansluta din kalender.";
        Continue: "Continue", "Fortsätt";
        NewLink: "Get a new link", "Få en ny länk";

        EndedTitle: "You are no longer signed in", "Du är inte längre inloggad";
        EndedDetail: "What you have typed stays here. Ask for a new link, open it in this browser, and then go on here.", "Det du har skrivit finns kvar här. Be om en ny länk, öppna den i den här webbläsaren och fortsätt sedan här.";
        EndedCheck: "I have signed in", "Jag har loggat in";
        EndedNotYet: "You are not signed in yet. Open the link in the email first.", "Du är inte inloggad ännu. Öppna länken i meddelandet först.";
        Back: "You are signed in again.", "Du är inloggad igen.";
        SignedOut: "You are signed out.", "Du är utloggad.";

        DynamicIds: "Each meeting that you plan here gets a conference ID of its own. You find it in the meeting’s invitation.", "Varje möte som du planerar här får ett eget konferens-ID. Du hittar det i mötets inbjudan.";
        KeptId: "works until the meetings that you have planned with it are over.", "gäller tills mötena som du har planerat med det är över.";
        NotEnabled: "You are not enabled for dial-in conferencing. Ask your administrator.", "Du är inte aktiverad för konferens med uppringning. Kontakta din administratör.";
        Numbers: "Phone numbers", "Telefonnummer";
        TollFree: "toll-free", "avgiftsfritt";
        CopyInvitation: "Copy the invitation block", "Kopiera blocket till inbjudningar";
        Card: "Dial-in card", "Uppringningskort";
        ShowInvitation: "Show the block", "Visa blocket";

        Pin: "Your PIN", "Din PIN-kod";
        PinDetail: "You start your meetings with it when you call in yourself. Nobody can read it, not even your administrator.", "Med den startar du dina möten när du själv ringer in. Ingen kan läsa den, inte ens din administratör.";
        PinNone: "You have no PIN yet.", "Du har ingen PIN-kod ännu.";
        PinGet: "Get a PIN", "Hämta en PIN-kod";
        PinGetTitle: "Get a PIN?", "Hämta en PIN-kod?";
        PinReset: "Reset PIN", "Återställ PIN-koden";
        PinResetTitle: "Reset your PIN?", "Återställa din PIN-kod?";
        PinStops: "The old PIN stops working at once.", "Den gamla PIN-koden slutar gälla direkt.";
        PinOnce: "The new PIN is shown once. Make sure that nobody else sees your screen.", "Den nya PIN-koden visas en gång. Se till att ingen annan ser din skärm.";
        PinNew: "Your new PIN", "Din nya PIN-kod";

        CalendarTitle: "Connected calendar", "Ansluten kalender";
        CalendarUnavailable: "Calendars cannot be connected here. Use the meeting update tool instead.", "Här går det inte att ansluta kalendrar. Använd mötesuppdateringsverktyget i stället.";
        CalendarDemo: "This is the demo: it has no server that could reach a calendar, so none can be connected. Use the meeting update tool instead; it works here too.", "Det här är demon: den har ingen server som kan nå en kalender, så ingen kan anslutas. Använd mötesuppdateringsverktyget i stället; det fungerar även här.";

        ToolTitle: "Update a file or an invitation yourself", "Uppdatera en fil eller en inbjudan själv";
        ToolDetail: "The meeting update tool puts your current conference ID into an exported calendar or a pasted invitation. Your conference IDs and addresses are filled in, and nothing leaves this browser.", "Mötesuppdateringsverktyget sätter in ditt nuvarande konferens-ID i en exporterad kalender eller en inklistrad inbjudan. Dina konferens-ID:n och adresser är ifyllda, och inget lämnar den här webbläsaren.";
        ToolOpen: "Open the meeting update tool", "Öppna mötesuppdateringsverktyget";

        AdministratorsSignIn: "Administrators: sign in", "Administratörer: logga in";
        ToAdministration: "Back to the administrator’s pages", "Tillbaka till administratörens sidor";
    }
}

impl Words {
    /// Since when there is a PIN.
    pub(super) fn pin_set(self, moment: &str) -> String {
        match self.language {
            Language::En => format!("You have had this PIN since {moment}."),
            Language::Sv => format!("Du har haft din PIN-kod sedan {moment}."),
        }
    }

    /// Who issued the conference ID, when it was not Konfid.
    pub(super) fn provided_by(self, provider: &str) -> String {
        let provider = isolated(provider);
        match self.language {
            Language::En => format!("Your dial-in conferencing is provided by {provider}."),
            Language::Sv => format!("Din konferens med uppringning kommer från {provider}."),
        }
    }

    /// Greets the organizer.
    pub(super) fn hello(self, name: &str) -> String {
        match self.language {
            Language::En => format!("Hello, {name}"),
            Language::Sv => format!("Hej {name}"),
        }
    }
}
