//! The words of acts that begin later.

use shared::{Job, JobState, JobWork, Language, UsersAct};

use crate::i18n::{Words, texts};

texts! {
    /// The words of acts that begin later.
    pub(super) enum WhenText {
        When: "When", "När";
        Now: "Now", "Nu";
        Later: "At a time", "Vid en viss tid";
        Time: "Date and time", "Datum och tid";
        TimeHint: "In your own time zone, at most a year ahead.", "I din egen tidszon, högst ett år framåt.";
        Schedule: "Schedule", "Schemalägg";
        NoMeeting: "Whoever is in a planned meeting then has to wait: it is done when the meeting is over.", "Den som är mitt i ett planerat möte då får vänta: det görs när mötet är slut.";
        StopsThen: "The old ID stops working then. Callers who use it do not get in.", "Det gamla ID:t slutar gälla då. De som ringer in med det kommer inte in.";
        WhoMatches: "It concerns everybody who matches the filter when it begins.", "Det gäller alla som filtret omfattar när det börjar.";
        Follow: "On the next page you can change the time, or call it off.", "På nästa sida kan du ändra tiden eller avbryta det.";
        OneFollows: "Until then you can change the time or call it off, from this user’s pane.", "Fram till dess kan du ändra tiden eller avbryta det, från användarens åtgärdsruta.";
        Change: "Change or call off", "Ändra eller avbryt";
        Reschedule: "Change the time", "Ändra tiden";
        RescheduleTitle: "Change the time?", "Ändra tiden?";
        StartNow: "Start now", "Starta nu";
        MeetingWait: "A planned meeting has to end first.", "Ett planerat möte måste ta slut först.";
    }
}

impl Words {
    /// That an act on one user is scheduled, and for when.
    pub(super) fn scheduled_notice(self, moment: &str) -> String {
        match self.language {
            Language::En => format!("The reset is scheduled for {moment}."),
            Language::Sv => format!("Återställningen är schemalagd till {moment}."),
        }
    }

    /// What a scheduled job will do to a user, and when.
    pub(super) fn scheduled_for_user(self, job: &Job, moment: &str) -> String {
        let act = match job.work {
            JobWork::ActOnUsers { act, .. } => act,
            // No others can be scheduled.
            JobWork::ImportUsers { .. }
            | JobWork::ReplaceNumber { .. }
            | JobWork::SwitchConferenceIdType { .. } => return moment.to_owned(),
        };
        let (english, swedish) = match act {
            UsersAct::Enable => {
                ("Enabling for dial-in conferencing", "aktivering för konferens med uppringning")
            }
            UsersAct::Reset => ("A reset of the conference ID", "återställning av konferens-ID:t"),
            UsersAct::Disable => {
                ("Disabling of dial-in conferencing", "inaktivering av konferens med uppringning")
            }
            UsersAct::SendConferenceInfo => {
                ("An email with the conference info", "meddelande med konferensinformationen")
            }
            UsersAct::ChangeNumber => ("Another number of their own", "ett annat eget nummer"),
            UsersAct::ResetPin => ("A reset of the PIN", "återställning av PIN-koden"),
            UsersAct::MakeStatic | UsersAct::MakeDynamic | UsersAct::FollowOrganisation => {
                ("Another type of conference IDs", "en annan typ av konferens-ID")
            }
        };
        match (self.language, job.state == JobState::Paused) {
            (Language::En, false) => format!("{english} is scheduled for {moment}."),
            (Language::En, true) => format!("{english} was scheduled for {moment}, and is paused."),
            (Language::Sv, false) => format!("Schemalagt till {moment}: {swedish}."),
            (Language::Sv, true) => format!("Pausat, var schemalagt till {moment}: {swedish}."),
        }
    }
}
