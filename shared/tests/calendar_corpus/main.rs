//! A corpus of the shapes that real invitations have, in every language, encoding and folding.
//!
//! Every case is rendered with the old digits and with the new ones; mending the first must give exactly the bytes of
//! the second. Decoys must come back unchanged.

#[path = "../calendar_support/mod.rs"]
mod calendar_support;
mod decoys;
mod labels;
mod shapes;

use calendar_support::{FOLDINGS, Folding, Side, bytes, calendar, event, request, text};
use konfid_shared::calendar::mend_calendar;

/// One case: a name for messages, and the properties of the event for any ID.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) properties: Box<dyn Fn(&str) -> String>,
}

fn check_changed(case: &Case, folding: Folding) {
    let render = |side: Side| bytes(&calendar(&event(side, &(case.properties)(side.id()))), folding);
    let before = render(Side::Before);
    let result = mend_calendar(&before, &request());
    let output = result.output();
    let refused: Vec<_> = result.refused().map(|refusal| refusal.reason).collect();
    assert_eq!(
        text(&output),
        text(&render(Side::After)),
        "{} with {folding:?}, refused {refused:?}",
        case.name
    );
    assert_eq!(output, render(Side::After), "{} with {folding:?}", case.name);
    // Some cases hold decoys too, which are shown.
    let counts = result.counts();
    assert_eq!(counts.changed + counts.partly, 1, "{}", case.name);
    let again = mend_calendar(&output, &request());
    assert!(!again.has_changes(), "{} changes once only", case.name);
    assert_eq!(again.output(), output);
}

fn check_untouched(case: &Case, folding: Folding) {
    let before = bytes(&calendar(&event(Side::Before, &(case.properties)(Side::Before.id()))), folding);
    let result = mend_calendar(&before, &request());
    assert_eq!(text(&result.output()), text(&before), "{} with {folding:?}", case.name);
    // What is no part of a longer number is shown, so that somebody looks at it.
    let counts = result.counts();
    assert_eq!(counts.nothing_to_do + counts.to_check, 1, "{}: {counts:?}", case.name);
}

#[test]
fn labels_of_every_language_in_every_shape() {
    let cases = labels::cases();
    assert!(cases.len() >= 300, "{} cases", cases.len());
    for (index, case) in cases.iter().enumerate() {
        // All foldings for each case would be slow in a debug build; every case meets two of the six.
        check_changed(case, FOLDINGS[index % FOLDINGS.len()]);
        check_changed(case, FOLDINGS[(index / 7 + 3) % FOLDINGS.len()]);
    }
}

#[test]
fn pauses_and_addresses_in_every_encoding() {
    for case in shapes::cases() {
        for folding in FOLDINGS {
            check_changed(&case, folding);
        }
    }
}

#[test]
fn decoys_stay() {
    for case in decoys::cases() {
        for folding in FOLDINGS {
            check_untouched(&case, folding);
        }
    }
}
