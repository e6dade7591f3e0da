//! Users: keeping, changing, listing.

use shared::{
    ConferenceIdType, DialInFilter, EmailAddress, Language, MailEvent, MailReference, MailState, UndoOffer,
    User, UserFilter, UserPrincipalName, UserSort,
};

use super::fixture::{
    address, conference_id, insert, is_already_exists, mail, names, principal_name, searching, second, user,
};
use crate::store::sort_key;
use crate::{Application, UserPosition, UserQuery};

/// Every field comes back, apart from the latest mail, which is no part of the user.
pub async fn users_are_kept_whole(application: Application) {
    let plain = user("Anna Svensson", "Anna.Svensson");
    // Such an address is refused today, but some may have been kept before that.
    let mut old = user("Old\u{202e} Name", "old");
    old.primary_email = EmailAddress::kept("ol\u{200b}d@contoso.example").expect("it was an address once");
    old.user_principal_name =
        UserPrincipalName::kept("ol\u{ad}d@contoso.example").expect("it was a principal name once");
    let mut full = user("Åsa Öberg, \"ÅÖ\" =1+1 👩‍💻", "åsa");
    full.language = Some(Language::Sv);
    full.directory_id = Some("0f6a0c52-1111-4222-8333-444455556666".parse().expect("it is one"));
    full.country = Some("SE".parse().expect("it is one"));
    full.dial_in_enabled = true;
    full.toll_number = Some("+46846500400".parse().expect("it is one"));
    full.toll_free_number = Some("+4620123456".parse().expect("it is one"));
    full.may_use_toll_free = false;
    full.conference_id_type = Some(ConferenceIdType::Static);
    full.conference_id_locked = true;
    full.pin_set_at = Some(second(4));
    full.conference_id = Some(conference_id("8271964"));
    full.conference_id_kept = true;
    full.conference_id_since = Some(second(1));
    full.undo = Some(UndoOffer { previous_conference_id: conference_id("4519273"), until: second(2) });
    full.updated_at = second(3);
    let reference = mail(&full, MailEvent::Enabled);
    let with_mail = User {
        latest_mail: Some(MailReference { id: reference.id, event: reference.event, state: MailState::Sent }),
        ..full.clone()
    };
    insert(&application, &[plain.clone(), with_mail, old.clone()]).await;
    full = without_own_numbers_and_back(&application, full).await;

    let check = application.in_snapshot(move |read| {
        Box::pin(async move {
            assert_eq!(read.user(plain.id).await?, Some(plain.clone()));
            assert_eq!(read.user(full.id).await?, Some(full.clone()));
            assert_eq!(read.user(old.id).await?, Some(old.clone()));
            let name = principal_name("ANNA.svensson@CONTOSO.example");
            assert_eq!(read.user_by_principal_name(&name).await?, Some(plain));
            for name in ["ÅSA@contoso.example", "a\u{30a}sa@contoso.example", "A\u{30a}SA@contoso.example"] {
                let found = read.user_by_principal_name(&principal_name(name)).await?;
                assert_eq!(found.as_ref(), Some(&full), "{name}");
            }
            Ok(())
        })
    });
    check.await.expect("users can be read");
}

/// Takes the numbers of the user's own away, one after the other, and gives them back.
async fn without_own_numbers_and_back(application: &Application, user: User) -> User {
    let (toll, toll_free) = (user.toll_number.clone(), user.toll_free_number.clone());
    let steps = [(None, toll_free.clone()), (None, None), (toll.clone(), None), (toll, toll_free)];
    let change = application.in_transaction(move |transaction| {
        let (steps, mut user) = (steps.clone(), user.clone());
        Box::pin(async move {
            user.latest_mail = None;
            for (toll_number, toll_free_number) in steps {
                let expected = user.version;
                user = User { version: expected.next(), toll_number, toll_free_number, ..user };
                assert!(transaction.update_user(&user, expected).await?);
                assert_eq!(transaction.user(user.id).await?.as_ref(), Some(&user));
            }
            Ok(user)
        })
    });
    change.await.expect("a user can be changed")
}

/// Principal names are unique without regard to case, and a user may change the case of its own.
pub async fn principal_names_are_unique(application: Application) {
    let (first, second_user) = (user("First", "first"), user("Second", "second"));
    insert(&application, &[first.clone(), second_user.clone()]).await;

    let same_name = user("Third", "FIRST");
    let again = same_name.clone();
    let result = application
        .in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.insert_user(&again).await?) })
        })
        .await;
    assert!(is_already_exists(&result), "{result:?}");

    let taken = User { user_principal_name: same_name.user_principal_name.clone(), ..second_user.clone() };
    let result = application
        .in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.update_user(&taken, taken.version).await?) })
        })
        .await;
    assert!(is_already_exists(&result), "{result:?}");

    let renamed = User { user_principal_name: same_name.user_principal_name, ..first.clone() };
    let result = application
        .in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.update_user(&renamed, renamed.version).await?) })
        })
        .await;
    assert!(result.expect("a user can change the case of its name"));
    assert_eq!(names(&application, searching(&[])).await, ["First", "Second"]);
}

/// A change with an overtaken version, or of a user that does not exist, does nothing.
pub async fn a_change_needs_the_expected_version(application: Application) {
    let first = user("First", "first");
    insert(&application, std::slice::from_ref(&first)).await;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let changed =
                User { display_name: "Changed".into(), version: first.version.next(), ..first.clone() };
            assert!(!transaction.update_user(&changed, changed.version).await?, "a version of the future");
            assert!(transaction.update_user(&changed, first.version).await?);
            assert!(!transaction.update_user(&first, first.version).await?, "an overtaken version");
            assert_eq!(transaction.user(first.id).await?, Some(changed));
            let nobody = user("Nobody", "nobody");
            assert!(!transaction.update_user(&nobody, nobody.version).await?);
            assert_eq!(transaction.user(nobody.id).await?, None);
            Ok(())
        })
    });
    check.await.expect("the user can be changed");
}

const SORTS: [UserSort; 8] = [
    UserSort::DisplayName,
    UserSort::DisplayNameDescending,
    UserSort::UserPrincipalName,
    UserSort::UserPrincipalNameDescending,
    UserSort::ConferenceId,
    UserSort::ConferenceIdDescending,
    UserSort::UpdatedAt,
    UserSort::UpdatedAtDescending,
];

const fn is_descending(sort: UserSort) -> bool {
    match sort {
        UserSort::DisplayName
        | UserSort::UserPrincipalName
        | UserSort::ConferenceId
        | UserSort::UpdatedAt => false,
        UserSort::DisplayNameDescending
        | UserSort::UserPrincipalNameDescending
        | UserSort::ConferenceIdDescending
        | UserSort::UpdatedAtDescending => true,
    }
}

/// Pages follow on one another without gap or overlap in every order, with equal keys and missing ones; a
/// descending order is the ascending one backwards.
pub async fn lists_page_in_every_order(application: Application) {
    let people = ["Örjan", "anders", "Åsa", "Anders", "Zlatan", "ANDERS", "Émile", "Eva", "Ängla", "Eva"];
    let mut users: Vec<User> = people
        .iter()
        .enumerate()
        .map(|(index, name)| user(name, &format!("user{}", (index * 7) % 10)))
        .collect();
    for (index, user) in users.iter_mut().enumerate() {
        user.updated_at = second(index as u64 % 3);
        user.dial_in_enabled = index % 2 == 0;
        user.conference_id =
            user.dial_in_enabled.then(|| conference_id(&(8_271_964 - index * 3).to_string()));
    }
    insert(&application, &users).await;

    for sort in SORTS {
        users.sort_by_key(|user| (sort_key(user, sort), user.id));
        if is_descending(sort) {
            users.reverse();
        }
        for dial_in in [None, Some(DialInFilter::Enabled), Some(DialInFilter::Disabled)] {
            let expected: Vec<User> = users
                .iter()
                .filter(|user| {
                    dial_in.is_none_or(|filter| user.dial_in_enabled == (filter == DialInFilter::Enabled))
                })
                .cloned()
                .collect();
            let mut listed: Vec<User> = Vec::new();
            loop {
                let after =
                    listed.last().map(|user| UserPosition { key: sort_key(user, sort), user: user.id });
                let filter = UserFilter { dial_in, ..UserFilter::default() };
                let query = UserQuery { sort, after, limit: 3, filter, ..UserQuery::default() };
                let page = application
                    .in_snapshot(move |read| Box::pin(async move { Ok(read.users(&query).await?) }));
                let page = page.await.expect("users can be listed");
                assert!(page.len() <= 3, "the limit holds");
                if page.is_empty() {
                    break;
                }
                listed.extend(page);
            }
            let short = |users: &[User]| -> Vec<String> {
                users.iter().map(|user| user.user_principal_name.to_string()).collect()
            };
            assert_eq!(short(&listed), short(&expected), "{sort:?} {dial_in:?}");
            assert_eq!(listed, expected);
        }
    }
}

/// Filters hold, and counting does not mind order, place and limit.
pub async fn lists_are_filtered_and_counted(application: Application) {
    let mut users = [user("Anna", "a"), user("Bo", "b"), user("Cia", "c")];
    users[1].dial_in_enabled = true;
    insert(&application, &users).await;
    let place = UserPosition { key: sort_key(&users[1], UserSort::DisplayName), user: users[1].id };
    for (dial_in, expected) in [
        (None, vec!["Anna", "Bo", "Cia"]),
        (Some(DialInFilter::Enabled), vec!["Bo"]),
        (Some(DialInFilter::Disabled), vec!["Anna", "Cia"]),
    ] {
        let query = UserQuery {
            filter: UserFilter { dial_in, ..UserFilter::default() },
            limit: 9,
            ..UserQuery::default()
        };
        assert_eq!(names(&application, query.clone()).await, expected, "{dial_in:?}");
        let counted = UserQuery { after: Some(place.clone()), limit: 1, ..query };
        let count = application
            .in_snapshot(move |read| Box::pin(async move { Ok(read.count_users(&counted).await?) }));
        assert_eq!(count.await.expect("users can be counted"), expected.len() as u64, "{dial_in:?}");
    }
}

/// Several may share an address; the case of letters does not count, a part of an address does.
pub async fn users_are_found_by_primary_address(application: Application) {
    let with = |name: &str, email: &str| User { primary_email: address(email), ..user(name, name) };
    let users = [
        with("anna", "Anna@mail.example"),
        with("bo", "anna@MAIL.example"),
        with("cia", "joanna@mail.example"),
        with("dan", "anna@mail.example.org"),
    ];
    insert(&application, &users).await;
    let check = application.in_snapshot(|read| {
        Box::pin(async move {
            let found = read.users_by_primary_email(&address("ANNA@mail.example"), 9).await?;
            let mut names: Vec<String> = found.into_iter().map(|user| user.display_name).collect();
            names.sort();
            assert_eq!(names, ["anna", "bo"]);
            assert_eq!(read.users_by_primary_email(&address("anna@mail.example"), 1).await?.len(), 1);
            assert_eq!(read.users_by_primary_email(&address("na@mail.example"), 9).await?, []);
            Ok(())
        })
    });
    check.await.expect("users can be found");
}
