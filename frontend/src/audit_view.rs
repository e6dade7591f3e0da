//! What the audit page shows, as it stands in its address.

use shared::{AuditAction, JobId, UserId};

use crate::query::{Query, word};

/// Which entries are shown, and from which place on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AuditView {
    /// Only what was done to this user.
    pub(crate) user: Option<UserId>,
    /// Only this action.
    pub(crate) action: Option<AuditAction>,
    /// Only what this job did.
    pub(crate) job: Option<JobId>,
    /// What is searched for.
    pub(crate) q: String,
    /// The first day, as a field for dates writes it: `2026-11-24`. Empty for all.
    pub(crate) from: String,
    /// The last day.
    pub(crate) to: String,
    /// Entries behind this place; the newest when missing.
    pub(crate) behind: Option<String>,
}

impl AuditView {
    pub(crate) fn parse(query: &Query) -> Self {
        let text = |name| query.get(name).unwrap_or_default().to_owned();
        Self {
            user: query.get("user").and_then(|user| user.parse().ok()),
            action: query.word("action"),
            job: query.get("job").and_then(|job| job.parse().ok()),
            q: text("q"),
            from: text("from"),
            to: text("to"),
            behind: query.get("behind").map(str::to_owned),
        }
    }

    pub(crate) fn address(&self) -> String {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Query::default()
            .with("user", self.user.map(|user| user.to_string()))
            .with("action", self.action.as_ref().map(word))
            .with("job", self.job.map(|job| job.to_string()))
            .with("q", given(&self.q))
            .with("from", given(&self.from))
            .with("to", given(&self.to))
            .with("behind", self.behind.clone())
            .after("/audit")
    }
}
