//! Every address of the page, with the state of its list.

use shared::{
    ConferenceId, ConferenceIdType, DialInFilter, ImportId, JobId, LanguageTag, MailEvent, MailId, MailState,
    MeetingState, ProviderFilter, UserFilter, UserId, UserSort,
};

use crate::audit_view::AuditView;
use crate::query::{Query, word};

/// A place in the page. Its address survives a reload and can be sent to somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// How things stand: where administrators begin.
    Start,
    /// The list of users, and the action pane of one of them.
    Users {
        /// What the list shows.
        list: UserList,
        /// Whose action pane is open.
        open: Option<UserId>,
    },
    /// The import of users from a file.
    Import {
        /// The import that is shown; a new one when missing.
        import: Option<ImportId>,
    },
    /// The jobs, or one of them.
    Jobs {
        /// The job that is shown.
        open: Option<JobId>,
    },
    /// Whose a conference ID is and was.
    LookUp {
        /// The ID that is looked up.
        conference_id: Option<ConferenceId>,
    },
    /// The mails in the outbox.
    Mails {
        /// Only mails in this state.
        state: Option<MailState>,
        /// Only this user's mails.
        user: Option<UserId>,
        /// The mail that is read.
        open: Option<MailId>,
    },
    /// The texts of emails.
    MailTexts {
        /// The language of the texts; the reader's when missing.
        language: Option<LanguageTag>,
        /// The text that is edited.
        open: Option<MailEvent>,
    },
    /// Who did what.
    Audit(AuditView),
    /// The planned meetings.
    Meetings {
        /// Only meetings with this status.
        state: Option<MeetingState>,
    },
    /// The meeting update tool; also for those who have not signed in.
    UpdateMeetings,
    /// A user's dial-in card.
    Card {
        /// Whose card it is.
        user: UserId,
    },
    /// An organizer's own conference.
    Organizer,
    /// The bridges and their service numbers.
    Bridges,
    /// An organizer's own dial-in card.
    OwnCard,
    /// The one-time link to an organizer PIN.
    Pin,
    /// The organisation's settings.
    Settings,
    /// The administrator's own account, and who else has access.
    Account,
    /// The accounts of all administrators.
    Accounts,
    /// How things work.
    Help(HelpTopic),
    /// The first administrator is made here.
    SetUp,
    /// There is no such page.
    NotFound,
}

/// What a page of the help is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum HelpTopic {
    /// What an administrator needs to know.
    #[default]
    Overview,
    /// How existing meetings get a new ID.
    UpdateMeetings,
    /// The accessibility statement.
    Accessibility,
}

/// What the list of users shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UserList {
    /// What is searched for.
    pub(crate) q: String,
    /// Only enabled ones, or only the others.
    pub(crate) dial_in: Option<DialInFilter>,
    /// Only those with this provider.
    pub(crate) provider: Option<ProviderFilter>,
    /// Only those with this type of conference IDs.
    pub(crate) id_type: Option<ConferenceIdType>,
    /// In which order.
    pub(crate) sort: UserSort,
    /// Which part of it; the first when missing.
    pub(crate) place: Option<Place>,
}

/// Where a part of a long list begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The number of its first row. The first part has no place, so this is more than 1.
    pub(crate) from: u32,
    /// The API's cursor.
    pub(crate) after: String,
}

impl Place {
    /// Reads it; half of one, or one that is none, is no place.
    pub(crate) fn parse(query: &Query) -> Option<Self> {
        let from = query.get("from")?.parse().ok().filter(|from| *from > 1)?;
        let after = query.get("after").filter(|after| !after.is_empty())?.to_owned();
        Some(Self { from, after })
    }

    /// Puts it into an address.
    pub(crate) fn put(place: Option<&Self>, query: Query) -> Query {
        query
            .with("from", place.map(|place| place.from.to_string()))
            .with("after", place.map(|place| place.after.as_str()))
    }
}

impl UserList {
    /// The same as the API wants it.
    pub(crate) fn filter(&self) -> UserFilter {
        let q = self.q.trim();
        UserFilter {
            q: (!q.is_empty()).then(|| q.to_owned()),
            dial_in: self.dial_in,
            provider: self.provider,
            conference_id_type: self.id_type,
        }
    }

    /// The list that such a search shows; another search begins at the first part.
    pub(crate) fn searched(&self, q: String) -> Self {
        let place = self.place.clone().filter(|_| self.q == q);
        Self { q, place, ..*self }
    }

    fn parse(query: &Query) -> Self {
        Self {
            q: query.get("q").unwrap_or_default().to_owned(),
            dial_in: query.word("dialIn"),
            provider: query.word("provider"),
            id_type: query.word("conferenceIdType"),
            sort: query.word("sort").unwrap_or_default(),
            place: Place::parse(query),
        }
    }

    fn query(&self) -> Query {
        let query = Query::default()
            .with("q", (!self.q.is_empty()).then_some(self.q.as_str()))
            .with("dialIn", self.dial_in.as_ref().map(word))
            .with("provider", self.provider.as_ref().map(word))
            .with("conferenceIdType", self.id_type.as_ref().map(word))
            .with("sort", (self.sort != UserSort::default()).then(|| word(&self.sort)));
        Place::put(self.place.as_ref(), query)
    }
}

impl Route {
    /// All users, without a filter.
    pub(crate) fn users() -> Self {
        Self::Users { list: UserList::default(), open: None }
    }

    /// One user's action pane, beside all users.
    pub(crate) fn user(user: UserId) -> Self {
        Self::Users { list: UserList::default(), open: Some(user) }
    }

    /// All mails.
    pub(crate) fn mails() -> Self {
        Self::Mails { state: None, user: None, open: None }
    }

    /// Everything that was done, or what was done to one user.
    pub(crate) fn audit(user: Option<UserId>) -> Self {
        Self::Audit(AuditView { user, ..AuditView::default() })
    }

    /// The help's first page.
    pub(crate) fn help() -> Self {
        Self::Help(HelpTopic::Overview)
    }

    /// Reads the path and the query of an address.
    pub(crate) fn parse(path: &str, query: &str) -> Self {
        let query = Query::parse(query);
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => Self::Start,
            ["users"] => Self::Users { list: UserList::parse(&query), open: None },
            ["users", user] => user.parse().map_or(Self::NotFound, |user| Self::Users {
                list: UserList::parse(&query),
                open: Some(user),
            }),
            ["users", user, "card"] => user.parse().map_or(Self::NotFound, |user| Self::Card { user }),
            ["import"] => Self::Import { import: None },
            ["import", import] => {
                import.parse().map_or(Self::NotFound, |import| Self::Import { import: Some(import) })
            }
            ["jobs"] => Self::Jobs { open: None },
            ["jobs", job] => job.parse().map_or(Self::NotFound, |job| Self::Jobs { open: Some(job) }),
            ["conference-ids"] => Self::LookUp { conference_id: None },
            ["conference-ids", digits] => {
                digits.parse().map_or(Self::NotFound, |id| Self::LookUp { conference_id: Some(id) })
            }
            ["mails", rest @ ..] if rest.len() < 2 => Self::Mails {
                state: query.word("state"),
                user: query.get("user").and_then(|user| user.parse().ok()),
                open: rest.first().and_then(|mail| mail.parse().ok()),
            },
            ["mail-texts", rest @ ..] if rest.len() < 2 => Self::MailTexts {
                language: query.get("language").and_then(|language| language.parse().ok()),
                open: rest
                    .first()
                    .and_then(|name| MailEvent::ALL.into_iter().find(|event| event.name() == *name)),
            },
            ["audit"] => Self::Audit(AuditView::parse(&query)),
            ["meetings"] => Self::Meetings { state: query.word("state") },
            ["update-meetings"] => Self::UpdateMeetings,
            ["organizer"] => Self::Organizer,
            ["bridges"] => Self::Bridges,
            ["organizer", "card"] => Self::OwnCard,
            ["pin"] => Self::Pin,
            ["settings"] => Self::Settings,
            ["account"] => Self::Account,
            ["accounts"] => Self::Accounts,
            ["help"] => Self::help(),
            ["help", "update-meetings"] => Self::Help(HelpTopic::UpdateMeetings),
            ["help", "accessibility"] => Self::Help(HelpTopic::Accessibility),
            ["setup"] => Self::SetUp,
            _ => Self::NotFound,
        }
    }

    /// The path and the query of its address.
    pub(crate) fn address(&self) -> String {
        let with = |path: &str, last: Option<String>| match last {
            Some(last) => format!("{path}/{last}"),
            None => path.to_owned(),
        };
        match self {
            Self::Start => "/".into(),
            Self::Users { list, open } => {
                list.query().after(&with("/users", open.map(|user| user.to_string())))
            }
            Self::Import { import } => with("/import", import.map(|import| import.to_string())),
            Self::Jobs { open } => with("/jobs", open.map(|job| job.to_string())),
            Self::LookUp { conference_id } => with("/conference-ids", conference_id.map(|id| id.to_string())),
            Self::Mails { state, user, open } => Query::default()
                .with("state", state.as_ref().map(word))
                .with("user", user.map(|user| user.to_string()))
                .after(&with("/mails", open.map(|mail| mail.to_string()))),
            Self::MailTexts { language, open } => Query::default()
                .with("language", language.as_ref().map(ToString::to_string))
                .after(&with("/mail-texts", open.map(|event| event.name().to_owned()))),
            Self::Audit(view) => view.address(),
            Self::Meetings { state } => {
                Query::default().with("state", state.as_ref().map(word)).after("/meetings")
            }
            Self::UpdateMeetings => "/update-meetings".into(),
            Self::Card { user } => format!("/users/{user}/card"),
            Self::Organizer => "/organizer".into(),
            Self::Bridges => "/bridges".into(),
            Self::OwnCard => "/organizer/card".into(),
            Self::Pin => "/pin".into(),
            Self::Settings => "/settings".into(),
            Self::Account => "/account".into(),
            Self::Accounts => "/accounts".into(),
            Self::Help(HelpTopic::Overview) => "/help".into(),
            Self::Help(HelpTopic::UpdateMeetings) => "/help/update-meetings".into(),
            Self::Help(HelpTopic::Accessibility) => "/help/accessibility".into(),
            Self::SetUp => "/setup".into(),
            Self::NotFound => "/not-found".into(),
        }
    }

    /// Whether it is a page that organizers sign in to.
    pub(crate) const fn is_for_organizers(&self) -> bool {
        matches!(self, Self::Organizer | Self::OwnCard | Self::Pin)
    }

    /// Whether both are states of the same page, so that going from one to the other is no new page.
    pub(crate) fn is_same_page(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

#[cfg(test)]
mod tests;
