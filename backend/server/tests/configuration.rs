//! The configuration: which source wins, and what `konfid config check` says.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use konfid_tests::Command;
use tempfile::TempDir;

fn konfid() -> (TempDir, Command) {
    let folder = TempDir::new().unwrap();
    let command = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path());
    (folder, command)
}

#[test]
fn flags_win_over_the_environment_over_the_file_over_defaults() {
    let (folder, konfid) = konfid();
    let line = |konfid: &Command, arguments: &[&str]| {
        let all = konfid.succeed(&[&["config", "check"], arguments].concat());
        all.lines().find(|line| line.starts_with("listen ")).unwrap().to_owned()
    };
    assert!(line(&konfid, &[]).starts_with("listen = 127.0.0.1:8080 (the default"));
    fs::write(folder.path().join("konfid.toml"), "listen = '127.0.0.1:1001'").unwrap();
    assert_eq!(line(&konfid, &[]), "listen = 127.0.0.1:1001 (from konfid.toml)");
    let konfid = konfid.variable("KONFID_LISTEN", "127.0.0.1:1002");
    assert_eq!(line(&konfid, &[]), "listen = 127.0.0.1:1002 (from KONFID_LISTEN in the environment)");
    assert_eq!(
        line(&konfid, &["--listen", "127.0.0.1:1003"]),
        "listen = 127.0.0.1:1003 (from --listen on the command line)"
    );
}

#[test]
fn the_server_obeys_the_file() {
    let (folder, konfid) = konfid();
    fs::create_dir(folder.path().join("data")).unwrap();
    fs::write(
        folder.path().join("data/settings.toml"),
        "database = 'here.db'\nlog = 'warn,konfid::serve=info'",
    )
    .unwrap();
    let server = konfid.variable("KONFID_CONFIG", "data/settings.toml").serve(&[]);
    assert!(folder.path().join("data/here.db").exists());
    assert!(!server.log().is_empty());
}

#[test]
fn everything_wrong_is_explained_and_secrets_are_masked() {
    let (_folder, konfid) = konfid();
    let konfid = konfid
        .variable("KONFID_SMTP", "smtp://konfid:hemligt@mail.example.com:587?tls=maybe")
        .variable("KONFID_PUBLIC_URL", "konfid.example.com")
        .variable("KONFID_LISTN", "127.0.0.1:80");
    let output = konfid.run(&["config", "check"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    let noted = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(printed.contains("smtp = smtp://konfid:•••@mail.example.com:587?tls=maybe"), "{printed}");
    assert!(printed.contains("wrong: “tls” in the SMTP address must be none"), "{printed}");
    assert!(printed.contains("wrong: “konfid.example.com” is not a web address"), "{printed}");
    assert!(noted.contains("KONFID_LISTN is set, but is not a variable of Konfid"), "{noted}");
    assert!(!printed.contains("hemligt") && !noted.contains("hemligt"));
}

#[test]
fn unknown_keys_are_errors_that_say_which_are_known() {
    let (folder, konfid) = konfid();
    fs::write(folder.path().join("konfid.toml"), "public_url = 'https://konfid.example.com'").unwrap();
    for arguments in [&["config", "check"][..], &["serve"], &["token", "create"]] {
        let sentence = konfid.fail(1, arguments);
        assert!(
            sentence.contains("“public_url” is not a setting. The settings are listen, database, database-password-file, public-url"),
            "{sentence}"
        );
    }
}

#[test]
fn links_that_lead_to_this_machine_are_told_before_emails_leave() {
    let (_folder, konfid) = konfid();
    let check = |flags: &[&str]| konfid.succeed(&[&["config", "check"], flags].concat());
    let doubt = "Links in emails lead to this machine only.";
    assert!(check(&["--smtp", "smtp://127.0.0.1:25"]).contains(doubt));
    assert!(
        check(&["--smtp", "smtp://127.0.0.1:25", "--public-url", "http://localhost:8080"]).contains(doubt)
    );
    let public = check(&["--smtp", "smtp://127.0.0.1:25", "--public-url", "https://konfid.example.com"]);
    assert!(public.contains("The configuration is valid.") && !public.contains(doubt), "{public}");
    assert!(!check(&[]).contains(doubt), "without an email server no link leaves");
}

#[test]
fn what_emails_lack_is_told_by_the_check_and_at_the_start() {
    let (_folder, konfid) = konfid();
    let smtp = ["--smtp", "smtp://127.0.0.1:1", "--public-url", "https://konfid.example.com"];
    let check = |more: &[&str]| konfid.succeed(&[&["config", "check"], &smtp[..], more].concat());
    let (number, sender) = ("There is no service number yet", "Nobody has chosen a sender");
    assert!(!check(&[]).contains(number), "there is no database yet");
    let server = konfid.serve(&smtp);
    let log = server.log();
    assert!(log.contains(number) && log.contains(sender), "{log}");
    // With the server and without it, and never for what is there.
    let told = check(&[]);
    assert!(told.contains(number) && told.contains(sender), "{told}");
    server.stop();
    let told = check(&[]);
    assert!(told.contains(number) && told.contains(sender) && !told.contains("is valid"), "{told}");
    assert!(!check(&["--sender", "konfid@contoso.example"]).contains(sender));
    let signed_in = ["--smtp", "smtp://konfid%40contoso.example:secret@127.0.0.1:1"];
    let told = konfid.succeed(&[&["config", "check"], &signed_in[..]].concat());
    assert!(!told.contains(sender) && !told.contains("secret"), "{told}");
    konfid.succeed(&["settings", "set", "senderAddress=konfid@contoso.example"]);
    assert!(!check(&[]).contains(sender));
}

#[test]
fn the_settings_about_email_are_checked() {
    let (_folder, konfid) = konfid();
    let wrong = konfid.run(&[
        "config",
        "check",
        "--smtp-token-command",
        "print-token hemligt",
        "--smtp-connections",
        "0",
        "--smtp-per-minute",
        "fast",
        "--reply-to",
        "nobody",
    ]);
    let printed = String::from_utf8(wrong.stdout).unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    for part in
        ["a token but no SMTP server", "from 1 to 20", "or unlimited", "“nobody” is not an email address"]
    {
        assert!(printed.contains(part), "{part}: {printed}");
    }
    assert!(!printed.contains("hemligt"), "{printed}");
}
