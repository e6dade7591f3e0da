//! Whose an ID is and was, and who did what.

use serde::Deserialize;
use shared::{
    Actor, AuditAction, AuditEntryId, AuditFilter, ConferenceId, ConferenceIdReport, JobId, Language, Page,
    Timestamp, UserId, paths,
};

use super::{Answer, Api, Bytes, Method, Request};
use crate::query::{Query, word};

/// What the page shows of an entry of the audit log: the sentence that the server makes, not the values in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AuditLine {
    pub(crate) id: AuditEntryId,
    pub(crate) at: Timestamp,
    pub(crate) actor: Actor,
    pub(crate) action: AuditAction,
    pub(crate) user: Option<UserId>,
    pub(crate) user_display_name: Option<String>,
    pub(crate) user_removed: bool,
    pub(crate) text: Option<String>,
    pub(crate) what: Option<String>,
    pub(crate) job: Option<JobId>,
    #[serde(default)]
    pub(crate) detail: Option<OfJob>,
}

/// Of the values of an entry, the job that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct OfJob {
    #[serde(default)]
    pub(crate) job: Option<JobId>,
}

impl Api {
    /// What is known of a conference ID, for each bridge that knows something of it.
    pub(crate) fn conference_id(&self, id: ConferenceId) -> Answer<Vec<ConferenceIdReport>> {
        self.get(&paths::conference_id_anywhere(id))
    }

    /// A part of the audit log, newest first.
    pub(crate) fn audit(&self, filter: &AuditFilter, cursor: Option<&str>) -> Answer<Page<AuditLine>> {
        let query = audit_query(filter).with("limit", Some("50")).with("cursor", cursor);
        self.get(&query.after(paths::route::AUDIT))
    }

    /// The entries that match, as a file.
    pub(crate) fn audit_file(&self, filter: &AuditFilter, language: Language) -> Answer<Vec<u8>, Bytes> {
        self.ask(Request::new(Method::Get, audit_csv(filter, language)))
    }
}

/// The address of the file with the entries that match, in this language.
pub(crate) fn audit_csv(filter: &AuditFilter, language: Language) -> String {
    audit_query(filter).with("language", Some(language.tag())).after(paths::route::AUDIT_CSV)
}

fn audit_query(filter: &AuditFilter) -> Query {
    Query::default()
        .with("user", filter.user.map(|user| user.to_string()))
        .with("action", filter.action.as_ref().map(word))
        .with("job", filter.job.map(|job| job.to_string()))
        .with("from", filter.from.map(|moment| moment.to_string()))
        .with("before", filter.before.map(|moment| moment.to_string()))
        .with("q", filter.q.as_deref())
        .with("folded", filter.folded.then_some("true"))
}
