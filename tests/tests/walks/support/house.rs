//! A house for a walk: the server with its own database, and an SMTP server.

use konfid_tests::{Client, Command, Postgres, Server, binary};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::SemaphorePermit;

use super::{Browser, MailServer, turn, until};

/// The first administrator's name.
pub(crate) const NAME: &str = "linnea";
/// The first administrator's password.
pub(crate) const PASSWORD: &str = "fyra gula cyklar";

/// The server under test and what stands around it. They end in this order.
pub(crate) struct House {
    pub(crate) server: Server,
    pub(crate) mails: MailServer,
    pub(crate) konfid: Command,
    client: Client,
    _folder: TempDir,
    _turn: SemaphorePermit<'static>,
}

impl House {
    /// A house with nobody in it.
    pub(crate) async fn open() -> Self {
        Self::begin(true, None).await
    }

    /// The same with its data in a PostgreSQL of the tests' own.
    pub(crate) async fn on_postgresql() -> Self {
        Self::begin(true, Some(Postgres::shared().database())).await
    }

    /// A house with nobody in it, whose server knows no email server.
    pub(crate) async fn without_email_server() -> Self {
        Self::begin(false, None).await
    }

    async fn begin(has_email_server: bool, database: Option<String>) -> Self {
        let turn = turn().await;
        let folder = tempfile::tempdir().expect("there is no room for a database");
        let mails = MailServer::start();
        let konfid = Command::new(binary(), folder.path());
        let konfid = match database {
            Some(address) => konfid.variable("KONFID_DATABASE", &address),
            None => konfid,
        };
        // The calendar servers of the walks are on this machine, where organizers may connect only what is listed.
        let mut arguments = vec!["--sender", "konfid@vintergatan.example", "--calendar-hosts", "127.0.0.1"];
        let url = mails.url();
        if has_email_server {
            arguments.extend(["--smtp", &url]);
        }
        let server = konfid.serve(&arguments);
        let token = konfid.succeed(&["token", "create", "--name", "walk"]);
        let client = server.client(token.trim());
        Self { server, mails, konfid, client, _folder: folder, _turn: turn }
    }

    /// A house whose organisation has a name and a number, with these users, who are enabled or not.
    pub(crate) async fn with_users(names: &[&str], enable: bool) -> Self {
        let house = Self::open().await;
        let number = json!({
            "number": "+46846500400", "formatted": "+46 8 465 004 00", "countryCode": "SE",
            "location": "Stockholm", "tollFree": false, "default": true,
        });
        house.change_settings(&json!({ "organisationName": "Vintergatan" }));
        house.register_number(&number);
        for name in names {
            house.add_user(name, enable);
        }
        house
    }

    /// Registers a service number on the first bridge.
    pub(crate) fn register_number(&self, number: &Value) {
        let answer = self.client.post("/api/v1/bridges/1/service-numbers", number);
        assert_eq!(answer.status, 201, "{}", answer.text());
    }

    /// Changes the settings that are given.
    pub(crate) fn change_settings(&self, change: &Value) {
        let tag = format!("\"{}\"", self.client.get_json("/api/v1/settings")["version"]);
        let headers = [("content-type", "application/json"), ("if-match", &*tag)];
        let answer = self.client.send("PATCH", "/api/v1/settings", &headers, change.to_string());
        let answer = answer.expect("no answer came");
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    /// Adds a user with an address made of the name; mails are in English, and none is sent now.
    pub(crate) fn add_user(&self, name: &str, enable: bool) -> Value {
        let request = json!({
            "displayName": name, "userPrincipalName": address(name), "primaryEmail": address(name),
            "language": "en", "enable": enable, "sendEmail": false,
        });
        let answer = self.client.post("/api/v1/users", &request);
        assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
        answer.json()
    }

    /// A client of the API with a token.
    pub(crate) const fn client(&self) -> &Client {
        &self.client
    }

    /// The user with this name, as the API tells.
    pub(crate) fn user(&self, name: &str) -> Value {
        let users = self.client.list("/api/v1/users");
        let user = users.into_iter().find(|user| user["displayName"] == name);
        user.unwrap_or_else(|| panic!("{name} is not there"))
    }

    /// What a phone bridge is told about an ID.
    pub(crate) fn conference_of(&self, id: &str) -> Value {
        // Bridges have no token.
        self.server.client("").get_json(&format!("/conferenceMapper?id={id}"))["conference"].clone()
    }

    /// A browser in which the first administrator is signed in, through the link that the server printed.
    pub(crate) async fn administrator(&self) -> Browser {
        let browser = Browser::open().await;
        browser.go(self.link()).await;
        make_account(&browser, NAME).await;
        browser
    }

    /// A browser in which a second administrator is signed in, through a link from the command line.
    pub(crate) async fn second_administrator(&self, name: &str) -> Browser {
        let browser = Browser::open().await;
        browser.go(self.konfid.succeed(&["administrator", "link"]).trim()).await;
        make_account(&browser, name).await;
        browser
    }

    /// The one-time link in the server's one line.
    pub(crate) fn link(&self) -> &str {
        let link = self.server.ready.split_whitespace().find(|word| word.starts_with("http://"));
        link.unwrap_or_else(|| panic!("there is no link in {}", self.server.ready))
    }

    /// The address of a page.
    pub(crate) fn page(&self, path: &str) -> String {
        format!("{}{path}", self.server.url)
    }
}

/// Makes an account on the page that the link leads to.
async fn make_account(browser: &Browser, name: &str) {
    browser.fill("Name", name).await;
    browser.fill("Password", PASSWORD).await;
    browser.fill("Password again", PASSWORD).await;
    browser.click("Create the account").await;
    browser.see_element("#content h1").await;
}

/// The address of a user with this name.
pub(crate) fn address(name: &str) -> String {
    let local: String = name
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            ' ' => '.',
            letter => letter,
        })
        .collect();
    format!("{local}@vintergatan.example")
}

/// The digits as people read them.
pub(crate) fn grouped(id: &str) -> String {
    format!("{} {} {}", &id[..3], &id[3..6], &id[6..])
}

/// Waits for the user's mail number `count` with a link that signs in as an organizer, and answers with the link.
pub(crate) async fn organizer_link(house: &House, name: &str, count: usize) -> String {
    link_in_mail(house, name, "/organizer?lang=", count).await
}

/// The same with a link that shows a PIN.
pub(crate) async fn pin_link(house: &House, name: &str, count: usize) -> String {
    link_in_mail(house, name, "/pin?lang=", count).await
}

async fn link_in_mail(house: &House, name: &str, page: &str, count: usize) -> String {
    until("the mail with the link arrives", || {
        let mails = house.mails.received_by(&address(name));
        let links = mails.iter().filter_map(|mail| {
            let mut words = mail.field("text").split_whitespace();
            words.find(|word| word.contains(page) && word.contains("#token="))
        });
        links.map(str::to_owned).nth(count - 1)
    })
    .await
}
