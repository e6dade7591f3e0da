use std::time::{Duration, Instant};

use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::*;

const SMALL: XmlLimits = XmlLimits {
    bytes: 4_000,
    depth: 4,
    nodes: 12,
    attributes_of_one: 3,
    attributes: 8,
    declarations_in_scope: 3,
    declarations: 3,
};

fn many<T>(numbers: impl Iterator<Item = T>, text: impl Fn(T) -> String) -> String {
    numbers.map(text).collect::<Vec<String>>().concat()
}

fn usual(answer: &str) -> Result<(), Trouble> {
    check(answer.as_bytes(), &XmlLimits::USUAL)
}

#[test]
fn what_servers_write_is_read() {
    // A namespace on each element, as iCloud writes it; carriage returns as SabreDAV writes them.
    let one = "<response xmlns=\"DAV:\"><href>/a/1.ics</href><propstat><prop><getetag xmlns=\"DAV:\">\"1\"</getetag>\
        <calendar-data xmlns=\"urn:ietf:params:xml:ns:caldav\">BEGIN:VCALENDAR&#13;\n<![CDATA[a < b]]></calendar-data></prop>\
        <status>HTTP/1.1 200 OK</status></propstat></response>";
    let answer = format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- hello -->\n<multistatus xmlns=\"DAV:\">{}</multistatus>",
        one.repeat(20_000)
    );
    assert_eq!(usual(&answer), Ok(()));
}

#[test]
fn bombs_are_refused_and_soon() {
    let nested: String = many(0..30_000, |level| format!("<a xmlns:n{level}=\"u{level}\">"));
    let shallow: String = many(0..2_000, |level| format!("<a xmlns:n{level}=\"u{level}\"/>"));
    let attributes: String = many(0..60_000, |number| format!(" a{number}=\"\""));
    let spread = format!("<a{}/>", many(0..60, |number| format!(" a{number}=\"\"")));
    let begin = Instant::now();
    for bomb in [
        format!("<r>{nested}"),
        format!("<r>{nested}{}</r>", "</a>".repeat(30_000)),
        format!("<r>{shallow}</r>"),
        format!("<r{attributes}/>"),
        format!("<r>{}</r>", spread.repeat(10_000)),
        format!("<r>{}</r>", "<a/>".repeat(1_000_000)),
        format!("<r>{}</r>", "<?a?>".repeat(1_000_000)),
        format!("<r>{}</r>", "<!---->".repeat(1_000_000)),
        format!("<r>{}</r>", "<![CDATA[]]>".repeat(1_000_000)),
        "<a>".repeat(1_000_000),
    ] {
        assert_eq!(usual(&bomb), Err(Trouble::TooComplex), "{}", &bomb[..100]);
    }
    let laughs = "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><r>&b;</r>";
    assert_eq!(usual(laughs), Err(Trouble::Nonsense));
    assert_eq!(check(&vec![b' '; (64 << 20) + 1], &XmlLimits::USUAL), Err(Trouble::TooLarge));
    assert_eq!(check(b"<a>\xff</a>", &XmlLimits::USUAL), Err(Trouble::Nonsense));
    // Some seconds without optimisation; a tree of the first alone takes minutes.
    assert!(begin.elapsed() < Duration::from_mins(1), "{:?}", begin.elapsed());
}

#[test]
fn the_worst_that_is_let_through_makes_a_tree_soon() {
    let limits = XmlLimits::USUAL;
    let declared: String = many(0..limits.attributes_of_one, |number| format!(" xmlns:n{number}=\"u\""));
    let deep = limits.depth - 2;
    // As many namespaces in scope as there may be, and each of the many elements within adds one.
    let namespaces = format!(
        "<r{declared}><a xmlns:m=\"u\">{}</a></r>",
        "<b xmlns:m=\"v\" n63:c=\"\"/>".repeat(limits.attributes / 2 - 100)
    );
    let depth = "<a>".repeat(deep) + &"<b/>".repeat(limits.nodes - deep) + &"</a>".repeat(deep);
    let element = format!("<a{}/>", many(0..limits.attributes_of_one, |number| format!(" a{number}=\"\"")));
    let attributes = format!("<r>{}</r>", element.repeat(limits.attributes / limits.attributes_of_one));
    let begin = Instant::now();
    for worst in [namespaces, depth, attributes] {
        assert_eq!(usual(&worst), Ok(()), "{}", &worst[..100]);
        assert!(Document::parse(&worst).is_ok());
    }
    assert!(begin.elapsed() < Duration::from_mins(1), "{:?}", begin.elapsed());
}

/// Pieces of XML, put together without care.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => Just("<a>".to_owned()),
        8 => Just("</a>".to_owned()),
        4 => Just("<a/>".to_owned()),
        3 => (0..5_u8, 0..5_u8).prop_map(|(name, value)| format!("<a xmlns:n{name}='u{value}'>")),
        3 => (0..5_u8).prop_map(|count| {
            let attributes: String = many(0..count, |number| format!(" b{number}=\"<>'/\""));
            format!("<a{}/>", attributes.replace('<', "&lt;"))
        }),
        2 => proptest::sample::select(vec![
            "<!-- <a> -->", "<!-->-->", "<!---->", "<!-- -- -->", "<![CDATA[<a>]]>", "<![CDATA[", "]]>", "-->", "<?p <a> ?>",
            "<?p?>", "?>", "<!DOCTYPE a>", "&amp;", "&b;", "&", "<", ">", "\"", "'", "=", "/", " ", "\r\n", "text", "<a b='",
            "<a\n>", "</a >", "< a>", "<a b=c>", "<a b>", "\u{feff}", "<?xml version=\"1.0\"?>", "å", "<a xmlns=''>",
        ]).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Two readers may understand a text differently; what is let through must be within the limits for the one that
    /// makes the tree.
    #[test]
    fn no_tree_is_beyond_the_limits(
        pieces in proptest::collection::vec(piece(), 0..30),
        opened in 0..6_usize,
    ) {
        let text = "<a>".repeat(opened) + &pieces.concat() + &"</a>".repeat(opened);
        if check(text.as_bytes(), &SMALL).is_ok()
            && let Ok(tree) = Document::parse(&text)
        {
            let elements = || tree.descendants().filter(Node::is_element);
            let others = tree.descendants().filter(|node| node.is_comment() || node.is_pi()).count();
            prop_assert!(elements().count() + others <= SMALL.nodes);
            prop_assert!(elements().map(|node| node.attributes().len()).sum::<usize>() <= SMALL.attributes);
            for node in elements() {
                prop_assert!(node.attributes().len() <= SMALL.attributes_of_one);
                // The prefix `xml` is in scope everywhere.
                prop_assert!(node.namespaces().len() <= SMALL.declarations_in_scope + 1);
                prop_assert!(node.ancestors().filter(Node::is_element).count() <= SMALL.depth);
            }
        }
    }

    /// A well-formed answer is refused exactly when it is beyond a limit.
    #[test]
    fn limits_are_exact(depth in 1..8_usize, more in 0..16_usize, attributes in 0..6_usize, declared in 0..6_usize) {
        let attributes_text: String = many(0..attributes, |number| format!(" b{number}=''"));
        let declared_text: String = many(0..declared, |number| format!(" xmlns:n{number}='u'"));
        let text = format!(
            "{}<b{attributes_text}{declared_text}/>{}{}",
            "<a>".repeat(depth),
            "<c/>".repeat(more),
            "</a>".repeat(depth)
        );
        let fits = depth < SMALL.depth
            && depth + 1 + more <= SMALL.nodes
            && attributes + declared <= SMALL.attributes_of_one;
        let right = if fits { Ok(()) } else { Err(Trouble::TooComplex) };
        prop_assert_eq!(check(text.as_bytes(), &SMALL), right);
    }
}
