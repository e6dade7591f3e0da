//! Every command there is: what it prints ends with a line end, whether it does its work or says why not.

use std::fs;

use konfid_tests::Command;
use tempfile::TempDir;

/// What stands behind each command. Those that need nothing are left out; a new one that needs something is told here, or
/// else it only says what is missing, which has to end with a line end too.
const ARGUMENTS: &[(&str, &[&str])] = &[
    // It would run until it is stopped; this way it says what is wrong.
    ("serve", &["--listen", "nowhere"]),
    ("import", &["users.csv", "--enable"]),
    ("backup", &["copy.db"]),
    (
        "meeting-update",
        &["--ics", "one.ics", "--address", "a@contoso.example", "--old-id", "8271964", "--new-id", "5093817"],
    ),
    ("user create", &["--display-name", "Dan", "--principal-name", "dan@contoso.example"]),
    ("user show", &["anna"]),
    ("user card", &["anna"]),
    ("user update", &["anna", "--display-name", "Anna Ek"]),
    ("user number", &["anna", "--bridge-default"]),
    ("user reset", &["anna"]),
    ("user undo", &["anna"]),
    ("user pin reset", &["anna"]),
    ("user pin show-state", &["anna"]),
    ("user pin remove", &["anna"]),
    ("user send-info", &["anna"]),
    ("user send-link", &["anna"]),
    ("user disable", &["bo"]),
    ("calendar show", &["anna"]),
    ("calendar meetings", &["anna"]),
    ("calendar messages", &["anna", "--folder", "messages"]),
    ("calendar disconnect", &["anna"]),
    ("calendar retry", &["anna"]),
    (
        "meeting create",
        &[
            "--organizer",
            "anna",
            "--subject",
            "Planning",
            "--start",
            "2099-12-01T10:00",
            "--end",
            "2099-12-01T11:00",
            "--time-zone",
            "Europe/Stockholm",
        ],
    ),
    ("meeting list", &["--organizer", "anna"]),
    ("meeting show", &["0198c0de-0000-7000-8000-000000000001"]),
    ("meeting update", &["0198c0de-0000-7000-8000-000000000001", "--subject", "Another"]),
    ("meeting cancel", &["0198c0de-0000-7000-8000-000000000001"]),
    ("meeting export", &["0198c0de-0000-7000-8000-000000000001"]),
    ("id lookup", &["8271964"]),
    ("id check", &["8271964", "--user", "anna"]),
    ("id suggest", &["konfid"]),
    ("id choose", &["anna", "8271964"]),
    ("id reserve", &["4000000", "4000099", "--for", "Fair", "--until", "2099-12-31"]),
    ("id release", &["0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b"]),
    ("bridge add", &["Second"]),
    ("number register", &["+46812345678"]),
    ("settings set", &["quarantineDays=100"]),
    ("mails test", &["anna@contoso.example"]),
    ("token create", &["--name", "script"]),
    ("administrator add", &["Eva"]),
    ("administrator rename", &["Eva", "Eva Ek"]),
];

/// The commands below this one, as its help lists them.
fn below(konfid: &Command, path: &[String]) -> Vec<String> {
    let arguments: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
    let help = konfid.succeed(&arguments);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    commands
        .take_while(|line| !line.is_empty())
        // What goes on from the line before stands further in.
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

fn leaves(konfid: &Command, path: &[String], found: &mut Vec<Vec<String>>) {
    let below = below(konfid, path);
    if below.is_empty() && !path.is_empty() {
        found.push(path.to_vec());
    }
    for name in below {
        leaves(konfid, &[path, &[name]].concat(), found);
    }
}

#[test]
fn what_every_command_prints_ends_with_a_line_end() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, content: &str| fs::write(folder.path().join(name), content).unwrap();
    file(
        "users.csv",
        "Display name,User principal name,Mail\r\nAnna,anna@contoso.example,anna@contoso.example\r\nBo,bo@contoso.example,bo@contoso.example\r\n",
    );
    file(
        "one.ics",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20990101T090000Z\r\nSUMMARY:8271964\r\nORGANIZER:mailto:a@contoso.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    );
    let konfid = Command::new(env!("CARGO_BIN_EXE_konfid"), folder.path());
    konfid.run(&["import", "users.csv"]);
    let mut all = Vec::new();
    leaves(&konfid, &[], &mut all);
    assert!(all.len() > 50, "{} commands: {all:?}", all.len());
    for (name, _) in ARGUMENTS {
        assert!(all.iter().any(|path| path.join(" ") == *name), "there is no command {name}");
    }
    for path in &all {
        let name = path.join(" ");
        let more = ARGUMENTS.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, more)| more);
        for variant in [&[][..], &["--json"], &["--language", "sv"]] {
            let arguments: Vec<&str> = path
                .iter()
                .map(String::as_str)
                .chain(more.iter().copied())
                .chain(variant.iter().copied())
                .collect();
            let output = konfid.run(&arguments);
            for (stream, bytes) in [("output", &output.stdout), ("errors", &output.stderr)] {
                let text = String::from_utf8_lossy(bytes);
                assert!(text.is_empty() || text.ends_with('\n'), "{stream} of {arguments:?}: {text:?}");
            }
            let is_panic = String::from_utf8_lossy(&output.stderr).contains("panicked");
            assert!(output.status.code().is_some() && !is_panic, "{arguments:?}: {output:?}");
        }
    }
}
