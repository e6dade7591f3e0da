//! Making a connection, up to where it is as private as it was asked to be.
//!
//! `lettre` keeps what it has read ahead when it encrypts a connection by STARTTLS: an answer that somebody in
//! between writes behind the server's 220 would then count as the server's own. So the words before the encryption
//! are exchanged here, and `lettre` begins with a connection on which nothing has been read.

use domain::mail_queue::DialogueStage;
use lettre::transport::smtp::commands::{Ehlo, Starttls};
use lettre::transport::smtp::extension::ClientId;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::SmtpLimits;
use super::answers::{Answers, LINE_LENGTH_MAX};
use super::dialogue::{Cause, StepError};
use crate::{SmtpUrl, Tls};

/// How many lines one answer may have.
const LINES_MAX: usize = 100;

/// Connects; what comes out begins with a greeting.
pub(super) async fn dial(
    url: &SmtpUrl,
    hello: &ClientId,
    tls: Option<&TlsConnector>,
    limits: &SmtpLimits,
) -> Result<Answers, StepError> {
    let dialling = dial_in_time(url, hello, tls, limits).await;
    dialling.map_err(|cause| StepError { stage: DialogueStage::Connecting, cause })
}

async fn dial_in_time(
    url: &SmtpUrl,
    hello: &ClientId,
    tls: Option<&TlsConnector>,
    limits: &SmtpLimits,
) -> Result<Answers, Cause> {
    let connecting = TcpStream::connect((url.host.as_str(), url.port));
    let stream = timeout(limits.connect, connecting)
        .await
        .map_err(|_| broken("the connection could not be opened in time"))?
        .map_err(in_words)?;
    let peer = stream.peer_addr().map_err(in_words)?;
    // The end of a mail is written by itself; without this it waits until the server has confirmed the rest, and
    // servers take up to 40 ms for that.
    stream.set_nodelay(true).map_err(in_words)?;
    let Some(tls) = tls else { return Ok(Answers::new(Box::new(stream), peer)) };
    if url.tls == Tls::Wrapped {
        return Ok(Answers::new(Box::new(encrypt(tls, &url.host, stream, limits).await?), peer));
    }
    let mut stream = BufReader::new(stream);
    let greetings = async {
        answer(&mut stream).await?;
        match ask(&mut stream, &Ehlo::new(hello.clone()).to_string()).await {
            // Whoever does not know EHLO has nothing to encrypt with; another connection says HELO.
            Err(Cause::Refused { code, .. }) if is_unknown_command(code) => Ok(Vec::new()),
            offers => offers,
        }
    };
    let offers = timeout(limits.greeting, greetings).await.map_err(|_| Cause::TooSlow)??;
    if offers.iter().any(|offer| offer.trim().eq_ignore_ascii_case("STARTTLS")) {
        let starting = async { ask(&mut stream, &Starttls.to_string()).await };
        timeout(limits.command, starting).await.map_err(|_| Cause::TooSlow)??;
        let stream = encrypt(tls, &url.host, nothing_ahead(stream)?, limits).await?;
        return Ok(Answers::after_greeting(Box::new(stream), peer));
    }
    match url.tls {
        Tls::Opportunistic => Ok(Answers::after_greeting(Box::new(nothing_ahead(stream)?), peer)),
        Tls::None | Tls::Required | Tls::Wrapped => {
            Err(broken("the server does not offer STARTTLS, so the connection would not be encrypted"))
        }
    }
}

async fn encrypt(
    tls: &TlsConnector,
    host: &str,
    stream: TcpStream,
    limits: &SmtpLimits,
) -> Result<tokio_rustls::client::TlsStream<TcpStream>, Cause> {
    let name = ServerName::try_from(host.to_owned()).map_err(in_words)?;
    timeout(limits.connect, tls.connect(name, stream))
        .await
        .map_err(|_| broken("the connection could not be encrypted in time"))?
        .map_err(|error| Cause::Broken(format!("the connection could not be encrypted: {error}")))
}

/// Whether a server says that it does not know a command.
pub(super) const fn is_unknown_command(code: u16) -> bool {
    matches!(code, 500..=504 | 550)
}

/// The bare connection. Whoever has answered before being asked is not the server, or is out of step.
fn nothing_ahead(stream: BufReader<TcpStream>) -> Result<TcpStream, Cause> {
    if stream.buffer().is_empty() {
        Ok(stream.into_inner())
    } else {
        Err(broken(
            "the server sent more than it was asked for before the connection was encrypted; somebody in \
             between may have written it, so the connection was closed",
        ))
    }
}

async fn ask(stream: &mut BufReader<TcpStream>, command: &str) -> Result<Vec<String>, Cause> {
    stream.get_mut().write_all(command.as_bytes()).await.map_err(in_words)?;
    answer(stream).await
}

/// The lines of a good answer, without its code.
async fn answer(stream: &mut BufReader<TcpStream>) -> Result<Vec<String>, Cause> {
    let mut texts = Vec::new();
    while texts.len() < LINES_MAX {
        let mut line = Vec::new();
        (&mut *stream).take(LINE_LENGTH_MAX).read_until(b'\n', &mut line).await.map_err(in_words)?;
        if line.is_empty() {
            return Err(broken("the server closed the connection"));
        }
        if line.last() != Some(&b'\n') {
            return Err(broken("the server's answer is too long or was cut off"));
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        let (Some(code), rest) = (line.get(..3), line.get(3..).unwrap_or_default()) else {
            return Err(broken("this is not an SMTP server"));
        };
        if !code.starts_with('2') {
            let text = rest.get(1..).unwrap_or_default().to_owned();
            let code = code.parse().map_err(|_| broken("this is not an SMTP server"))?;
            return Err(Cause::Refused { code, text });
        }
        texts.push(rest.get(1..).unwrap_or_default().to_owned());
        if !rest.starts_with('-') {
            return Ok(texts);
        }
    }
    Err(broken("the server's answer has too many lines"))
}

fn in_words(error: impl std::fmt::Display) -> Cause {
    Cause::Broken(error.to_string())
}

fn broken(text: &str) -> Cause {
    Cause::Broken(text.to_owned())
}
