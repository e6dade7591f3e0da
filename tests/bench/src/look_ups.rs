//! Look-ups as the phone bridge makes them.

use std::time::{Duration, Instant};

use anyhow::Result;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::figures::{ROUND, ROUNDS, lines, median, percentile, rate};
use crate::server::Server;

const USERS: usize = 2_000;

pub(crate) async fn measure() -> Result<()> {
    let server = Server::start()?;
    let ids = enabled_ids(&server).await?;
    let mut rates = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let counts =
            futures::future::try_join_all((0..32).map(|seed| hammer(&server, &ids, seed, start))).await?;
        rates.push(rate(counts.into_iter().sum(), start.elapsed()));
    }
    println!("32 connections: {:>8.0}/s", median(rates));
    let mut latencies = Vec::new();
    for _ in 0..ROUNDS {
        let paced = futures::future::try_join_all((0..8).map(|seed| pace(&server, &ids, seed))).await?;
        latencies.extend(paced.into_iter().flatten());
    }
    println!(
        "at 1,000/s: median {:.2} ms, p99 {:.2} ms",
        percentile(&mut latencies, 0.5).as_secs_f64() * 1e3,
        percentile(&mut latencies, 0.99).as_secs_f64() * 1e3
    );
    Ok(())
}

async fn enabled_ids(server: &Server) -> Result<Vec<String>> {
    let file = server.folder().join("users.csv");
    let rows = lines(0..USERS, |number| format!("User {number},u{number}@c.example,u{number}@c.example\n"));
    std::fs::write(&file, format!("display name,user principal name,mail\n{rows}"))?;
    server.command(&["import", &file.to_string_lossy(), "--enable", "--send-email", "no"])?;
    let mut client = server.client().await?;
    let mut ids = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/users?limit=200{cursor}");
        let page: serde_json::Value =
            serde_json::from_str(&client.request("GET", &path, &server.authorization(), "").await?)?;
        for user in page["items"].as_array().into_iter().flatten() {
            ids.extend(user["conferenceId"].as_str().map(str::to_owned));
        }
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return Ok(ids),
        }
    }
}

/// One connection that asks again as soon as it has an answer; every second ID is unknown.
async fn hammer(server: &Server, ids: &[String], seed: u64, start: Instant) -> Result<usize> {
    let mut client = server.client().await?;
    let mut random = StdRng::seed_from_u64(seed);
    let mut count = 0;
    while start.elapsed() < ROUND {
        look_up(&mut client, ids, &mut random).await?;
        count += 1;
    }
    Ok(count)
}

/// One connection that asks 125 times a second, whether the server keeps up or not.
async fn pace(server: &Server, ids: &[String], seed: u64) -> Result<Vec<Duration>> {
    let mut client = server.client().await?;
    let mut random = StdRng::seed_from_u64(seed);
    let mut ticks = tokio::time::interval(Duration::from_millis(8));
    let mut latencies = Vec::new();
    let start = Instant::now();
    while start.elapsed() < ROUND {
        let due = ticks.tick().await.into_std();
        look_up(&mut client, ids, &mut random).await?;
        latencies.push(due.elapsed());
    }
    Ok(latencies)
}

async fn look_up(client: &mut crate::http::Client, ids: &[String], random: &mut StdRng) -> Result<()> {
    let id = if random.random_bool(0.5) {
        ids[random.random_range(0..ids.len())].clone()
    } else {
        random.random_range(1_000_000..=9_999_999_u32).to_string()
    };
    client.request("GET", &format!("/conferenceMapper?id={id}"), "", "").await?;
    Ok(())
}
