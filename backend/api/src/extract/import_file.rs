//! A file of users.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};

use super::body;
use crate::problem::ProblemResponse;

/// A file of users has at most so many bytes.
const IMPORT_BYTES_MAX: usize = 100_000_000;

/// A file of users: the body as it is, whatever its content type.
pub(crate) struct ImportFile(pub(crate) Bytes);

impl<S: Sync> FromRequest<S> for ImportFile {
    type Rejection = ProblemResponse;

    async fn from_request(request: Request, _: &S) -> Result<Self, ProblemResponse> {
        body::read(request, IMPORT_BYTES_MAX).await.map(Self)
    }
}
