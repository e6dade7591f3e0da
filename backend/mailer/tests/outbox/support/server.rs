//! The SMTP server of `tests/support/smtp_server.py`.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A running server; it ends with this value.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
    folder: TempDir,
}

/// A message that the server accepted.
#[derive(Clone, Debug)]
pub(crate) struct Received(Value);

impl Received {
    /// A field as `smtp_server.py` names it.
    pub(crate) fn text(&self, field: &str) -> &str {
        self.0[field].as_str().unwrap_or_default()
    }

    /// A header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.0["headers"][name].as_str().unwrap_or_default()
    }

    pub(crate) fn to(&self) -> &str {
        self.0["to"][0].as_str().unwrap_or_default()
    }

    pub(crate) fn connection(&self) -> u64 {
        self.0["connection"].as_u64().unwrap_or_default()
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.0["encrypted"] == true
    }
}

/// The Python that has aiosmtpd; without it the tests cannot run, and say so.
fn python() -> Option<PathBuf> {
    if let Some(python) = std::env::var_os("KONFID_PYTHON") {
        return Some(python.into());
    }
    let message = "KONFID_PYTHON does not name a Python with aiosmtpd (`cargo xtask test` sets it)";
    assert!(std::env::var_os("CI").is_none(), "{message}");
    eprintln!("SKIPPED, NOT PASSED: {message}");
    None
}

impl Server {
    /// Starts a server on a free port; `None` when there is no Python to run it with.
    pub(crate) fn start(arguments: &[&str]) -> Option<Self> {
        Self::start_in(tempfile::tempdir().unwrap(), 0, arguments)
    }

    fn start_in(folder: TempDir, port: u16, arguments: &[&str]) -> Option<Self> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/support/smtp_server.py");
        let mut child = Command::new(python()?)
            .arg(script)
            .arg("--messages")
            .arg(folder.path().join("messages"))
            .arg("--control")
            .arg(folder.path().join("control"))
            .arg("--connections")
            .arg(folder.path().join("connections"))
            .args(["--port", &port.to_string()])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().rsplit(':').next().unwrap().parse().unwrap_or_else(|_| panic!("{line}"));
        Some(Self { child, port, folder })
    }

    /// Stops the server and gives what it takes to start it again on the same port.
    pub(crate) fn stop(mut self) -> impl FnOnce() -> Option<Self> {
        self.end();
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap());
        let port = self.port;
        move || Self::start_in(folder, port, &[])
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// The server's address without TLS.
    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Replaces what goes wrong from now on.
    pub(crate) fn faults(&self, faults: &Value) {
        self.control(&json!({ "faults": faults }));
    }

    /// Replaces the control file.
    pub(crate) fn control(&self, control: &Value) {
        let new = self.folder.path().join("control.new");
        std::fs::write(&new, control.to_string()).unwrap();
        std::fs::rename(new, self.folder.path().join("control")).unwrap();
    }

    /// Every message so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.lines("messages").into_iter().map(Received).collect()
    }

    /// How many connections have ended.
    pub(crate) fn closed_connections(&self) -> usize {
        self.lines("connections").len()
    }

    fn lines(&self, name: &str) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        // The last line may be half written.
        text.split_inclusive('\n')
            .filter(|line| line.ends_with('\n'))
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}
