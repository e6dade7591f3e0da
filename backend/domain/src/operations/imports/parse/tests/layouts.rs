//! What stands around a table, and how it is separated.

use super::*;

const ANNA: &str = "Anna Alm anna@c.example a.alm@c.example";

#[test]
fn what_stands_before_the_header_is_passed_over() {
    for before in [
        "#TYPE System.Management.Automation.PSCustomObject\r\n",
        "\"#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser\"\n",
        "sep=;\r\n",
        "SEP=;\n",
        "\"sep=;\"\n",
        "version:v1.0\r\n",
        "version:v1.0;;;\r\n",
        "\r\n\r\n\r\n",
        " ; ;\n;;\n",
        "Users as of 1 May;;\r\n",
        "Users;\nContoso, Lund, Malmö, Kalmar\n\n",
        "\u{feff}\u{feff}",
        "\"A title\nof two lines\";\n",
    ] {
        let table = "Display name;User principal name;Mail\r\nAnna Alm;anna@c.example;a.alm@c.example\r\n";
        let file = format!("{before}{table}");
        assert_eq!(read(&file), [ANNA], "{before:?}");
        let line = rows(file.as_bytes())[0].line;
        assert_eq!(line, before.matches('\n').count() as u64 + 2, "{before:?}");
    }
}

#[test]
fn every_separator_is_found_and_the_named_one_is_taken() {
    for separator in [",", ";", "\t", "|"] {
        for quote in ["", "\""] {
            let row = |cells: [&str; 4]| cells.map(|cell| format!("{quote}{cell}{quote}")).join(separator);
            let table = [
                row(["Display name", "User principal name", "Office (a/b/c)", "Mail"]),
                row(["Anna Alm", "anna@c.example", "Lund", "a.alm@c.example"]),
            ];
            assert_eq!(read(table.join("\r\n")), [ANNA], "{table:?}");
        }
    }
    let signs = "\"Name, whole, in full [displayName]\";\"UPN\";\"Mail, first\tand only [mail]\"\nAnna Alm;anna@c.example;a.alm@c.example";
    assert_eq!(read(signs), [ANNA]);
    assert_eq!(read("sep=^\nname^upn^mail\nAnna Alm^anna@c.example^a.alm@c.example"), [ANNA]);
    assert_eq!(read("sep=\t\nname\tupn\tmail\nAnna Alm\tanna@c.example\ta.alm@c.example"), [ANNA]);
    assert_eq!(read("name, upn, mail\nAnna Alm, \"anna@c.example\", a.alm@c.example"), [ANNA]);
}

#[test]
fn hollow_rows_and_cells_are_nothing() {
    let table = "name,upn,mail,language,office\n,,,,\n  ,\t,,,\n\n\"\",,\"\",,\nAnna Alm,anna@c.example,a.alm@c.example\n\
        Anna Alm,b@c.example,a.alm@c.example,,,,,\n\u{a0},,,,\n\u{1a}";
    assert_eq!(read(table), [ANNA, "Anna Alm b@c.example a.alm@c.example"]);
    assert_eq!(rows(b"name,upn,mail\n,,\n\n").len(), 0);
    assert_eq!(decode(b" \r\n\x1a", None).unwrap_err(), ImportUnreadable::Empty);
}

#[test]
fn only_what_is_missing_or_too_much_is_refused() {
    let table = "name,upn,mail,office\nAnna,anna@c.example\nBo,bo@c.example,bo@c.example,Lund,!\nCia\n";
    assert_eq!(read(table), ["2: wrongColumnCount", "3: wrongColumnCount", "4: wrongColumnCount"]);
}

#[test]
fn of_two_columns_the_filled_one_is_taken() {
    let table =
        "name,upn,Mail,mail\nAnna Alm,anna@c.example,,a.alm@c.example\nAnna Alm,b@c.example,a.alm@c.example,";
    assert_eq!(read(table), [ANNA, "Anna Alm b@c.example a.alm@c.example"]);
}

#[test]
fn marks_of_spreadsheets_are_no_part_of_the_text() {
    let table = "name,upn,mail\n'Anna Alm,'anna@c.example,'a.alm@c.example\n\
        \"=\"\"Anna Alm\"\"\",\"=\"\"bo@c.example\"\"\",=\"a.alm@c.example\"\n\
        't Hooft,t@c.example,SMTP:t@c.example\n't Hooft,'-u@c.example,mailto:t@c.example\n";
    assert_eq!(
        read(table),
        [
            ANNA,
            "Anna Alm bo@c.example a.alm@c.example",
            "'t Hooft t@c.example t@c.example",
            "'t Hooft -u@c.example t@c.example",
        ]
    );
}
