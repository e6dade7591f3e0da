//! The words of the mails, in each language.
//!
//! Subjects never hold a conference ID: mail servers keep subjects in their logs, and telephones show them on a
//! locked screen.

use shared::{Language, MailEvent};

/// Every sentence in one language.
pub(super) struct Words {
    subjects: [&'static str; 6],
    /// Takes the user's name.
    pub(super) greeting: fn(&str) -> String,
    /// Takes the organisation's name, which may be empty.
    pub(super) enabled: fn(&str) -> String,
    pub(super) changed: &'static str,
    /// Takes the grouped ID that the user keeps, or whatever stands for it.
    pub(super) undone: fn(&str) -> String,
    pub(super) undone_link: &'static str,
    /// Takes the grouped ID that the user had.
    pub(super) disabled: fn(Option<&str>) -> String,
    pub(super) information: &'static str,
    pub(super) your_id: &'static str,
    pub(super) your_new_id: &'static str,
    pub(super) default_number: &'static str,
    pub(super) all_numbers: &'static str,
    pub(super) no_number: &'static str,
    pub(super) add_heading: &'static str,
    pub(super) add_details: &'static str,
    pub(super) update_heading: &'static str,
    pub(super) update_why: &'static str,
    pub(super) update_steps: [&'static str; 2],
    pub(super) open_instructions: &'static str,
    pub(super) open_tool: &'static str,
    pub(super) connect_calendar: &'static str,
    pub(super) updated_for_you: &'static str,
    pub(super) update_rest: &'static str,
    pub(super) remove_heading: &'static str,
    pub(super) remove_steps: [&'static str; 3],
    pub(super) more_help: &'static str,
    pub(super) paste_heading: &'static str,
    pub(super) no_pin: &'static str,
    pub(super) sign_in: &'static str,
    pub(super) sign_in_link: &'static str,
    pub(super) sign_in_limits: &'static str,
    pub(super) sign_in_unasked: &'static str,
    /// Takes the organisation's name, which may be empty.
    pub(super) footer: fn(&str) -> String,
}

impl Words {
    pub(super) const fn subject(&self, event: MailEvent) -> &'static str {
        let [enabled, changed, undone, disabled, information, organizer_link] = self.subjects;
        match event {
            MailEvent::Enabled => enabled,
            MailEvent::ConferenceIdChanged => changed,
            MailEvent::ResetUndone => undone,
            MailEvent::Disabled => disabled,
            MailEvent::ConferenceInfo => information,
            MailEvent::OrganizerLink => organizer_link,
        }
    }
}

pub(super) const fn of(language: Language) -> &'static Words {
    match language {
        Language::En => &ENGLISH,
        Language::Sv => &SWEDISH,
    }
}

static ENGLISH: Words = Words {
    subjects: [
        "You can now use dial-in conferencing",
        "Your conference ID has changed",
        "You keep your conference ID",
        "Dial-in conferencing has been turned off for you",
        "Your conference information",
        "Your sign-in link for Konfid",
    ],
    greeting: |name| if name.is_empty() { "Hello,".to_owned() } else { format!("Hello {name},") },
    enabled: |organisation| {
        let at = if organisation.is_empty() { String::new() } else { format!(" at {organisation}") };
        format!(
            "You are now enabled for dial-in conferencing{at}. People can join your meetings by phone with your \
             conference ID."
        )
    },
    changed: "Your conference ID has changed. Callers can no longer use the old one.",
    undone: |id| {
        format!(
            "You keep {id}. You do not need to do anything. An earlier message said that your conference ID had changed; \
             that change has been undone."
        )
    },
    undone_link: "If you have already changed invitations yourself, open the meeting update tool to change them back",
    disabled: |id| {
        let id = id.map(|id| format!(" ({id})")).unwrap_or_default();
        format!(
            "You are no longer enabled for dial-in conferencing. Your conference ID{id} no longer works, so \
             nobody can join your meetings by phone."
        )
    },
    information: "Here is your information for dial-in conferencing.",
    your_id: "Your conference ID",
    your_new_id: "Your new conference ID",
    default_number: "Default phone number",
    all_numbers: "All phone numbers",
    no_number: "No phone number has been set up yet. Your administrator will tell you which number callers \
                should dial.",
    add_heading: "Add the details to your meetings",
    add_details: "Add the conference ID and the phone number to the invitations of your meetings, so that \
                  people know how to join by phone.",
    update_heading: "Update your existing meetings",
    update_why: "Invitations that you have already sent still contain the old conference ID. Update them so that \
                 everyone can join:",
    update_steps: [
        "Replace the old conference ID with the new one in your future meetings.",
        "Send the updated invitations to the participants.",
    ],
    open_instructions: "Open the instructions for the meeting update tool",
    open_tool: "Open the meeting update tool; the conference IDs are filled in for you",
    connect_calendar: "Or connect your calendar once, and Konfid updates your meetings automatically after every reset",
    updated_for_you: "Your calendar is connected, so Konfid will soon update your future meetings there automatically. If the \
                      calendar server does not notify the invitees, messages to them will be ready for you to send. See \
                      the progress",
    update_rest: "For invitations elsewhere, for example in another calendar:",
    remove_heading: "Remove the phone details from your meetings",
    remove_steps: [
        "Open each future meeting that has phone numbers and a conference ID in its invitation.",
        "Remove the lines with the phone numbers and the conference ID. In invitations created with Konfid, they \
         begin with “Join by phone”.",
        "Send the update to the participants.",
    ],
    more_help: "More help",
    paste_heading: "Paste this at the bottom of your invitations",
    no_pin: "The PIN is never sent by email.",
    sign_in: "This link signs you in to Konfid. There you can see your conference ID and connect your calendar, so that \
              Konfid updates your meetings automatically.",
    sign_in_link: "Sign in to Konfid",
    sign_in_limits: "The link works once, within an hour. It is only for you, so do not forward this message.",
    sign_in_unasked: "If you did not ask for this link, you do not need to do anything.",
    footer: |organisation| {
        let for_whom = if organisation.is_empty() { String::new() } else { format!(" for {organisation}") };
        format!("Sent by Konfid{for_whom}. If you have questions, please contact your administrator.")
    },
};

static SWEDISH: Words = Words {
    subjects: [
        "Du kan nu använda konferens med uppringning",
        "Ditt konferens-ID har ändrats",
        "Du behåller ditt konferens-ID",
        "Konferens med uppringning har stängts av för dig",
        "Din konferensinformation",
        "Din inloggningslänk till Konfid",
    ],
    greeting: |name| if name.is_empty() { "Hej!".to_owned() } else { format!("Hej {name}!") },
    enabled: |organisation| {
        let at = if organisation.is_empty() { String::new() } else { format!(" hos {organisation}") };
        format!(
            "Du är nu aktiverad för konferens med uppringning{at}. Deltagare kan ringa in till dina möten med \
             ditt konferens-ID."
        )
    },
    changed: "Ditt konferens-ID har ändrats. Det gamla kan inte längre användas av den som ringer in.",
    undone: |id| {
        format!(
            "Du behåller {id}. Du behöver inte göra något. I ett tidigare meddelande stod att ditt konferens-ID hade \
             ändrats, men den ändringen har ångrats."
        )
    },
    undone_link: "Om du redan har ändrat inbjudningar själv, öppna mötesuppdateringsverktyget och ändra tillbaka dem",
    disabled: |id| {
        let id = id.map(|id| format!(" ({id})")).unwrap_or_default();
        format!(
            "Du är inte längre aktiverad för konferens med uppringning. Ditt konferens-ID{id} fungerar inte \
             längre, så ingen kan ringa in till dina möten."
        )
    },
    information: "Här är dina uppgifter för konferens med uppringning.",
    your_id: "Ditt konferens-ID",
    your_new_id: "Ditt nya konferens-ID",
    default_number: "Standardnummer för uppringning",
    all_numbers: "Alla telefonnummer för uppringning",
    no_number: "Inget telefonnummer för uppringning har lagts till ännu. Din administratör meddelar vilket \
                nummer som gäller.",
    add_heading: "Lägg till uppgifterna i dina möten",
    add_details: "Lägg till konferens-ID:t och telefonnumret i inbjudningarna till dina möten, så att deltagarna \
                  vet hur de ringer in.",
    update_heading: "Uppdatera dina befintliga möten",
    update_why: "Inbjudningar som du redan har skickat innehåller fortfarande det gamla konferens-ID:t. \
                 Uppdatera dem så att alla kan ringa in:",
    update_steps: [
        "Byt ut det gamla konferens-ID:t mot det nya i dina kommande möten.",
        "Skicka de uppdaterade inbjudningarna till deltagarna.",
    ],
    open_instructions: "Öppna anvisningarna för mötesuppdateringsverktyget",
    open_tool: "Öppna mötesuppdateringsverktyget, där konferens-ID:na redan är ifyllda",
    connect_calendar: "Eller anslut din kalender en gång, så uppdaterar Konfid dina möten automatiskt efter varje återställning",
    updated_for_you: "Din kalender är ansluten, så Konfid uppdaterar dina kommande möten där automatiskt om en stund. Om \
                      kalenderservern inte meddelar de inbjudna finns färdiga meddelanden till dem som du kan \
                      skicka. Se hur det går",
    update_rest: "För inbjudningar på andra ställen, till exempel i en annan kalender:",
    remove_heading: "Ta bort uppgifterna om uppringning ur dina möten",
    remove_steps: [
        "Öppna alla kommande möten med telefonnummer och konferens-ID i inbjudan.",
        "Ta bort raderna med telefonnumren och konferens-ID:t. I inbjudningar som gjorts med Konfid börjar de \
         med ”Delta via telefon”.",
        "Skicka uppdateringen till deltagarna.",
    ],
    more_help: "Mer hjälp",
    paste_heading: "Klistra in det här längst ned i dina inbjudningar",
    no_pin: "PIN-koden skickas aldrig via e-post.",
    sign_in: "Med den här länken loggar du in i Konfid. Där ser du ditt konferens-ID och kan ansluta din \
              kalender, så att Konfid uppdaterar dina möten automatiskt.",
    sign_in_link: "Logga in i Konfid",
    sign_in_limits: "Länken kan användas en gång och gäller i en timme. Den är personlig, så vidarebefordra inte det här meddelandet.",
    sign_in_unasked: "Om du inte har bett om länken behöver du inte göra något.",
    footer: |organisation| {
        let for_whom = if organisation.is_empty() { String::new() } else { format!(" åt {organisation}") };
        format!("Skickat av Konfid{for_whom}. Kontakta din administratör om du har frågor.")
    },
};
