//! Reading a template.

use super::{MailTemplateFault, MailTemplateFaultKind as Kind, MailVariable, MailVariableKind};
use crate::MailEvent;

/// How many conditions may stand in each other.
const DEPTH_MAX: usize = 8;

/// A template that was read: text, variables and conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailTemplate {
    pub(super) nodes: Vec<Node>,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Text(String),
    Variable(MailVariable),
    If { condition: MailVariable, then: Vec<Self>, otherwise: Vec<Self> },
}

/// A condition that has begun and not ended.
struct Open {
    condition: MailVariable,
    line: usize,
    then: Vec<Node>,
    otherwise: Option<Vec<Node>>,
}

impl MailTemplate {
    /// Reads a text of emails about this event.
    ///
    /// # Errors
    ///
    /// The first fault in each line.
    pub fn parse(source: &str, event: MailEvent) -> Result<Self, Vec<MailTemplateFault>> {
        let mut parser = Parser { event, nodes: Vec::new(), open: Vec::new(), faults: Vec::new() };
        for (line, text) in (1..).zip(source.split('\n')) {
            if line > 1 {
                parser.push(Node::Text("\n".to_owned()));
            }
            parser.line(line, text.trim_end_matches('\r'));
        }
        parser.finish()
    }
}

struct Parser {
    event: MailEvent,
    nodes: Vec<Node>,
    open: Vec<Open>,
    faults: Vec<MailTemplateFault>,
}

impl Parser {
    fn line(&mut self, line: usize, mut rest: &str) {
        while let Some((before, behind)) = rest.split_once("{{") {
            self.text(before);
            let Some((tag, after)) = behind.split_once("}}") else {
                return self.fault(line, Kind::NotClosed);
            };
            self.tag(line, tag.trim());
            rest = after;
        }
        self.text(rest);
    }

    fn tag(&mut self, line: usize, tag: &str) {
        if let Some(name) = tag.strip_prefix("if ") {
            // Without a condition the text is refused anyway, but its end is no further fault.
            let condition = self.variable(line, name.trim()).unwrap_or(MailVariable::DisplayName);
            if self.open.len() == DEPTH_MAX {
                self.fault(line, Kind::TooDeep(DEPTH_MAX));
            }
            return self.open.push(Open { condition, line, then: Vec::new(), otherwise: None });
        }
        match tag {
            "else" => match self.open.last_mut() {
                Some(open) if open.otherwise.is_none() => open.otherwise = Some(Vec::new()),
                Some(_) | None => self.fault(line, Kind::WithoutIf("else")),
            },
            "end" => match self.open.pop() {
                Some(Open { condition, then, otherwise, line: _ }) => {
                    self.push(Node::If { condition, then, otherwise: otherwise.unwrap_or_default() });
                }
                None => self.fault(line, Kind::WithoutIf("end")),
            },
            name => {
                let Some(variable) = self.variable(line, name) else { return };
                if variable.kind() == MailVariableKind::Condition {
                    return self.fault(line, Kind::OnlyCondition(variable));
                }
                self.push(Node::Variable(variable));
            }
        }
    }

    fn variable(&mut self, line: usize, name: &str) -> Option<MailVariable> {
        let found = self.event.variables().into_iter().find(|variable| variable.name() == name);
        if found.is_none() {
            let short: String = name.chars().take(40).collect();
            self.fault(line, Kind::UnknownVariable(short));
        }
        found
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.push(Node::Text(text.to_owned()));
        }
    }

    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.otherwise.as_mut().unwrap_or(&mut open.then).push(node),
            None => self.nodes.push(node),
        }
    }

    fn fault(&mut self, line: usize, kind: Kind) {
        if self.faults.last().is_none_or(|last| last.line != Some(line)) {
            self.faults.push(MailTemplateFault { line: Some(line), event: self.event, kind });
        }
    }

    fn finish(mut self) -> Result<MailTemplate, Vec<MailTemplateFault>> {
        if let Some(open) = self.open.first() {
            let (line, kind) = (Some(open.line), Kind::IfWithoutEnd);
            self.faults.push(MailTemplateFault { line, event: self.event, kind });
        }
        if self.faults.is_empty() { Ok(MailTemplate { nodes: self.nodes }) } else { Err(self.faults) }
    }
}
