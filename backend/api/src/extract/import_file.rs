//! A file of users.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use http::{HeaderMap, header};

use super::body;
use crate::problem::ProblemResponse;

/// A file of users has at most so many bytes.
const IMPORT_BYTES_MAX: usize = 100_000_000;

/// A file of users: the body as it is.
pub(crate) struct ImportFile {
    pub(crate) bytes: Bytes,
    /// The character set that the content type names.
    pub(crate) charset: Option<String>,
}

impl<S: Sync> FromRequest<S> for ImportFile {
    type Rejection = ProblemResponse;

    async fn from_request(request: Request, _: &S) -> Result<Self, ProblemResponse> {
        let charset = charset(request.headers());
        Ok(Self { bytes: body::read(request, IMPORT_BYTES_MAX).await?, charset })
    }
}

fn charset(headers: &HeaderMap) -> Option<String> {
    let content_type = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_owned())
    })
}
