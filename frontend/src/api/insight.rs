//! Whose an ID is and was, and who did what.

use serde::Deserialize;
use shared::{
    Actor, AuditAction, AuditEntryId, AuditFilter, BridgeId, ConferenceId, ConferenceIdReport, Page,
    Timestamp, UserId, paths,
};

use super::{Answer, Api};
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
}

impl Api {
    /// What is known of a conference ID on the first bridge: nobody can add another one yet.
    pub(crate) fn conference_id(&self, id: ConferenceId) -> Answer<ConferenceIdReport> {
        self.get(&paths::conference_id(BridgeId::FIRST, id))
    }

    /// A part of the audit log, newest first.
    pub(crate) fn audit(&self, filter: AuditFilter, cursor: Option<&str>) -> Answer<Page<AuditLine>> {
        let query = Query::default()
            .with("user", filter.user.map(|user| user.to_string()))
            .with("action", filter.action.as_ref().map(word))
            .with("limit", Some("50"))
            .with("cursor", cursor);
        self.get(&query.after(paths::route::AUDIT))
    }
}
