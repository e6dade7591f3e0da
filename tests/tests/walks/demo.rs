//! The offline demo: below a path of a static host, then without a network.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::json;
use tempfile::TempDir;

use super::support::{Browser, named, turn};

/// A static host that knows nothing of Konfid.
struct Host {
    child: Child,
    /// Where the demo is.
    url: String,
    _folder: TempDir,
}

impl Host {
    /// Serves the demo below a path.
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("there is no room for a host");
        let below = folder.path().join("some/where");
        std::fs::create_dir_all(&below).expect("there is no room for a host");
        std::os::unix::fs::symlink(named("KONFID_DEMO"), below.join("konfid")).expect("no link can be made");
        let mut child = Command::new(named("KONFID_PYTHON"))
            .args(["-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory"])
            .arg(folder.path())
            .arg("0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the static host cannot be started");
        let mut line = String::new();
        let output = child.stdout.take().expect("the output is a pipe");
        BufReader::new(output).read_line(&mut line).expect("the static host cannot be read");
        let port = line.split("port ").nth(1).and_then(|rest| rest.split_whitespace().next());
        let port = port.unwrap_or_else(|| panic!("the static host does not listen: {line}"));
        Self { url: format!("http://127.0.0.1:{port}/some/where/konfid/"), child, _folder: folder }
    }

    /// Cuts the network: nobody listens any more.
    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop();
    }
}

const WHO: &str = "Folke Bergdahl";

#[tokio::test]
async fn the_demo_works_from_any_path_and_then_without_a_network() {
    let _turn = turn().await;
    let mut host = Host::start();
    let browser = Browser::open().await;
    browser.go(&host.url).await;
    browser.see("Demo").await;
    browser.see("Resets:").await;
    browser.click("Users").await;
    browser.see(WHO).await;

    // The first visit keeps everything.
    let kept = "const done = arguments[arguments.length - 1];
        navigator.serviceWorker.ready.then((worker) => done(worker.active.scriptURL))";
    let worker = browser.run_async(kept, vec![]).await;
    assert_eq!(worker, json!(format!("{}sw.js", host.url)));
    let whole = "return navigator.serviceWorker.controller !== null";
    browser.until(whole, vec![]).await;

    host.stop();
    browser.reload().await;
    browser.see(WHO).await;

    // A reset, and the mail about it in the demo's own inbox.
    search(&browser, "bergdahl").await;
    browser.click(WHO).await;
    let old = shown_id(&browser).await;
    browser.click("Reset").await;
    browser.see_focus("No").await;
    browser.click("Yes").await;
    browser.see_no_dialog().await;
    let changed =
        "const id = document.querySelector('#conference-id [data-conference-id]').dataset.conferenceId;
        return id !== arguments[0] && id";
    let new = browser.until(changed, vec![json!(old)]).await.as_str().unwrap_or_default().to_owned();
    browser.see_element("[data-mail-state=kept]").await;
    browser.click_on(".mail-line a").await;
    let grouped = format!("{} {} {}", &new[..3], &new[3..6], &new[6..]);
    let letter = browser.text_of(".letter-text").await;
    assert!(letter.contains(&grouped), "{letter}");

    // It is still so after a reload, without a network.
    let at_user = browser.place().await;
    browser.reload().await;
    browser.see_element(".letter-text").await;
    assert_eq!(browser.place().await, at_user, "the address survives a reload");
    browser.click("Users").await;
    search(&browser, &grouped).await;
    browser.click(WHO).await;
    assert_eq!(shown_id(&browser).await, new);

    // Until it is started over: then it is as in the beginning.
    browser.click("Start over").await;
    browser.see_dialog("Start the demo over?").await;
    browser.see_focus("No").await;
    browser.click("Start over").await;
    browser.see_no_dialog().await;
    browser.click("Users").await;
    browser.see_element("#user-search").await;
    search(&browser, "bergdahl").await;
    browser.click(WHO).await;
    browser.until(
        "return document.querySelector('#conference-id [data-conference-id]')?.dataset.conferenceId === arguments[0]",
        vec![json!(old)],
    )
    .await;
    // Whether there is a newer worker cannot be asked without a network.
    browser.must_be_quiet(&["sw.js", "ERR_CONNECTION_REFUSED"]).await;
}

#[tokio::test]
async fn the_demos_organizer_signs_in_by_the_kept_mail() {
    let _turn = turn().await;
    let host = Host::start();
    let browser = Browser::open().await;
    browser.go(&format!("{}#/users", host.url)).await;
    browser.see(WHO).await;
    search(&browser, "bergdahl").await;
    browser.click(WHO).await;
    browser.click(&format!("Send {WHO} a link")).await;
    browser.see("The link to folke.bergdahl@contoso.example is not sent now").await;
    let id = shown_id(&browser).await;
    browser.click("Sign-in link").await;
    let link = "const link = [...document.querySelectorAll('.letter-text a')]
            .find((link) => link.hash.startsWith('#/organizer?lang=sv#token='));
        link?.click();
        return link !== undefined";
    browser.until(link, vec![]).await;
    browser.see("Sign in to Konfid as the organizer").await;
    browser.until("return location.hash === '#/organizer?lang=sv'", vec![]).await;
    browser.click("Continue").await;
    browser.see(&format!("Hello, {WHO}")).await;
    assert_eq!(shown_id(&browser).await, id);
    browser.see("it has no server that could reach a calendar").await;

    // The cookie outlives a reload, and signing out forgets it.
    browser.reload().await;
    // Now it is in the language that the link asks for.
    browser.see(&format!("Hej {WHO}")).await;
    browser.click("Logga ut").await;
    browser.see("Du behöver inget lösenord").await;
    browser.fill("Din e-postadress", "folke.bergdahl@contoso.example").await;
    browser.click("Skicka en länk till mig").await;
    browser.see("skickar ingen e-post").await;
    browser.click("Gå till e-post").await;
    browser.see("Inloggningslänk").await;
    browser.must_be_quiet(&[]).await;
}

/// Searches until only one user is found.
async fn search(browser: &Browser, text: &str) {
    browser.fill_in("#user-search", text).await;
    let only = "const rows = [...document.querySelectorAll('tr.user-row th a')];
        return rows.length === 1 && rows[0].textContent === arguments[0] && location.hash.includes('q=')";
    browser.until(only, vec![json!(WHO)]).await;
}

async fn shown_id(browser: &Browser) -> String {
    let script = "return document.querySelector('#conference-id [data-conference-id]')?.dataset.conferenceId";
    browser.until(script, vec![]).await.as_str().unwrap_or_default().to_owned()
}
