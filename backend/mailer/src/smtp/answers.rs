//! What an SMTP server answers, a bounded line at a time.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

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
    written: Written,
}

/// How many bytes were written to a server. Clones share the count.
#[derive(Clone, Debug, Default)]
pub(super) struct Written(Arc<AtomicU64>);

impl Written {
    pub(super) fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Answers {
    pub(super) fn new(stream: Box<dyn Stream>, peer: SocketAddr) -> Self {
        Self { stream, peer, ahead: b"", line_length: 0, written: Written::default() }
    }

    /// The same when the server's greeting has been read already: `lettre` waits for one.
    pub(super) fn after_greeting(stream: Box<dyn Stream>, peer: SocketAddr) -> Self {
        Self { ahead: b"220 again\r\n", ..Self::new(stream, peer) }
    }

    /// How much of what is said to the server has been written.
    pub(super) fn written(&self) -> Written {
        self.written.clone()
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
        Poll::Ready(self.count(buffer.filled().get(before..).unwrap_or_default()))
    }
}

impl AsyncWrite for Answers {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write(context, bytes))?;
        self.written.0.fetch_add(written as u64, Ordering::Relaxed);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
