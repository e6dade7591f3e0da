//! Making a connection, up to where it is as private as it was asked to be.
//!
//! `lettre` keeps what it has read ahead when it encrypts a connection by STARTTLS: an answer that somebody in
//! between writes behind the server's 220 would then count as the server's own. So the words before the encryption
//! are exchanged here, and `lettre` begins with a connection on which nothing has been read.

use lettre::transport::smtp::commands::{Ehlo, Starttls};
use lettre::transport::smtp::extension::ClientId;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::answers::{Answers, LINE_LENGTH_MAX};
use crate::{SmtpUrl, Tls};

/// How many lines one answer may have.
const LINES_MAX: usize = 100;

/// Connects; what comes out begins with a greeting.
pub(super) async fn dial(
    url: &SmtpUrl,
    hello: &ClientId,
    tls: Option<&TlsConnector>,
) -> Result<Answers, String> {
    let stream = TcpStream::connect((url.host.as_str(), url.port)).await.map_err(in_words)?;
    let peer = stream.peer_addr().map_err(in_words)?;
    // The end of a mail is written by itself; without this it waits until the server has confirmed the rest, and
    // servers take up to 40 ms for that.
    stream.set_nodelay(true).map_err(in_words)?;
    let Some(tls) = tls else { return Ok(Answers::new(Box::new(stream), peer)) };
    if url.tls == Tls::Wrapped {
        return Ok(Answers::new(Box::new(encrypt(tls, &url.host, stream).await?), peer));
    }
    let mut stream = BufReader::new(stream);
    answer(&mut stream).await?;
    let offers = ask(&mut stream, &Ehlo::new(hello.clone()).to_string()).await?;
    if offers.iter().any(|offer| offer.trim().eq_ignore_ascii_case("STARTTLS")) {
        ask(&mut stream, &Starttls.to_string()).await?;
        let stream = encrypt(tls, &url.host, nothing_ahead(stream)?).await?;
        return Ok(Answers::after_greeting(Box::new(stream), peer));
    }
    match url.tls {
        Tls::Opportunistic => Ok(Answers::after_greeting(Box::new(nothing_ahead(stream)?), peer)),
        Tls::None | Tls::Required | Tls::Wrapped => {
            Err("the server does not offer STARTTLS, so the connection would not be encrypted".to_owned())
        }
    }
}

async fn encrypt(
    tls: &TlsConnector,
    host: &str,
    stream: TcpStream,
) -> Result<tokio_rustls::client::TlsStream<TcpStream>, String> {
    let name = ServerName::try_from(host.to_owned()).map_err(in_words)?;
    tls.connect(name, stream).await.map_err(|error| format!("the connection could not be encrypted: {error}"))
}

/// The bare connection. Whoever has answered before being asked is not the server, or is out of step.
fn nothing_ahead(stream: BufReader<TcpStream>) -> Result<TcpStream, String> {
    if stream.buffer().is_empty() {
        Ok(stream.into_inner())
    } else {
        Err("the server sent more than it was asked for before the connection was encrypted; somebody in \
             between may have written it, so the connection was closed"
            .to_owned())
    }
}

async fn ask(stream: &mut BufReader<TcpStream>, command: &str) -> Result<Vec<String>, String> {
    stream.get_mut().write_all(command.as_bytes()).await.map_err(in_words)?;
    answer(stream).await
}

/// The lines of a good answer, without its code.
async fn answer(stream: &mut BufReader<TcpStream>) -> Result<Vec<String>, String> {
    let mut texts = Vec::new();
    while texts.len() < LINES_MAX {
        let mut line = Vec::new();
        (&mut *stream).take(LINE_LENGTH_MAX).read_until(b'\n', &mut line).await.map_err(in_words)?;
        if line.is_empty() {
            return Err("the server closed the connection".to_owned());
        }
        if line.last() != Some(&b'\n') {
            return Err("the server's answer is too long or was cut off".to_owned());
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        let (Some(code), rest) = (line.get(..3), line.get(3..).unwrap_or_default()) else {
            return Err("this is not an SMTP server".to_owned());
        };
        if !code.starts_with('2') {
            return Err(line.to_owned());
        }
        texts.push(rest.get(1..).unwrap_or_default().to_owned());
        if !rest.starts_with('-') {
            return Ok(texts);
        }
    }
    Err("the server's answer has too many lines".to_owned())
}

fn in_words(error: impl std::fmt::Display) -> String {
    error.to_string()
}
