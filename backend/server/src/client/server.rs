//! A server, over the network.

use std::time::Duration;

use shared::Language;
use ureq::http;
use url::Url;

use super::{Answer, Request};
use crate::command_error::{CommandError, Result};

/// How long a server may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long it may take to answer. An import of a large file takes its time.
const ANSWER_TIMEOUT: Duration = Duration::from_mins(10);
/// The largest answer that is read, in bytes: an export of a million users.
const LARGEST_ANSWER: u64 = 1 << 30;

/// A server, over the network.
pub(crate) struct Server {
    agent: ureq::Agent,
    url: Url,
    token: String,
}

impl Server {
    /// A server at an address of the web, through the proxy that the environment names, if any.
    pub(crate) fn new(url: &str, token: String) -> Result<Self> {
        Self::through(ureq::Proxy::try_from_env(), url, token)
    }

    /// A server on this machine.
    pub(crate) fn on_this_machine(url: &str, token: String) -> Result<Self> {
        Self::through(None, url, token)
    }

    fn through(proxy: Option<ureq::Proxy>, url: &str, token: String) -> Result<Self> {
        let parsed = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let Some(url) = parsed.filter(Url::has_host) else {
            return Err(CommandError::new(format!(
                "“{url}” is not the address of a server. Write it like https://konfid.example.com."
            )));
        };
        let agent = ureq::Agent::config_builder()
            .proxy(proxy)
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_recv_response(Some(ANSWER_TIMEOUT))
            .http_status_as_error(false)
            // A token must not follow a redirection to somebody else.
            .max_redirects(0)
            .user_agent(concat!("konfid/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        Ok(Self { agent, url, token })
    }

    /// Sends a request.
    pub(crate) async fn send(&self, request: Request, language: Language) -> Result<Answer> {
        let agent = self.agent.clone();
        let address =
            self.url.join(&request.path_and_query()?).map_err(|_| self.unreachable("its address"))?;
        let mut builder = http::Request::builder()
            .method(request.method)
            .uri(address.as_str())
            .header(http::header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(http::header::ACCEPT_LANGUAGE, language.tag());
        if let Some(version) = request.if_match {
            builder = builder.header(http::header::IF_MATCH, version.entity_tag());
        }
        if let Some(key) = &request.idempotency_key {
            builder = builder.header("idempotency-key", key);
        }
        let body = request.body.map(|body| (body.content_type, body.bytes));
        if let Some((content_type, _)) = &body {
            builder = builder.header(http::header::CONTENT_TYPE, *content_type);
        }
        let request = builder.body(body.map(|(_, bytes)| bytes).unwrap_or_default()).map_err(|_| {
            CommandError::new(
                "The token contains characters that a token never has. Check that it was copied correctly.",
            )
        })?;
        let sent = tokio::task::spawn_blocking(move || {
            let mut response = agent.run(request)?;
            let status = response.status().as_u16();
            let body = response.body_mut().with_config().limit(LARGEST_ANSWER).read_to_vec()?;
            Ok::<_, ureq::Error>(Answer { status, body })
        });
        match sent.await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(self.unreachable(&error.to_string())),
            Err(_) => Err(self.unreachable("the request was interrupted")),
        }
    }

    fn unreachable(&self, why: &str) -> CommandError {
        CommandError::new(format!(
            "The server at {} did not answer ({why}). Check that it is running and can be reached, and try again.",
            self.url.origin().ascii_serialization()
        ))
    }
}
