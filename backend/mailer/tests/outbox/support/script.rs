//! A server that behaves as it is told, line by line: what aiosmtpd is too polite for.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::until;

/// How the server behaves; each answer comes with the line end that belongs to it.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    pub(crate) banner_after: Duration,
    pub(crate) banner: &'static str,
    /// Instead of the greeting, to whoever comes when so many are there.
    pub(crate) connections: usize,
    pub(crate) one_too_many: &'static str,
    pub(crate) ehlo: &'static str,
    /// What follows AUTH, answer by answer.
    pub(crate) auth: &'static [&'static str],
    pub(crate) mail: &'static str,
    /// The answer to the end of a message, and how long it takes.
    pub(crate) end: &'static str,
    pub(crate) end_after: Duration,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            banner_after: Duration::ZERO,
            banner: "220 mx",
            connections: usize::MAX,
            one_too_many: "432 4.3.2 Concurrent connections limit exceeded",
            ehlo: "250 mx",
            auth: &["235 2.7.0 in"],
            mail: "250 ok",
            end: "250 taken",
            end_after: Duration::ZERO,
        }
    }
}

/// What the server saw.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Every line but those of messages.
    pub(crate) lines: Vec<String>,
    /// Every message whose end has come, whatever the answer.
    pub(crate) messages: Vec<String>,
    pub(crate) refused_connections: usize,
    present: usize,
}

/// A running server; it ends with this value.
pub(crate) struct ScriptedServer {
    pub(crate) port: u16,
    script: Arc<Mutex<Script>>,
    seen: Arc<Mutex<Seen>>,
    task: JoinHandle<()>,
}

impl ScriptedServer {
    pub(crate) async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (script, seen) = (Arc::new(Mutex::new(script)), Arc::new(Mutex::new(Seen::default())));
        let (task_script, task_seen) = (Arc::clone(&script), Arc::clone(&seen));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (script, seen) = (Arc::clone(&task_script), Arc::clone(&task_seen));
                tokio::spawn(async move {
                    seen.lock().unwrap().present += 1;
                    let _ = converse(stream, &script, &seen).await;
                    seen.lock().unwrap().present -= 1;
                });
            }
        });
        Self { port, script, seen, task }
    }

    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Behaves otherwise from the next line on.
    pub(crate) fn now(&self, script: Script) {
        *self.script.lock().unwrap() = script;
    }

    pub(crate) fn look<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.seen.lock().unwrap())
    }

    /// Waits until so many messages have come whole.
    pub(crate) async fn until_messages(&self, count: usize) {
        until("messages", async || self.look(|seen| (seen.messages.len() >= count).then_some(()))).await;
    }
}

impl Drop for ScriptedServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn converse(stream: TcpStream, script: &Mutex<Script>, seen: &Mutex<Seen>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    let now = || script.lock().unwrap().clone();
    if seen.lock().unwrap().present > now().connections {
        seen.lock().unwrap().refused_connections += 1;
        return stream.write_all(format!("{}\r\n", now().one_too_many).as_bytes()).await;
    }
    tokio::time::sleep(now().banner_after).await;
    stream.write_all(format!("{}\r\n", now().banner).as_bytes()).await?;
    let mut signing_in: Option<usize> = None;
    let mut message: Option<String> = None;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        if let Some(text) = &mut message {
            if line != ".\r\n" {
                text.push_str(&line);
                continue;
            }
            seen.lock().unwrap().messages.extend(message.take());
            tokio::time::sleep(now().end_after).await;
            stream.write_all(format!("{}\r\n", now().end).as_bytes()).await?;
            continue;
        }
        let line = line.trim_end().to_owned();
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        seen.lock().unwrap().lines.push(line);
        let script = now();
        let answer = match (signing_in, word.as_str()) {
            (Some(step), _) => {
                signing_in = (step + 1 < script.auth.len()).then_some(step + 1);
                script.auth[step]
            }
            (None, "AUTH") => {
                signing_in = (script.auth.len() > 1).then_some(1);
                script.auth[0]
            }
            (None, "EHLO") => script.ehlo,
            (None, "MAIL") => script.mail,
            (None, "DATA") => {
                message = Some(String::new());
                "354 go"
            }
            (None, "QUIT") => return stream.write_all(b"221 bye\r\n").await,
            (None, _) => "250 ok",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}
