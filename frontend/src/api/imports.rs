//! Importing users from a file.

use shared::{
    ApplyImportRequest, Import, ImportId, ImportOptions, ImportRow, ImportRowFilter, Job, Page, TableForm,
    paths,
};

use super::users::form_query;
use super::{Answer, Api, Body, Bytes, IdempotencyKey, Method, Request};
use crate::query::{Query, word};

impl Api {
    /// Has a file read; no user is changed yet.
    pub(crate) fn preview_import(&self, file: Vec<u8>, options: ImportOptions) -> Answer<Import> {
        let query = Query::default()
            .with("enable", Some(word(&options.enable)))
            .with("fullDirectory", options.full_directory.then(|| word(&true)))
            .with("sendEmail", options.send_email.as_ref().map(word));
        let mut request = Request::new(Method::Post, query.after(paths::route::IMPORTS));
        request.body = Some(Body { content_type: "text/csv", bytes: file });
        self.change(request)
    }

    /// An empty file to fill in.
    pub(crate) fn import_template_file(&self, form: TableForm) -> Answer<Vec<u8>, Bytes> {
        self.ask(Request::new(Method::Get, import_template(form)))
    }

    /// One import, and how far it has come.
    pub(crate) fn import(&self, import: ImportId) -> Answer<Import> {
        self.get(&paths::import(import))
    }

    /// A part of the rows of an import.
    pub(crate) fn import_rows(
        &self,
        import: ImportId,
        filter: ImportRowFilter,
        limit: u32,
        cursor: Option<&str>,
    ) -> Answer<Page<ImportRow>> {
        let query = Query::default()
            .with("outcome", filter.outcome.as_ref().map(word))
            .with("noted", filter.noted.then(|| word(&true)))
            .with("proposed", filter.proposed.then(|| word(&true)))
            .with("limit", Some(limit.to_string()))
            .with("cursor", cursor);
        self.get(&query.after(&paths::import_rows(import)))
    }

    /// Starts the job that does what the preview shows.
    pub(crate) fn apply_import(
        &self,
        import: ImportId,
        request: ApplyImportRequest,
        key: &IdempotencyKey,
    ) -> Answer<Job> {
        self.change(Request::new(Method::Post, paths::import_apply(import)).json(&request).once(key))
    }
}

/// The address of an empty file to fill in.
pub(crate) fn import_template(form: TableForm) -> String {
    form_query(Query::default(), form).after(paths::route::IMPORT_TEMPLATE)
}
