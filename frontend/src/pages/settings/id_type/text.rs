//! The words of switching the organisation between static and dynamic conference IDs.

use shared::{ConferenceIdType, Language, TypeSwitchPreview};

use crate::i18n::{Words, texts};

texts! {
    /// The words of switching the organisation.
    pub(super) enum TypeText {
        Title: "Conference IDs: static or dynamic", "Konferens-ID:n: statiska eller dynamiska";
        IsStatic: "Static.", "Statiska.";
        StaticHint: "Each user has one conference ID for all meetings.", "Varje användare har ett konferens-ID för alla möten.";
        IsDynamic: "Dynamic.", "Dynamiska.";
        DynamicHint: "Each planned meeting gets a conference ID of its own.", "Varje planerat möte får ett eget konferens-ID.";
        Own: "Users can have a type of their own; it is in their action pane.", "Användare kan ha en egen typ. Den finns i åtgärdsrutan.";
        ToDynamic: "Switch to dynamic", "Byt till dynamiska";
        ToStatic: "Switch to static", "Byt till statiska";
        Align: "Check all users", "Gå igenom alla användare";
        TitleDynamic: "Switch to dynamic conference IDs?", "Byta till dynamiska konferens-ID:n?";
        TitleStatic: "Switch to static conference IDs?", "Byta till statiska konferens-ID:n?";
        TitleAlign: "Bring all users in line with the organisation?", "Ge alla användare organisationens typ av konferens-ID?";
        NewOnes: "Users who are enabled and meetings that are planned from now on follow it at once.", "Användare som aktiveras och möten som planeras från och med nu följer det genast.";
        Nobody: "All users have it already.", "Alla användare har det redan.";
        Follow: "You can follow the progress on the next page, and pause or cancel it there.", "På nästa sida kan du följa förloppet, pausa det eller avbryta det.";
        SendMail: "Send email to the users", "Skicka e-post till användarna";
        Stale: "Somebody else has changed the settings. They have been read again; look at the figures and try once more.", "Någon annan har ändrat inställningarna. De har lästs in igen. Titta på siffrorna och försök på nytt.";
        Switch: "Switch", "Byt";
        Start: "Start", "Starta";
    }
}

/// What the switch would do, in sentences.
pub(super) fn lines(t: Words, preview: &TypeSwitchPreview, send_email: bool) -> Vec<String> {
    let is_dynamic = preview.kind == ConferenceIdType::Dynamic;
    let kept = if is_dynamic {
        (
            [
                "keeps the conference ID until its planned meetings are over.",
                "keep their conference IDs until their planned meetings are over.",
            ],
            [
                "behåller sitt konferens-ID tills de planerade mötena är över.",
                "behåller sina konferens-ID:n tills de planerade mötena är över.",
            ],
        )
    } else {
        (
            [
                "keeps the conference ID that planned meetings have, for all meetings.",
                "keep the conference IDs that planned meetings have, for all meetings.",
            ],
            [
                "behåller det konferens-ID som planerade möten har, för alla möten.",
                "behåller de konferens-ID:n som planerade möten har, för alla möten.",
            ],
        )
    };
    let retired = (
        [
            "loses the conference ID at once; it goes into quarantine.",
            "lose their conference IDs at once; those go into quarantine.",
        ],
        [
            "förlorar sitt konferens-ID genast. Det hamnar i karantän.",
            "förlorar sina konferens-ID:n genast. De hamnar i karantän.",
        ],
    );
    let assigned = (
        [
            "gets the earlier conference ID back while it is in quarantine, otherwise a new one.",
            "get their earlier conference IDs back while those are in quarantine, otherwise new ones.",
        ],
        [
            "får tillbaka sitt tidigare konferens-ID om det är i karantän, annars ett nytt.",
            "får tillbaka sina tidigare konferens-ID:n om de är i karantän, annars nya.",
        ],
    );
    let locked = (
        [
            "stays as it is, because the conference ID is locked.",
            "stay as they are, because their conference IDs are locked.",
        ],
        [
            "påverkas inte, eftersom konferens-ID:t är låst.",
            "påverkas inte, eftersom deras konferens-ID:n är låsta.",
        ],
    );
    let own = (
        [
            "stays as it is, because it has a type of its own.",
            "stay as they are, because they have a type of their own.",
        ],
        [
            "påverkas inte, eftersom användaren har en egen typ.",
            "påverkas inte, eftersom de har en egen typ.",
        ],
    );
    let users = [
        (preview.ids_kept, kept),
        (preview.ids_retired, retired),
        (preview.ids_assigned, assigned),
        (preview.locked, locked),
        (preview.own_choice, own),
    ];
    let told = users.into_iter().filter(|(count, _)| *count > 0);
    let mut lines: Vec<String> = told.map(|(count, words)| of_users(t, count, words)).collect();
    if preview.meetings > 0 {
        let number = t.number(preview.meetings);
        lines.push(match (t.language, preview.meetings) {
            (Language::En, 1) => "1 planned meeting keeps the conference ID that it has.".to_owned(),
            (Language::En, _) => format!("{number} planned meetings keep the conference IDs that they have."),
            (Language::Sv, 1) => "1 planerat möte behåller sitt konferens-ID.".to_owned(),
            (Language::Sv, _) => format!("{number} planerade möten behåller sina konferens-ID:n."),
        });
    }
    let emails = if send_email { preview.users } else { 0 };
    let number = t.number(emails);
    lines.push(match (t.language, emails) {
        (Language::En, 0) => "No email is sent.".to_owned(),
        (Language::En, 1) => "1 email is sent.".to_owned(),
        (Language::En, _) => format!("{number} emails are sent."),
        (Language::Sv, 0) => "Ingen e-post skickas.".to_owned(),
        (Language::Sv, _) => format!("{number} meddelanden skickas."),
    });
    lines
}

fn of_users(t: Words, count: u64, words: ([&str; 2], [&str; 2])) -> String {
    let number = t.number(count);
    let (english, swedish) = words;
    match (t.language, count) {
        (Language::En, 1) => format!("1 user {}", english[0]),
        (Language::En, _) => format!("{number} users {}", english[1]),
        (Language::Sv, 1) => format!("1 användare {}", swedish[0]),
        (Language::Sv, _) => format!("{number} användare {}", swedish[1]),
    }
}
