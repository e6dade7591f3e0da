//! chromedriver with a browser of its own, and the commands of it that fantoccini does not know.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use http::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::{ParseError, Url};

use crate::named;

/// A chromedriver of its own for each browser. It takes the browser with it when it ends.
pub struct Driver {
    child: Child,
    /// Where it listens.
    pub url: String,
    session: Option<String>,
    agent: ureq::Agent,
    profile: TempDir,
}

/// A chromedriver that is ready, and its port; `None` if it has ended before.
#[expect(
    clippy::zombie_processes,
    reason = "whoever gets it waits for its end: `Driver` does when it is dropped"
)]
fn listen(fonts: Option<&Path>) -> Option<(Child, u16)> {
    let mut child = Command::new(named("CHROMEDRIVER"))
        .arg("--port=0")
        // The browser inherits it.
        .envs(fonts.map(|fonts| ("FONTCONFIG_FILE", fonts)))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("chromedriver cannot be started");
    let mut output = BufReader::new(child.stdout.take().expect("the output is a pipe"));
    let mut line = String::new();
    loop {
        line.clear();
        let read = output.read_line(&mut line).expect("chromedriver cannot be read");
        if read == 0 {
            let status = child.wait().expect("chromedriver's end can be waited for");
            eprintln!("chromedriver ended before it was ready: {status}");
            return None;
        }
        let port = line.split("successfully on port ").nth(1).map(|rest| rest.trim_end_matches(['.', '\n']));
        if let Some(port) = port.and_then(|port| port.parse().ok()) {
            // Nobody reads on, and a full pipe would stop it.
            std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
            return Some((child, port));
        }
    }
}

impl Driver {
    /// Starts it on a free port.
    ///
    /// It takes the port that is free under IPv4 also under IPv6, where somebody may have it by then, and ends. Another
    /// time it gets another port.
    ///
    /// `fonts` makes a configuration for Fontconfig in the folder of the browser's profile; without it the browser has
    /// the fonts of this machine.
    pub fn start(fonts: Option<impl FnOnce(&Path) -> PathBuf>) -> Self {
        let profile = tempfile::tempdir().expect("there is no room for a profile");
        let fonts = fonts.map(|fonts| fonts(profile.path()));
        let started = (0..5).find_map(|_| listen(fonts.as_deref()));
        let (child, port) = started.expect("chromedriver ended five times before it was ready");
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(20)))
            .build()
            .into();
        let url = format!("http://127.0.0.1:{port}");
        Self { child, url, session: None, agent, profile }
    }

    /// What the browser is started with.
    pub fn capabilities(&self, downloads: &Path) -> Capabilities {
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--lang=en-GB",
            "--window-size=1440,900",
        ]
        .map(str::to_owned);
        let mut arguments = arguments.to_vec();
        arguments.push(format!("--user-data-dir={}", self.profile.path().display()));
        let options = json!({
            "binary": named("CHROMIUM"),
            "args": arguments,
            "prefs": {
                "intl.accept_languages": "en-GB,en",
                "download.default_directory": downloads,
                "download.prompt_for_download": false,
            },
        });
        let capabilities = json!({
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
            // A question of the page must be answered by the walk.
            "unhandledPromptBehavior": "ignore",
        });
        match capabilities {
            Value::Object(capabilities) => capabilities,
            _ => Capabilities::new(),
        }
    }

    /// Remembers the session, so that it is closed also when something fails.
    pub fn begin(&mut self, session: Option<String>) {
        self.session = session;
    }

    /// What the browser shows, as a PNG file in base64. It needs no runtime, so that it can be asked for while
    /// something fails.
    pub fn last_sight(&self) -> Option<String> {
        let address = format!("{}/session/{}/screenshot", self.url, self.session.as_ref()?);
        let text = self.agent.get(address).call().ok()?.body_mut().read_to_string().ok()?;
        let answer: Value = serde_json::from_str(&text).ok()?;
        answer["value"].as_str().map(str::to_owned)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // chromedriver ends its browser only when it is asked.
        if let Some(session) = &self.session {
            let _ = self.agent.delete(format!("{}/session/{session}", self.url)).call();
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command that belongs to Chromium.
#[derive(Debug)]
pub struct Own {
    path: &'static str,
    body: Value,
}

impl Own {
    /// A command of the `DevTools` protocol.
    pub fn devtools(command: &str, parameters: &Value) -> Self {
        Self { path: "goog/cdp/execute", body: json!({ "cmd": command, "params": parameters }) }
    }

    /// What the console said since the last time.
    pub fn console() -> Self {
        Self { path: "se/log", body: json!({ "type": "browser" }) }
    }
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, ParseError> {
        base_url.join(&format!("session/{}/{}", session_id.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
