//! The texts of emails as templates: what they may say, how they are read, and the built-in ones.
//!
//! A template is text with `{{variables}}`, `{{if variable}} … {{else}} … {{end}}`, and a few signs of layout: `# ` before a
//! heading, `* ` and `1. ` before the items of a list, `[words](address)` for a link, `--` above the small print.
//! Layout is recognised in the template alone, so whatever a value holds stays text. There are no loops, so a
//! template is never longer to read than it is to write.

mod built_in;
mod check;
mod event;
mod fault;
mod layout;
mod parse;
mod variable;
mod wire;

pub use check::MailTemplates;
pub use fault::*;
pub use layout::{MailInline, MailLayout, MailPart, MailTarget};
pub use parse::MailTemplate;
pub use variable::*;
pub use wire::*;

#[cfg(test)]
mod tests;
