//! What each mail says: the template's layout with the values of this letter.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use shared::{
    InvitationBlock, LINK_TOKEN, MailInline, MailPart, MailTarget, MailTemplates, MailVariable, isolated,
};

use super::{CalendarHelp, Inline, Letter, Part};
use crate::sanitise::one_line;

/// What of a mail address stays readable in a link.
const ADDRESS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_');

/// The subject: one line of text.
pub(super) fn subject(letter: &Letter<'_>, templates: &MailTemplates) -> String {
    let pieces = templates.subject.line(&|variable| letter.holds(variable));
    let words = pieces.iter().map(|piece| match piece {
        MailInline::Text(text) => text.clone(),
        // A mail program shows a subject alone, so nothing around it can be turned.
        MailInline::Variable(MailVariable::DisplayName) => one_line(letter.display_name),
        MailInline::Variable(variable) => letter.value(*variable),
        MailInline::Link { .. } | MailInline::Break => String::new(),
    });
    one_line(&words.collect::<String>())
}

/// The parts of the text.
pub(super) fn parts(letter: &Letter<'_>, templates: &MailTemplates) -> Vec<Part> {
    let layout = templates.body.layout(&|variable| letter.holds(variable));
    layout.0.iter().filter_map(|part| letter.part(part)).collect()
}

impl Letter<'_> {
    /// Whether the variable has something to say here.
    fn holds(&self, variable: MailVariable) -> bool {
        match variable {
            MailVariable::SeveralNumbers => self.numbers().len() > 1,
            MailVariable::AllNumbers => !self.numbers().is_empty(),
            MailVariable::InvitationBlock => {
                self.profile.is_some() || self.conference_id.is_some() && !self.dynamic_ids
            }
            MailVariable::DynamicIds => self.dynamic_ids,
            MailVariable::CalendarConnected => self.calendar == CalendarHelp::Connected,
            MailVariable::CalendarPossible => self.calendar == CalendarHelp::Possible,
            MailVariable::DisplayName
            | MailVariable::Organisation
            | MailVariable::ConferenceId
            | MailVariable::Provider
            | MailVariable::DefaultNumber
            | MailVariable::UpdateTool
            | MailVariable::Instructions
            | MailVariable::OrganizerPage
            | MailVariable::SignInLink
            | MailVariable::PinLink => !self.value(variable).is_empty(),
        }
    }

    /// The value in one line; empty where there is none.
    fn value(&self, variable: MailVariable) -> String {
        match variable {
            MailVariable::DisplayName => isolated(&one_line(self.display_name)).into_owned(),
            MailVariable::Organisation => one_line(&self.settings.organisation_name),
            MailVariable::ConferenceId => match self.profile {
                Some(profile) => profile.passcode.as_str().to_owned(),
                None => self.conference_id.map(shared::ConferenceId::grouped).unwrap_or_default(),
            },
            MailVariable::Provider => self
                .profile
                .map(|profile| isolated(&one_line(&profile.name)).into_owned())
                .unwrap_or_default(),
            MailVariable::DefaultNumber => self.numbers().into_iter().next().unwrap_or_default(),
            MailVariable::UpdateTool => self.update_tool(),
            MailVariable::Instructions => self.page("help/update-meetings"),
            MailVariable::OrganizerPage => self.page("organizer"),
            MailVariable::SignInLink => self.link("organizer"),
            MailVariable::PinLink => self.link("pin"),
            MailVariable::AllNumbers
            | MailVariable::InvitationBlock
            | MailVariable::SeveralNumbers
            | MailVariable::DynamicIds
            | MailVariable::CalendarConnected
            | MailVariable::CalendarPossible => String::new(),
        }
    }

    fn part(&self, part: &MailPart) -> Option<Part> {
        Some(match part {
            MailPart::Heading(words) => Part::Heading(self.inlines(words)),
            MailPart::Paragraph(words) => Part::Paragraph(self.inlines(words)),
            MailPart::Footer(words) => Part::Footer(self.inlines(words)),
            MailPart::Fact { label, variable } => {
                let value = self.value(*variable);
                if value.is_empty() {
                    return None;
                }
                let large = *variable == MailVariable::ConferenceId;
                Part::Fact { label: self.inlines(label), value, large }
            }
            MailPart::List(items) => Part::List(items.iter().map(|item| self.inlines(item)).collect()),
            MailPart::Steps(items) => Part::Steps(items.iter().map(|item| self.inlines(item)).collect()),
            MailPart::Block(MailVariable::AllNumbers) => {
                let numbers = self.numbers();
                if numbers.is_empty() {
                    return None;
                }
                Part::List(numbers.into_iter().map(|number| vec![Inline::Text(number)]).collect())
            }
            MailPart::Block(_) => {
                let block = match self.profile {
                    Some(profile) => InvitationBlock::of_profile(profile, self.language),
                    // Another meeting must not be planned with an ID that is only kept for some.
                    None if self.dynamic_ids => return None,
                    None => InvitationBlock::new(self.conference_id?, self.numbers.to_vec(), self.language),
                };
                Part::Block { text: block.text(), html: block.html() }
            }
        })
    }

    fn inlines(&self, words: &[MailInline]) -> Vec<Inline> {
        words.iter().map(|piece| self.inline(piece)).collect()
    }

    fn inline(&self, piece: &MailInline) -> Inline {
        match piece {
            MailInline::Text(text) => Inline::Text(text.clone()),
            MailInline::Break => Inline::Break,
            MailInline::Variable(variable) => {
                let value = self.value(*variable);
                match variable.kind() {
                    shared::MailVariableKind::Link => Inline::Link { words: String::new(), address: value },
                    shared::MailVariableKind::Text
                    | shared::MailVariableKind::Block
                    | shared::MailVariableKind::Condition => Inline::Text(value),
                }
            }
            MailInline::Link { words, target } => Inline::Link {
                words: words.iter().map(|piece| self.inline(piece).into_words()).collect(),
                address: match target {
                    MailTarget::Address(address) => address.clone(),
                    MailTarget::Variable(variable) => self.value(*variable),
                },
            },
        }
    }

    /// The service numbers as people read them, the first one first.
    fn numbers(&self) -> Vec<String> {
        match self.profile {
            Some(profile) => {
                profile.service_numbers().iter().map(|number| number.describe(self.language)).collect()
            }
            None => self.numbers.iter().map(|number| number.describe(self.language)).collect(),
        }
    }

    /// A page in the user's language.
    fn page(&self, path: &str) -> String {
        let base = self.public_url.trim_end_matches('/');
        format!("{base}/{path}?lang={}", self.language.tag())
    }

    /// A page with the secret of a link, if there is one.
    fn link(&self, path: &str) -> String {
        self.token.map(|token| format!("{}{LINK_TOKEN}{token}", self.page(path))).unwrap_or_default()
    }

    /// The meeting update tool, with everything filled in. The conference IDs stand after `#`, which browsers keep to
    /// themselves: they reach no server and no server's log.
    fn update_tool(&self) -> String {
        let mut values: Vec<String> = self.earlier_ids.iter().map(|id| format!("old={id}")).collect();
        values.extend(self.conference_id.map(|id| format!("new={id}")));
        let addresses = self.addresses.iter().map(|address| utf8_percent_encode(address, ADDRESS));
        values.extend(addresses.map(|address| format!("address={address}")));
        format!("{}#{}", self.page("update-meetings"), values.join("&"))
    }
}
