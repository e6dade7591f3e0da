//! Finding calendars, and saying why not.

use std::net::SocketAddr;
use std::sync::Arc;

use domain::{CalendarReach, CalendarServers as _};
use konfid_caldav::{CalDavServers, CalendarAddress, CalendarHosts, Connector, ConnectorOptions};
use shared::{
    CalendarConnection, ConnectCalendarRequest, MeetingUpdateReason, ResetImpact, Timestamp, UserId,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::support::{NOW, PASSWORD, Server, account, id, meeting};

/// A server that gives everybody the same answer.
async fn server_that_says(answer: String) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut buffer = [0; 4096];
                let _ = stream.read(&mut buffer).await;
                let _ = stream.write_all(answer.as_bytes()).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    address
}

fn page(status: &str, more: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{more}\r\n{body}", body.len())
}

async fn check(url: &str, password: &str) -> Result<(), MeetingUpdateReason> {
    let servers = CalDavServers::new(Connector::default());
    let request = ConnectCalendarRequest {
        url: url.to_owned(),
        username: "anna".to_owned(),
        password: password.to_owned(),
    };
    servers.check(&request, CalendarReach::Anywhere).await
}

#[tokio::test]
async fn radicale_is_found_from_wherever_one_begins() {
    let Some(server) = Server::radicale() else { return };
    server.make_calendar("/anna/tasks/", "VTODO");
    for start in ["", "/", "/anna/", "/anna/work/", "/nowhere/"] {
        let calendars = account(&server.url(start)).discover().await;
        let calendars = calendars.unwrap_or_else(|reason| panic!("{start}: {reason:?}"));
        let paths: Vec<&str> = calendars.iter().map(|calendar| calendar.url.path()).collect();
        assert_eq!(paths, ["/anna/work/"], "{start}");
        assert!(!calendars[0].schedules);
    }
}

#[tokio::test]
async fn xandikos_is_found_and_tells_attendees() {
    let Some(server) = Server::xandikos() else { return };
    for start in ["/", "/anna/", "/anna/calendars/calendar/", "/.well-known/caldav"] {
        let calendars = account(&server.url(start)).discover().await;
        let calendars = calendars.unwrap_or_else(|reason| panic!("{start}: {reason:?}"));
        let paths: Vec<&str> = calendars.iter().map(|calendar| calendar.url.path()).collect();
        assert_eq!(paths, ["/anna/calendars/calendar/"], "{start}");
        assert!(calendars[0].schedules);
    }
}

#[tokio::test]
async fn a_wrong_password_is_said_so() {
    let Some(server) = Server::radicale() else { return };
    assert_eq!(check(&server.url("/"), PASSWORD).await, Ok(()));
    assert_eq!(check(&server.url("/"), "wrong").await, Err(MeetingUpdateReason::SignInRefused));
}

#[tokio::test]
async fn an_account_without_calendars_is_said_so() {
    let Some(server) = Server::radicale_without_calendars() else { return };
    assert_eq!(check(&server.url("/"), PASSWORD).await, Err(MeetingUpdateReason::NoCalendar));
    server.make_calendar("/anna/tasks/", "VTODO");
    assert_eq!(check(&server.url("/"), PASSWORD).await, Err(MeetingUpdateReason::NoCalendar));
}

#[tokio::test]
async fn what_is_no_calendar_server_is_said_so() {
    let html =
        server_that_says(page("200 OK", "Content-Type: text/html\r\n", "<html><body>Hello</body></html>"));
    assert_eq!(
        check(&format!("http://{}/", html.await), PASSWORD).await,
        Err(MeetingUpdateReason::NotCalDav)
    );
    let missing = server_that_says(page("404 Not Found", "", "")).await;
    assert_eq!(check(&format!("http://{missing}/dav"), PASSWORD).await, Err(MeetingUpdateReason::NotCalDav));
    let ill = server_that_says(page("502 Bad Gateway", "", "")).await;
    assert_eq!(check(&format!("http://{ill}/"), PASSWORD).await, Err(MeetingUpdateReason::ServerFailed));
    // A redirection without end, and one that leads the password to somebody else.
    let circle = server_that_says(page("302 Found", "Location: /\r\n", "")).await;
    assert_eq!(check(&format!("http://{circle}/"), PASSWORD).await, Err(MeetingUpdateReason::NotCalDav));
    let away = server_that_says(page("302 Found", "Location: https://other.example/\r\n", "")).await;
    assert_eq!(check(&format!("http://{away}/"), PASSWORD).await, Err(MeetingUpdateReason::NotCalDav));
    assert_eq!(check("http://calendar.example/", PASSWORD).await, Err(MeetingUpdateReason::NotSecure));
}

#[tokio::test]
async fn a_server_that_is_away_is_said_so() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    assert_eq!(check(&format!("http://{address}/"), PASSWORD).await, Err(MeetingUpdateReason::Unreachable));
}

#[tokio::test]
async fn a_certificate_that_nobody_trusts_is_said_so() {
    let rcgen::CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let configuration =
        rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(configuration));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = acceptor.accept(stream).await;
        }
    });
    let reason = check(&format!("https://localhost:{port}/"), PASSWORD).await;
    assert_eq!(reason, Err(MeetingUpdateReason::NotTrusted));
}

#[tokio::test]
async fn the_impact_of_a_reset_counts_meetings_and_people() {
    let Some(server) = Server::radicale() else { return };
    server.put("one", &meeting("1", "Konferens-ID: 827 196 4#"));
    let with_cia = meeting("2", "Konferens-ID: 8271964#")
        .replace("SEQUENCE:3\r\n", "ATTENDEE:mailto:cia@fabrikam.example\r\n");
    server.put("two", &with_cia);
    server.put("other", &meeting("3", "Konferens-ID: 7777123#"));
    let servers = CalDavServers::new(Connector::default());
    let now = Timestamp::from_milliseconds(NOW);
    let connection = CalendarConnection {
        user: UserId::from_uuid(Uuid::from_u128(1)),
        url: server.url("/"),
        username: "anna".into(),
        connected_at: now,
        connected_by: shared::Actor::CommandLine,
        last_used_at: None,
        last_error: None,
    };
    let addresses = ["anna@contoso.example".to_owned()];
    let impact = servers
        .impact(&connection, PASSWORD, CalendarReach::Anywhere, &addresses, &[id("8271964")], now)
        .await;
    assert_eq!(impact, Ok(ResetImpact { meetings: 2, invitees: 2 }));
    assert!(CalendarAddress::parse(&connection.url).is_ok());
}

#[tokio::test]
async fn an_organizer_reaches_only_public_hosts_and_those_that_are_listed() {
    let Some(server) = Server::radicale() else { return };
    let request =
        |url: String| ConnectCalendarRequest { url, username: "anna".into(), password: PASSWORD.into() };
    let port = server.port;
    let check = async |hosts: &[&str], url: String| {
        let hosts = CalendarHosts::new(hosts.iter().map(|&host| host.to_owned()));
        let servers = CalDavServers::new(Connector::new(ConnectorOptions::default(), hosts));
        servers.check(&request(url), CalendarReach::Public).await
    };
    // Whether anything listens there makes no difference.
    for url in [
        format!("http://127.0.0.1:{port}/"),
        format!("http://localhost:{port}/"),
        "https://10.0.0.1:1/".into(),
    ] {
        assert_eq!(check(&["other.example"], url).await, Err(MeetingUpdateReason::NotPublic));
    }
    assert_eq!(check(&["127.0.0.1"], format!("http://127.0.0.1:{port}/")).await, Ok(()));
    assert_eq!(check(&["localhost"], format!("http://localhost:{port}/")).await, Ok(()));
}
