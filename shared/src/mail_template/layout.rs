//! What of a template is a heading, a list, a link.

use super::parse::Node;
use super::{MailTemplate, MailVariable, MailVariableKind};

/// An email before its values are put in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailLayout(pub Vec<MailPart>);

/// A part of an email.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailPart {
    /// `# Heading`
    Heading(Vec<MailInline>),
    /// Lines without an empty one between them.
    Paragraph(Vec<MailInline>),
    /// `Label: {{variable}}` alone: something short to find at a glance.
    Fact {
        /// What stands before the colon.
        label: Vec<MailInline>,
        /// Whose value it is.
        variable: MailVariable,
    },
    /// `* item`
    List(Vec<Vec<MailInline>>),
    /// `1. item`
    Steps(Vec<Vec<MailInline>>),
    /// A variable of several lines.
    Block(MailVariable),
    /// What follows `--`: small print.
    Footer(Vec<MailInline>),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailInline {
    /// Words.
    Text(String),
    /// A value.
    Variable(MailVariable),
    /// `[words](target)`
    Link {
        /// What one clicks.
        words: Vec<MailInline>,
        /// Where it leads.
        target: MailTarget,
    },
    /// The end of a line in a paragraph.
    Break,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailTarget {
    /// To this address.
    Address(String),
    /// To the value of this variable.
    Variable(MailVariable),
}

/// A character, or a variable in one's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Atom {
    Character(char),
    Variable(MailVariable),
}

type Line = Vec<Atom>;

impl MailTemplate {
    /// What it says in one line, as a subject.
    pub fn line(&self, holds: &dyn Fn(MailVariable) -> bool) -> Vec<MailInline> {
        inlines(&atoms(&self.nodes, holds))
    }

    /// What it says where this holds: a variable holds if its value is not empty.
    pub fn layout(&self, holds: &dyn Fn(MailVariable) -> bool) -> MailLayout {
        let atoms = atoms(&self.nodes, holds);
        let mut layout = Builder { parts: Vec::new(), group: Group::None };
        for line in atoms.split(|atom| *atom == Atom::Character('\n')) {
            layout.line(trimmed(line));
        }
        layout.flush();
        MailLayout(layout.parts)
    }
}

/// The nodes with their conditions decided.
fn atoms(nodes: &[Node], holds: &dyn Fn(MailVariable) -> bool) -> Line {
    let mut line = Line::new();
    for node in nodes {
        match node {
            Node::Text(text) => line.extend(text.chars().map(Atom::Character)),
            Node::Variable(variable) => line.push(Atom::Variable(*variable)),
            Node::If { condition, then, otherwise } => {
                line.extend(atoms(if holds(*condition) { then } else { otherwise }, holds));
            }
        }
    }
    line
}

fn trimmed(line: &[Atom]) -> &[Atom] {
    let is_space = |atom: &Atom| matches!(atom, Atom::Character(character) if character.is_whitespace());
    let start = line.iter().position(|atom| !is_space(atom)).unwrap_or(line.len());
    let end = line.iter().rposition(|atom| !is_space(atom)).map_or(start, |last| last + 1);
    &line[start..end]
}

/// The lines that belong together so far.
enum Group {
    None,
    Paragraph(Vec<Line>),
    List(Vec<Line>),
    Steps(Vec<Line>),
    Footer(Vec<Line>),
}

struct Builder {
    parts: Vec<MailPart>,
    group: Group,
}

impl Builder {
    fn line(&mut self, line: &[Atom]) {
        let block = |atom: &Atom| match atom {
            Atom::Variable(variable) if variable.kind() == MailVariableKind::Block => Some(*variable),
            Atom::Variable(_) | Atom::Character(_) => None,
        };
        if let Some((at, variable)) = line.iter().enumerate().find_map(|(at, atom)| Some((at, block(atom)?)))
        {
            self.line(trimmed(&line[..at]));
            self.flush();
            self.parts.push(MailPart::Block(variable));
            return self.line(trimmed(&line[at + 1..]));
        }
        let start: String = line.iter().take(6).copied().map_while(character).collect();
        if line.is_empty() {
            self.flush();
        } else if start.starts_with("# ") {
            self.flush();
            self.parts.push(MailPart::Heading(inlines(trimmed(&line[2..]))));
        } else if start == "--" && line.len() == 2 {
            self.flush();
            self.group = Group::Footer(Vec::new());
        } else if start.starts_with("* ") || start.starts_with("- ") {
            let item = trimmed(&line[2..]).to_vec();
            match &mut self.group {
                Group::List(items) => items.push(item),
                Group::None | Group::Paragraph(_) | Group::Steps(_) | Group::Footer(_) => {
                    self.flush();
                    self.group = Group::List(vec![item]);
                }
            }
        } else if let Some(number) = number_length(&start) {
            let item = trimmed(&line[number..]).to_vec();
            match &mut self.group {
                Group::Steps(items) => items.push(item),
                Group::None | Group::Paragraph(_) | Group::List(_) | Group::Footer(_) => {
                    self.flush();
                    self.group = Group::Steps(vec![item]);
                }
            }
        } else {
            match &mut self.group {
                Group::Paragraph(lines) | Group::Footer(lines) => lines.push(line.to_vec()),
                Group::None | Group::List(_) | Group::Steps(_) => {
                    self.flush();
                    self.group = Group::Paragraph(vec![line.to_vec()]);
                }
            }
        }
    }

    fn flush(&mut self) {
        let items = |lines: Vec<Line>| lines.iter().map(|line| inlines(line)).collect();
        let part = match std::mem::replace(&mut self.group, Group::None) {
            Group::None => return,
            Group::Paragraph(lines) => fact(&lines).unwrap_or_else(|| MailPart::Paragraph(joined(&lines))),
            Group::List(lines) => MailPart::List(items(lines)),
            Group::Steps(lines) => MailPart::Steps(items(lines)),
            Group::Footer(lines) => MailPart::Footer(joined(&lines)),
        };
        self.parts.push(part);
    }
}

fn character(atom: Atom) -> Option<char> {
    match atom {
        Atom::Character(character) => Some(character),
        Atom::Variable(_) => None,
    }
}

/// How long `1. ` is, if it stands there.
fn number_length(start: &str) -> Option<usize> {
    let digits = start.chars().take_while(char::is_ascii_digit).count();
    ((1..=3).contains(&digits) && start[digits..].starts_with(". ")).then_some(digits + 2)
}

/// A label, a colon and one value.
fn fact(lines: &[Line]) -> Option<MailPart> {
    let [line] = lines else { return None };
    let (last, before) = line.split_last()?;
    let Atom::Variable(variable) = *last else { return None };
    let (colon, label) = trimmed(before).split_last()?;
    let is_fact = variable.kind() == MailVariableKind::Text && *colon == Atom::Character(':');
    (is_fact && !label.is_empty()).then(|| MailPart::Fact { label: inlines(label), variable })
}

fn joined(lines: &[Line]) -> Vec<MailInline> {
    let mut all = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            all.push(MailInline::Break);
        }
        all.extend(inlines(line));
    }
    all
}

fn inlines(line: &[Atom]) -> Vec<MailInline> {
    let mut all: Vec<MailInline> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        if let Some((link, length)) = link(&line[at..]) {
            all.push(link);
            at += length;
            continue;
        }
        match (line[at], all.last_mut()) {
            (Atom::Variable(variable), _) => all.push(MailInline::Variable(variable)),
            (Atom::Character(character), Some(MailInline::Text(text))) => text.push(character),
            (Atom::Character(character), _) => all.push(MailInline::Text(character.to_string())),
        }
        at += 1;
    }
    all
}

/// The link that begins here, and how long it is.
fn link(line: &[Atom]) -> Option<(MailInline, usize)> {
    let find = |from: usize, wanted: char| {
        let place = line.get(from..)?.iter().position(|atom| *atom == Atom::Character(wanted))?;
        Some(from + place)
    };
    if line.first() != Some(&Atom::Character('[')) {
        return None;
    }
    let close = find(1, ']')?;
    if close == 1 || line.get(close + 1) != Some(&Atom::Character('(')) {
        return None;
    }
    let end = find(close + 2, ')')?;
    let target = match trimmed(&line[close + 2..end]) {
        [Atom::Variable(variable)] if variable.kind() == MailVariableKind::Link => {
            MailTarget::Variable(*variable)
        }
        address => {
            let text: String = address.iter().copied().map(character).collect::<Option<_>>()?;
            MailTarget::Address(Some(text).filter(|text| is_address(text))?)
        }
    };
    Some((MailInline::Link { words: inlines(&line[1..close]), target }, end + 1))
}

/// Whether a link may lead there.
pub(super) fn is_address(text: &str) -> bool {
    let known = ["https://", "http://", "mailto:"].into_iter().find(|scheme| text.starts_with(scheme));
    known.is_some_and(|scheme| text.len() > scheme.len())
        && !text.chars().any(|character| character.is_whitespace() || character.is_control())
}
