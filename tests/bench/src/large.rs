//! A million users: searching, starting, memory.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use rand::random_range;
use shared::{BridgeId, ConferenceId, paths};

use crate::figures::{lines, percentile};
use crate::server::Server;

const USERS: usize = 1_000_000;
const PART: usize = 250_000;
const QUESTIONS: u16 = 1_000;
const SEARCHES: [&str; 8] = [
    "",
    "q=a",
    "q=an",
    "q=person%20999",
    "q=person123456",
    "q=zzz",
    "q=8271",
    "dialIn=enabled&sort=-updatedAt",
];

pub(crate) async fn measure() -> Result<()> {
    let server = Server::start()?;
    let began = Instant::now();
    for part in 0..USERS / PART {
        let file = server.folder().join("users.csv");
        let rows = lines(part * PART..(part + 1) * PART, |number| {
            format!("Person {number},person{number}@contoso.example,person{number}@contoso.example\n")
        });
        std::fs::write(&file, format!("display name,user principal name,mail\n{rows}"))?;
        server.command(&["import", &file.to_string_lossy(), "--enable", "--send-email", "no"])?;
    }
    println!("imported and enabled in {:.0} s", began.elapsed().as_secs_f64());
    let mut client = server.client().await?;
    for search in SEARCHES {
        let mut times = Vec::new();
        for _ in 0..20 {
            let start = Instant::now();
            client.request("GET", &format!("/api/v1/users?{search}"), &server.authorization(), "").await?;
            times.push(start.elapsed());
        }
        let slow = percentile(&mut times, 0.95);
        println!("users?{search:<32} p95 {:>7.2} ms", slow.as_secs_f64() * 1e3);
    }
    choices(&server).await?;
    println!("memory: {} MB", resident_bytes(server.process_id())? / 1_000_000);
    let folder = server.kill()?;
    let start = Instant::now();
    let server = Server::start_in(folder)?;
    println!("ready after kill -9: {:.2} s (with `token create`)", start.elapsed().as_secs_f64());
    println!("memory after the start: {} MB", resident_bytes(server.process_id())? / 1_000_000);
    Ok(())
}

/// How long the dialog *Choose ID* waits.
async fn choices(server: &Server) -> Result<()> {
    let mut client = server.client().await?;
    let mut checks = Vec::new();
    // Of a million in nine, one in nine is taken, and nearly all others look like one that is.
    for _ in 0..QUESTIONS {
        let id: ConferenceId = random_range(1_000_000..10_000_000_u32).to_string().parse()?;
        let start = Instant::now();
        let path = paths::conference_id_availability(BridgeId::FIRST, id);
        client.request("GET", &path, &server.authorization(), "").await?;
        checks.push(start.elapsed());
    }
    tell("whether an ID is available (goal 50 ms)", &mut checks);
    let mut suggestions = Vec::new();
    for seed in 0..QUESTIONS {
        let start = Instant::now();
        // Every second time something was typed that they should be near to.
        let near = if seed % 2 == 0 { "" } else { "&near=konfid" };
        let path = format!("{}?seed={seed}{near}", paths::conference_id_suggestions(BridgeId::FIRST));
        client.request("GET", &path, &server.authorization(), "").await?;
        suggestions.push(start.elapsed());
    }
    tell("suggestions (goal 100 ms)", &mut suggestions);
    Ok(())
}

fn tell(what: &str, times: &mut [Duration]) {
    let [middle, slow, slowest] = [0.5, 0.95, 0.99].map(|share| percentile(times, share).as_secs_f64() * 1e3);
    println!("{what}: median {middle:.2} ms, p95 {slow:.2} ms, p99 {slowest:.2} ms");
}

fn resident_bytes(process: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kibibytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes * 1024)
}
