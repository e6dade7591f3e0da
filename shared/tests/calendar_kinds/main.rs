//! Every kind of thing that stands around a conference ID in real invitations, each with every separator and grouping.
//!
//! What is expected is the same text with the new digits; it never comes from the code under test.

#[path = "../calendar_support/mod.rs"]
mod calendar_support;
mod shapes;
mod words;

use calendar_support::{NEW, OLD, grouped, request};
use konfid_shared::calendar::{MendRequest, NumberChange, mend_text};
use proptest::prelude::*;
use proptest::sample::select;
use shapes::{DECOYS, NEIGHBOURS, SURE, TEXTS};
use words::{ENDS, GROUPINGS, LABELS, SEPARATORS};

fn filled(shape: &str, id: &str) -> String {
    shape.replace("{}", id)
}

fn check(text: &str, expected: &str) {
    let mended = mend_text(text, &request());
    assert_eq!(mended.output, expected, "of {text:?}");
    let again = mend_text(&mended.output, &request());
    assert_eq!(again.output, mended.output, "once is enough for {text:?}");
}

#[test]
fn every_label_before_every_separator_and_grouping() {
    for (index, label) in LABELS.iter().enumerate() {
        for (turn, separator) in SEPARATORS.iter().enumerate() {
            // Each label meets every separator, and each separator every grouping and end.
            let (groups, between) = GROUPINGS[(index + turn) % GROUPINGS.len()];
            let end = ENDS[(index + 3 * turn) % ENDS.len()];
            let text = |id: &str| format!("Hej!\n{label}{separator}{}{end}", grouped(id, groups, between));
            check(&text(OLD), &text(NEW));
        }
    }
}

#[test]
fn texts_as_people_write_them() {
    for shape in TEXTS {
        check(&filled(shape, OLD), &filled(shape, NEW));
    }
}

#[test]
fn a_foreign_word_blocks_in_its_own_phrase_only() {
    for before in [
        "The meeting is online. ",
        "Mötet är online. ",
        "Pas de visio. ",
        "Audio only, no video - ",
        "No video – ",
        "Join online: ",
        "Video/",
        "Zoom / ",
        "Webex.\n",
        "Video\n",
        "<span>Join online</span> <span>",
        "<p>Video</p><p>",
        "Video ID: 111 222 333\n",
        "Online (",
    ] {
        for label in ["Conference ID: ", "telefonkonferens-ID: ", "ID de conférence : "] {
            check(&format!("{before}{label}{OLD}"), &format!("{before}{label}{NEW}"));
        }
    }
}

#[test]
fn neighbours_count_beside_something_sure_only() {
    for shape in NEIGHBOURS {
        let alone = filled(shape, OLD);
        check(&alone, &alone);
        for order in [format!("{SURE}{shape}"), format!("{shape}\n\n{SURE}")] {
            check(&filled(&order, OLD), &filled(&order, NEW));
            // Also where the sure one is new already: somebody mended half of it by hand.
            let half = filled(&order.replace(SURE, &filled(SURE, NEW)), OLD);
            check(&half, &filled(&order, NEW));
        }
    }
}

#[test]
fn the_same_digits_again_after_a_label() {
    let shapes = [
        "{} (827 196 4)",
        "{} 827 196 4",
        "{} / 827-196-4",
        "{}<tel:8271964>#",
        "{} eller 8271964",
        "{} [8271964]",
    ];
    for shape in shapes {
        let text = format!("Konferens-ID: {}", filled(shape, OLD));
        let expected =
            text.replace(OLD, NEW).replace("827 196 4", "509 381 7").replace("827-196-4", "509-381-7");
        check(&text, &expected);
    }
}

#[test]
fn decoys_stay_beside_something_sure() {
    for decoy in DECOYS {
        let decoy = filled(decoy, OLD);
        check(&decoy, &decoy);
        check(&format!("{}{decoy}\n", filled(SURE, OLD)), &format!("{}{decoy}\n", filled(SURE, NEW)));
        check(&format!("{decoy}\n\n{}", filled(SURE, OLD)), &format!("{decoy}\n\n{}", filled(SURE, NEW)));
    }
}

#[test]
fn a_digit_before_a_group_makes_a_longer_number() {
    // Whether the other digits that stay are old ones or not decides nothing about these.
    for beside in ["", ",,8271964#,,8271964#"] {
        let text = format!("=3 827 196 4\">Conference ID: \n\n{beside}Conference ID: {OLD}#");
        let mended = mend_text(&text, &request()).output;
        assert!(mended.starts_with("=3 827 196 4"), "{mended}");
        assert!(mended.ends_with(&format!("Conference ID: {NEW}#")), "{mended}");
    }
}

#[test]
fn cells_below_the_head_of_their_column() {
    let table = |id: &str| {
        format!(
            "<table><tr><th>Number</th><th>Conference ID</th><th>Order</th></tr>\
             <tr><td>+46 8 123 456 78</td><td><b>{id}</b></td><td>8271964</td></tr>\
             <tr><td>8271964</td><td>{id}</td><td>8271964</td></tr></table><p>8271964</p>"
        )
    };
    check(&table(OLD), &table(NEW));
    let nested = |id: &str| {
        format!(
            "<table><tr><td>Conference ID</td><td>x</td></tr><tr><td><table><tr><td>Order</td></tr><tr><td>8271964\
             </td></tr></table></td></tr><tr><td>{id}</td><td>8271964</td></tr></table>"
        )
    };
    check(&nested(OLD), &nested(NEW));
}

#[test]
fn digits_of_other_scripts() {
    for zero in ['0', '٠', '۰', '０'] {
        let digits = |id: &str| -> String {
            id.chars().filter_map(|digit| char::from_u32(zero as u32 + digit as u32 - '0' as u32)).collect()
        };
        for label in ["معرّف المؤتمر: ", "電話会議 ID：", "Conference ID: "] {
            check(&format!("{label}{}", digits(OLD)), &format!("{label}{}", digits(NEW)));
        }
    }
}

#[test]
fn a_space_lost_in_a_fold() {
    check(&format!("Conference ID{OLD}"), &format!("Conference ID{NEW}"));
    check(&format!("Konferens-ID är{OLD}x"), &format!("Konferens-ID är{OLD}x"));
}

#[test]
fn service_numbers_as_people_write_them() {
    let change = |old: &str, new: &str| MendRequest {
        numbers: vec![NumberChange { old: old.to_owned(), new: new.to_owned() }],
        ..request()
    };
    for (old, new, before, after) in [
        ("+46812345678", "+46855500100", "+46 (0)8 123 456 78", "+46 (0)8 555 001 00"),
        ("+46812345678", "+46855500100", "0046 8 123 456 78", "0046 8 555 001 00"),
        ("+46812345678", "+46855500100", "08-123 456 78", "08-555 001 00"),
        ("+46812345678", "+46855500100", "(08) 123 456 78", "(08) 555 001 00"),
        ("+46812345678", "+46855500100", "+46 08 123 456 78", "+46 08 123 456 78"),
        ("+46812345678", "+46855500100", "+47 8 123 456 78", "+47 8 123 456 78"),
        ("+46812345678", "+46855500100", "08-123 456 789", "08-123 456 789"),
        ("+46812345678", "+46855500100", "108-123 456 78", "108-123 456 78"),
        ("+46812345678", "+4721234567", "0046 8 123 456 78", "004721234567"),
        ("+46812345678", "+4721234567", "08-123 456 78", "08-123 456 78"),
        ("+4721234567", "+4722345678", "21 23 45 67", "22 34 56 78"),
        ("+12065550100", "+12065550199", "1-206-555-0100", "1-206-555-0199"),
        ("+12065550100", "+12065550199", "(206) 555-0100", "(206) 555-0199"),
        ("+12065550100", "+12065550199", "011 1 206 555 0100", "011 1 206 555 0199"),
        ("+4930123456", "+4930654321", "030/123456", "030/654321"),
    ] {
        let mended = mend_text(&format!("Tel. {before}, ok"), &change(old, new));
        assert_eq!(mended.output, format!("Tel. {after}, ok"), "of {before}");
        assert_eq!(mend_text(&mended.output, &change(old, new)).output, mended.output);
    }
}

proptest! {
    #[test]
    fn nothing_changes_but_the_old_digits(
        parts in prop::collection::vec(
            prop_oneof![
                select(LABELS).prop_map(str::to_owned),
                select(SEPARATORS).prop_map(str::to_owned),
                select(NEIGHBOURS).prop_map(|shape| filled(shape, OLD)),
                select(DECOYS).prop_map(|shape| filled(shape, OLD)),
                select(GROUPINGS).prop_map(|(groups, between)| grouped(OLD, groups, between)),
                select(ENDS).prop_map(str::to_owned),
            ],
            0..12,
        )
    ) {
        let text = parts.concat();
        let mended = mend_text(&text, &request()).output;
        let without = |text: &str| text.chars().filter(|character| !character.is_ascii_digit()).collect::<String>();
        prop_assert_eq!(without(&mended), without(&text));
        prop_assert_eq!(mended.len(), text.len());
        prop_assert_eq!(mend_text(&mended, &request()).output, mended);
    }

    #[test]
    fn what_does_not_change_is_reported(
        before in "[a-zé日:# .\\n]{0,12}",
        after in "[a-zé日:# .\\n]{0,12}",
        sure in any::<bool>(),
        shape in prop_oneof![select(NEIGHBOURS), select(DECOYS), select(TEXTS), Just("{}")],
        (groups, between) in select(GROUPINGS),
    ) {
        let id = grouped(OLD, groups, between);
        let text = format!("{}{before}{}{after}", if sure { SURE } else { "" }, filled(shape, &id));
        let mended = mend_text(&filled(&text, OLD), &request());
        // As long as they are not a part of a longer number.
        let remains = mended.output.contains(&id) && !["{}8", "89", "-12", "1112223"].iter().any(|more| shape.contains(more));
        prop_assert!(!remains || !mended.leftovers.is_empty(), "{} of {}", mended.output, text);
    }
}
