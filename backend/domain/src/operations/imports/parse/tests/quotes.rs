//! Quotation marks that are not closed.

use super::*;

const HEADER: &str = "name,upn,mail,office\n";

#[test]
fn a_mark_that_is_never_closed_takes_no_other_row_with_it() {
    for (open, line) in [
        ("\"Åsa,asa@c.example,asa@c.example,Lund\n", 2),
        ("Åsa,asa@c.example,asa@c.example,\"Lund\n", 2),
        ("Åsa,asa@c.example,\"asa@c.example,Lund\n", 2),
        ("\"Åsa\nÖberg\",asa@c.example,\"asa@c.example,Lund\n", 3),
    ] {
        for after in [
            "Bo,bo@c.example,bo@c.example,\nCia,cia@c.example,cia@c.example,Kalmar\n",
            "\"Bo\",\"bo@c.example\",\"bo@c.example\",\nCia,\"cia@c.example\",cia@c.example,\n",
            "Bo,bo@c.example,\"bo@c.example\",\"\"\nCia,cia@c.example,cia@c.example,\"Kalmar\"\n",
            "Bo,bo@c.example,bo@c.example,Room 12\"\nCia,cia@c.example,cia@c.example,\n",
        ] {
            let rows = rows(format!("{HEADER}{open}{after}").as_bytes());
            let good: Vec<_> = rows.iter().filter_map(|row| row.user.as_ref().ok()).collect();
            let names: Vec<_> = good.iter().map(|user| user.display_name.as_str()).collect();
            assert_eq!(names, ["Bo", "Cia"], "{open}{after}");
            let refused: Vec<_> = rows.iter().filter_map(|row| row.user.as_ref().err()).collect();
            assert_eq!(refused, [&ImportRefusal::OpenQuote { line, lines: 0 }], "{open}{after}");
            assert!(rows[0].text[0].starts_with("Åsa"), "it says whose row it is: {:?}", rows[0].text);
        }
    }
}

#[test]
fn what_a_mark_took_in_is_counted() {
    let table = format!("{HEADER}\"Åsa,asa@c.example\nBo\nCia\",x\nDan,dan@c.example,dan@c.example,\n");
    let rows = rows(table.as_bytes());
    assert_eq!(rows[0].user.as_ref().unwrap_err(), &ImportRefusal::OpenQuote { line: 2, lines: 2 });
    assert_eq!(rows[1].user.as_ref().unwrap().display_name, "Dan");
}

#[test]
fn marks_within_a_line_and_cells_of_several_lines_are_read() {
    let table = format!(
        "{HEADER}\"Anna \"\"Ann\"\" Alm\",a@c.example,a@c.example,12\" screen\n\
         \"Bo \"Bosse\" Ek\",b@c.example,b@c.example,\"Street 1, floor 2\nLund\"\n\
         \"Cia\n\nDal\" ,c@c.example,c@c.example,\n\"Dan\" Ek,d@c.example,d@c.example\n\"\",,,\n"
    );
    assert_eq!(
        read(table),
        [
            "Anna \"Ann\" Alm a@c.example a@c.example",
            "Bo \"Bosse\" Ek b@c.example b@c.example",
            "Cia Dal c@c.example c@c.example",
            "Dan Ek d@c.example d@c.example",
        ]
    );
}
