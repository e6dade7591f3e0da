//! The list of users in a real browser: how long until something is seen, and until its first rows are.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use konfid_tests::{Driver, Own};
use serde_json::{Value, json};

use crate::figures::{lines, median};
use crate::server::Server;

const USERS: usize = 2_000;
const ROUNDS: usize = 7;
const PATIENCE: Duration = Duration::from_mins(1);

/// Notes the moment when the first row has been painted: after the frame in which it is there.
const WATCH: &str = "new MutationObserver((_, observer) => {
        if (!document.querySelector('tr.user-row')) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => { globalThis.rowsAt = performance.now(); }));
    }).observe(document, { childList: true, subtree: true });";

/// The moments, in milliseconds after the browser set out for the page.
const MOMENTS: &str = "const paint = performance.getEntriesByName('first-contentful-paint')[0];
    return paint && globalThis.rowsAt ? [paint.startTime, globalThis.rowsAt] : null";

/// A network and a machine, with the goals for the first rows: with nothing kept in the browser, and with everything.
struct Conditions {
    name: &'static str,
    slow: bool,
    cold: f64,
    warm: f64,
}

const CONDITIONS: [Conditions; 2] = [
    Conditions { name: "loopback", slow: false, cold: 300.0, warm: 300.0 },
    Conditions { name: "CPU 4 times slower, 150 ms, 1.6 Mbit/s", slow: true, cold: 1_800.0, warm: 1_000.0 },
];

/// What one visit took, in milliseconds.
#[derive(Clone, Copy)]
struct Visit {
    paint: f64,
    rows: f64,
}

pub(crate) async fn measure() -> Result<()> {
    let server = Server::start()?;
    let file = server.folder().join("users.csv");
    let rows = lines(0..USERS, |number| {
        format!("Person {number},person{number}@contoso.example,person{number}@contoso.example\n")
    });
    std::fs::write(&file, format!("display name,user principal name,mail\n{rows}"))?;
    server.command(&["import", &file.to_string_lossy(), "--enable", "--send-email", "no"])?;
    let cookie = sign_in(&server).await?;
    println!("{:<42}{:>8}{:>14}{:>12}{:>10}", "", "cache", "first paint", "first rows", "goal");
    for conditions in &CONDITIONS {
        let (mut cold, mut warm) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            // A profile of its own has nothing kept, neither files nor compiled code.
            let visitor = Visitor::new().await?;
            visitor.devtools("Network.setCookie", &cookie).await?;
            visitor.live_with(conditions).await?;
            cold.push(visitor.visit(&server).await?);
            visitor.client.goto("about:blank").await?;
            warm.push(visitor.visit(&server).await?);
            visitor.client.close().await?;
        }
        report(conditions.name, "cold", &cold, conditions.cold);
        report(conditions.name, "warm", &warm, conditions.warm);
    }
    Ok(())
}

fn report(name: &str, cache: &str, visits: &[Visit], goal: f64) {
    let middle = |of: fn(&Visit) -> f64| median(visits.iter().map(of).collect());
    let (paint, rows) = (middle(|visit| visit.paint), middle(|visit| visit.rows));
    let verdict = if rows <= goal { "reached" } else { "missed" };
    println!("{name:<42}{cache:>8}{paint:>11.0} ms{rows:>9.0} ms{goal:>7.0} ms {verdict}");
}

/// Makes the first administrator's account in a browser, and answers with the cookie of its session.
async fn sign_in(server: &Server) -> Result<Value> {
    let visitor = Visitor::new().await?;
    let link = server.command(&["administrator", "link"])?;
    visitor.client.goto(link.trim()).await?;
    for (field, text) in [("#name", "bench"), ("#password", PASSWORD), ("#repeat", PASSWORD)] {
        let wait = visitor.client.wait().at_most(PATIENCE);
        wait.for_element(Locator::Css(field)).await?.send_keys(text).await?;
    }
    visitor.client.find(Locator::Css("[type=submit]")).await?.click().await?;
    visitor.client.wait().at_most(PATIENCE).for_element(Locator::Css("tr.user-row")).await?;
    let cookies = visitor.devtools("Network.getCookies", &json!({ "urls": [server.url()] })).await?;
    let cookie = cookies["cookies"][0].clone();
    visitor.client.close().await?;
    ensure!(cookie.is_object(), "signing in left no cookie");
    let (name, value) = (&cookie["name"], &cookie["value"]);
    Ok(json!({ "name": name, "value": value, "url": server.url(), "httpOnly": true, "sameSite": "Strict" }))
}

const PASSWORD: &str = "seven sailors in a row";

/// A browser with a profile of its own.
struct Visitor {
    client: Client,
    _driver: Driver,
    _downloads: tempfile::TempDir,
}

impl Visitor {
    async fn new() -> Result<Self> {
        let mut driver = Driver::start(None::<fn(&Path) -> PathBuf>);
        let downloads = tempfile::tempdir()?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(driver.capabilities(downloads.path()))
            .connect(&driver.url)
            .await?;
        driver.begin(client.session_id().await?);
        let visitor = Self { client, _driver: driver, _downloads: downloads };
        visitor.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH })).await?;
        Ok(visitor)
    }

    async fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.client.issue_cmd(Own::devtools(command, parameters)).await.with_context(|| command.to_owned())
    }

    /// From now on the network and the machine are like that.
    async fn live_with(&self, conditions: &Conditions) -> Result<()> {
        if !conditions.slow {
            return Ok(());
        }
        let bytes_per_second = 1_600_000 / 8;
        let network = json!({
            "offline": false, "latency": 150,
            "downloadThroughput": bytes_per_second, "uploadThroughput": bytes_per_second,
        });
        self.devtools("Network.enable", &json!({})).await?;
        self.devtools("Network.emulateNetworkConditions", &network).await?;
        self.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": 4 })).await?;
        Ok(())
    }

    /// Goes to the list of users, and waits for its rows.
    async fn visit(&self, server: &Server) -> Result<Visit> {
        self.client.goto(&format!("{}/users", server.url())).await?;
        let begun = Instant::now();
        loop {
            let moments = self.client.execute(MOMENTS, vec![]).await?;
            if let (Some(paint), Some(rows)) = (moments[0].as_f64(), moments[1].as_f64()) {
                return Ok(Visit { paint, rows });
            }
            ensure!(begun.elapsed() < PATIENCE, "the list of users shows no rows");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}
