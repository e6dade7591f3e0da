//! The words of the frame.

use crate::i18n::texts;

texts! {
    /// The words of the frame.
    pub(crate) enum ShellText {
        Account: "Account and preferences", "Konto och inställningar";
        Accounts: "Accounts", "Konton";
        AuditShort: "Audit", "Granskning";
        AccountAndAccess: "Account and access", "Konto och åtkomst";
        Audit: "Audit log", "Granskningslogg";
        Bridges: "Bridges and service numbers", "Konferensbryggor och telefonnummer";
        Dark: "Dark", "Mörkt";
        Help: "Help", "Hjälp";
        Jobs: "Jobs", "Jobb";
        Language: "Language", "Språk";
        Light: "Light", "Ljust";
        LookUp: "Look up an ID", "Slå upp ett ID";
        Mails: "Email", "E-post";
        Meetings: "Meetings", "Möten";
        More: "More", "Mer";
        MyConference: "My conference", "Min konferens";
        Navigation: "Main menu", "Huvudmeny";
        NotFound: "Page not found", "Sidan finns inte";
        NotFoundDetail: "The address may be mistyped, or the page may have been removed.", "Adressen kan vara felskriven, eller så kan sidan ha tagits bort.";
        Notices: "Notices", "Aviseringar";
        Offline: "Konfid cannot be reached. What you have typed stays here; try again when the connection is back.", "Konfid går inte att nå. Det du har skrivit finns kvar; försök igen när anslutningen är tillbaka.";
        PlannedMeetings: "Planned meetings", "Planerade möten";
        Settings: "Settings", "Inställningar";
        ShortcutsOn: "Keyboard shortcuts", "Kortkommandon";
        ShowShortcuts: "Show all shortcuts", "Visa alla kortkommandon";
        SignOut: "Sign out", "Logga ut";
        Since: "Since", "Sedan";
        Skip: "Skip to the content", "Hoppa till innehållet";
        Start: "Overview", "Översikt";
        StaySignedIn: "Stay signed in", "Förbli inloggad";
        System: "Use system setting", "Följ systemet";
        Theme: "Appearance", "Utseende";
        Then: "then", "sedan";
        ToMailSettings: "Email settings", "Inställningar för e-post";
        ToStart: "Go to the overview", "Gå till översikten";
        UpdateMeetings: "Update meetings", "Uppdatera möten";
        Users: "Users", "Användare";
        YourPin: "Your PIN", "Din PIN-kod";
    }
}
