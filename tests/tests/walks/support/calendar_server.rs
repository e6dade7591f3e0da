//! Radicale, a real `CalDAV` server, with one person's calendar.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use base64::Engine as _;
use tempfile::TempDir;
use ureq::http::Request;

use super::named;

/// The name to sign in with.
pub(crate) const CALENDAR_NAME: &str = "kajsa";
/// The app password.
pub(crate) const CALENDAR_PASSWORD: &str = "sju blå båtar";
const CALENDAR: &str = "/kajsa/work/";

/// A running calendar server; it ends with this value. It tells no invitees of changes.
pub(crate) struct CalendarServer {
    child: Child,
    /// Its address, as an organizer enters it.
    pub(crate) url: String,
    agent: ureq::Agent,
    _folder: TempDir,
}

impl CalendarServer {
    /// Starts one on a free port, with an empty calendar.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("there is no room for calendars");
        let users = format!("{CALENDAR_NAME}:{CALENDAR_PASSWORD}\n");
        std::fs::write(folder.path().join("users"), users).expect("the users cannot be written");
        let script = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../backend/caldav/tests/calendars/support/radicale_server.py");
        let mut child = Command::new(named("KONFID_PYTHON"))
            .arg(script)
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the calendar server cannot be started");
        let mut line = String::new();
        let output = child.stdout.take().expect("the output is a pipe");
        BufReader::new(output).read_line(&mut line).expect("the calendar server cannot be read");
        let port: u16 =
            line.trim().parse().unwrap_or_else(|_| panic!("the calendar server does not listen: {line}"));
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .allow_non_standard_methods(true)
            .build()
            .into();
        let server = Self { child, url: format!("http://127.0.0.1:{port}"), agent, _folder: folder };
        let (status, answer) = server.ask("MKCALENDAR", CALENDAR, "application/xml", "");
        assert_eq!(status, 201, "{answer}");
        server
    }

    /// Puts a meeting into the calendar.
    pub(crate) fn put(&self, name: &str, data: &str) {
        let path = format!("{CALENDAR}{name}.ics");
        let (status, answer) = self.ask("PUT", &path, "text/calendar; charset=utf-8", data);
        assert!((200..300).contains(&status), "{status} {answer}");
    }

    /// A meeting as the server has it.
    pub(crate) fn get(&self, name: &str) -> String {
        let (status, answer) = self.ask("GET", &format!("{CALENDAR}{name}.ics"), "text/plain", "");
        assert_eq!(status, 200, "{answer}");
        answer
    }

    /// What a calendar program asks.
    fn ask(&self, method: &str, path: &str, content_type: &str, body: &str) -> (u16, String) {
        let credentials = format!("{CALENDAR_NAME}:{CALENDAR_PASSWORD}");
        let credentials = base64::engine::general_purpose::STANDARD.encode(credentials);
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url))
            .header("authorization", format!("Basic {credentials}"))
            .header("content-type", content_type)
            .body(body.to_owned())
            .expect("the request makes no sense");
        let mut response = self.agent.run(request).expect("the calendar server does not answer");
        let text = response.body_mut().read_to_string().expect("the answer is no text");
        (response.status().as_u16(), text)
    }
}

impl Drop for CalendarServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A meeting to come, which one person has called and another has accepted, with this in its text.
pub(crate) fn meeting(name: &str, organizer: &str, text: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Vintergatan//Almanacka//SV\r\nBEGIN:VEVENT\r\n\
         UID:{name}@vintergatan.example\r\nDTSTAMP:20261001T080000Z\r\nDTSTART:20370312T090000Z\r\n\
         DTEND:20370312T100000Z\r\nSUMMARY:Planering {name}\r\nORGANIZER:mailto:{organizer}\r\n\
         ATTENDEE;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:bo@vintergatan.example\r\nDESCRIPTION:{text}\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}
