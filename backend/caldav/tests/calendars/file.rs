//! `konfid meeting-update --ics`, without any server.

use std::fs;

use crate::support::{calendar, command, event, meeting};

const COMMON: [&str; 6] = ["--address", "anna@contoso.example", "--old-id", "8271964", "--new-id", "5093817"];

async fn update(arguments: &[&str]) -> (u8, String, String) {
    command(&[COMMON.as_slice(), arguments].concat()).await
}

#[tokio::test]
async fn without_an_output_the_changes_are_only_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.ics");
    let before = meeting("1", "Konferens-ID: 8271964#");
    fs::write(&path, &before).unwrap();
    let (code, output, errors) = update(&["--ics", path.to_str().unwrap()]).await;
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(output.contains("  - Konferens-ID: 8271964#\n  + Konferens-ID: 5093817#\n"), "{output}");
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn the_output_may_be_the_input_and_keeps_its_permissions() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.ics");
    fs::write(&path, meeting("1", "Konferens-ID: 8271964#")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    }
    let file = path.to_str().unwrap();
    let (code, _, _) = update(&["--ics", file, "--output", file]).await;
    assert_eq!(code, 0);
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.contains("Konferens-ID: 5093817#") && after.contains("SEQUENCE:4"), "{after}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");

    // There is nothing to do any more, and that is no failure.
    let (code, output, _) = update(&["--ics", file, "--output", file]).await;
    assert_eq!(code, 0);
    assert!(output.contains("0 meetings to change"), "{output}");
    assert_eq!(fs::read_to_string(&path).unwrap(), after);
}

#[tokio::test]
async fn a_service_number_that_was_replaced_is_changed_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.ics");
    fs::write(&path, meeting("1", "Ring +46 8 123 456 78\\nKonferens-ID: 8271964#")).unwrap();
    let file = path.to_str().unwrap();
    let number = "+46 8 123 456 78=+46855500100";
    let (code, _, errors) = update(&["--ics", file, "--output", file, "--number", number]).await;
    assert_eq!(code, 0, "{errors}");
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.contains("Ring +46 8 555 001 00\\nKonferens-ID: 5093817#"), "{after}");
}

#[tokio::test]
async fn what_is_refused_is_said_and_the_rest_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.ics"), folder.path().join("out.ics"));
    let good = event("1", "0101", &["DESCRIPTION:Konferens-ID: 8271964#"]);
    let bad =
        event("2", "0102", &["DESCRIPTION:Konferens-ID: 8271964#"]).replace("SEQUENCE:3", "SEQUENCE:three");
    fs::write(&input, calendar(&[good, bad])).unwrap();
    let (code, _, errors) =
        update(&["--ics", input.to_str().unwrap(), "--output", output.to_str().unwrap()]).await;
    assert_eq!(code, 2);
    assert!(errors.contains("Planering 2: "), "{errors}");
    let after = fs::read_to_string(&output).unwrap();
    assert_eq!((after.matches("5093817").count(), after.matches("8271964").count()), (1, 1), "{after}");
}

#[tokio::test]
async fn what_cannot_be_done_is_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.ics");
    let (code, _, errors) = update(&["--ics", missing.to_str().unwrap()]).await;
    assert_eq!(code, 1);
    assert!(errors.contains("missing.ics"), "{errors}");

    let input = folder.path().join("in.ics");
    fs::write(&input, meeting("1", "Konferens-ID: 8271964#")).unwrap();
    let nowhere = folder.path().join("no/where.ics");
    let (code, _, errors) =
        update(&["--ics", input.to_str().unwrap(), "--output", nowhere.to_str().unwrap()]).await;
    assert_eq!(code, 1, "{errors}");

    let same = [
        "--ics",
        input.to_str().unwrap(),
        "--address",
        "a@b.example",
        "--old-id",
        "5093817",
        "--new-id",
        "5093817",
    ];
    assert_eq!(command(&same).await.0, 1);

    let text = folder.path().join("note.txt");
    fs::write(&text, "Konferens-ID: 8271964#").unwrap();
    let out = folder.path().join("out.ics");
    let (code, _, _) = update(&["--ics", text.to_str().unwrap(), "--output", out.to_str().unwrap()]).await;
    assert_eq!(code, 2);
    assert!(!out.exists());
}

#[tokio::test]
async fn what_remains_is_listed_and_has_an_exit_code_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.ics");
    let file = path.to_str().unwrap();
    fs::write(&path, meeting("1", "Konferens-ID: 8271964#\\nOrder 8271964")).unwrap();
    let (code, output, errors) = update(&["--ics", file, "--output", file]).await;
    assert_eq!(code, 3, "{errors}");
    assert!(
        output.contains("  ? DESCRIPTION: looks like the old ID, check by hand: Order 8271964\n"),
        "{output}"
    );
    assert!(output.contains("0 meetings to change, 1 to change in part"), "{output}");
    assert!(errors.contains("check them by hand"), "{errors}");
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.contains("Konferens-ID: 5093817#\\nOrder 8271964"), "{after}");

    // With nothing left to change it is still not done.
    let (code, output, _) = update(&["--ics", file, "--output", file]).await;
    assert_eq!(code, 3);
    assert!(output.contains("0 meetings to change, 1 to check by hand"), "{output}");
    // What was refused weighs more.
    let refused =
        event("2", "0101", &["DESCRIPTION:Konferens-ID: 8271964"]).replace("SEQUENCE:3", "SEQUENCE:x");
    fs::write(&path, calendar(&[refused, event("3", "0101", &["DESCRIPTION:Order 8271964"])])).unwrap();
    assert_eq!(update(&["--ics", file]).await.0, 2);
}

#[tokio::test]
async fn numbers_and_addresses_are_taken_as_people_write_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.ics");
    let file = path.to_str().unwrap();
    fs::write(&path, meeting("1", "Ring +46 8 123 456 78\\nKonferens-ID: 8271964#")).unwrap();
    for number in ["+46 (0)8 123 456 78=0046 8 555 001 00", "08-123 456 78=+46 8 555 001 00"] {
        let arguments = ["--ics", file, "--number", number, "--address", "Anna Berg <anna@contoso.example>"];
        let arguments = [&arguments[..], &COMMON[2..]].concat();
        let (code, output, errors) = command(&arguments).await;
        assert_eq!((code, errors.as_str()), (0, ""), "{number}");
        assert!(output.contains("+ Ring +46 8 555 001 00"), "{number}: {output}");
    }
}

/// A quoted-printable email with a meeting in it.
fn email() -> String {
    let calendar =
        meeting("1", "Konferens-ID: 8271964#").replace('=', "=3D").replace("8271964", "8271=\r\n964");
    format!(
        "From: anna@contoso.example\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\n{calendar}"
    )
}

#[tokio::test]
async fn a_calendar_is_taken_out_of_an_email_which_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    // The name does not matter.
    for name in ["invitation.eml", "invitation.ics"] {
        let (path, out) = (folder.path().join(name), folder.path().join("out.ics"));
        fs::write(&path, email()).unwrap();
        let (code, output, errors) =
            update(&["--ics", path.to_str().unwrap(), "--output", out.to_str().unwrap()]).await;
        assert_eq!(code, 0, "{errors}");
        assert!(output.contains("  - Konferens-ID: 8271964#\n  + Konferens-ID: 5093817#\n"), "{output}");
        assert!(errors.contains("taken out of an email. The email itself stays unchanged."), "{errors}");
        let after = fs::read_to_string(&out).unwrap();
        assert!(after.starts_with("BEGIN:VCALENDAR") && after.contains("Konferens-ID: 5093817#"), "{after}");
        assert_eq!(fs::read_to_string(&path).unwrap(), email());
    }
}

#[tokio::test]
async fn a_calendar_never_replaces_the_email_that_it_was_taken_out_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("invitation.eml");
    fs::write(&path, email()).unwrap();
    let (file, same) = (path.to_str().unwrap(), folder.path().join(".").join("invitation.eml"));
    let (code, output, errors) = update(&["--ics", file, "--output", same.to_str().unwrap()]).await;
    assert_eq!((code, output.as_str()), (1, ""));
    assert!(errors.contains("Name another file with --output."), "{errors}");
    assert_eq!(fs::read_to_string(&path).unwrap(), email());
}

#[tokio::test]
async fn an_email_without_a_calendar_is_refused_with_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("letter.eml"), folder.path().join("out.ics"));
    fs::write(&path, "From: anna@contoso.example\nSubject: Hello\n\nKonferens-ID: 8271964#\n").unwrap();
    let (code, _, errors) =
        update(&["--ics", path.to_str().unwrap(), "--output", out.to_str().unwrap()]).await;
    assert_eq!(code, 2);
    assert!(errors.contains("This is an email, not a calendar file.") && !out.exists(), "{errors}");
}
