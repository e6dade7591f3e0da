//! Every address of the page, with the state of its list.

use shared::{
    AuditAction, ConferenceId, DialInFilter, ImportId, JobId, MailId, MailState, UserFilter, UserId, UserSort,
};

use crate::query::{Query, word};

/// A place in the page. Its address survives a reload and can be sent to somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
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
    /// Who did what.
    Audit {
        /// Only what was done to this user.
        user: Option<UserId>,
        /// Only this action.
        action: Option<AuditAction>,
    },
    /// The meeting update tool; also for those who have not signed in.
    Meetings,
    /// An organizer's own conference.
    Organizer,
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
    /// In which order.
    pub(crate) sort: UserSort,
}

impl UserList {
    /// The same as the API wants it.
    pub(crate) fn filter(&self) -> UserFilter {
        let q = self.q.trim();
        UserFilter { q: (!q.is_empty()).then(|| q.to_owned()), dial_in: self.dial_in }
    }

    fn parse(query: &Query) -> Self {
        Self {
            q: query.get("q").unwrap_or_default().to_owned(),
            dial_in: query.word("dialIn"),
            sort: query.word("sort").unwrap_or_default(),
        }
    }

    fn query(&self) -> Query {
        Query::default()
            .with("q", (!self.q.is_empty()).then_some(self.q.as_str()))
            .with("dialIn", self.dial_in.as_ref().map(word))
            .with("sort", (self.sort != UserSort::default()).then(|| word(&self.sort)))
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
        Self::Audit { user, action: None }
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
            [] | ["users"] => Self::Users { list: UserList::parse(&query), open: None },
            ["users", user] => user.parse().map_or(Self::NotFound, |user| Self::Users {
                list: UserList::parse(&query),
                open: Some(user),
            }),
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
            ["audit"] => Self::Audit {
                user: query.get("user").and_then(|user| user.parse().ok()),
                action: query.word("action"),
            },
            ["meetings"] => Self::Meetings,
            ["organizer"] => Self::Organizer,
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
            Self::Audit { user, action } => Query::default()
                .with("user", user.map(|user| user.to_string()))
                .with("action", action.as_ref().map(word))
                .after("/audit"),
            Self::Meetings => "/meetings".into(),
            Self::Organizer => "/organizer".into(),
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

    /// Whether both are states of the same page, so that going from one to the other is no new page.
    pub(crate) fn is_same_page(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_route() {
        let id = "0198c0de-0000-7000-8000-000000000001";
        let list = UserList {
            q: "Åsa & co".into(),
            dial_in: Some(DialInFilter::Disabled),
            sort: UserSort::ConferenceIdDescending,
        };
        let routes = [
            Route::users(),
            Route::user(id.parse().unwrap()),
            Route::Users { list, open: Some(id.parse().unwrap()) },
            Route::Import { import: None },
            Route::Import { import: Some(id.parse().unwrap()) },
            Route::Jobs { open: None },
            Route::Jobs { open: Some(id.parse().unwrap()) },
            Route::LookUp { conference_id: None },
            Route::LookUp { conference_id: Some("8271964".parse().unwrap()) },
            Route::mails(),
            Route::Mails {
                state: Some(MailState::Failed),
                user: Some(id.parse().unwrap()),
                open: Some(id.parse().unwrap()),
            },
            Route::audit(None),
            Route::audit(Some(id.parse().unwrap())),
            Route::Audit { user: None, action: Some(AuditAction::ConferenceIdReset) },
            Route::Meetings,
            Route::Organizer,
            Route::Settings,
            Route::help(),
            Route::Help(HelpTopic::UpdateMeetings),
            Route::Help(HelpTopic::Accessibility),
            Route::SetUp,
            Route::Account,
            Route::Accounts,
        ];
        for route in routes {
            let address = route.address();
            let (path, query) = address.split_once('?').unwrap_or((&address, ""));
            assert_eq!(Route::parse(path, query), route, "{address}");
        }
    }

    #[test]
    fn nonsense_is_not_found() {
        assert_eq!(Route::parse("/users/anna", ""), Route::NotFound);
        assert_eq!(Route::parse("/conference-ids/0123456", ""), Route::NotFound);
        assert_eq!(Route::parse("/nowhere", ""), Route::NotFound);
        assert_eq!(Route::parse("/", ""), Route::users());
    }
}
