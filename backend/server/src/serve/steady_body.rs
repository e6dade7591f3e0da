//! A request's body that has to arrive steadily.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use api::BodyTooSlow;
use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep};

/// How long a body may take at least, however small it is.
const PATIENCE: Duration = Duration::from_secs(20);
/// What has to arrive in each second besides, on average: 100 MB may take seven hours, but not for ever.
const BYTES_PER_SECOND: u32 = 4_000;

/// A body that fails with [`BodyTooSlow`] when it falls behind. What was received extends the time, so a slow line is
/// enough and a client that stalls is not.
pub(super) struct SteadyBody<B> {
    inner: B,
    began: Option<Instant>,
    received: u64,
    deadline: Pin<Box<Sleep>>,
}

impl<B> SteadyBody<B>
where
    B: HttpBody<Data = Bytes> + Send + Unpin + 'static,
    B::Error: Into<BoxError>,
{
    /// The body as it arrives. Its time begins when it is first asked for.
    pub(super) fn wrap(inner: B) -> Body {
        if inner.is_end_stream() {
            return Body::empty();
        }
        let deadline = Box::pin(tokio::time::sleep(PATIENCE));
        Body::new(Self { inner, began: None, received: 0, deadline })
    }
}

impl<B> HttpBody for SteadyBody<B>
where
    B: HttpBody<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.inner).poll_frame(context) {
            if let Some(Ok(frame)) = &frame {
                self.received += frame.data_ref().map_or(0, |data| data.len() as u64);
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let began = *self.began.get_or_insert_with(Instant::now);
        let earned = Duration::from_millis(self.received.saturating_mul(1_000) / u64::from(BYTES_PER_SECOND));
        let deadline = began + PATIENCE + earned;
        if self.deadline.deadline() != deadline {
            self.deadline.as_mut().reset(deadline);
        }
        ready!(self.deadline.as_mut().poll(context));
        Poll::Ready(Some(Err(BodyTooSlow.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use http_body_util::BodyExt as _;

    use super::*;

    /// Gives a piece of so many bytes after each pause, and then nothing more.
    struct Dripping {
        pieces: VecDeque<usize>,
        pause: Duration,
        next: Pin<Box<Sleep>>,
    }

    impl HttpBody for Dripping {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            ready!(self.next.as_mut().poll(context));
            let pause = self.pause;
            self.next.as_mut().reset(Instant::now() + pause);
            Poll::Ready(self.pieces.pop_front().map(|length| Ok(Frame::data(vec![b'x'; length].into()))))
        }
    }

    async fn read(pieces: impl IntoIterator<Item = usize>, pause: Duration) -> Result<usize, BoxError> {
        let next = Box::pin(tokio::time::sleep(pause));
        let body = SteadyBody::wrap(Dripping { pieces: pieces.into_iter().collect(), pause, next });
        Ok(body.collect().await?.to_bytes().len())
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_line_is_enough_and_a_drip_is_not() {
        let second = Duration::from_secs(1);
        assert_eq!(read([5_000; 1_000], second).await.unwrap(), 5_000_000);
        let begin = Instant::now();
        let error = read(std::iter::repeat_n(1, 1_000_000), second).await.unwrap_err();
        assert!(error.to_string().contains("too slowly"), "{error}");
        assert!(begin.elapsed() < Duration::from_secs(30), "{:?}", begin.elapsed());
        assert!(read([1_000], Duration::from_hours(1)).await.is_err(), "it stalls");
    }
}
