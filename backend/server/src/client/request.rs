//! A request to the API.

use std::fmt::Display;

use http::Method;
use serde::Serialize;
use shared::Version;

use crate::command_error::{CommandError, Result};

/// A request to the API.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// The path, without the query.
    path: String,
    query: Vec<(&'static str, String)>,
    pub(crate) if_match: Option<Version>,
    pub(crate) body: Option<Body>,
    /// Under which the API does this once, however often it is sent.
    pub(crate) idempotency_key: Option<String>,
}

/// What is sent along.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) content_type: &'static str,
    pub(crate) bytes: Vec<u8>,
}

impl Request {
    fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            query: Vec::new(),
            if_match: None,
            body: None,
            idempotency_key: None,
        }
    }

    /// Asks for something.
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    /// Does something.
    pub(crate) fn post(path: impl Into<String>) -> Self {
        Self::new(Method::POST, path)
    }

    /// Puts something in its place.
    pub(crate) fn put(path: impl Into<String>) -> Self {
        Self::new(Method::PUT, path)
    }

    /// Takes something away.
    pub(crate) fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::DELETE, path)
    }

    /// Changes something.
    pub(crate) fn patch(path: impl Into<String>) -> Self {
        Self::new(Method::PATCH, path)
    }

    /// To be done once, however often it is sent. For what the API answers by its key.
    pub(crate) fn once(mut self) -> Self {
        self.idempotency_key = Some(hex::encode(rand::random::<[u8; 16]>()));
        self
    }

    /// Only if it still has this version.
    pub(crate) const fn if_match(mut self, version: Version) -> Self {
        self.if_match = Some(version);
        self
    }

    /// Adds a parameter.
    pub(crate) fn query(mut self, name: &'static str, value: impl Display) -> Self {
        self.query.push((name, format!("{value}")));
        self
    }

    /// Adds a parameter if it is there.
    pub(crate) fn maybe_query(self, name: &'static str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Sends this along as JSON.
    pub(crate) fn json(mut self, body: &impl Serialize) -> Result<Self> {
        let bytes = serde_json::to_vec(body)
            .map_err(|error| CommandError::new(format!("The request could not be created: {error}.")))?;
        self.body = Some(Body { content_type: "application/json", bytes });
        Ok(self)
    }

    /// Sends this file along.
    pub(crate) fn csv(mut self, bytes: Vec<u8>) -> Self {
        self.body = Some(Body { content_type: "text/csv", bytes });
        self
    }

    /// The path with the query.
    pub(crate) fn path_and_query(&self) -> Result<String> {
        if self.query.is_empty() {
            return Ok(self.path.clone());
        }
        let query = serde_urlencoded::to_string(&self.query)
            .map_err(|error| CommandError::new(format!("The request could not be created: {error}.")))?;
        Ok(format!("{}?{query}", self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_encoded() {
        let request =
            Request::get("/api/v1/users").query("q", "åsa & bo").maybe_query("cursor", None::<String>);
        assert_eq!(request.path_and_query().unwrap(), "/api/v1/users?q=%C3%A5sa+%26+bo");
    }
}
