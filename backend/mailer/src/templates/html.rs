//! A mail as HTML.
//!
//! Mail programs drop style sheets, so the few styles stand at the elements. No colours are set except through
//! `currentColor`, so that dark mode works wherever the program has one.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use shared::{LanguageTag, escape_html};

use super::{Inline, Part};

const BODY: &str = "margin:0;padding:16px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;\
                    font-size:16px;line-height:1.5";
const PAGE: &str = "max-width:600px;margin:0 auto";
const HEADING: &str = "font-size:18px;line-height:1.3;margin:24px 0 8px";
const LARGE: &str = "font-size:28px;font-weight:bold;white-space:nowrap;letter-spacing:1px";
const VALUE: &str = "font-weight:bold";
const BLOCK: &str = "border:1px solid;border-radius:6px;padding:0 16px;margin:16px 0";
const FOOTER: &str = "border-top:1px solid;margin-top:24px;padding-top:8px;font-size:14px";

pub(super) fn write(subject: &str, language: &LanguageTag, parts: &[Part]) -> String {
    let document = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                // A conference ID is no telephone number; some programs would make a link of it.
                meta name="format-detection" content="telephone=no";
                title { (subject) }
            }
            body style=(BODY) {
                // Mail programs keep only what is inside of the body, so the language stands here again.
                div role="article" aria-label=(subject) lang=(language) style=(PAGE) {
                    @for part in parts { (element(part)) }
                }
            }
        }
    };
    document.into_string()
}

fn element(part: &Part) -> Markup {
    html! {
        @match part {
            Part::Heading(words) => h2 style=(HEADING) { (line(words)) },
            Part::Paragraph(words) => p { (line(words)) },
            Part::Fact { label, value, large } => p {
                (line(label)) ":" br;
                span style=(if *large { LARGE } else { VALUE }) { (isolated(value)) }
            },
            Part::List(items) => ul { @for item in items { li { (line(item)) } } },
            Part::Steps(items) => ol { @for item in items { li { (line(item)) } } },
            // The block escapes what it takes from the settings by itself.
            Part::Block { text: _, html } => div style=(BLOCK) { (PreEscaped(html)) },
            Part::Footer(words) => p style=(FOOTER) { (line(words)) },
        }
    }
}

/// What plain text keeps apart by characters that nobody sees, HTML keeps apart by an element.
fn isolated(sentences: &str) -> Markup {
    PreEscaped(escape_html(sentences).replace('\u{2068}', "<bdi>").replace('\u{2069}', "</bdi>"))
}

fn line(words: &[Inline]) -> Markup {
    html! {
        @for piece in words {
            @match piece {
                Inline::Text(text) => (isolated(text)),
                Inline::Break => { br; }
                Inline::Link { words, address } => a href=(address) {
                    (isolated(if words.is_empty() { address } else { words }))
                },
            }
        }
    }
}
