//! The invitation block as HTML.

use super::{InvitationBlock, words};

/// Writes text so that it can stand in HTML, between tags and in quoted attributes.
pub fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

pub(super) fn write(block: &InvitationBlock<'_>) -> String {
    let words = words::of(block.language);
    let mut lines = vec![format!("<strong>{}</strong>", words.heading)];
    for number in &block.numbers {
        let link = block.link(number);
        let shown = escape_html(&block.describe(number));
        lines.push(format!("<a href=\"{}\">{shown}</a>", escape_html(&link)));
    }
    lines.push(format!("{}: <strong>{}</strong>", words.conference_id, block.digits.for_people()));
    lines.extend(words.hint(block.numbers.len()).map(str::to_owned));
    format!("<div lang=\"{}\"><p>{}</p></div>", block.language.tag(), lines.join("<br>\n"))
}
