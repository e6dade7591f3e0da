//! The SMTP server of `tests/support/smtp_server.py`.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::named;

/// A real SMTP server; what it has accepted outlives a stop.
pub struct MailServer {
    folder: TempDir,
    port: u16,
    child: Option<Child>,
}

/// A message that was accepted.
#[derive(Clone, Debug)]
pub struct Received(Value);

impl Received {
    /// Its recipient.
    pub fn to(&self) -> &str {
        self.0["to"][0].as_str().unwrap_or_default()
    }

    /// A field as `smtp_server.py` names it.
    pub fn field(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_default()
    }
}

impl MailServer {
    /// Starts one on a free port.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("there is no room for mails");
        let mut server = Self { folder, port: 0, child: None };
        server.start_again();
        server
    }

    /// Starts it on the port that it had.
    pub fn start_again(&mut self) {
        assert!(self.child.is_none(), "the SMTP server is running");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("support/smtp_server.py");
        let mut child = Command::new(named("KONFID_PYTHON"))
            .arg(script)
            .arg("--messages")
            .arg(self.folder.path().join("messages"))
            .arg("--control")
            .arg(self.folder.path().join("control"))
            .args(["--port", &self.port.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the SMTP server cannot be started");
        let mut line = String::new();
        let output = child.stdout.take().expect("the output is a pipe");
        BufReader::new(output).read_line(&mut line).expect("the SMTP server cannot be read");
        let port = line.trim().rsplit(':').next().and_then(|port| port.parse().ok());
        self.port = port.unwrap_or_else(|| panic!("the SMTP server does not listen: {line}"));
        self.child = Some(child);
    }

    /// Stops it: from now on nobody answers on its port.
    pub fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Its address, as the configuration wants it.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Replaces what goes wrong from now on.
    pub fn faults(&self, faults: &Value) {
        let new = self.folder.path().join("control.new");
        fs::write(&new, json!({ "faults": faults }).to_string()).expect("the faults cannot be written");
        fs::rename(new, self.folder.path().join("control")).expect("the faults cannot be replaced");
    }

    /// Everything that was accepted so far.
    pub fn received(&self) -> Vec<Received> {
        let text = fs::read_to_string(self.folder.path().join("messages")).unwrap_or_default();
        // The last line may be half written.
        let lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        lines.map(|line| Received(serde_json::from_str(line).expect("a message is JSON"))).collect()
    }

    /// What was accepted for one recipient.
    pub fn received_by(&self, recipient: &str) -> Vec<Received> {
        self.received().into_iter().filter(|mail| mail.to() == recipient).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.stop();
    }
}
