//! Running servers.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::PASSWORD;
use super::http::{self, Answer};

/// A running server; it ends with this value.
pub(crate) struct Server {
    child: Child,
    /// Whether it ends by itself when its input does, because it has others to end.
    ends_itself: bool,
    pub(crate) port: u16,
    /// The path of Anna's calendar.
    pub(crate) calendar: &'static str,
    _folder: TempDir,
}

/// The Python that has the servers; without it the tests cannot run, and say so.
fn python() -> Option<PathBuf> {
    if let Some(python) = std::env::var_os("KONFID_PYTHON") {
        return Some(python.into());
    }
    let message =
        "KONFID_PYTHON does not name a Python with xandikos and radicale (`cargo xtask test` sets it)";
    assert!(std::env::var_os("CI").is_none(), "{message}");
    eprintln!("SKIPPED, NOT PASSED: {message}");
    None
}

/// The folder with Cyrus's programs; without them its tests cannot run, and say so.
fn cyrus_programs() -> Option<PathBuf> {
    let named = std::env::var_os("KONFID_CYRUS").map(PathBuf::from);
    let is_wanted = named.is_some() || std::env::var_os("CI").is_some();
    let programs = named.unwrap_or_else(|| "/usr/lib/cyrus/bin".into());
    if programs.join("httpd").exists() {
        return Some(programs);
    }
    let message = "there is no Cyrus (the Debian packages cyrus-imapd and cyrus-caldav; `cargo xtask test` installs them)";
    assert!(!is_wanted, "{message}");
    eprintln!("SKIPPED, NOT PASSED: {message}");
    None
}

impl Server {
    /// Radicale with Anna's calendar; `None` when there is no Python to run it with.
    pub(crate) fn radicale() -> Option<Self> {
        let server = Self::radicale_without_calendars()?;
        server.make_calendar(server.calendar, "VEVENT");
        Some(server)
    }

    /// Radicale, in which Anna can sign in and has nothing.
    pub(crate) fn radicale_without_calendars() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("users"), format!("anna:{PASSWORD}\nbo:{PASSWORD}\n")).unwrap();
        Self::start("radicale_server.py", folder, "/anna/work/")
    }

    /// Xandikos with the calendars of Anna and Bo, which tells Bo of Anna's meetings.
    pub(crate) fn xandikos() -> Option<Self> {
        Self::start("xandikos_server.py", tempfile::tempdir().unwrap(), "/anna/calendars/calendar/")
    }

    /// Cyrus with the calendars of Anna and Bo, which tells Bo of Anna's meetings and writes them anew.
    pub(crate) fn cyrus() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let calendar = "/dav/calendars/user/anna/Default/";
        let mut server = Self::start_with("cyrus_server.py", folder, calendar, Some(&cyrus_programs()?))?;
        server.ends_itself = true;
        Some(server)
    }

    fn start(script: &str, folder: TempDir, calendar: &'static str) -> Option<Self> {
        Self::start_with(script, folder, calendar, None)
    }

    fn start_with(
        script: &str,
        folder: TempDir,
        calendar: &'static str,
        programs: Option<&Path>,
    ) -> Option<Self> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendars/support").join(script);
        let mut child = Command::new(python()?)
            .arg(script)
            .arg(folder.path())
            .args(programs)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().parse().unwrap_or_else(|_| panic!("the server did not start: {line}"));
        Some(Self { child, ends_itself: false, port, calendar, _folder: folder })
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The address of one of Anna's meetings.
    pub(crate) fn meeting(&self, name: &str) -> url::Url {
        self.url(&format!("{}{name}.ics", self.calendar)).parse().unwrap()
    }

    /// What somebody else than Konfid asks.
    pub(crate) fn ask(&self, user: &str, method: &str, path: &str, headers: &[&str], body: &str) -> Answer {
        http::request(self.port, user, method, path, headers, body)
    }

    pub(crate) fn make_calendar(&self, path: &str, component: &str) {
        let body = format!(
            r#"<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop><C:supported-calendar-component-set><C:comp name="{component}"/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>"#
        );
        let answer = self.ask("anna", "MKCALENDAR", path, &["Content-Type: application/xml"], &body);
        assert_eq!(answer.status, 201, "{}", answer.body);
    }

    /// Anna puts a meeting into her calendar; gives it back as the server has it.
    pub(crate) fn put(&self, name: &str, data: &str) -> String {
        let path = format!("{}{name}.ics", self.calendar);
        let answer = self.ask("anna", "PUT", &path, &["Content-Type: text/calendar; charset=utf-8"], data);
        assert!((200..300).contains(&answer.status), "{} {}", answer.status, answer.body);
        self.get(name)
    }

    /// One of Anna's meetings as the server has it.
    pub(crate) fn get(&self, name: &str) -> String {
        let answer = self.ask("anna", "GET", &format!("{}{name}.ics", self.calendar), &[], "");
        assert_eq!(answer.status, 200, "{}", answer.head);
        answer.body
    }

    /// Everything in a collection, as a user sees it.
    pub(crate) fn members(&self, user: &str, path: &str) -> Vec<String> {
        let body = r#"<D:propfind xmlns:D="DAV:"><D:prop><D:getetag/></D:prop></D:propfind>"#;
        let answer = self.ask(user, "PROPFIND", path, &["Depth: 1", "Content-Type: application/xml"], body);
        assert_eq!(answer.status, 207, "{}", answer.body);
        let hrefs = answer.body.split("href>").filter(|part| part.starts_with('/') && part.contains(".ics"));
        let mut hrefs: Vec<String> = hrefs.map(|part| part.split('<').next().unwrap().to_owned()).collect();
        hrefs.sort();
        hrefs.dedup();
        hrefs.iter().map(|href| self.ask(user, "GET", href, &[], "").body).collect()
    }

    /// Ends the server now.
    pub(crate) fn end(&mut self) {
        drop(self.child.stdin.take());
        if !self.ends_itself {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}
