//! A mail as plain text.

use super::{Part, Step};

pub(super) fn write(parts: &[Part]) -> String {
    let paragraphs: Vec<String> = parts.iter().map(paragraph).collect();
    let mut text = paragraphs.join("\n\n");
    text.push('\n');
    text
}

fn paragraph(part: &Part) -> String {
    match part {
        Part::Heading(heading) => format!("{heading}\n{}", "-".repeat(heading.chars().count())),
        Part::Paragraph(sentences) => sentences.clone(),
        Part::Fact { label, value, large: _ } => format!("{label}: {value}"),
        Part::List(items) => lines(items.iter().map(|item| format!("* {item}"))),
        Part::Steps(steps) => {
            lines(steps.iter().enumerate().map(|(index, step)| format!("{}. {}", index + 1, sentence(step))))
        }
        Part::Link(step) => sentence(step),
        Part::Block { text, html: _ } => text.trim_end().to_owned(),
        // Two hyphens and a space begin a signature, which programs fold away when somebody answers.
        Part::Footer(sentence) => format!("-- \n{sentence}"),
    }
}

fn sentence(step: &Step) -> String {
    match &step.address {
        Some(address) => format!("{}: {address}", step.sentence),
        None => step.sentence.clone(),
    }
}

fn lines(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("\n")
}
