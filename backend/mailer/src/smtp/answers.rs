//! What an SMTP server answers, a bounded line at a time.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::watch;

/// How long a line may be. RFC 5321 says 512 bytes; some servers say more.
pub(super) const LINE_LENGTH_MAX: u64 = 2_048;

/// A connection, encrypted or not.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Sync + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin> Stream for S {}

/// A connection to a server. A line without end is an error: `lettre` looks at the length of a line only when it has
/// all of it.
pub(super) struct Answers {
    stream: Box<dyn Stream>,
    peer: SocketAddr,
    /// What is read before anything of the stream.
    ahead: &'static [u8],
    line_length: u64,
    heard: Heard,
    /// Whether EHLO is still to be said as HELO.
    says_helo: bool,
}

/// What a server was told and has answered so far. Clones share it.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    /// How many bytes were written.
    written: watch::Sender<u64>,
    /// The beginning of what was read.
    beginning: Arc<Mutex<Vec<u8>>>,
}

/// How much of what a server answers is kept: its greeting and what it offers.
const KEPT: usize = 8_192;

impl Heard {
    fn new() -> Self {
        Self { written: watch::Sender::new(0), beginning: Arc::default() }
    }

    /// How many bytes were written, and news of that.
    pub(super) fn written(&self) -> watch::Receiver<u64> {
        self.written.subscribe()
    }

    /// The ways to sign in that the server offers, by its own names: `lettre` only knows some.
    pub(super) fn mechanisms(&self) -> Vec<String> {
        let beginning = self.beginning.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&beginning);
        let offers = text.lines().filter_map(|line| {
            let offer = line.strip_prefix("250")?.get(1..)?.trim().to_ascii_uppercase();
            // Some servers write it as a draft once did.
            offer.strip_prefix("AUTH").filter(|rest| rest.starts_with([' ', '='])).map(str::to_owned)
        });
        let mut names: Vec<String> = Vec::new();
        for name in offers.flat_map(|offer| offer.split([' ', '=']).map(str::to_owned).collect::<Vec<_>>()) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

impl Answers {
    pub(super) fn new(stream: Box<dyn Stream>, peer: SocketAddr) -> Self {
        Self { stream, peer, ahead: b"", line_length: 0, heard: Heard::new(), says_helo: false }
    }

    /// The same when the server's greeting has been read already: `lettre` waits for one.
    pub(super) fn after_greeting(stream: Box<dyn Stream>, peer: SocketAddr) -> Self {
        Self { ahead: b"220 again\r\n", ..Self::new(stream, peer) }
    }

    /// The same for a server that does not know EHLO.
    pub(super) fn saying_helo(self) -> Self {
        Self { says_helo: true, ..self }
    }

    /// What the server is told and answers.
    pub(super) fn heard(&self) -> Heard {
        self.heard.clone()
    }

    fn count(&mut self, bytes: &[u8]) -> io::Result<()> {
        for byte in bytes {
            self.line_length = if *byte == b'\n' { 0 } else { self.line_length + 1 };
            if self.line_length > LINE_LENGTH_MAX {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the server's answer does not end"));
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Answers").field("peer", &self.peer).finish_non_exhaustive()
    }
}

impl AsyncTokioStream for Answers {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}

impl AsyncRead for Answers {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.ahead.is_empty() {
            let (now, later) = self.ahead.split_at(self.ahead.len().min(buffer.remaining()));
            buffer.put_slice(now);
            self.ahead = later;
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        let read = buffer.filled().get(before..).unwrap_or_default();
        let mut beginning = self.heard.beginning.lock().unwrap_or_else(PoisonError::into_inner);
        let room = KEPT.saturating_sub(beginning.len()).min(read.len());
        beginning.extend_from_slice(read.get(..room).unwrap_or_default());
        drop(beginning);
        Poll::Ready(self.count(read))
    }
}

impl AsyncWrite for Answers {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        // `lettre` only knows EHLO. Both words have four letters, and the rest is the same.
        let helo =
            bytes.strip_prefix(b"EHLO").filter(|_| self.says_helo).map(|rest| [b"HELO", rest].concat());
        let written =
            ready!(Pin::new(&mut self.stream).poll_write(context, helo.as_deref().unwrap_or(bytes)))?;
        self.says_helo &= helo.is_none();
        self.heard.written.send_modify(|bytes| *bytes += written as u64);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
