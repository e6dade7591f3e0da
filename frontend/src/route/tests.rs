use shared::AuditAction;

use super::*;

#[test]
fn every_address_leads_back_to_its_route() {
    let id = "0198c0de-0000-7000-8000-000000000001";
    let list = UserList {
        q: "Åsa & co".into(),
        dial_in: Some(DialInFilter::Disabled),
        provider: Some(ProviderFilter::ThirdParty),
        id_type: None,
        sort: UserSort::ConferenceIdDescending,
        place: Some(Place { from: 51, after: "4.0198c0de.c385".into() }),
    };
    let routes = [
        Route::Start,
        Route::users(),
        Route::user(id.parse().unwrap()),
        Route::Users { list, open: Some(id.parse().unwrap()) },
        Route::Import { import: None },
        Route::Import { import: Some(id.parse().unwrap()) },
        Route::Jobs { open: None },
        Route::Jobs { open: Some(id.parse().unwrap()) },
        Route::LookUp { conference_id: None },
        Route::LookUp { conference_id: Some("8271964".parse().unwrap()) },
        Route::mails(),
        Route::Mails {
            state: Some(MailState::Failed),
            user: Some(id.parse().unwrap()),
            open: Some(id.parse().unwrap()),
        },
        Route::MailTexts { language: None, open: None },
        Route::MailTexts { language: "pt-BR".parse().ok(), open: Some(MailEvent::Disabled) },
        Route::audit(None),
        Route::audit(Some(id.parse().unwrap())),
        Route::Audit(AuditView {
            user: None,
            action: Some(AuditAction::ConferenceIdReset),
            job: Some(id.parse().unwrap()),
            q: "Åsa & co".into(),
            from: "2026-11-01".into(),
            to: "2026-11-24".into(),
            behind: Some(id.into()),
        }),
        Route::Meetings { state: None },
        Route::Meetings { state: Some(MeetingState::Cancelled) },
        Route::UpdateMeetings,
        Route::Card { user: id.parse().unwrap() },
        Route::Organizer,
        Route::Bridges,
        Route::OwnCard,
        Route::Pin,
        Route::Settings,
        Route::help(),
        Route::Help(HelpTopic::UpdateMeetings),
        Route::Help(HelpTopic::Accessibility),
        Route::SetUp,
        Route::Account,
        Route::Accounts,
    ];
    for route in routes {
        let address = route.address();
        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
        assert_eq!(Route::parse(path, query), route, "{address}");
    }
}

fn list(query: &str) -> UserList {
    UserList::parse(&Query::parse(query))
}

#[test]
fn a_place_in_the_list_is_whole_or_none() {
    let second = list("from=51&after=0.a.b");
    assert_eq!(second.place, Some(Place { from: 51, after: "0.a.b".into() }));
    for nonsense in [
        "from=51",
        "after=0.a.b",
        "from=51&after=",
        "from=&after=0.a.b",
        "from=0&after=0.a.b",
        "from=1&after=0.a.b",
        "from=-51&after=0.a.b",
        "from=many&after=0.a.b",
        "from=99999999999&after=0.a.b",
    ] {
        assert_eq!(list(nonsense), UserList::default(), "{nonsense}");
    }
}

#[test]
fn another_search_begins_at_the_first_part() {
    let second = list("q=anna&dialIn=enabled&from=51&after=0.a.b");
    assert_eq!(second.searched("anna".into()), second);
    assert_eq!(second.searched("ann".into()), list("q=ann&dialIn=enabled"));
}

#[test]
fn nonsense_is_not_found() {
    assert_eq!(Route::parse("/users/anna", ""), Route::NotFound);
    assert_eq!(Route::parse("/conference-ids/0123456", ""), Route::NotFound);
    assert_eq!(Route::parse("/nowhere", ""), Route::NotFound);
    assert_eq!(Route::parse("/", ""), Route::Start);
}
