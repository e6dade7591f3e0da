//! The words of the start page.

use shared::{Language, Overview};

use crate::i18n::{Words, texts};

texts! {
    /// The words of the start page.
    pub(super) enum StartText {
        Title: "Overview", "Översikt";
        Range: "Conference IDs in use", "Använda konferens-ID:n";
        Email: "Email", "E-post";
        EmailWorks: "Emails are being sent.", "E-post skickas.";
        EmailDemo: "The demo sends nothing: emails stay in your browser.", "Demon skickar inget: meddelandena stannar i din webbläsare.";
        NoneFailed: "No emails have failed.", "Inga meddelanden har misslyckats.";
        Missing: "Not set up yet", "Inte inställt än";
        Change: "Change in the settings", "Ändra i inställningarna";
        Jobs: "Jobs under way", "Pågående jobb";
        NoJobs: "No jobs are under way.", "Inga jobb pågår.";
        AllJobs: "All jobs", "Alla jobb";
        Paused: "paused", "pausat";
        Latest: "What was done last", "Det som gjordes senast";
        NothingDone: "Nothing has been done yet.", "Inget har gjorts än.";
        WholeLog: "The whole audit log", "Hela granskningsloggen";
        Trend: "Over time", "Över tid";
        Days30: "30 days", "30 dagar";
        Days90: "90 days", "90 dagar";
        Days365: "365 days", "365 dagar";
        Period: "Period", "Period";
        Resets: "Resets", "Återställningar";
        EnabledUsers: "Enabled users", "Aktiverade användare";
        Day: "Day (UTC)", "Dag (UTC)";
        AsTable: "Show as a table", "Visa som tabell";
    }
}

impl Words {
    /// How many users there are, and how many of them are enabled.
    pub(super) fn users_and_enabled(self, users: u64, enabled: u64, third_party: u64) -> String {
        let foreign = match (third_party, self.language) {
            (0, _) => String::new(),
            (_, Language::En) => format!(", {} with a third-party provider", self.number(third_party)),
            (_, Language::Sv) => format!(", {} med tredjepartsleverantör", self.number(third_party)),
        };
        let (count, enabled) = (self.number(users), self.number(enabled));
        match self.language {
            Language::En => {
                format!("{count} {}, {enabled} enabled{foreign}", Self::plural(users, "user", "users"))
            }
            Language::Sv => format!("{count} användare, {enabled} aktiverade{foreign}"),
        }
    }

    /// That so many emails have failed.
    pub(super) fn emails_failed(self, failed: u32) -> String {
        let count = self.number(failed.into());
        // Nobody counts further.
        let count = if failed < Overview::FAILED_EMAILS_MAX { count } else { format!("{count}+") };
        match (self.language, failed) {
            (Language::En, 1) => "1 email has failed".to_owned(),
            (Language::Sv, 1) => "1 meddelande har misslyckats".to_owned(),
            (Language::En, _) => format!("{count} emails have failed"),
            (Language::Sv, _) => format!("{count} meddelanden har misslyckats"),
        }
    }

    /// Which bridge it is, where there are several.
    pub(super) fn bridge_named(self, name: &str) -> String {
        match self.language {
            Language::En => format!("Bridge {name}"),
            Language::Sv => format!("Konferensbrygga {name}"),
        }
    }

    /// How far a job has come.
    pub(super) fn rows_done(self, done: u64, total: u64) -> String {
        let (done, total) = (self.number(done), self.number(total));
        match self.language {
            Language::En => format!("{done} of {total} rows"),
            Language::Sv => format!("{done} av {total} rader"),
        }
    }

    /// The plot of resets in words.
    pub(super) fn resets_told(self, sum: u64, most: u64) -> String {
        let (sum, most) = (self.number(sum), self.number(most));
        match self.language {
            Language::En => format!("{sum} in all, at most {most} on one day"),
            Language::Sv => format!("{sum} totalt, som mest {most} på en dag"),
        }
    }

    /// The plot of enabled users in words.
    pub(super) fn enabled_told(self, first: u64, last: u64) -> String {
        let (first, last) = (self.number(first), self.number(last));
        match self.language {
            Language::En => format!("from {first} to {last}"),
            Language::Sv => format!("från {first} till {last}"),
        }
    }
}
