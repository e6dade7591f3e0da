//! What a phone bridge asks, however it says it.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use serde_json::Value;

use crate::extract::{OPEN_BYTES_MAX, Query, read_body};
use crate::problem::ProblemResponse;

/// Names and values, from the address or from a body; what is empty was not given.
pub(crate) struct Question(Vec<(String, String)>);

impl Question {
    pub(super) fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    fn given(&self, wanted: &str) -> Option<&str> {
        let value = self.0.iter().find(|(name, value)| name == wanted && !value.trim().is_empty());
        value.map(|(_, value)| value.trim())
    }

    /// The room, `room@domain`.
    pub(super) fn conference(&self) -> Option<String> {
        let in_parts = || Some(format!("{}@{}", self.given("room")?, self.given("domain")?));
        self.given("conference").map(str::to_owned).or_else(in_parts)
    }

    /// The digits that the caller has entered.
    pub(super) fn id(&self) -> Option<&str> {
        self.given("id").or_else(|| self.given("cid"))
    }

    pub(super) fn bridge(&self) -> Option<&str> {
        self.given("bridge")
    }

    /// A body is JSON or a form, whatever its type says: scripts send JSON as `text/plain`, and `curl` calls everything
    /// a form. What is neither asks nothing.
    fn in_body(body: &Bytes) -> Vec<(String, String)> {
        match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => fields
                .into_iter()
                .filter_map(|(name, value)| match value {
                    Value::String(text) => Some((name, text)),
                    Value::Number(number) => Some((name, number.to_string())),
                    Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
                })
                .collect(),
            Ok(_) => Vec::new(),
            Err(_) => serde_urlencoded::from_bytes(body).unwrap_or_default(),
        }
    }
}

/// A question in a body. What stands in the address counts too, after the body.
pub(crate) struct Asked(pub(super) Question);

impl<S: Send + Sync> FromRequest<S> for Asked {
    type Rejection = ProblemResponse;

    async fn from_request(request: Request, state: &S) -> Result<Self, ProblemResponse> {
        let (mut parts, body) = request.into_parts();
        let query = Query::<Vec<(String, String)>>::from_request_parts(&mut parts, state).await;
        let after = query.map(|Query(pairs)| pairs).unwrap_or_default();
        let body = read_body(Request::from_parts(parts, body), OPEN_BYTES_MAX).await?;
        let mut pairs = Question::in_body(&body);
        pairs.extend(after);
        Ok(Self(Question(pairs)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_read_whatever_it_is() {
        let id = |body: &'static str| {
            Question::of(Question::in_body(&Bytes::from_static(body.as_bytes()))).id().map(str::to_owned)
        };
        for body in [
            r#"{"id":1234567}"#,
            r#"{"id":"1234567","conference":null}"#,
            r#"{"id":false,"cid":"1234567"}"#,
            "id=1234567",
            "cid=1234567&id=",
            "id=+1234567+",
        ] {
            assert_eq!(id(body).as_deref(), Some("1234567"), "{body}");
        }
        for body in ["", "null", "[]", "{", "\u{0}", r#"{"id":[1234567]}"#] {
            assert_eq!(id(body), None, "{body}");
        }
    }

    #[test]
    fn a_room_can_come_in_parts() {
        let of = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            Question::of(pairs.collect()).conference()
        };
        assert_eq!(of(&[("room", "a"), ("domain", "b.example")]).as_deref(), Some("a@b.example"));
        assert_eq!(of(&[("room", "a"), ("conference", " c@d.example ")]).as_deref(), Some("c@d.example"));
        assert_eq!(of(&[("room", "a")]), None);
    }
}
