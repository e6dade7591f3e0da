use super::*;

const ADDRESS: &str = "anna@contoso.example";

fn order() -> MendOrder {
    MendOrder {
        addresses: vec![ADDRESS.to_owned()],
        old_ids: vec!["8271964".parse().unwrap()],
        new_id: "5093817".parse().unwrap(),
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
    assert_eq!((row.start.as_str(), row.more), ("2027-01-01 09:00 UTC", 0));
    assert_eq!(row.changes[0].property, "DESCRIPTION");
    assert_eq!(row.changes[0].line.text(true), "Konferens-ID: 509 381 7#");
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
    let Answer::Pasted { output, lines } = paste("Ring in\nKonferens-ID: 827 196 4#", &order()) else {
        panic!()
    };
    assert_eq!(output, "Ring in\nKonferens-ID: 509 381 7#");
    assert_eq!(lines.len(), 1);
    let text = String::from_utf8(calendar(&[mended("1")])).unwrap();
    let Answer::Pasted { output, lines } = paste(&text, &order()) else { panic!() };
    assert!(output.contains("SEQUENCE:1") && output.contains("509 381 7"), "{output}");
    assert_eq!(lines[0].text(false), "Konferens-ID: 827 196 4#");
    let Answer::Pasted { output, lines } = paste("Hej", &order()) else { panic!() };
    assert_eq!((output.as_str(), lines.len()), ("Hej", 0));
}
