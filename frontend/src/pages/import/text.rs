//! The words of the import.

use shared::{Import, ImportOutcome, Language};

use crate::i18n::{Words, texts};

texts! {
    /// The words of the import.
    pub(crate) enum ImportText {
        Title: "Import users", "Importera användare";
        Lead: "Add or update many users from a CSV file. You see what will happen before anything is changed.", "Lägg till eller uppdatera många användare från en CSV-fil. Du ser vad som kommer att hända innan något ändras.";
        Drop: "Drop a CSV file here", "Släpp en CSV-fil här";
        Or: "or", "eller";
        Choose: "Choose a file", "Välj en fil";
        ChooseOther: "Choose another file", "Välj en annan fil";
        Format: "The file from “Export users” in Microsoft 365 works as it is. In other files, the first line names the columns: display name, user principal name, mail and, optionally, language.", "Filen från ”Exportera användare” i Microsoft 365 fungerar som den är. I andra filer anger första raden kolumnerna: display name, user principal name, mail och, om du vill, language.";
        Enable: "Enable for dial-in conferencing as well", "Aktivera även för konferens med uppringning";
        EnableHint: "Every user in the file who is not enabled yet gets a conference ID.", "Alla användare i filen som inte redan är aktiverade får ett konferens-ID.";
        SendMails: "Email the conference ID to each of them", "Skicka konferens-ID:t via e-post till var och en";
        ShowPreview: "Preview import", "Förhandsgranska import";
        Reading: "Reading the file…", "Läser filen …";
        NoFile: "Choose a file first.", "Välj en fil först.";
        FileUnreadable: "The file could not be read. It may have been moved or changed; choose it again.", "Det gick inte att läsa filen. Den kan ha flyttats eller ändrats; välj den igen.";
        Preview: "Preview", "Förhandsgranskning";
        PreviewDetail: "Nothing has been changed yet.", "Inget har ändrats ännu.";
        Outcomes: "Show rows", "Visa rader";
        All: "All rows", "Alla rader";
        New: "New", "Nya";
        Changed: "Changed", "Ändrade";
        Unchanged: "Unchanged", "Oförändrade";
        Refused: "Refused", "Avvisade";
        OneNew: "New", "Ny";
        OneChanged: "Changed", "Ändrad";
        OneUnchanged: "Unchanged", "Oförändrad";
        OneRefused: "Refused", "Avvisad";
        Line: "Line", "Rad";
        User: "User", "Användare";
        Outcome: "Outcome", "Utfall";
        What: "What happens", "Vad som händer";
        Before: "before", "före";
        After: "after", "efter";
        Empty: "empty", "tomt";
        DisplayName: "Display name", "Visningsnamn";
        PrimaryEmail: "Primary address", "Primär adress";
        PrincipalName: "User principal name", "Användarens huvudnamn";
        MailLanguage: "Language", "Språk";
        NoRows: "No rows here", "Inga rader här";
        NoRowsDetail: "Choose another filter above.", "Välj ett annat filter ovan.";
        Nothing: "There is nothing to import: every user in the file is already in Konfid, with the same details.", "Det finns inget att importera: alla användare i filen finns redan i Konfid, med samma uppgifter.";
        NothingGood: "There is nothing to import: every row was refused.", "Det finns inget att importera: alla rader avvisades.";
        Download: "Download the refused rows", "Ladda ned de avvisade raderna";
        DownloadHint: "Correct them in the file and import it again. Users who have already been imported are not affected.", "Rätta dem i filen och importera den igen. Användare som redan har importerats påverkas inte.";
        Reason: "Reason", "Orsak";
    }
}

impl ImportText {
    /// The name of the rows that do this, for a filter.
    pub(super) const fn of_rows(outcome: ImportOutcome) -> Self {
        match outcome {
            ImportOutcome::New => Self::New,
            ImportOutcome::Changed => Self::Changed,
            ImportOutcome::Unchanged => Self::Unchanged,
            ImportOutcome::Refused => Self::Refused,
        }
    }

    /// The name of what one row does.
    pub(super) const fn of_row(outcome: ImportOutcome) -> Self {
        match outcome {
            ImportOutcome::New => Self::OneNew,
            ImportOutcome::Changed => Self::OneChanged,
            ImportOutcome::Unchanged => Self::OneUnchanged,
            ImportOutcome::Refused => Self::OneRefused,
        }
    }

    /// The name of a field, as the API names it.
    pub(super) fn of_field(field: &str) -> Option<Self> {
        match field {
            "displayName" => Some(Self::DisplayName),
            "primaryEmail" => Some(Self::PrimaryEmail),
            "userPrincipalName" => Some(Self::PrincipalName),
            "language" => Some(Self::MailLanguage),
            _ => None,
        }
    }
}

/// What the button does, in numbers.
pub(super) fn apply(t: Words, import: &Import) -> String {
    let count = import.counts.new + import.counts.changed;
    if count == 0 {
        return enable_only(t, import.counts.enabled);
    }
    let number = t.number(count);
    match t.language {
        Language::En => format!("Import {number} {}", Words::plural(count, "user", "users")),
        Language::Sv => format!("Importera {number} användare"),
    }
}

fn enable_only(t: Words, count: u64) -> String {
    let number = t.number(count);
    match t.language {
        Language::En => format!("Enable {number} {}", Words::plural(count, "user", "users")),
        Language::Sv => format!("Aktivera {number} användare"),
    }
}

/// How many will be enabled, and whether they get mails.
pub(super) fn will_enable(t: Words, import: &Import, leaves: bool) -> String {
    let count = import.counts.enabled;
    let number = t.number(count);
    let mails = leaves && import.options.send_email != Some(false);
    match (t.language, mails) {
        (Language::En, true) => format!(
            "{number} {} will be enabled for dial-in conferencing and get a conference ID and an email about it.",
            Words::plural(count, "user", "users")
        ),
        (Language::En, false) => format!(
            "{number} {} will be enabled for dial-in conferencing and get a conference ID. No emails are sent now.",
            Words::plural(count, "user", "users")
        ),
        (Language::Sv, true) => format!(
            "{number} användare aktiveras för konferens med uppringning och får ett konferens-ID och ett meddelande om det via e-post."
        ),
        (Language::Sv, false) => format!(
            "{number} användare aktiveras för konferens med uppringning och får ett konferens-ID. Ingen e-post skickas nu."
        ),
    }
}

/// The name of the file with the refused rows.
pub(super) const fn refused_file(t: Words) -> &'static str {
    match t.language {
        Language::En => "refused-rows.csv",
        Language::Sv => "avvisade-rader.csv",
    }
}

/// How many rows were refused.
pub(super) fn refused(t: Words, count: u64) -> String {
    let number = t.number(count);
    match t.language {
        Language::En => {
            format!("{number} {} refused.", Words::plural(count, "row was", "rows were"))
        }
        Language::Sv => {
            format!("{number} {}.", Words::plural(count, "rad avvisades", "rader avvisades"))
        }
    }
}
