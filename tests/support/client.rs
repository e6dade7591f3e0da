//! A client of the API.

use serde_json::Value;
use ureq::http::{HeaderMap, Request};

/// Somebody with a token.
#[derive(Clone, Debug)]
pub struct Client {
    agent: ureq::Agent,
    url: String,
    token: String,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{} is not JSON: {}", self.status, self.text()))
    }

    /// A header as text; empty if it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Client {
    /// A client of the server at this address. An empty token is not sent.
    pub fn new(url: &str, token: &str) -> Self {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
        Self { agent, url: url.to_owned(), token: token.to_owned() }
    }

    /// Sends a request with these headers; fails when no answer comes.
    ///
    /// # Errors
    ///
    /// When no answer comes.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Vec<u8>>,
    ) -> Result<Answer, ureq::Error> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.url));
        if !self.token.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.token));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.into()).expect("the request makes no sense");
        let mut response = self.agent.run(request)?;
        let body = response.body_mut().with_config().limit(u64::MAX).read_to_vec()?;
        Ok(Answer { status: response.status().as_u16(), headers: response.headers().clone(), body })
    }

    /// Gets something, whatever the status.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "").expect("no answer came")
    }

    /// Gets JSON with status 200.
    pub fn get_json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.json()
    }

    /// Posts JSON, whatever the status.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[("content-type", "application/json")], body.to_string())
            .expect("no answer came")
    }

    /// Posts JSON about something that has this version; fails when no answer comes.
    ///
    /// # Errors
    ///
    /// When no answer comes.
    pub fn post_version(&self, path: &str, version: u64, body: &Value) -> Result<Answer, ureq::Error> {
        let tag = format!("\"{version}\"");
        let headers = [("content-type", "application/json"), ("if-match", tag.as_str())];
        self.send("POST", path, &headers, body.to_string())
    }

    /// All items of a list.
    pub fn list(&self, path: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let mut cursor = String::new();
        let separator = if path.contains('?') { '&' } else { '?' };
        loop {
            let mut page = self.get_json(&format!("{path}{separator}limit=200{cursor}"));
            items.append(page["items"].as_array_mut().expect("a list has items"));
            match page["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return items,
            }
        }
    }
}
