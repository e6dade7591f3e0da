//! The words of the import.

use shared::{Import, ImportCounts, ImportOutcome, Language};

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
        Format: "CSV files from Microsoft 365, Entra, Exchange, Active Directory, Google Workspace and Okta work as they are. For users from elsewhere, fill in the template.", "CSV-filer från Microsoft 365, Entra, Exchange, Active Directory, Google Workspace och Okta fungerar som de är. För användare från andra håll finns en mall att fylla i.";
        Template: "Download the template", "Ladda ned mallen";
        Enable: "Enable for dial-in conferencing as well", "Aktivera även för konferens med uppringning";
        EnableHint: "Every user in the file who is not enabled yet gets a conference ID.", "Alla användare i filen som inte redan är aktiverade får ett konferens-ID.";
        SendMails: "Email the conference ID to each of them", "Skicka konferens-ID:t via e-post till var och en";
        FullDirectory: "The file holds everybody in the directory", "Filen innehåller alla i katalogen";
        FullDirectoryHint: "Enabled users who are missing from it are shown in the preview. You decide there whether they are disabled.", "Aktiverade användare som saknas i den visas i förhandsgranskningen. Där bestämmer du om de ska inaktiveras.";
        DisableTitle: "Import and disable?", "Importera och inaktivera?";
        DisableStops: "Their conference IDs stop working at once.", "Deras konferens-ID:n slutar fungera direkt.";
        DisableEmail: "They get an email if the organisation sends emails automatically.", "De får ett meddelande om organisationen skickar e-post automatiskt.";
        DisableHint: "Look at them below first, under “Proposed for disabling”.", "Titta först på dem nedan, under ”Förslag att inaktivera”.";
        DisableYes: "Import and disable", "Importera och inaktivera";
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
        Proposed: "Proposed for disabling", "Förslag att inaktivera";
        Noted: "With a note", "Med anmärkning";
        Missing: "Missing", "Saknas";
        OneNew: "New", "Ny";
        OneChanged: "Changed", "Ändrad";
        OneUnchanged: "Unchanged", "Oförändrad";
        OneRefused: "Refused", "Avvisad";
        OneMissing: "Missing", "Saknas";
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
        DirectoryId: "Directory ID", "Katalog-ID";
        MailLanguage: "Language", "Språk";
        Country: "Country", "Land";
        OwnNumber: "Own number", "Eget nummer";
        OwnTollFree: "Own toll-free number", "Eget avgiftsfritt nummer";
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
            ImportOutcome::Missing => Self::Missing,
        }
    }

    /// The name of what one row does.
    pub(super) const fn of_row(outcome: ImportOutcome) -> Self {
        match outcome {
            ImportOutcome::New => Self::OneNew,
            ImportOutcome::Changed => Self::OneChanged,
            ImportOutcome::Unchanged => Self::OneUnchanged,
            ImportOutcome::Refused => Self::OneRefused,
            ImportOutcome::Missing => Self::OneMissing,
        }
    }

    /// The name of a field, as the API names it.
    pub(super) fn of_field(field: &str) -> Option<Self> {
        match field {
            "displayName" => Some(Self::DisplayName),
            "primaryEmail" => Some(Self::PrimaryEmail),
            "userPrincipalName" => Some(Self::PrincipalName),
            "directoryId" => Some(Self::DirectoryId),
            "language" => Some(Self::MailLanguage),
            "country" => Some(Self::Country),
            "tollNumber" => Some(Self::OwnNumber),
            "tollFreeNumber" => Some(Self::OwnTollFree),
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
            "{number} {} will be enabled for dial-in conferencing and get an email about it.",
            Words::plural(count, "user", "users")
        ),
        (Language::En, false) => format!(
            "{number} {} will be enabled for dial-in conferencing. No emails are sent now.",
            Words::plural(count, "user", "users")
        ),
        (Language::Sv, true) => format!(
            "{number} användare aktiveras för konferens med uppringning och får ett meddelande om det via e-post."
        ),
        (Language::Sv, false) => {
            format!("{number} användare aktiveras för konferens med uppringning. Ingen e-post skickas nu.")
        }
    }
}

/// The name of the file to fill in.
pub(super) const fn template_file(t: Words) -> &'static str {
    match t.language {
        Language::En => "users.csv",
        Language::Sv => "användare.csv",
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

/// The tick that disables everybody who is proposed.
pub(super) fn disable_proposed(t: Words, count: u64) -> String {
    let number = t.number(count);
    match t.language {
        Language::En => {
            format!("Disable the {number} {} proposed", Words::plural(count, "user who is", "users who are"))
        }
        Language::Sv => format!("Inaktivera {number} användare enligt förslaget"),
    }
}

/// How many are proposed, and why.
pub(super) fn proposed(t: Words, counts: ImportCounts) -> String {
    let (blocked, missing) = (t.number(counts.blocked), t.number(counts.missing));
    match t.language {
        Language::En => format!(
            "Enabled users who are blocked or deleted in the directory: {blocked}. Enabled users who are missing from the file: {missing}."
        ),
        Language::Sv => format!(
            "Aktiverade användare som är blockerade eller borttagna i katalogen: {blocked}. Aktiverade användare som saknas i filen: {missing}."
        ),
    }
}

/// The warning that the file may not hold everybody.
pub(super) fn many_are_missing(t: Words, counts: ImportCounts) -> String {
    let (missing, enabled) = (t.number(counts.missing), t.number(counts.enabled_before));
    match t.language {
        Language::En => format!(
            "{missing} of {enabled} enabled users are missing from the file. Does it really hold everybody in the directory?"
        ),
        Language::Sv => format!(
            "{missing} av {enabled} aktiverade användare saknas i filen. Innehåller den verkligen alla i katalogen?"
        ),
    }
}

/// How many will be disabled.
pub(super) fn will_disable(t: Words, count: u64) -> String {
    let number = t.number(count);
    match t.language {
        Language::En => format!(
            "{number} {} will be disabled for dial-in conferencing.",
            Words::plural(count, "user", "users")
        ),
        Language::Sv => format!("{number} användare inaktiveras för konferens med uppringning."),
    }
}
