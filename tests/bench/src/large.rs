//! A million users: searching, starting, memory.

use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::figures::{lines, percentile};
use crate::server::Server;

const USERS: usize = 1_000_000;
const PART: usize = 250_000;
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
    println!("memory: {} MB", resident_bytes(server.process_id())? / 1_000_000);
    let folder = server.kill()?;
    let start = Instant::now();
    let server = Server::start_in(folder)?;
    println!("ready after kill -9: {:.2} s (with `token create`)", start.elapsed().as_secs_f64());
    println!("memory after the start: {} MB", resident_bytes(server.process_id())? / 1_000_000);
    Ok(())
}

fn resident_bytes(process: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kibibytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes * 1024)
}
