//! The words of jobs.

use shared::{Job, JobOutcome, JobState, JobWork, Language};

use crate::i18n::{Words, texts};

texts! {
    /// The words of jobs.
    pub(crate) enum JobsText {
        Lead: "Imports and other changes to many users. They run in the background, and are listed here for 90 days.", "Importer och andra ändringar av många användare. De körs i bakgrunden och visas här i 90 dagar.";
        NoneTitle: "No jobs yet", "Inga jobb ännu";
        NoneDetail: "When you import users or enable many at once, you can follow it here.", "När du importerar användare eller aktiverar många på en gång kan du följa det här.";
        ToJobs: "View all jobs", "Visa alla jobb";
        Import: "Import users", "Importera användare";
        Enable: "Enable users for dial-in conferencing", "Aktivera användare för konferens med uppringning";
        Started: "Started", "Startades";
        Status: "Status", "Status";
        What: "What", "Vad";
        Rows: "Rows", "Rader";
        Queued: "Waiting", "Väntar";
        Running: "Running", "Pågår";
        Paused: "Paused", "Pausat";
        Cancelled: "Cancelled", "Avbrutet";
        Done: "Done", "Klart";
        Failed: "Stopped", "Stoppat";
        ActiveDetail: "You can leave this page; the work continues.", "Du kan lämna sidan; arbetet fortsätter.";
        PausedDetail: "What is done stays done. Resume to continue with the next row.", "Det som är gjort förblir gjort. Återuppta för att fortsätta med nästa rad.";
        CancelledDetail: "What was done before it was cancelled stays done.", "Det som hann göras innan det avbröts förblir gjort.";
        ImportDone: "The import is done", "Importen är klar";
        EnableDone: "Enabling is done", "Aktiveringen är klar";
        NothingDone: "Nothing was changed.", "Inget ändrades.";
        Pause: "Pause", "Pausa";
        Resume: "Resume", "Återuppta";
        CancelJob: "Cancel the job", "Avbryt jobbet";
        Outcomes: "Show rows", "Visa rader";
        All: "All", "Alla";
        New: "New", "Ny";
        Changed: "Changed", "Ändrad";
        Enabled: "Enabled", "Aktiverad";
        Unchanged: "Unchanged", "Oförändrad";
        Refused: "Refused", "Avvisad";
        RowFailed: "Failed", "Misslyckad";
        Line: "Line", "Rad";
        User: "User", "Användare";
        Outcome: "Outcome", "Utfall";
        Detail: "What was done", "Vad som gjordes";
        GotId: "Got a conference ID", "Fick ett konferens-ID";
        Download: "Download as CSV", "Ladda ned som CSV";
        NoRows: "No rows here", "Inga rader här";
        NoRowsDetail: "Choose another filter above.", "Välj ett annat filter ovan.";
        Next: "What to do next", "Vad du kan göra nu";
        ToUsers: "View users", "Visa användarna";
        ToMails: "View emails", "Visa meddelandena";
        Another: "Import another file", "Importera en annan fil";
    }
}

impl From<JobState> for JobsText {
    fn from(state: JobState) -> Self {
        match state {
            JobState::Queued => Self::Queued,
            JobState::Running => Self::Running,
            JobState::Paused => Self::Paused,
            JobState::Cancelled => Self::Cancelled,
            JobState::Done => Self::Done,
            JobState::Failed => Self::Failed,
        }
    }
}

impl From<JobOutcome> for JobsText {
    fn from(outcome: JobOutcome) -> Self {
        match outcome {
            JobOutcome::New => Self::New,
            JobOutcome::Changed => Self::Changed,
            JobOutcome::Enabled => Self::Enabled,
            JobOutcome::Unchanged => Self::Unchanged,
            JobOutcome::Refused => Self::Refused,
            JobOutcome::Failed => Self::RowFailed,
        }
    }
}

impl JobsText {
    /// What a job does.
    pub(super) const fn of_work(work: JobWork) -> Self {
        match work {
            JobWork::ImportUsers { .. } => Self::Import,
            JobWork::EnableUsers { .. } => Self::Enable,
        }
    }
}

/// How far a job has come.
pub(super) fn progress(t: Words, job: &Job) -> String {
    let Some(total) = job.counts.total else { return String::new() };
    let (done, total) = (t.number(job.counts.done()), t.number(total));
    match t.language {
        Language::En => format!("{done} of {total} rows"),
        Language::Sv => format!("{done} av {total} rader"),
    }
}

/// The name of the file with the rows.
pub(super) const fn file_name(t: Words) -> &'static str {
    match t.language {
        Language::En => "job.csv",
        Language::Sv => "jobb.csv",
    }
}
