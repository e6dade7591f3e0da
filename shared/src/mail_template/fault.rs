//! What can be wrong with a template.

use super::MailVariable;
use crate::{Describe, Language, MailEvent};

/// What is wrong with a template, and in which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailTemplateFault {
    /// The line, counted from 1; none when it is about the whole text.
    pub line: Option<usize>,
    /// What the email is about, which decides what is accepted.
    pub event: MailEvent,
    /// What is wrong.
    pub kind: MailTemplateFaultKind,
}

/// What can be wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailTemplateFaultKind {
    /// There is no such variable, or it has no value in this email.
    UnknownVariable(String),
    /// `{{` without `}}`.
    NotClosed,
    /// `{{if …}}` without `{{end}}`.
    IfWithoutEnd,
    /// `{{else}}` or `{{end}}` without `{{if …}}`.
    WithoutIf(&'static str),
    /// An `{{if}}` in more than this many others.
    TooDeep(usize),
    /// It may not stand in a subject.
    NotInSubject(MailVariable),
    /// It has no value to show, so it must stand behind `if`.
    OnlyCondition(MailVariable),
    /// A link leads to what is no address.
    NotAddress(String),
    /// None of these is always in the text.
    Missing(&'static [MailVariable]),
    /// A subject has more than one line.
    SeveralLines,
}

impl Describe for MailTemplateFault {
    fn describe(&self, language: Language) -> String {
        let sentence = self.sentence(language);
        match (language, self.line) {
            (_, None) => sentence,
            (Language::En, Some(line)) => format!("Line {line}: {sentence}"),
            (Language::Sv, Some(line)) => format!("Rad {line}: {sentence}"),
        }
    }
}

impl MailTemplateFault {
    fn sentence(&self, language: Language) -> String {
        use MailTemplateFaultKind as Kind;
        match (language, &self.kind) {
            (Language::En, Kind::UnknownVariable(name)) => {
                format!("“{name}” is not a variable of this email. It can have {}.", self.accepted())
            }
            (Language::Sv, Kind::UnknownVariable(name)) => {
                format!("”{name}” är ingen variabel i det här meddelandet. Det kan ha {}.", self.accepted())
            }
            (Language::En, Kind::NotClosed) => "“{{” needs “}}” after it in the same line.".to_owned(),
            (Language::Sv, Kind::NotClosed) => "”{{” behöver ”}}” efter sig på samma rad.".to_owned(),
            (Language::En, Kind::IfWithoutEnd) => "This {{if …}} needs an {{end}}.".to_owned(),
            (Language::Sv, Kind::IfWithoutEnd) => "Den här {{if …}} behöver ett {{end}}.".to_owned(),
            (Language::En, Kind::WithoutIf(word)) => {
                format!("{{{{{word}}}}} needs an {{{{if …}}}} before it.")
            }
            (Language::Sv, Kind::WithoutIf(word)) => {
                format!("{{{{{word}}}}} behöver en {{{{if …}}}} före sig.")
            }
            (Language::En, Kind::TooDeep(most)) => {
                format!("Put at most {most} {{{{if …}}}} into each other.")
            }
            (Language::Sv, Kind::TooDeep(most)) => format!("Lägg högst {most} {{{{if …}}}} i varandra."),
            (Language::En, Kind::NotInSubject(variable)) => format!(
                "{{{{{}}}}} cannot be in the subject, which email servers log and telephones show on a locked screen. \
                 Use it in the text.",
                variable.name()
            ),
            (Language::Sv, Kind::NotInSubject(variable)) => format!(
                "{{{{{}}}}} får inte stå i ämnet, som e-postservrar loggar och telefoner visar på en låst skärm. Använd \
                 den i texten.",
                variable.name()
            ),
            (Language::En, Kind::OnlyCondition(variable)) => {
                format!("{} has nothing to show. Use it as {{{{if {0}}}}} … {{{{end}}}}.", variable.name())
            }
            (Language::Sv, Kind::OnlyCondition(variable)) => {
                format!(
                    "{} har inget att visa. Använd den som {{{{if {0}}}}} … {{{{end}}}}.",
                    variable.name()
                )
            }
            (Language::En, Kind::NotAddress(target)) => format!(
                "“{target}” is not where a link can lead. Write https://…, or one of the variables that are links."
            ),
            (Language::Sv, Kind::NotAddress(target)) => format!(
                "En länk kan inte leda till ”{target}”. Skriv https://…, eller en av de variabler som är länkar."
            ),
            (Language::En, Kind::Missing(variables)) => {
                format!("The email is useless without this, whatever applies: {}.", names(variables, "or"))
            }
            (Language::Sv, Kind::Missing(variables)) => format!(
                "Meddelandet är meningslöst utan det här, vad som än gäller: {}.",
                names(variables, "eller")
            ),
            (Language::En, Kind::SeveralLines) => "The subject is one line.".to_owned(),
            (Language::Sv, Kind::SeveralLines) => "Ämnet är en enda rad.".to_owned(),
        }
    }

    fn accepted(&self) -> String {
        let names: Vec<&str> = self.event.variables().into_iter().map(MailVariable::name).collect();
        names.join(", ")
    }
}

fn names(variables: &[MailVariable], or: &str) -> String {
    let names: Vec<String> =
        variables.iter().map(|variable| format!("{{{{{}}}}}", variable.name())).collect();
    names.join(&format!(" {or} "))
}
