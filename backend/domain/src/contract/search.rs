//! Finding users by what people type.

use shared::{DialInFilter, User, UserFilter, UserSort};

use super::fixture::{address, conference_id, insert, names, searching, user};
use crate::{Application, UserQuery, search_terms};

async fn found(application: &Application, text: &str) -> Vec<String> {
    let terms = search_terms(text);
    let query = UserQuery { terms, limit: 100, ..UserQuery::default() };
    let counted = query.clone();
    let count =
        application.in_snapshot(move |read| Box::pin(async move { Ok(read.count_users(&counted).await?) }));
    let listed = names(application, query).await;
    assert_eq!(count.await.expect("users can be counted"), listed.len() as u64, "{text:?}");
    listed
}

/// What a database could take for a pattern or a command is only text.
pub async fn terms_are_literal(application: Application) {
    let users: Vec<User> = [
        "50% off",
        "500 off",
        "snake_case",
        "snakescase",
        r"back\slash",
        "it's",
        "star*fish",
        "\"quoted\"",
        "a^b-c:d(e)",
    ]
    .into_iter()
    .enumerate()
    .map(|(index, name)| user(name, &format!("user{index}")))
    .collect();
    insert(&application, &users).await;
    for (text, expected) in [
        ("50%", vec!["50% off"]),
        ("%", vec!["50% off"]),
        ("0% ", vec!["50% off"]),
        ("e_c", vec!["snake_case"]),
        ("_", vec!["snake_case"]),
        (r"k\s", vec![r"back\slash"]),
        (r"\", vec![r"back\slash"]),
        ("it's", vec!["it's"]),
        ("'", vec!["it's"]),
        ("star*fish", vec!["star*fish"]),
        ("sta*", vec![]),
        ("star*", vec!["star*fish"]),
        ("\"quoted\"", vec!["\"quoted\""]),
        ("\"qu", vec!["\"quoted\""]),
        ("quoted OR snake", vec![]),
        ("a^b-c:d(e)", vec!["a^b-c:d(e)"]),
        ("off NOT 500", vec![]),
    ] {
        assert_eq!(found(&application, text).await, expected, "{text:?}");
    }
}

/// Apostrophes, hyphens and ligatures are found however they are typed or were entered.
pub async fn apostrophes_and_hyphens_are_alike(application: Application) {
    let users = [
        user("Sean O’Dea", "sean"),
        user("Anna‑Lena Berg", "anna"),
        user("Finn D'Arcy", "finn"),
        user("Ægir", "a"),
    ];
    insert(&application, &users).await;
    for (text, expected) in [
        ("O'Dea", vec!["Sean O’Dea"]),
        ("o‘dea", vec!["Sean O’Dea"]),
        ("o’", vec!["Sean O’Dea"]),
        ("anna-lena", vec!["Anna‑Lena Berg"]),
        ("D’Arcy", vec!["Finn D'Arcy"]),
        ("ﬁnn", vec!["Finn D'Arcy"]),
        ("aegir", vec!["Ægir"]),
    ] {
        assert_eq!(found(&application, text).await, expected, "{text:?}");
    }
}

/// One or two letters or digits are found where words begin, in the ID too; case and accents do not count.
pub async fn few_letters_find_beginnings(application: Application) {
    let mut users = [
        user("Zoë Ng", "zoe"),
        user("Anna-Lena Öberg", "a.l"),
        user("Daz Azalea", "daz"),
        user("X", "x1"),
        user("田中太郎", "tanaka"),
    ];
    users[2].conference_id = Some(conference_id("4912345"));
    users[2].dial_in_enabled = true;
    insert(&application, &users).await;
    for (text, expected) in [
        ("z", vec!["Zoë Ng"]),
        ("zo", vec!["Zoë Ng"]),
        ("oe", vec![]),
        ("ng", vec!["Zoë Ng"]),
        ("az", vec!["Daz Azalea"]),
        ("le", vec!["Anna-Lena Öberg"]),
        ("l", vec!["Anna-Lena Öberg"]),
        ("ö", vec!["Anna-Lena Öberg"]),
        ("ob", vec!["Anna-Lena Öberg"]),
        ("x", vec!["X"]),
        ("x1", vec!["X"]),
        ("1", vec![]),
        ("49", vec!["Daz Azalea"]),
        ("4", vec!["Daz Azalea"]),
        ("45", vec![]),
        ("0", vec![]),
        ("田", vec!["田中太郎"]),
        ("太郎", vec!["田中太郎"]),
        ("an ö", vec!["Anna-Lena Öberg"]),
        ("an z", vec![]),
        ("l@", vec!["Anna-Lena Öberg"]),
        (".l", vec!["Anna-Lena Öberg"]),
        ("az zal", vec!["Daz Azalea"]),
        ("mail da", vec!["Daz Azalea"]),
    ] {
        assert_eq!(found(&application, text).await, expected, "{text:?}");
    }
    for sort in [UserSort::UpdatedAt, UserSort::DisplayNameDescending] {
        let first = UserQuery { sort, limit: 1, ..searching(&["co"]) };
        let all = names(&application, UserQuery { limit: 100, ..first.clone() }).await;
        assert_eq!(all.len(), users.len(), "every principal name has this word");
        assert_eq!(names(&application, first).await, all[..1], "{sort:?}");
    }
    for (dial_in, expected) in [(DialInFilter::Enabled, vec!["Daz Azalea"]), (DialInFilter::Disabled, vec![])]
    {
        let filter = UserFilter { dial_in: Some(dial_in), ..UserFilter::default() };
        let query = UserQuery { filter, ..searching(&["da"]) };
        assert_eq!(names(&application, query).await, expected, "{dial_in:?}");
    }
}

/// Every term must occur; case and accents do not count.
pub async fn every_term_must_occur(application: Application) {
    let mut users =
        [user("Åsa Åkerlund", "asa.akerlund"), user("Åke Svensson", "ake"), user("Sven Berg", "sven.berg")];
    users[2].primary_email = address("sb@elsewhere.example");
    insert(&application, &users).await;
    for (text, expected) in [
        ("", vec!["Sven Berg", "Åke Svensson", "Åsa Åkerlund"]),
        ("ÅKERLUND", vec!["Åsa Åkerlund"]),
        ("akerlund", vec!["Åsa Åkerlund"]),
        ("sven", vec!["Sven Berg", "Åke Svensson"]),
        ("sven ber", vec!["Sven Berg"]),
        ("sv be", vec!["Sven Berg"]),
        ("be sven", vec!["Sven Berg"]),
        ("å", vec!["Åke Svensson", "Åsa Åkerlund"]),
        ("elsewhere", vec!["Sven Berg"]),
        ("contoso", vec!["Sven Berg", "Åke Svensson", "Åsa Åkerlund"]),
        ("svenssonake", vec![]),
        ("sven berg nobody", vec![]),
    ] {
        assert_eq!(found(&application, text).await, expected, "{text:?}");
    }
}

/// Three digits or more find users by any part of their ID, fewer by its beginning, and users with these digits in their name.
pub async fn digits_find_ids(application: Application) {
    let mut users =
        [user("Anna", "anna"), user("Bo", "bo"), user("Room 1964", "room"), user("Cia 45678901", "c")];
    users[0].conference_id = Some(conference_id("8271964"));
    users[0].dial_in_enabled = true;
    users[1].conference_id = Some(conference_id("4567890"));
    users[1].dial_in_enabled = true;
    insert(&application, &users).await;
    for (text, expected) in [
        ("8271964", vec!["Anna"]),
        ("827 196 4", vec!["Anna"]),
        ("827-19", vec!["Anna"]),
        ("1964", vec!["Anna", "Room 1964"]),
        ("2719", vec!["Anna"]),
        ("71964", vec!["Anna"]),
        ("719", vec!["Anna"]),
        ("196", vec!["Anna", "Room 1964"]),
        ("64", vec![]),
        ("82", vec!["Anna"]),
        ("19", vec!["Room 1964"]),
        ("8", vec!["Anna"]),
        ("4", vec!["Bo", "Cia 45678901"]),
        ("4567890", vec!["Bo", "Cia 45678901"]),
        ("567890", vec!["Bo", "Cia 45678901"]),
        ("45678901", vec!["Cia 45678901"]),
        ("0456", vec![]),
        ("0000", vec![]),
        ("8271965", vec![]),
        ("82719640", vec![]),
        ("ann 8271", vec!["Anna"]),
        ("ann 4567", vec![]),
        ("room 1964", vec!["Room 1964"]),
    ] {
        assert_eq!(found(&application, text).await, expected, "{text:?}");
    }
    for (dial_in, expected) in
        [(DialInFilter::Enabled, vec!["Anna"]), (DialInFilter::Disabled, vec!["Room 1964"])]
    {
        let filter = UserFilter { dial_in: Some(dial_in), ..UserFilter::default() };
        for term in ["1964", "964"] {
            let query = UserQuery { filter: filter.clone(), ..searching(&[term]) };
            assert_eq!(names(&application, query).await, expected, "{term} {dial_in:?}");
        }
    }
}

/// A search finds what users are now, not what they were.
pub async fn changes_are_found(application: Application) {
    let before = user("Anna Svensson", "anna");
    insert(&application, std::slice::from_ref(&before)).await;
    assert_eq!(found(&application, "svensson").await, ["Anna Svensson"]);
    let after = User {
        display_name: "Anna Lindqvist".into(),
        conference_id: Some(conference_id("8271964")),
        ..before.clone()
    };
    let update = application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.update_user(&after, before.version).await?) })
    });
    assert!(update.await.expect("the user can be changed"));
    assert_eq!(found(&application, "lindqvist").await, ["Anna Lindqvist"]);
    assert_eq!(found(&application, "li").await, ["Anna Lindqvist"]);
    assert_eq!(found(&application, "82").await, ["Anna Lindqvist"]);
    assert!(found(&application, "sv").await.is_empty());
    assert_eq!(found(&application, "8271964").await, ["Anna Lindqvist"]);
    assert!(found(&application, "svensson").await.is_empty());
}
