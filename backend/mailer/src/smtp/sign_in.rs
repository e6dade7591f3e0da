//! Signing in.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use domain::mail_queue::{DialogueStage, QueueTrouble};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::Auth;
use tokio::io::AsyncReadExt as _;
use tokio::process::Command;
use tokio::time::timeout;

use super::dialogue::{Cause, Connection, StepError, ask};
use crate::{SmtpUrl, TransportError};

/// How long a token may be.
const TOKEN_LENGTH_MAX: u64 = 65_536;

/// Where the token for XOAUTH2 comes from; it is read again for each sign-in, because tokens last for an hour or so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenSource {
    /// The first line of a file.
    File(PathBuf),
    /// The first line that a command prints; the shell runs it.
    Command(String),
}

/// How to sign in.
#[derive(Clone, Debug)]
pub(super) struct SignIn {
    pub(super) user: String,
    pub(super) with: Secret,
    /// The limit for each answer of the server.
    pub(super) limit: Duration,
    /// The limit for the command that prints the token.
    pub(super) command_limit: Duration,
}

#[derive(Clone)]
pub(super) enum Secret {
    Password(String),
    Token(TokenSource),
}

/// Does not show it.
impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Password(_) => "Password",
            Self::Token(_) => "Token",
        })
    }
}

impl SignIn {
    /// Signs in, or says why it cannot.
    pub(super) async fn sign_in(
        &self,
        connection: &mut Connection,
        server: &SmtpUrl,
    ) -> Result<(), TransportError> {
        let refused = |text: String| {
            TransportError::while_connecting(QueueTrouble::SignIn, format!("{server}: {text}"))
        };
        let known: &[Mechanism] = match self.with {
            Secret::Password(_) => &[Mechanism::Plain, Mechanism::Login],
            Secret::Token(_) => &[Mechanism::Xoauth2],
        };
        if connection.smtp.server_info().get_auth_mechanism(known).is_none() {
            return Err(refused(self.nothing_in_common(&connection.heard.mechanisms())));
        }
        let smtp = &mut connection.smtp;
        let signed_in = match &self.with {
            Secret::Password(password) => {
                let credentials = Credentials::new(self.user.clone(), password.clone());
                match timeout(self.limit, smtp.auth(known, &credentials)).await {
                    Ok(Ok(_)) => Ok(()),
                    Ok(Err(error)) => Err(failed(Cause::of(&error))),
                    Err(_) => Err(failed(Cause::TooSlow)),
                }
            }
            Secret::Token(source) => {
                let token = source.read(self.command_limit).await.map_err(refused)?;
                self.show_token(smtp, token).await
            }
        };
        signed_in.map_err(|error| error.into_error(server))
    }

    async fn show_token(&self, smtp: &mut AsyncSmtpConnection, token: String) -> Result<(), StepError> {
        let credentials = Credentials::new(self.user.clone(), token);
        let shown =
            Auth::new(Mechanism::Xoauth2, credentials, None).map_err(|error| failed(Cause::of(&error)))?;
        let answer = match timeout(self.limit, smtp.command(shown)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Err(failed(Cause::of(&error))),
            Err(_) => return Err(failed(Cause::TooSlow)),
        };
        if answer.has_code(334) {
            // The server explains in code why it does not take the token; its words come after an empty answer.
            ask(smtp, DialogueStage::SigningIn, "\r\n", self.limit).await?;
        }
        Ok(())
    }

    fn nothing_in_common(&self, offered: &[String]) -> String {
        let offers = if offered.is_empty() {
            "the server offers no way to sign in".to_owned()
        } else {
            format!("the server offers {} to sign in", offered.join(", "))
        };
        let (knows, other) = match self.with {
            Secret::Password(_) => ("with a password, Konfid knows PLAIN and LOGIN", "with a token XOAUTH2"),
            Secret::Token(_) => ("with a token, Konfid knows XOAUTH2", "with a password PLAIN and LOGIN"),
        };
        let hint = if offered.is_empty() {
            "; some servers offer one only when the connection is encrypted"
        } else {
            ""
        };
        format!("{offers}; {knows}, {other}{hint}")
    }
}

const fn failed(cause: Cause) -> StepError {
    StepError { stage: DialogueStage::SigningIn, cause }
}

impl TokenSource {
    /// The token now. What goes wrong is told without it.
    async fn read(&self, limit: Duration) -> Result<String, String> {
        let text = match self {
            Self::File(file) => tokio::fs::read(file).await.map_err(|error| {
                format!("the file with the token, {}, could not be read: {error}", file.display())
            })?,
            Self::Command(line) => match timeout(limit, printed_by(line)).await {
                Ok(printed) => printed.map_err(|text| format!("the command for the token {text}"))?,
                Err(_) => return Err("the command for the token did not end in time".to_owned()),
            },
        };
        let text = String::from_utf8_lossy(&text);
        let token = text.lines().next().unwrap_or_default().trim();
        // What is no token would break the line that it stands in.
        if token.is_empty() || !token.chars().all(|character| character.is_ascii_graphic()) {
            return Err(
                "there is no token in the first line of the file, or of what the command printed".to_owned()
            );
        }
        Ok(token.to_owned())
    }
}

async fn printed_by(line: &str) -> Result<Vec<u8>, String> {
    let (shell, option) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut child = Command::new(shell)
        .args([option, line])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        // What it writes there may quote a secret, and would come into the log.
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("could not be started: {error}"))?;
    let mut printed = Vec::new();
    if let Some(output) = child.stdout.take() {
        let reading = output.take(TOKEN_LENGTH_MAX).read_to_end(&mut printed).await;
        reading.map_err(|error| format!("could not be read: {error}"))?;
    }
    let status = child.wait().await.map_err(|error| format!("could not be waited for: {error}"))?;
    if status.success() { Ok(printed) } else { Err(format!("failed ({status})")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn token(command: &str) -> Result<String, String> {
        TokenSource::Command(command.to_owned()).read(Duration::from_secs(20)).await
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_token_is_the_first_line_that_a_command_prints() {
        assert_eq!(token("echo ya29.token; echo more").await.unwrap(), "ya29.token");
        for (command, part) in [
            ("echo hemligt >&2; exit 3", "exit status: 3"),
            ("true", "no token"),
            ("printf 'a\\001b'", "no token"),
        ] {
            let error = token(command).await.unwrap_err();
            assert!(error.contains(part) && !error.contains("hemligt"), "{error}");
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_command_that_does_not_end_is_not_waited_for() {
        let waiting = TokenSource::Command("sleep 600".to_owned());
        let error = waiting.read(Duration::from_millis(50)).await.unwrap_err();
        assert!(error.contains("in time"), "{error}");
    }

    #[tokio::test]
    async fn a_token_is_read_from_its_file_each_time() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let source = TokenSource::File(file.path().to_owned());
        for token in ["first", "second"] {
            std::fs::write(file.path(), format!("{token}\n")).unwrap();
            assert_eq!(source.read(Duration::from_secs(1)).await.unwrap(), token);
        }
        drop(file);
        assert!(source.read(Duration::from_secs(1)).await.unwrap_err().contains("could not be read"));
    }
}
