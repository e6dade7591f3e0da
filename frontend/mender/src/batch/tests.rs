use super::*;

const ADDRESS: &str = "anna@contoso.example";

fn order() -> MendOrder {
    MendOrder {
        addresses: vec![ADDRESS.to_owned()],
        old_ids: vec!["8271964".parse().unwrap()],
        new_id: "5093817".parse().unwrap(),
        numbers: vec![NumberPair("+46812345678".to_owned(), "+46855500100".to_owned())],
        now: 1_795_000_000,
    }
}

fn event(uid: &str, description: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261001T080000Z\r\nDTSTART:20270101T090000Z\r\nSUMMARY:Möte {uid}\r\n\
         ORGANIZER:mailto:{ADDRESS}\r\n{description}\r\nEND:VEVENT\r\n"
    )
}

fn calendar(events: &[String]) -> Vec<u8> {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", events.concat()).into_bytes()
}

fn mended(uid: &str) -> String {
    event(uid, "DESCRIPTION:Konferens-ID: 827 196 4#")
}

fn batch() -> Batch {
    let mut batch = Batch::new(order());
    let mut fractions = Vec::new();
    batch.add(Ok(calendar(&[mended("1"), mended("2")])), |fraction| fractions.push(fraction));
    assert!(fractions.is_sorted() && fractions.last() == Some(&1.0), "{fractions:?}");
    batch.add(Err(FileTrouble::Unreadable), |_| {});
    batch.add(Ok(b"no calendar".to_vec()), |_| {});
    batch.add(Ok(calendar(&[event("3", "DESCRIPTION:Order 8271964"), mended("4")])), |_| {});
    batch
}

#[test]
fn meetings_are_counted_over_all_files() {
    let sheet = batch().show(RowKind::Changed, 1, 10, Language::Sv);
    let counts: Vec<_> = sheet.files.iter().map(|file| (file.changed, file.refused)).collect();
    assert_eq!(counts, [(2, 0), (0, 1), (0, 1), (1, 0)]);
    let rows: Vec<_> = sheet.rows.iter().map(|row| (row.index, row.file, row.summary.as_str())).collect();
    assert_eq!(rows, [(1, 0, "Möte 2"), (2, 3, "Möte 4")]);
    let row = &sheet.rows[0];
    assert_eq!((row.start.as_str(), row.more), ("1 januari 2027 kl. 09:00 (UTC)", 0));
    assert_eq!(row.changes[0].property, "DESCRIPTION");
    assert_eq!(row.changes[0].line.text(true), "Konferens-ID: 509 381 7#");
}

#[test]
fn what_remains_is_listed_whether_the_meeting_changes_or_not() {
    let mut batch = batch();
    batch.add(Ok(calendar(&[event("5", "DESCRIPTION:Konferens-ID: 8271964\\nOrder 8271964")])), |_| {});
    let sheet = batch.show(RowKind::ToCheck, 0, 10, Language::En);
    let counts: Vec<_> = sheet.files.iter().map(|file| (file.changed, file.to_check)).collect();
    assert_eq!(counts, [(2, 0), (0, 0), (0, 0), (1, 1), (1, 1)]);
    let rows: Vec<_> =
        sheet.rows.iter().map(|row| (row.summary.as_str(), row.leftovers[0].text.as_str())).collect();
    assert_eq!(rows, [("Möte 3", "Order 8271964"), ("Möte 5", "Order 8271964")]);
    // One that changes in part can be left out like any other.
    let changed = batch.show(RowKind::Changed, 3, 10, Language::En).rows;
    assert_eq!((changed[0].summary.as_str(), changed[0].leftovers.len()), ("Möte 5", 1));
    assert!(!saved(&batch, 4, &[3]).contains("5093817") && saved(&batch, 4, &[]).contains("5093817"));
}

#[test]
fn refusals_say_why_in_the_readers_language() {
    let batch = batch();
    for (language, words) in
        [(Language::Sv, ["läsa filen", "kalenderfil"]), (Language::En, ["be read", "calendar file"])]
    {
        let rows = batch.show(RowKind::Refused, 0, 10, language).rows;
        assert_eq!(rows.iter().map(|row| row.file).collect::<Vec<_>>(), [1, 2]);
        for (row, word) in rows.iter().zip(words) {
            assert!(row.reason.as_ref().is_some_and(|reason| reason.contains(word)), "{row:?}");
        }
    }
}

fn saved(batch: &Batch, file: usize, left_out: &[usize]) -> String {
    let mut bytes = Vec::new();
    batch.save(file, left_out, |chunk| bytes.extend_from_slice(chunk));
    String::from_utf8(bytes).unwrap()
}

#[test]
fn what_is_left_out_stays_as_it_is() {
    let batch = batch();
    let all = saved(&batch, 0, &[]);
    assert_eq!(all.matches("509 381 7").count(), 2);
    let second_only = saved(&batch, 0, &[0]);
    assert!(second_only.contains(&mended("1")) && second_only.contains("509 381 7"));
    // The numbers go on over the files: the only meeting to change in the last file is the third.
    assert_eq!(
        saved(&batch, 3, &[2]).into_bytes(),
        calendar(&[event("3", "DESCRIPTION:Order 8271964"), mended("4")])
    );
    assert!(saved(&batch, 3, &[0, 1]).contains("509 381 7"));
    assert_eq!(saved(&batch, 1, &[]), "");
}

#[test]
fn big_files_come_in_chunks_and_whole() {
    let mut batch = Batch::new(order());
    let events: Vec<String> = (0..9_000).map(|uid| mended(&uid.to_string())).collect();
    batch.add(Ok(calendar(&events)), |_| {});
    let mut chunks = Vec::new();
    batch.save(0, &[], |chunk| chunks.push(chunk.len()));
    assert!(chunks.len() > 1 && chunks.iter().all(|chunk| *chunk <= CHUNK_BYTES), "{chunks:?}");
    assert_eq!(saved(&batch, 0, &[]).matches("509 381 7").count(), 9_000);
}

#[test]
fn an_invitation_or_a_calendar_can_be_pasted() {
    let Answer::Pasted { output, lines, leftovers } = paste("Ring in\nKonferens-ID: 827 196 4#", &order())
    else {
        panic!()
    };
    assert_eq!(output, "Ring in\nKonferens-ID: 509 381 7#");
    assert!(leftovers.is_empty());
    assert_eq!(lines.len(), 1);
    let text = String::from_utf8(calendar(&[mended("1")])).unwrap();
    let Answer::Pasted { output, lines, leftovers } = paste(&text, &order()) else { panic!() };
    assert!(output.contains("SEQUENCE:1") && output.contains("509 381 7"), "{output}");
    assert_eq!((lines[0].text(false).as_str(), leftovers.len()), ("Konferens-ID: 827 196 4#", 0));
    let Answer::Pasted { output, lines, leftovers } = paste("Hej", &order()) else { panic!() };
    assert_eq!((output.as_str(), lines.len(), leftovers.len()), ("Hej", 0, 0));
    let Answer::Pasted { output, leftovers, .. } =
        paste("Ring +46 8 123 456 78\nKonferens-ID: 8271964\nBeställning 8271964", &order())
    else {
        panic!()
    };
    assert_eq!(output, "Ring +46 8 555 001 00\nKonferens-ID: 5093817\nBeställning 8271964");
    assert_eq!(leftovers, ["Beställning 8271964"]);
}

#[test]
fn a_calendar_is_taken_out_of_an_email() {
    let head = b"From: anna@contoso.example\nMIME-Version: 1.0\nContent-Type: text/calendar\n\n".to_vec();
    let mut batch = Batch::new(order());
    batch.add(Ok([head.clone(), calendar(&[mended("1")])].concat()), |_| {});
    batch.add(Ok(head), |_| {});
    batch.add(Ok(calendar(&[mended("2")])), |_| {});
    let files = batch.show(RowKind::Changed, 0, 10, Language::En).files;
    let found: Vec<_> = files.iter().map(|file| (file.is_email, file.changed, file.refused)).collect();
    assert_eq!(found, [(true, 1, 0), (false, 0, 1), (false, 1, 0)]);
    assert_eq!([0, 1, 2].map(|file| batch.is_email(file)), [true, false, false]);
    assert!(
        saved(&batch, 0, &[]).starts_with("BEGIN:VCALENDAR") && saved(&batch, 0, &[]).contains("509 381 7")
    );
    assert!(
        batch.show(RowKind::Refused, 0, 10, Language::En).rows[0].reason.as_ref().unwrap().contains("email")
    );
}
