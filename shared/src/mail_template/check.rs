//! Checking a template before it is kept.

use super::layout::is_address;
use super::parse::Node;
use super::{
    MailTemplate, MailTemplateFault, MailTemplateFaultKind as Kind, MailTemplateText, MailVariable,
    MailVariableKind,
};
use crate::{Fault, InvalidField, MailEvent};

/// The longest subject, in characters.
const SUBJECT_LENGTH_MAX: usize = 200;
/// The longest text, in characters.
const BODY_LENGTH_MAX: usize = 20_000;

/// A template of an email that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailTemplates {
    /// The subject.
    pub subject: MailTemplate,
    /// The text.
    pub body: MailTemplate,
}

impl MailTemplateText {
    /// Reads both parts and checks that an email about this event can be written with them.
    ///
    /// # Errors
    ///
    /// Every fault, with the field it is in.
    pub fn checked(&self, event: MailEvent) -> Result<MailTemplates, Vec<InvalidField>> {
        let mut invalid = Vec::new();
        let subject = part("subject", &self.subject, SUBJECT_LENGTH_MAX, event, check_subject, &mut invalid);
        let body = part("body", &self.body, BODY_LENGTH_MAX, event, check_body, &mut invalid);
        match (subject, body) {
            (Some(subject), Some(body)) if invalid.is_empty() => Ok(MailTemplates { subject, body }),
            _ => Err(invalid),
        }
    }
}

type Check = fn(&str, &MailTemplate, MailEvent, &mut Vec<(Option<usize>, Kind)>);

fn part(
    field: &'static str,
    source: &str,
    longest: usize,
    event: MailEvent,
    check: Check,
    invalid: &mut Vec<InvalidField>,
) -> Option<MailTemplate> {
    let mut refuse = |fault| invalid.push(InvalidField { field, fault });
    if source.trim().is_empty() {
        refuse(Fault::Empty);
        return None;
    }
    if source.chars().count() > longest {
        refuse(Fault::LongerThan(longest));
        return None;
    }
    match MailTemplate::parse(source, event) {
        Ok(template) => {
            let mut found = Vec::new();
            check(source, &template, event, &mut found);
            for (line, kind) in found {
                refuse(Fault::MailTemplate(MailTemplateFault { line, event, kind }));
            }
            Some(template)
        }
        Err(faults) => {
            for fault in faults {
                refuse(Fault::MailTemplate(fault));
            }
            None
        }
    }
}

fn check_subject(
    source: &str,
    template: &MailTemplate,
    event: MailEvent,
    found: &mut Vec<(Option<usize>, Kind)>,
) {
    if source.trim_end().contains('\n') {
        found.push((None, Kind::SeveralLines));
    }
    let mut shown = Vec::new();
    variables(&template.nodes, &mut shown);
    let refused = shown.into_iter().filter(|variable| !event.may_be_in_subject(*variable));
    found.extend(refused.map(|variable| (None, Kind::NotInSubject(variable))));
}

fn check_body(
    source: &str,
    template: &MailTemplate,
    event: MailEvent,
    found: &mut Vec<(Option<usize>, Kind)>,
) {
    for (line, text) in (1..).zip(source.lines()) {
        for (_, behind) in text.match_indices("](").map(|(at, _)| text.split_at(at + 2)) {
            let target = behind.split(')').next().unwrap_or_default().trim();
            if !(behind.contains(')') && is_target(target, event)) {
                let short: String = target.chars().take(60).collect();
                found.push((Some(line), Kind::NotAddress(short)));
            }
        }
    }
    let required = event.required();
    if !required.is_empty() && !always_shows(&template.nodes, required) {
        found.push((None, Kind::Missing(required)));
    }
}

fn is_target(target: &str, event: MailEvent) -> bool {
    let name = target.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
    match name {
        Some(name) => event
            .variables()
            .into_iter()
            .any(|variable| variable.name() == name.trim() && variable.kind() == MailVariableKind::Link),
        None => is_address(target),
    }
}

/// The variables whose values may be shown.
fn variables(nodes: &[Node], shown: &mut Vec<MailVariable>) {
    for node in nodes {
        match node {
            Node::Text(_) => {}
            Node::Variable(variable) => shown.push(*variable),
            Node::If { condition: _, then, otherwise } => {
                variables(then, shown);
                variables(otherwise, shown);
            }
        }
    }
}

/// Whether one of these is shown, whatever the conditions. Each has a value in every such email.
fn always_shows(nodes: &[Node], wanted: &[MailVariable]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(_) => false,
        Node::Variable(variable) => wanted.contains(variable),
        Node::If { condition, then, otherwise } => {
            always_shows(then, wanted) && (wanted.contains(condition) || always_shows(otherwise, wanted))
        }
    })
}
