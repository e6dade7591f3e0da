//! The words of planned meetings.

use shared::{Language, MeetingState};

use crate::i18n::{Words, texts};

texts! {
    /// The words of planned meetings.
    pub(crate) enum MeetingsText {
        Title: "Planned meetings", "Planerade möten";
        Lead: "Meetings with numbers and a conference ID for the invitation.", "Möten med telefonnummer och konferens-ID till inbjudan.";
        OwnLead: "Plan a meeting here, and put its conference ID in your invitation.", "Planera ett möte här och lägg in dess konferens-ID i din inbjudan.";
        Plan: "Plan a meeting", "Planera ett möte";
        All: "All", "Alla";
        States: "Filter by status", "Filtrera efter status";
        Planned: "Planned", "Planerade";
        Over: "Over", "Avslutade";
        Cancelled: "Cancelled", "Inställda";
        NoneTitle: "No planned meetings", "Inga planerade möten";
        NoneDetail: "A meeting that you plan here gets everything that callers need.", "Ett möte som du planerar här får allt som den som ringer behöver.";
        NoneMatch: "No meetings match", "Inga möten matchar";
        NoneMatchDetail: "Choose another status to see more.", "Välj en annan status för att se fler.";
        Meeting: "Meeting", "Möte";
        Subject: "Subject", "Ämne";
        Organizer: "Organizer", "Organisatör";
        OrganizerHint: "Type a part of the name, and choose one.", "Skriv en del av namnet och välj en.";
        OrganizerUnknown: "Choose an organizer from the list.", "Välj en organisatör i listan.";
        Start: "Begins", "Börjar";
        End: "Ends", "Slutar";
        TimeZone: "Time zone", "Tidszon";
        TimeZoneHint: "As in Europe/Stockholm.", "Som i Europe/Stockholm.";
        Repeats: "Repeats", "Upprepas";
        Once: "Does not repeat", "Upprepas inte";
        Daily: "Every day", "Varje dag";
        Weekdays: "Every weekday, Monday to Friday", "Varje vardag, måndag till fredag";
        Weekly: "Every week", "Varje vecka";
        EverySecondWeek: "Every second week", "Varannan vecka";
        Monthly: "Every month, on the same date", "Varje månad, samma datum";
        Yearly: "Every year", "Varje år";
        OtherRule: "Another rule", "En annan regel";
        Rule: "Rule", "Regel";
        RuleHint: "As in RFC 5545, for example FREQ=MONTHLY;BYDAY=-1FR for the last Friday of each month.", "Som i RFC 5545, till exempel FREQ=MONTHLY;BYDAY=-1FR för den sista fredagen varje månad.";
        SeriesEnds: "The series ends", "Serien slutar";
        EndsNever: "Never", "Aldrig";
        EndsAfter: "After a number of times", "Efter ett antal gånger";
        EndsOn: "On a day", "En dag";
        Times: "Number of times", "Antal gånger";
        LastDay: "Last day", "Sista dagen";
        Status: "Status", "Status";
        Type: "Type", "Typ";
        ValidUntil: "The conference ID works until", "Konferens-ID:t gäller till";
        NoId: "Callers cannot join: the meeting has no conference ID.", "Det går inte att ringa in: mötet har inget konferens-ID.";
        Numbers: "Service numbers", "Telefonnummer för uppringning";
        CopyInvitation: "Copy for the invitation", "Kopiera till inbjudan";
        ShowInvitation: "Show the text for the invitation", "Visa texten till inbjudan";
        Download: "Calendar file (.ics)", "Kalenderfil (.ics)";
        Change: "Change", "Ändra";
        ChangeTitle: "Change the meeting", "Ändra mötet";
        ChangeDetail: "The meeting keeps its conference ID. Download the calendar file again afterwards, or change the time in your calendar too.", "Mötet behåller sitt konferens-ID. Ladda ned kalenderfilen igen efteråt, eller ändra tiden i kalendern också.";
        CancelMeeting: "Cancel the meeting", "Ställ in mötet";
        CancelTitle: "Cancel the meeting?", "Ställa in mötet?";
        CancelOwnId: "Its conference ID stops working at once.", "Dess konferens-ID slutar gälla genast.";
        CancelOrganizersId: "The organizer’s conference ID goes on working.", "Organisatörens konferens-ID fortsätter att gälla.";
        CancelInvitees: "Konfid does not notify the invitees. Cancel the meeting in your calendar too.", "Konfid meddelar inte de inbjudna. Ställ in mötet i kalendern också.";
        KeepMeeting: "Keep the meeting", "Behåll mötet";
        DonePlanned: "The meeting is planned", "Mötet är planerat";
        DoneChanged: "The meeting was changed", "Mötet har ändrats";
        DoneCancelled: "The meeting was cancelled", "Mötet är inställt";
    }
}

impl From<MeetingState> for MeetingsText {
    fn from(state: MeetingState) -> Self {
        match state {
            MeetingState::Planned => Self::Planned,
            MeetingState::Over => Self::Over,
            MeetingState::Cancelled => Self::Cancelled,
        }
    }
}

impl Words {
    /// How many meetings there are.
    pub(super) fn meetings(self, count: u64) -> String {
        let number = self.number(count);
        match (self.language, count) {
            (Language::En, 1) => "1 meeting".to_owned(),
            (Language::En, _) => format!("{number} meetings"),
            (Language::Sv, 1) => "1 möte".to_owned(),
            (Language::Sv, _) => format!("{number} möten"),
        }
    }
}
