use std::collections::BTreeMap;
use std::fmt;

use mender::{Answer, DiffLine, DiffPart, FileReport, Row, RowChange, SheetReport};
use serde::{Deserialize, Serialize};
use shared::{FieldProblem, Page, Problem, UpdateUserRequest, UserSort};

use super::*;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Word {
    OnlyName,
    Number(u32),
    Part { fraction: f64, file_name: String },
}

fn survives<T: Serialize + DeserializeOwned + PartialEq + fmt::Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(&read::<T>(&json).unwrap(), value, "{json}");
}

#[test]
fn what_is_written_is_read_again() {
    survives(&Problem {
        kind: "urn:konfid:problem:x".into(),
        title: "Fel \"ett\"".into(),
        status: 400,
        detail: String::new(),
        instance: None,
        errors: vec![FieldProblem { field: "displayName".into(), detail: "å".into() }],
    });
    survives(&Page { items: vec![1_u64, 9_007_199_254_740_991], next_cursor: None, total: Some(0) });
    survives(&(7_u32, Word::OnlyName));
    survives(&vec![Word::Number(3), Word::Part { fraction: 0.25, file_name: "a.ics".into() }]);
    survives(&UserSort::UpdatedAtDescending);
    survives(&(-5_i64, 'å', BTreeMap::from([("a".to_owned(), Some(1_u16))])));
}

#[test]
fn what_the_worker_says_is_read() {
    let line = DiffLine(vec![DiffPart("ID ".into(), "1".into(), "2".into())]);
    let changes = vec![RowChange { occurrence: None, property: "DESCRIPTION".into(), line: line.clone() }];
    let row = Row {
        index: 3,
        file: 0,
        summary: "Möte".into(),
        start: String::new(),
        recurring: true,
        changes,
        more: 0,
        reason: None,
    };
    let report =
        SheetReport { files: vec![FileReport { events: 2, ..FileReport::default() }], rows: vec![row] };
    for answer in [
        Answer::Ready,
        Answer::Progress { fraction: 0.5, file: 1 },
        Answer::Shown(report),
        Answer::Pasted { output: "ID 2".into(), lines: vec![line] },
    ] {
        survives(&(7_u32, answer));
    }
}

#[test]
fn missing_and_null_are_told_apart() {
    let language = |json| read::<UpdateUserRequest>(json).unwrap().language;
    assert_eq!(language("{}"), None);
    assert_eq!(language("{\"language\":null}"), Some(None));
    assert_eq!(language("{\"language\":\"sv\"}"), Some(Some(shared::Language::Sv)));
}

#[test]
fn fields_may_come_in_any_order_and_unknown_ones_too() {
    let read: FieldProblem = read("{\"later\":[{}],\"detail\":\"d\",\"field\":\"f\"}").unwrap();
    assert_eq!((read.field.as_str(), read.detail.as_str()), ("f", "d"));
}

#[test]
fn what_is_wrong_is_refused_and_says_what() {
    assert_eq!(read::<FieldProblem>("{\"field\":\"f\"}"), Err(Unreadable("detail")));
    assert_eq!(read::<u64>("-1"), Err(Unreadable("not a whole number")));
    assert_eq!(read::<u64>("1.5"), Err(Unreadable("not a whole number")));
    assert!(read::<u16>("65536").is_err());
    assert_eq!(read::<String>("1"), Err(Unreadable("not a text")));
    assert_eq!(read::<Vec<bool>>("[true,0]"), Err(Unreadable("neither true nor false")));
    assert_eq!(read::<Word>("\"none\""), Err(Unreadable("no such variant")));
    assert_eq!(read::<Word>("{}"), Err(Unreadable("an empty object")));
    assert_eq!(read::<Problem>("<html>"), Err(Unreadable("not JSON")));
    assert_eq!(from_word::<UserSort>("nonsense"), None);
}
