//! The words of jobs.

use shared::{Job, JobOutcome, JobState, JobWork, Language, UsersAct};

use crate::i18n::{Words, texts};

texts! {
    /// The words of jobs.
    pub(crate) enum JobsText {
        Lead: "Imports and other changes to many users. They run in the background, and are listed here for 90 days.", "Importer och andra ändringar av många användare. De körs i bakgrunden och visas här i 90 dagar.";
        NoneTitle: "No jobs yet", "Inga jobb ännu";
        NoneDetail: "When you import users or change many at once, you can follow it here.", "När du importerar användare eller ändrar många på en gång kan du följa det här.";
        ToJobs: "View all jobs", "Visa alla jobb";
        Import: "Import users", "Importera användare";
        Enable: "Enable users for dial-in conferencing", "Aktivera användare för konferens med uppringning";
        ResetMany: "Reset conference IDs", "Återställ konferens-ID:n";
        DisableMany: "Disable dial-in conferencing", "Inaktivera konferens med uppringning";
        SendMany: "Send conference info by email", "Skicka konferensinformation via e-post";
        ReplaceNumber: "Change service numbers", "Byta telefonnummer";
        Started: "Started", "Startades";
        Status: "Status", "Status";
        What: "What", "Vad";
        Rows: "Rows", "Rader";
        Scheduled: "Scheduled", "Schemalagt";
        Queued: "Waiting", "Väntar";
        Running: "Running", "Pågår";
        Paused: "Paused", "Pausat";
        Cancelled: "Cancelled", "Avbrutet";
        Done: "Done", "Klart";
        Failed: "Stopped", "Stoppat";
        ActiveDetail: "You can leave this page; the work continues.", "Du kan lämna sidan; arbetet fortsätter.";
        ScheduledDetail: "It begins by itself. Until then you can change the time or cancel it.", "Det börjar av sig självt. Fram till dess kan du ändra tiden eller avbryta det.";
        MeetingsDetail: "The rest are in planned meetings. The job goes on when the first of them is over.", "Resten är mitt i planerade möten. Jobbet fortsätter när det första av dem är slut.";
        Begins: "Begins", "Börjar";
        GoesOn: "Goes on", "Fortsätter";
        ScheduledAt: "Scheduled", "Schemalades";
        Reason: "Reason", "Orsak";
        PausedDetail: "What is done stays done. Resume to continue with the next row.", "Det som är gjort förblir gjort. Återuppta för att fortsätta med nästa rad.";
        CancelledDetail: "What was done before it was cancelled stays done.", "Det som hann göras innan det avbröts förblir gjort.";
        ImportDone: "The import is done", "Importen är klar";
        EnableDone: "Enabling is done", "Aktiveringen är klar";
        ResetDone: "The conference IDs have been reset", "Konferens-ID:na är återställda";
        DisableDone: "Disabling is done", "Inaktiveringen är klar";
        PinMany: "Reset PINs", "Återställ PIN-koder";
        SwitchType: "Static or dynamic conference IDs", "Statiska eller dynamiska konferens-ID:n";
        SwitchTypeDone: "The type of conference IDs has been changed", "Typen av konferens-ID har ändrats";
        PinDone: "The PINs have been reset", "PIN-koderna är återställda";
        SendDone: "The conference info has been put in the outbox", "Konferensinformationen ligger i utkorgen";
        ReplaceNumberDone: "The service numbers have been changed", "Telefonnumren har bytts";
        NothingDone: "Nothing was changed.", "Inget ändrades.";
        Pause: "Pause", "Pausa";
        Resume: "Resume", "Återuppta";
        CancelJob: "Cancel the job", "Avbryt jobbet";
        Outcomes: "Show rows", "Visa rader";
        All: "All", "Alla";
        New: "New", "Ny";
        Changed: "Changed", "Ändrad";
        Enabled: "Enabled", "Aktiverad";
        Reset: "Reset", "Återställd";
        Disabled: "Disabled", "Inaktiverad";
        Informed: "Email written", "Meddelande skrivet";
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
            JobState::Scheduled => Self::Scheduled,
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
            JobOutcome::Reset => Self::Reset,
            JobOutcome::Disabled => Self::Disabled,
            JobOutcome::Informed => Self::Informed,
            JobOutcome::Unchanged => Self::Unchanged,
            JobOutcome::Refused => Self::Refused,
            JobOutcome::Failed => Self::RowFailed,
        }
    }
}

impl JobsText {
    /// What a job does.
    pub(super) const fn of_work(work: &JobWork) -> Self {
        match work {
            JobWork::ImportUsers { .. } => Self::Import,
            JobWork::ReplaceNumber { .. } => Self::ReplaceNumber,
            JobWork::SwitchConferenceIdType { .. } => Self::SwitchType,
            JobWork::ActOnUsers { act, .. } => match act {
                UsersAct::Enable => Self::Enable,
                UsersAct::Reset => Self::ResetMany,
                UsersAct::Disable => Self::DisableMany,
                UsersAct::SendConferenceInfo => Self::SendMany,
                UsersAct::ResetPin => Self::PinMany,
                UsersAct::MakeStatic | UsersAct::MakeDynamic | UsersAct::FollowOrganisation => {
                    Self::SwitchType
                }
                UsersAct::ChangeNumber => Self::ReplaceNumber,
            },
        }
    }
}

impl JobsText {
    /// That a job is done.
    pub(super) const fn of_done(work: &JobWork) -> Self {
        match work {
            JobWork::ImportUsers { .. } => Self::ImportDone,
            JobWork::ReplaceNumber { .. } => Self::ReplaceNumberDone,
            JobWork::SwitchConferenceIdType { .. } => Self::SwitchTypeDone,
            JobWork::ActOnUsers { act, .. } => match act {
                UsersAct::Enable => Self::EnableDone,
                UsersAct::Reset => Self::ResetDone,
                UsersAct::Disable => Self::DisableDone,
                UsersAct::SendConferenceInfo => Self::SendDone,
                UsersAct::ResetPin => Self::PinDone,
                UsersAct::MakeStatic | UsersAct::MakeDynamic | UsersAct::FollowOrganisation => {
                    Self::SwitchTypeDone
                }
                UsersAct::ChangeNumber => Self::ReplaceNumberDone,
            },
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
