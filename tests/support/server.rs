//! The server under test, and commands on its database.

use std::env;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus, Output, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::Client;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(5);

/// The release binary, which `KONFID_BINARY` names. `cargo xtask test` builds it and sets the variable.
pub fn binary() -> PathBuf {
    let path = env::var_os("KONFID_BINARY").map(PathBuf::from);
    let path =
        path.expect("KONFID_BINARY must name the konfid binary; run these tests by `cargo xtask test`");
    assert!(path.is_file(), "KONFID_BINARY names {}, which is not there", path.display());
    path
}

/// A command line of konfid that runs in a folder, and in an environment without settings of whoever tests.
#[derive(Clone, Debug)]
pub struct Command {
    binary: PathBuf,
    folder: PathBuf,
    variables: Vec<(String, String)>,
    /// Limits of the system that it runs under, as `prlimit` takes them.
    limits: Vec<String>,
}

/// A server. It is killed when this is dropped.
pub struct Server {
    child: Child,
    folder: PathBuf,
    lines: mpsc::Receiver<String>,
    /// The one line that it printed.
    pub ready: String,
    /// Where it answers, without a slash at the end.
    pub url: String,
}

impl Command {
    /// A command line in this folder. Its database is `konfid.db` there.
    pub fn new(binary: impl Into<PathBuf>, folder: impl Into<PathBuf>) -> Self {
        Self { binary: binary.into(), folder: folder.into(), variables: Vec::new(), limits: Vec::new() }
    }

    /// With a variable in its environment.
    #[must_use]
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With so many files that it may have open, and no way to raise that.
    #[must_use]
    pub fn with_open_files(mut self, count: u32) -> Self {
        self.limits.push(format!("--nofile={count}:{count}"));
        self
    }

    /// With files that cannot be written beyond so many bytes, as on a full disk.
    #[must_use]
    pub fn with_file_bytes(mut self, count: u32) -> Self {
        self.limits.push(format!("--fsize={count}:{count}"));
        self
    }

    fn prepare(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = if self.limits.is_empty() {
            std::process::Command::new(&self.binary)
        } else {
            // What cannot be written is an error then, and not the end of the process.
            let mut command = std::process::Command::new("env");
            command.args(["--ignore-signal=XFSZ", "prlimit"]).args(&self.limits).arg(&self.binary);
            command
        };
        command.args(arguments).current_dir(&self.folder).stdin(Stdio::null()).env("LC_ALL", "C");
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("KONFID_") {
                command.env_remove(name);
            }
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs it to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.prepare(arguments).output().expect("konfid cannot be started")
    }

    /// Runs it to its end and answers what it printed; it must succeed.
    pub fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let (printed, noted) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "konfid {arguments:?}: {}\n{printed}\n{noted}", output.status);
        printed
    }

    /// Runs it to its end and answers what it noted on standard error; it must end with this code.
    pub fn fail(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let (printed, noted) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "konfid {arguments:?}\n{printed}\n{noted}");
        noted
    }

    /// Starts a server on a free port and waits until it is ready. Its log goes to `konfid.log` in the folder.
    pub fn serve(&self, arguments: &[&str]) -> Server {
        let log = File::options().create(true).append(true).open(self.folder.join(LOG));
        let mut child = self
            .prepare(&[&["serve", "--listen", "127.0.0.1:0"], arguments].concat())
            .stdout(Stdio::piped())
            .stderr(log.expect("the log cannot be written"))
            .spawn()
            .expect("konfid cannot be started");
        let output = BufReader::new(child.stdout.take().expect("the output is a pipe"));
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let Ok(ready) = lines.recv_timeout(PATIENCE) else {
            let _ = child.kill();
            panic!("the server did not get ready:\n{}", log_in(&self.folder));
        };
        let url = local_url(&ready).or_else(|| logged_url(&log_in(&self.folder)));
        let url = url.unwrap_or_else(|| panic!("neither log nor line tell the address: {ready}"));
        Server { child, folder: self.folder.clone(), lines, ready, url }
    }
}

const LOG: &str = "konfid.log";

impl Server {
    /// A client with this token.
    pub fn client(&self, token: &str) -> Client {
        Client::new(&self.url, token)
    }

    /// What it has logged, and those before it in the same folder.
    pub fn log(&self) -> String {
        log_in(&self.folder)
    }

    /// How much memory it takes at the moment, in kilobytes.
    pub fn resident_kilobytes(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("it runs");
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = resident.and_then(|line| line.split_whitespace().next());
        number.and_then(|number| number.parse().ok()).expect("the system tells the memory")
    }

    /// Ends it without any warning, as a power cut does.
    pub fn kill(mut self) {
        self.child.kill().expect("the server cannot be killed");
        self.child.wait().expect("the server cannot be waited for");
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to stop, by SIGTERM.
    pub fn ask_to_stop(&self) {
        let status =
            std::process::Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status();
        assert!(status.expect("there is no kill").success());
    }

    /// Asks it to stop, waits until it has, and answers how it ended and what else it printed.
    pub fn stop(self) -> (ExitStatus, Vec<String>) {
        self.ask_to_stop();
        self.wait()
    }

    /// Waits until it has ended; answers how, and what else it printed.
    pub fn wait(mut self) -> (ExitStatus, Vec<String>) {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the server cannot be waited for") {
                return (status, self.lines.iter().collect());
            }
            assert!(begun.elapsed() < PATIENCE, "the server does not stop:\n{}", self.log());
            std::thread::sleep(PAUSE);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn log_in(folder: &Path) -> String {
    fs::read_to_string(folder.join(LOG)).unwrap_or_default()
}

/// The address in the line that says that the server is ready, unless it names a public one.
fn local_url(ready: &str) -> Option<String> {
    let address = ready.split("http://").nth(1)?.split('/').next()?;
    address.starts_with("127.0.0.1:").then(|| format!("http://{address}"))
}

/// The address in the log's last line that names one.
fn logged_url(log: &str) -> Option<String> {
    let line = log.lines().rev().find(|line| line.contains("address="))?;
    let address = line.split("address=").nth(1)?.split_whitespace().next()?;
    Some(format!("http://{address}"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
