//! Identifiers in the directory, and the state of accounts.

use proptest::prelude::*;
use shared::DirectoryState;

use super::*;

fn states(text: &str) -> Vec<DirectoryState> {
    rows(text.as_bytes()).into_iter().map(|row| row.user.unwrap().state).collect()
}

/// The state that these two columns give a user.
fn state(heading: &str, cell: &str) -> (DirectoryState, Option<String>) {
    let text = format!("Name;UPN;Mail;{heading}\nA;a@north.example;a@north.example;{cell}\n");
    let user = rows(text.as_bytes()).remove(0).user.unwrap();
    (user.state, user.unknown_state)
}

#[test]
fn blocked_accounts_are_known_in_every_directory_and_language() {
    use DirectoryState::{Active, Blocked, Deleted};
    for (heading, active, blocked) in [
        ("Block credential", "False", "True"),
        ("Block sign in", "No", "Yes"),
        ("Block sign in (Yes/No) [accountEnabled] Required", "No", "Yes"),
        ("Blockera inloggning (Ja/Nej) [accountEnabled] Obligatoriskt", "Nej", "Ja"),
        ("Anmeldung blockieren (Ja/Nein) [accountEnabled] Erforderlich", "Nein", "Ja"),
        ("Konto [accountEnabled]", "True", "False"),
        ("Blockera autentiseringsuppgifter", "Falskt", "Sant"),
        ("Anmeldung blockiert", "Nein", "Ja"),
        ("accountEnabled", "true", "false"),
        ("Enabled", "TRUE", "FALSE"),
        ("Kontot aktiverat", "ja", "nej"),
        ("Konto aktiviert", "Wahr", "Falsch"),
        ("AccountDisabled", "False", "True"),
        ("suspended", "False", "True"),
        ("Status [READ ONLY]", "Active", "Suspended"),
        ("status", "ACTIVE", "DEPROVISIONED"),
        ("Sign-in status", "Sign-in allowed", "Sign-in blocked"),
        ("userAccountControl", "512", "514"),
        ("userAccountControl", "66048", "66050"),
    ] {
        assert_eq!(state(heading, active), (Active, None), "{heading}: {active}");
        assert_eq!(state(heading, blocked), (Blocked, None), "{heading}: {blocked}");
        assert_eq!(state(heading, ""), (Active, None), "{heading} says nothing");
    }
    for (heading, not, deleted) in [
        ("Soft deletion time stamp", "", "2024-05-01 09:00:00Z"),
        ("deletedDateTime", "null", "2024-05-01T09:00:00Z"),
        ("IsSoftDeletedByRemove", "False", "True"),
        ("WhenSoftDeleted", "0001-01-01 00:00:00", "5/1/2024 9:00:00 AM"),
        ("Borttagen", "nej", "ja"),
        ("Gelöscht", "Nein", "Ja"),
        ("Status", "active", "Deleted"),
    ] {
        assert_eq!(state(heading, not), (Active, None), "{heading}: {not}");
        assert_eq!(state(heading, deleted), (Deleted, None), "{heading}: {deleted}");
    }
    assert_eq!(state("Status", "Bloqué"), (Active, Some("Bloqué".into())));
}

#[test]
fn the_worst_that_is_said_counts() {
    let text = "Name,UPN,Mail,Block credential,accountEnabled,Soft deletion time stamp\n\
        A,a@north.example,a@north.example,False,True,\n\
        B,b@north.example,b@north.example,False,False,\n\
        C,c@north.example,c@north.example,True,True,2024-05-01\n";
    assert_eq!(states(text), [DirectoryState::Active, DirectoryState::Blocked, DirectoryState::Deleted]);
}

fn identifier(heading: &str, cell: &str) -> (Option<String>, bool) {
    let text = format!("Name;UPN;Mail;{heading}\nA;a@north.example;a@north.example;{cell}\n");
    let user = rows(text.as_bytes()).remove(0).user.unwrap();
    (user.directory_id.map(|id| id.to_string()), user.unusable_directory_id)
}

#[test]
fn identifiers_are_found_under_every_name() {
    const ID: &str = "0f6a0c52-1111-4222-8333-444455556666";
    for heading in [
        "Object Id",
        "objectId",
        "ObjectGUID",
        "ExternalDirectoryObjectId",
        "Objekt-ID",
        "Directory ID",
        "Katalog-ID",
        "id",
        "User ID",
    ] {
        assert_eq!(identifier(heading, &ID.to_uppercase()), (Some(ID.into()), false), "{heading}");
    }
    let base_64 = "UgxqDxERIkKDM0RERVVWZg==";
    assert_eq!(identifier("ImmutableId", base_64), (Some(base_64.into()), false));
    assert_eq!(identifier("id", "00u1a2b3c4d5e6f7g8h9"), (Some("00u1a2b3c4d5e6f7g8h9".into()), false));
    assert_eq!(identifier("User ID", "102345678901234567890"), (Some("102345678901234567890".into()), false));
    // The number of a row or an employee, and a name to sign in with.
    assert_eq!(identifier("ID", "17"), (None, false));
    assert_eq!(identifier("User ID", "asa.oberg@north.example"), (None, false));
    // A spreadsheet has rounded it: many rows have the same now.
    assert_eq!(identifier("Object Id", "1,02345E+20"), (None, true));
    assert_eq!(identifier("Object Id", "not an id"), (None, true));
}

#[test]
fn an_identifier_twice_in_a_file_is_refused() {
    let text = "Object Id,Name,UPN,Mail\n\
        0F6A0C52-1111-4222-8333-444455556666,A,a@north.example,a@north.example\n\
        {0f6a0c52-1111-4222-8333-444455556666},B,b@north.example,b@north.example\n\
        ,C,c@north.example,c@north.example\n,D,d@north.example,d@north.example\n";
    let refusals: Vec<_> = rows(text.as_bytes()).into_iter().map(|row| row.user.err()).collect();
    assert_eq!(refusals, [None, Some(ImportRefusal::DuplicateDirectoryId { line: 2 }), None, None]);
}

#[test]
fn principal_names_are_the_same_in_every_normal_form() {
    let text = "Name,UPN,Mail\nÅsa,a\u{30a}sa@north.example,x@north.example\nÅsa2,ÅSA@north.example,y@north.example\n\
        G,STRASSE@north.example,z@north.example\nG2,straße@north.example,z@north.example\n";
    let codes: Vec<_> = rows(text.as_bytes()).iter().map(|row| row.user.is_ok()).collect();
    assert_eq!(codes, [true, false, true, false]);
}

#[test]
fn the_first_row_with_an_address_is_remembered() {
    let text = "Name,UPN,Mail\nA,a@north.example,team@north.example\nB,b@north.example,Team@north.example\n";
    let same: Vec<_> = rows(text.as_bytes()).iter().map(|row| row.same_address).collect();
    assert_eq!(same, [None, Some(2)]);
}

proptest! {
    #[test]
    fn whatever_stands_there_is_read(heading in "[a-zA-Z ]{0,12}", cell in "[^;\n\r\"]{0,20}") {
        let text = format!("Name;UPN;Mail;Status;Object Id;userAccountControl;{heading}\n\
            A;a@north.example;a@north.example;{cell};{cell};{cell};{cell}\n");
        if let Ok(text) = decode(text.as_bytes(), None) {
            _ = parse(&text).map(Iterator::count);
        }
    }
}
