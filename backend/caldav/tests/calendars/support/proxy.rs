//! A proxy in front of a calendar server, which is out of order for some requests.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Answers requests that begin in one of these ways with an error; all others go on to the server.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    broken: Arc<Mutex<Vec<String>>>,
    silent: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// A proxy in front of the server on this port.
    pub(crate) async fn before(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (broken, silent) = (Arc::<Mutex<Vec<_>>>::default(), Arc::<Mutex<Vec<_>>>::default());
        let known = (Arc::clone(&broken), Arc::clone(&silent));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(forward(stream, server, known.0.clone(), known.1.clone()));
            }
        });
        Self { port, broken, silent }
    }

    /// Whose answers are lost on the way from now on.
    pub(crate) fn lose_answers(&self, beginnings: &[&str]) {
        *self.silent.lock().unwrap() = beginnings.iter().map(|&text| text.to_owned()).collect();
    }

    /// What is out of order from now on, as in `GET /anna/`.
    pub(crate) fn break_down(&self, beginnings: &[&str]) {
        *self.broken.lock().unwrap() = beginnings.iter().map(|&text| text.to_owned()).collect();
    }
}

/// Reads one request, asks the server, and ends the connection.
async fn forward(
    mut client: TcpStream,
    server: u16,
    broken: Arc<Mutex<Vec<String>>>,
    silent: Arc<Mutex<Vec<String>>>,
) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    let (head, mut body) = loop {
        match client.read(&mut buffer).await {
            Ok(count) if count > 0 => request.extend_from_slice(&buffer[..count]),
            _ => return,
        }
        if let Some(end) = request.windows(4).position(|window| window == b"\r\n\r\n") {
            let body = request.split_off(end + 4);
            break (String::from_utf8(request).unwrap(), body);
        }
    };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().unwrap())
    });
    while body.len() < length.unwrap_or_default() {
        match client.read(&mut buffer).await {
            Ok(count) if count > 0 => body.extend_from_slice(&buffer[..count]),
            _ => return,
        }
    }
    if broken.lock().unwrap().iter().any(|beginning| head.starts_with(beginning)) {
        let answer = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        let _ = client.write_all(answer.as_bytes()).await;
        return;
    }
    let mut server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
    let is_lost = silent.lock().unwrap().iter().any(|beginning| head.starts_with(beginning));
    let head = head.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    server.write_all(head.as_bytes()).await.unwrap();
    server.write_all(&body).await.unwrap();
    let mut answer = Vec::new();
    let _ = server.read_to_end(&mut answer).await;
    if is_lost {
        return;
    }
    // The client is told to come with a new connection for each request.
    let end = answer.windows(2).position(|window| window == b"\r\n").unwrap_or(answer.len());
    let _ = client.write_all(&answer[..end]).await;
    let _ = client.write_all(b"\r\nConnection: close").await;
    let _ = client.write_all(&answer[end..]).await;
}
