//! The API's client: the same requests, over the network or straight into the router of this process.

mod connect;
mod in_process;
mod request;
mod server;

use std::time::Duration;

use serde::de::DeserializeOwned;
use shared::{Language, Page, Problem, ProblemCode};

use crate::command_error::{CommandError, Result};

pub(crate) use connect::{Missing, connect};
pub(crate) use in_process::InProcess;
pub(crate) use request::Request;
pub(crate) use server::Server;

/// Somebody who answers requests.
pub(crate) struct Client {
    transport: Transport,
    language: Language,
}

/// The way to whoever answers.
pub(crate) enum Transport {
    /// A server, over the network.
    Server(Server),
    /// The router in this process, over a database that no server has open.
    InProcess(InProcess),
}

/// An answer.
pub(crate) struct Answer {
    status: u16,
    body: Vec<u8>,
}

/// How many items are asked for at a time.
const PAGE_LIMIT: usize = 200;
/// How long it takes until somebody looks again how far a job has come.
const MOMENT: Duration = Duration::from_millis(150);
/// The same where this process works on it: it reads the job's file each time it begins.
const WORK: Duration = Duration::from_secs(5);

impl Client {
    /// A client who wants sentences in this language.
    pub(crate) const fn new(transport: Transport, language: Language) -> Self {
        Self { transport, language }
    }

    /// Whether this process does what is due, because no server does.
    pub(crate) const fn works_itself(&self) -> bool {
        matches!(self.transport, Transport::InProcess(_))
    }

    /// Lets some time pass before somebody looks again how far a job has come. Without a server this process works on it
    /// meanwhile.
    pub(crate) async fn work_for_a_moment(&self) -> Result<()> {
        match &self.transport {
            Transport::Server(_) => tokio::time::sleep(MOMENT).await,
            Transport::InProcess(router) => router.work_for(WORK).await?,
        }
        Ok(())
    }

    /// Lets go of whoever answered.
    pub(crate) async fn close(self) {
        match self.transport {
            Transport::Server(_) => {}
            Transport::InProcess(router) => router.close().await,
        }
    }

    /// Sends a request; the answer's body, as text, if it succeeded.
    pub(crate) async fn send_for_text(&self, request: Request) -> Result<String> {
        let mut answer = self.deliver(request.clone()).await;
        // Under its key it is done once: sending it again tells what became of it.
        if request.idempotency_key.is_some() && is_unknown(answer.as_ref()) {
            answer = self.deliver(request).await;
        }
        let answer = answer?;
        if (200..300).contains(&answer.status) {
            return String::from_utf8(answer.body).map_err(|_| unreadable());
        }
        match serde_json::from_slice::<Problem>(&answer.body) {
            Ok(problem) => Err(problem.into()),
            Err(_) => Err(CommandError::new(format!(
                "The server answered with status {}, but not as Konfid does. Check the address.",
                answer.status
            ))),
        }
    }

    async fn deliver(&self, request: Request) -> Result<Answer> {
        match &self.transport {
            Transport::Server(server) => server.send(request, self.language).await,
            Transport::InProcess(router) => router.send(request, self.language).await,
        }
    }

    /// Sends a request and reads the answer.
    pub(crate) async fn send<T: DeserializeOwned>(&self, request: Request) -> Result<T> {
        let text = self.send_for_text(request).await?;
        serde_json::from_str(&text).map_err(|_| unreadable())
    }

    /// Gives every item of a list to `each`, at most `limit` of them, a part at a time.
    pub(crate) async fn for_each<T: DeserializeOwned>(
        &self,
        request: Request,
        limit: Option<usize>,
        mut each: impl FnMut(T) -> Result<()>,
    ) -> Result<()> {
        let mut left = limit.unwrap_or(usize::MAX);
        let mut cursor = None;
        while left > 0 {
            let part = request.clone().query("limit", PAGE_LIMIT.min(left)).maybe_query("cursor", cursor);
            let page: Page<T> = self.send(part).await?;
            left -= page.items.len().min(left);
            page.items.into_iter().try_for_each(&mut each)?;
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        Ok(())
    }
}

/// Whether nobody knows if anything was done: no answer came, or one that says so.
fn is_unknown(answer: Result<&Answer, &CommandError>) -> bool {
    answer.is_err()
        || answer.is_ok_and(|answer| {
            serde_json::from_slice::<Problem>(&answer.body)
                .is_ok_and(|problem| problem.code() == Some(ProblemCode::OutcomeUnknown))
        })
}

fn unreadable() -> CommandError {
    CommandError::new(
        "The command line cannot read the server's answer. Check that both have the same version.",
    )
}
