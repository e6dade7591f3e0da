//! A mail as plain text.

use super::{Inline, Part};

pub(super) fn write(parts: &[Part]) -> String {
    let paragraphs: Vec<String> = parts.iter().map(paragraph).collect();
    let mut text = paragraphs.join("\n\n");
    text.push('\n');
    text
}

fn paragraph(part: &Part) -> String {
    match part {
        Part::Heading(words) => {
            let heading = line(words);
            format!("{heading}\n{}", "-".repeat(heading.chars().count()))
        }
        Part::Paragraph(words) => line(words),
        Part::Fact { label, value, large: _ } => format!("{}: {value}", line(label)),
        Part::List(items) => lines(items.iter().map(|item| format!("* {}", line(item)))),
        Part::Steps(items) => {
            lines(items.iter().enumerate().map(|(index, item)| format!("{}. {}", index + 1, line(item))))
        }
        Part::Block { text, html: _ } => text.trim_end().to_owned(),
        // Two hyphens and a space begin a signature, which programs fold away when somebody answers.
        Part::Footer(words) => format!("-- \n{}", line(words)),
    }
}

fn line(words: &[Inline]) -> String {
    let mut text = String::new();
    let mut rest = words;
    while let Some((piece, after)) = rest.split_first() {
        rest = after;
        match piece {
            Inline::Text(words) => text.push_str(words),
            Inline::Break => text.push('\n'),
            Inline::Link { words, address } if words.is_empty() => text.push_str(address),
            // At the end of a line the address follows a colon; in the middle it must not run into what comes after it.
            Inline::Link { words, address } => match rest.first() {
                None | Some(Inline::Break) => text.extend([words.as_str(), ": ", address]),
                Some(_) => text.extend([words.as_str(), " <", address, ">"]),
            },
        }
    }
    text
}

fn lines(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("\n")
}
