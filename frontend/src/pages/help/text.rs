//! The words of the help.

use crate::i18n::texts;

texts! {
    /// The words of the help.
    pub(crate) enum HelpText {
        Topics: "Topics", "Ämnen";
        Overview: "What you need to know", "Det här behöver du veta";
        UpdateMeetings: "Update existing meetings", "Uppdatera befintliga möten";
        Accessibility: "Accessibility statement", "Tillgänglighetsredogörelse";

        ResetTitle: "Reset a conference ID", "Återställa ett konferens-ID";
        Reset1: "Go to Users and choose the user; type a part of the name, the address or the digits to find them.", "Gå till Användare och välj användaren; skriv en del av namnet, adressen eller siffrorna för att hitta rätt.";
        Reset2: "In the action pane, under Conference ID, choose Reset.", "Välj Återställ under Konferens-ID i åtgärdsrutan.";
        Reset3: "Answer Yes to “Reset conference ID?”. A new ID is created at once, and the user gets an email about it. Emails are sent unless you or the organisation’s settings have switched them off.", "Svara Ja på ”Återställa konferens-ID?”. Ett nytt ID skapas genast och användaren får ett meddelande om det via e-post. Meddelanden skickas om inte du eller organisationens inställningar har stängt av dem.";
        Reset4: "Was it a mistake? For 10 minutes you can choose Undo, and the user gets the old ID back.", "Blev det fel? I 10 minuter kan du välja Ångra, så får användaren tillbaka det gamla ID:t.";

        MoreTitle: "What else do I need to know?", "Vad mer behöver jag veta?";
        MoreDigits: "A conference ID always has 7 digits and never begins with 0. The length cannot be changed, neither here nor on the command line.", "Ett konferens-ID har alltid 7 siffror och börjar aldrig med 0. Längden kan inte ändras, varken här eller på kommandoraden.";
        MoreShown: "The new ID is shown under Conference ID, at the bottom of the action pane, as soon as it has been reset.", "Det nya ID:t visas under Konferens-ID, längst ned i åtgärdsrutan, så snart det har återställts.";
        MoreOld: "The old ID stops working at once. It stays in quarantine before anybody else can get it. Ask the user to update the meetings that include it.", "Det gamla ID:t slutar gälla genast. Det ligger i karantän innan någon annan kan få det. Be användaren att uppdatera de möten som innehåller det.";
        MoreDisable: "Disabling a user stops the ID, too. If you enable the user again while the ID is in quarantine, it is the same ID as before.", "Även när en användare inaktiveras slutar ID:t gälla. Om du aktiverar användaren igen medan ID:t är i karantän blir det samma ID som förut.";
        MoreSend: "“Send conference info by email” sends the user the conference ID, the phone numbers and a block to paste into invitations. The PIN is never sent.", "”Skicka konferensinformation via e-post” skickar konferens-ID, telefonnummer och ett block att klistra in i inbjudningar till användaren. PIN-koden skickas aldrig.";
        MoreWhere: "The email is sent to the user’s primary address. On the Email page you see whether it has been sent.", "Meddelandet skickas till användarens primära adress. På sidan E-post ser du om det har skickats.";
        MoreStatic: "When a user is enabled for dial-in conferencing, a conference ID is created automatically. It is shown at the bottom of meeting invitations together with the phone numbers; the auto attendant asks callers for it.", "När en användare aktiveras för konferens med uppringning skapas ett konferens-ID automatiskt. Det står längst ned i mötesinbjudningar tillsammans med telefonnumren; den automatiska dirigeringen ber den som ringer om det.";
        MoreNumbers: "Under Settings, Bridges and service numbers, you register the numbers that callers dial. A user can have one of these numbers as their own; otherwise the default number is shown first.", "Under Inställningar, Konferensbryggor och telefonnummer, registrerar du numren som man ringer. En användare kan ha ett av numren som sitt eget; annars visas standardnumret först.";
        MorePlanned: "Plan a meeting under Meetings, and Konfid gives you the conference ID, the text for the invitation and a calendar file. Where the conference IDs are dynamic, each meeting has an ID of its own, which works until some time after the last occurrence.", "Planera ett möte under Möten, så får du konferens-ID:t, texten till inbjudan och en kalenderfil. Där konferens-ID:na är dynamiska har varje möte ett eget ID, som gäller en tid efter det sista tillfället.";
        MoreWhose: "Do you have only the digits? Use Look up an ID to see who has or had it.", "Har du bara siffrorna? Använd Slå upp ett ID för att se vem som har eller har haft det.";
        MoreCommand: "Everything here can also be done with the konfid command and the HTTP API, which is described at /api/v1/openapi.json.", "Allt här kan också göras med kommandot konfid och HTTP-API:et, som beskrivs på /api/v1/openapi.json.";

        KeysTitle: "Keyboard shortcuts", "Kortkommandon";
        KeysLead: "They work outside of text fields, and can be switched off in the menu at the top right.", "De fungerar utanför textfält och kan stängas av i menyn längst upp till höger.";

        MeetingsLead: "Invitations that were sent before a reset still contain the old conference ID. Callers who use it are refused, so the meetings must be updated by their organizer.", "Inbjudningar som skickades före en återställning innehåller fortfarande det gamla konferens-ID:t. Den som ringer med det släpps inte in, så organisatören måste uppdatera sina möten.";
        MeetingsTool: "With the meeting update tool", "Med mötesuppdateringsverktyget";
        MeetingsToolDetail: "The email with the new conference ID has a link to the tool, with everything filled in. It changes only the digits, in all meetings of an exported calendar at once, in the calendar of a saved email or in a pasted invitation, and shows each change first. What only looks like the old ID is listed, so that you can check it by hand. Nothing leaves the browser.", "I meddelandet med det nya konferens-ID:t finns en länk till verktyget, med allt ifyllt. Verktyget ändrar bara siffrorna, i alla möten i en exporterad kalender på en gång, i kalendern i ett sparat e-postmeddelande eller i en inklistrad inbjudan, och visar varje ändring först. Det som bara liknar det gamla ID:t listas, så att du kan kontrollera det för hand. Inget lämnar webbläsaren.";
        MeetingsCalendar: "Automatically, in a connected calendar", "Automatiskt, i en ansluten kalender";
        MeetingsCalendarDetail: "The organizer connects a calendar once, on the page My conference, with its CalDAV address and an app password. A one-time link signs them in there: they ask for it on that page, or an administrator sends it from the user’s page.", "Organisatören ansluter sin kalender en gång, på sidan Min konferens, med dess CalDAV-adress och ett applösenord. Där loggar man in med en engångslänk, som organisatören ber om på sidan eller som en administratör skickar från användarens sida.";
        MeetingsCalendarThen: "After each reset Konfid waits, 10 minutes unless the settings say otherwise, and then puts the new ID into future meetings. What happened to each meeting is shown on My conference and on the user’s page, and each update can be undone for 30 days.", "Efter varje återställning väntar Konfid, 10 minuter om inställningarna inte säger något annat, och sätter sedan in det nya ID:t i de kommande mötena. Vad som hände med varje möte visas på Min konferens och på användarens sida, och varje uppdatering kan ångras i 30 dagar.";
        MeetingsCalendarTold: "Many calendar servers then notify the invitees. Where one does not, Konfid has a message ready for each meeting, which the organizer downloads and sends. The app password is stored encrypted and never shown; it is deleted when the calendar is disconnected.", "Många kalenderservrar meddelar sedan de inbjudna. Där servern inte gör det har Konfid ett färdigt meddelande för varje möte, som organisatören laddar ned och skickar. Applösenordet sparas krypterat och visas aldrig; det raderas när kalendern kopplas från.";
        MeetingsConferenceOpen: "Open My conference", "Öppna Min konferens";
        MeetingsOpen: "Open the meeting update tool", "Öppna mötesuppdateringsverktyget";
        MeetingsHow: "By hand", "För hand";
        Meetings1: "Open the email with the new conference ID, or ask the administrator for “Send conference info by email”.", "Öppna meddelandet med det nya konferens-ID:t, eller be administratören att välja ”Skicka konferensinformation via e-post”.";
        Meetings2: "Open each future meeting in the calendar. For a series, open the whole series.", "Öppna varje kommande möte i kalendern. Öppna hela serien om mötet återkommer.";
        Meetings3: "Replace the old digits at the bottom of the invitation with the new ones, or paste the whole block from the email in their place.", "Byt ut de gamla siffrorna längst ned i inbjudan mot de nya, eller klistra in hela blocket från meddelandet i stället.";
        Meetings4: "Send the update to the participants.", "Skicka uppdateringen till deltagarna.";
        MeetingsCheck: "You do not need to change past meetings. Meetings in somebody else’s calendar are updated by that person’s calendar program when the update arrives.", "Möten som redan har varit behöver inte ändras. Möten i andras kalendrar uppdateras av deras kalenderprogram när uppdateringen kommer fram.";
        MeetingsWait: "Resetting before an important meeting? Plan the reset so that participants have time to see the update.", "Ska du återställa inför ett viktigt möte? Planera återställningen så att deltagarna hinner se uppdateringen.";

        StatementLead: "Everyone should be able to use Konfid. This statement says how well this page conforms to the law on accessibility of digital public services (DOS-lagen), EN 301 549 and WCAG 2.2, level AA.", "Alla ska kunna använda Konfid. Den här redogörelsen beskriver hur väl sidan uppfyller lagen om tillgänglighet till digital offentlig service (DOS-lagen), EN 301 549 och WCAG 2.2, nivå AA.";
        StatementState: "How accessible the page is", "Hur tillgänglig sidan är";
        StatementStateDetail: "We know of no requirement of WCAG 2.2, level AA, that the page does not meet.", "Vi känner inte till något krav i WCAG 2.2, nivå AA, som sidan inte uppfyller.";
        StatementHow: "What has been done", "Det här har vi gjort";
        StatementKeyboard: "Everything can be done by keyboard; the focus can be seen, and closing a dialog returns the focus to where it was.", "Allt kan göras med tangentbord; fokus syns, och när en dialogruta stängs återgår fokus dit det var.";
        StatementReader: "Screen readers announce the names of fields and buttons, results, errors and progress.", "Skärmläsare läser upp namn på fält och knappar, resultat, fel och förlopp.";
        StatementSight: "Text has a contrast of at least 4.5 to 1, light and dark; it can be enlarged to 200 % and works from a width of 320 pixels. Colour is never the only way information is shown.", "Text har en kontrast på minst 4,5 till 1, både ljust och mörkt; den kan förstoras till 200 % och fungerar från 320 bildpunkters bredd. Färg är aldrig det enda sättet att förmedla information.";
        StatementMotion: "Animations stop if your system is set to reduce motion, and nothing you have typed is lost when the session ends.", "Animationer stängs av om ditt system är inställt på minskad rörelse, och inget du har skrivit går förlorat när sessionen upphör.";
        StatementTest: "How it is tested", "Så testar vi";
        StatementTestDetail: "Every page and dialog is checked automatically with axe-core in both languages, light and dark, each time Konfid is built.", "Varje sida och dialogruta kontrolleras automatiskt med axe-core på båda språken, ljust och mörkt, varje gång Konfid byggs.";
        StatementContact: "Something does not work for you?", "Är det något som inte fungerar för dig?";
        StatementContactDetail: "Tell the organisation that runs this installation of Konfid, for example the administrator who gave you this address. In Sweden you can also report public bodies to the Agency for Digital Government (Digg), which supervises the law.", "Säg till hos organisationen som driver den här installationen av Konfid, till exempel administratören som gav dig adressen. Du kan också anmäla offentliga aktörer till Myndigheten för digital förvaltning (Digg), som har tillsyn över lagen.";
    }
}
