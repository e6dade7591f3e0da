//! A calendar server that means harm. It runs on threads of its own, so that only Konfid can be what stands still.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What is written to whoever asks: the connection, the method and the path.
type Answers = dyn Fn(&mut TcpStream, &str, &str) -> std::io::Result<()> + Send + Sync;

/// The server; its threads end with the process.
pub(crate) struct Hostile {
    pub(crate) port: u16,
    /// How many requests have come.
    requests: Arc<AtomicUsize>,
    /// How many connections are open.
    open: Arc<AtomicUsize>,
}

impl Hostile {
    /// A server that answers in this way. A connection is kept open when the answer leaves it so.
    pub(crate) fn new(
        answer: impl Fn(&mut TcpStream, &str, &str) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (requests, open) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let answer: Arc<Answers> = Arc::new(answer);
        let counts = (Arc::clone(&requests), Arc::clone(&open));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let ((requests, open), answer) = (counts.clone(), Arc::clone(&answer));
                open.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || {
                    // Konfid hangs up on what it refuses.
                    let _ = serve(stream, &requests, &*answer);
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { port, requests, open }
    }

    /// A server that takes every request and never answers.
    pub(crate) fn silent() -> Self {
        // Until Konfid hangs up.
        Self::new(|stream, _, _| std::io::copy(stream, &mut std::io::sink()).map(drop))
    }

    /// How many requests have come.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    /// How many connections are open.
    pub(crate) fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
}

fn serve(stream: TcpStream, requests: &AtomicUsize, answer: &Answers) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut head = Vec::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let line = line.trim_end().to_owned();
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
        head.push(line);
    }
    std::io::copy(&mut reader.take(length), &mut std::io::sink())?;
    requests.fetch_add(1, Ordering::SeqCst);
    let mut words = head[0].split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    answer(&mut { stream }, method, path)
}

/// Writes a whole answer.
pub(crate) fn reply(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n",
        body.len()
    )?;
    stream.write_all(body)
}
