//! Whose an ID is and was, and who did what.

use shared::{AuditEntry, AuditFilter, BridgeId, ConferenceId, ConferenceIdReport, Page, paths};

use super::{Answer, Api};
use crate::query::{Query, word};

impl Api {
    /// What is known of a conference ID on the first bridge: nobody can add another one yet.
    pub(crate) fn conference_id(&self, id: ConferenceId) -> Answer<ConferenceIdReport> {
        self.get(&paths::conference_id(BridgeId::FIRST, id))
    }

    /// A part of the audit log, newest first.
    pub(crate) fn audit(&self, filter: AuditFilter, cursor: Option<&str>) -> Answer<Page<AuditEntry>> {
        let query = Query::default()
            .with("user", filter.user.map(|user| user.to_string()))
            .with("action", filter.action.as_ref().map(word))
            .with("limit", Some("50"))
            .with("cursor", cursor);
        self.get(&query.after(paths::route::AUDIT))
    }
}
