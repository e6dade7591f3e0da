//! Importing users from a file.

use shared::{Import, ImportId, ImportOptions, ImportOutcome, ImportRow, Job, Page, paths};

use super::{Answer, Api, Body, IdempotencyKey, Method, Request};
use crate::query::{Query, word};

impl Api {
    /// Has a file read; no user is changed yet.
    pub(crate) fn preview_import(&self, file: Vec<u8>, options: ImportOptions) -> Answer<Import> {
        let query = Query::default()
            .with("enable", Some(word(&options.enable)))
            .with("sendEmail", options.send_email.as_ref().map(word));
        let mut request = Request::new(Method::Post, query.after(paths::route::IMPORTS));
        request.body = Some(Body { content_type: "text/csv", bytes: file });
        self.change(request)
    }

    /// One import, and how far it has come.
    pub(crate) fn import(&self, import: ImportId) -> Answer<Import> {
        self.get(&paths::import(import))
    }

    /// A part of the rows of an import.
    pub(crate) fn import_rows(
        &self,
        import: ImportId,
        outcome: Option<ImportOutcome>,
        limit: u32,
        cursor: Option<&str>,
    ) -> Answer<Page<ImportRow>> {
        let query = Query::default()
            .with("outcome", outcome.as_ref().map(word))
            .with("limit", Some(limit.to_string()))
            .with("cursor", cursor);
        self.get(&query.after(&paths::import_rows(import)))
    }

    /// Starts the job that does what the preview shows.
    pub(crate) fn apply_import(&self, import: ImportId, key: &IdempotencyKey) -> Answer<Job> {
        self.change(Request::new(Method::Post, paths::import_apply(import)).once(key))
    }
}
