use strum::VariantArray as _;
use uuid::Uuid;

use super::*;
use crate::UsersAct;
use crate::{
    Administrator, AdministratorId, ConferenceId, MailEvent, MailEvents, MailId, MeetingUpdateId,
    MeetingUpdateReason, SessionId, TokenId,
};

fn masked_profile() -> MaskedProfile {
    MaskedProfile {
        name: "InterCall".to_owned(),
        toll_number: "+46812345678".parse().unwrap(),
        toll_free_numbers: vec!["+4620123456".parse().unwrap()],
        passcode: "004711".parse::<crate::ForeignPasscode>().unwrap().masked(),
        domain: Some("dial.intercall.example".to_owned()),
        url: Some("https://intercall.example/join".parse().unwrap()),
    }
}

#[expect(clippy::too_many_lines, reason = "a list of everything")]
fn every_detail() -> Vec<AuditDetail> {
    let id = Uuid::from_u128(7);
    let masked = |digits: &str| digits.parse::<ConferenceId>().unwrap().into();
    let change = |field: AuditField| FieldChange {
        field,
        before: None,
        after: Some(AuditValue::Text(format!("value of {field:?}"))),
    };
    let health = [
        MailHealthState::NotConfigured,
        MailHealthState::Working,
        MailHealthState::Unreachable,
        MailHealthState::SignInRefused,
        MailHealthState::SenderRefused,
        MailHealthState::Refused,
        MailHealthState::Busy,
    ];
    let events = MailEvent::ALL.map(|event| AuditDetail::Mail { mail: MailId::from_uuid(id), event });
    let conference_id = |reason: Option<&str>| AuditDetail::ConferenceId {
        before: masked("8271964"),
        after: masked("4519207"),
        reason: reason.map(str::to_owned),
    };
    let values = [
        (AuditField::AutomaticMails, Some(AuditValue::Flag(true)), Some(AuditValue::Flag(false))),
        (AuditField::MailsSwitchedOff, None, Some(MailEvents::automatic().into())),
        (AuditField::QuarantineDays, Some(AuditValue::Number(90)), Some(AuditValue::Number(45))),
        (AuditField::Language, Some(Language::En.into()), Some(Language::Sv.into())),
        (AuditField::ServiceNumbers, Some(AuditValue::ServiceNumbers(Vec::new())), None),
        (AuditField::DisplayName, Some("Anna".to_owned().into()), Some("Anna Berg".to_owned().into())),
    ];
    let values = values.map(|(field, before, after)| FieldChange { field, before, after });
    let admin = Administrator { id: AdministratorId::from_uuid(id), name: "admin".to_owned() };
    let mut details = vec![
        conference_id(None),
        conference_id(Some("It leaked.")),
        AuditDetail::Changes { fields: AuditField::VARIANTS.iter().copied().map(change).collect() },
        AuditDetail::Changes { fields: values.to_vec() },
        AuditDetail::Changes { fields: values.to_vec() }.without_names(),
        conference_id(Some("Anna wants it")).without_names(),
        AuditDetail::Provider { before: Vec::new(), after: vec![masked_profile()] },
        AuditDetail::Provider { before: vec![masked_profile(), masked_profile()], after: Vec::new() },
        AuditDetail::HandedOver {
            conference_id: masked("8271964"),
            other: crate::UserId::from_uuid(id),
            reason: Some("Anna retires".to_owned()),
        },
        AuditDetail::Reservation {
            first: masked("8271964"),
            last: masked("8271964"),
            count: 1,
            reserved_for: "Anna".to_owned(),
        },
        AuditDetail::Reservation {
            first: masked("4000000"),
            last: masked("4000099"),
            count: 98,
            reserved_for: String::new(),
        },
        AuditDetail::Exported { users: 1 },
        AuditDetail::Exported { users: 2 },
        AuditDetail::Job {
            job: crate::JobId::from_uuid(id),
            work: JobWork::ActOnUsers { act: UsersAct::Enable, send_email: None, number: None },
            start_at: None,
            counts: JobCounts::default(),
        },
        AuditDetail::Job {
            job: crate::JobId::from_uuid(id),
            work: JobWork::ActOnUsers { act: UsersAct::Reset, send_email: None, number: None },
            start_at: Some(crate::Timestamp::from_milliseconds(1_796_522_400_000)),
            counts: JobCounts::default(),
        },
        AuditDetail::Job {
            job: crate::JobId::from_uuid(id),
            work: JobWork::ImportUsers {
                disable_proposed: false,
                import: crate::ImportId::from_uuid(id),
                options: crate::ImportOptions::default(),
            },
            start_at: None,
            counts: JobCounts {
                total: Some(9),
                new: 1,
                changed: 2,
                refused: 3,
                conference_ids: 2,
                ..JobCounts::default()
            },
        },
        AuditDetail::From { address: "203.0.113.7".to_owned() },
        AuditDetail::Token { token: TokenId::from_uuid(id), name: "nightly".to_owned() },
        AuditDetail::Account { account: admin.clone() },
        AuditDetail::Session { session: SessionId::from_uuid(id), administrator: Some(admin) },
        AuditDetail::Session { session: SessionId::from_uuid(id), administrator: None },
        AuditDetail::MailText { event: MailEvent::Enabled, language: Language::Sv.into() },
        AuditDetail::Mails { count: 1 },
        AuditDetail::Mails { count: 2 },
        AuditDetail::Sessions { count: 1 },
        AuditDetail::Sessions { count: 2 },
        AuditDetail::Meeting { meeting: MeetingUpdateId::from_uuid(id) },
        AuditDetail::PlannedMeeting { meeting: crate::MeetingId::from_uuid(id), conference_id: None },
        AuditDetail::PlannedMeeting {
            meeting: crate::MeetingId::from_uuid(id),
            conference_id: Some(masked("8271964")),
        },
        AuditDetail::CalendarRefused { reason: MeetingUpdateReason::NotPublic },
    ];
    for answer in [None, Some("550 no".to_owned())] {
        details.extend(health.map(|health| AuditDetail::TestEmail { health, answer: answer.clone() }));
    }
    details.extend(events);
    details
}

#[test]
fn every_detail_has_a_sentence_in_both_languages() {
    let mut told = Vec::new();
    for detail in every_detail() {
        told.extend(Language::ALL.map(|language| detail.describe(language)));
    }
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn what_is_kept_comes_back() {
    for detail in every_detail() {
        let kept = serde_json::to_string(&detail).unwrap();
        assert_eq!(serde_json::from_str::<AuditDetail>(&kept).unwrap(), detail, "{kept}");
        assert!(!kept.contains("82719"), "no whole ID is kept: {kept}");
    }
}

#[test]
fn no_name_is_left_when_it_is_struck_out() {
    for detail in every_detail() {
        if matches!(detail, AuditDetail::Changes { .. } | AuditDetail::ConferenceId { .. }) {
            let kept = serde_json::to_string(&detail.without_names()).unwrap();
            for text in
                ["Anna", "value of DisplayName", "value of UserPrincipalName", "value of PrimaryEmail"]
            {
                assert!(!kept.contains(text), "{text} is in {kept}");
            }
        }
    }
}
