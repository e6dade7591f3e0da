//! The release binary, running on a database of its own.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use tempfile::TempDir;

use crate::http::Client;

/// A running server. It is stopped, and its database removed, when this is dropped.
pub(crate) struct Server {
    process: Child,
    folder: TempDir,
    address: String,
    token: String,
    idle: Mutex<Vec<Client>>,
}

fn binary() -> Result<PathBuf> {
    std::env::var_os("KONFID_BINARY")
        .map(PathBuf::from)
        .context("run this by `cargo xtask bench`: KONFID_BINARY is missing")
}

impl Server {
    pub(crate) fn start() -> Result<Self> {
        Self::start_in(tempfile::tempdir_in(std::env::current_dir()?)?)
    }

    /// Starts on the database in this folder.
    pub(crate) fn start_in(folder: TempDir) -> Result<Self> {
        let database = folder.path().join("konfid.db");
        let mut process = Command::new(binary()?)
            .args(["serve", "--listen", "127.0.0.1:0", "--database"])
            .arg(&database)
            .env("KONFID_LOG", "error")
            // Look-ups are measured with IDs that nobody has too.
            .env("KONFID_WRONG_IDS_PER_MINUTE", "off")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = process.stdout.take().context("the server has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.with_context(|| format!("the server said: {line}"))?.to_owned();
        let token = Command::new(binary()?)
            .args(["token", "create", "--name", "bench", "--database"])
            .arg(&database)
            .output()?;
        let token = String::from_utf8(token.stdout)?.trim().to_owned();
        Ok(Self { process, folder, address, token, idle: Mutex::default() })
    }

    /// Kills the server and keeps its database.
    pub(crate) fn kill(mut self) -> Result<TempDir> {
        self.process.kill()?;
        self.process.wait()?;
        let empty = tempfile::tempdir_in(std::env::current_dir()?)?;
        Ok(std::mem::replace(&mut self.folder, empty))
    }

    /// Where it answers, without a slash at the end.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn process_id(&self) -> u32 {
        self.process.id()
    }

    pub(crate) fn authorization(&self) -> String {
        format!("Authorization: Bearer {}\r\n", self.token)
    }

    pub(crate) async fn client(&self) -> Result<Client> {
        Client::connect(&self.address).await
    }

    /// A connection that waits, or a new one.
    pub(crate) async fn idle_client(&self) -> Result<Client> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(client) => Ok(client),
            None => self.client().await,
        }
    }

    pub(crate) fn put_back(&self, client: Client) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(client);
    }

    /// Runs the command line on the server's database and returns what it prints.
    pub(crate) fn command(&self, arguments: &[&str]) -> Result<String> {
        let output = Command::new(binary()?)
            .args(arguments)
            .arg("--database")
            .arg(self.folder.path().join("konfid.db"))
            .output()?;
        anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8(output.stdout)?)
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have been killed already; then there is nothing to do.
        _ = self.process.kill();
        _ = self.process.wait();
    }
}
