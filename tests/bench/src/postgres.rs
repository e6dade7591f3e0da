//! PostgreSQL beside SQLite, both on this machine and without HTTP: resets, look-ups and searches.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::Result;
use domain::operations::conference_ids::conference_of;
use domain::operations::users::list_users;
use domain::{Application, Store, StoreError};
use konfid_tests::Postgres;
use shared::{ConferenceId, PageRequest, Settings, User, UserFilter, UserSort};
use store_sql::{DatabasePlace, PostgresStore, SqliteStore, copy_database};

use crate::figures::{Disk, ROUND, ROUNDS, median, percentile, rate};
use crate::resets::{USERS, application, make_users, print, reset, rounds};

/// How many users are searched.
const MANY: usize = 20_000;
/// How many of them are made in one transaction.
const PART: usize = 1_000;
const SEARCHES: [&str; 6] = ["", "us", "user 1999", "user12345", "zzz", "8271"];

pub(crate) async fn measure() -> Result<()> {
    // SQLite's file and PostgreSQL's folder are on the same disk.
    let folder = tempfile::tempdir()?;
    let disk = Disk::measured_in(folder.path())?;
    println!("F: {disk} in {}", folder.path().display());
    let initial = Settings::initial("conference.example.com");
    let postgres = Postgres::start_durable();
    let open = async |address: &str| -> Result<Application> {
        Ok(application(Arc::new(PostgresStore::open(&address.parse()?, &initial).await?)))
    };
    for clients in [1, 32] {
        let file = folder.path().join(format!("resets-{clients}.db"));
        measure_resets(
            "SQLite",
            clients,
            &[application(Arc::new(SqliteStore::open(&file, &initial)?))],
            disk,
        )
        .await?;
        let address = postgres.database();
        measure_resets("PostgreSQL", clients, &[open(&address).await?], disk).await?;
    }
    // Two stores in one process do what two servers do; the processor of this machine they share anyway.
    let address = postgres.database();
    measure_resets("two PostgreSQL", 32, &[open(&address).await?, open(&address).await?], disk).await?;

    let sqlite: Arc<dyn Store> = Arc::new(SqliteStore::open(&folder.path().join("many.db"), &initial)?);
    for (name, application) in
        [("SQLite", application(sqlite)), ("PostgreSQL", open(&postgres.database()).await?)]
    {
        let began = Instant::now();
        let mut ids = Vec::new();
        for part in 0..MANY / PART {
            let users = make_users(&application, part * PART..(part + 1) * PART).await?;
            ids.extend(users.iter().filter_map(|user| user.conference_id));
        }
        println!("{name}: {MANY} users made in {:.1} s", began.elapsed().as_secs_f64());
        measure_look_ups(name, &application, &ids).await?;
        measure_searches(name, &application).await?;
    }
    let there = DatabasePlace::Postgres(postgres.database().parse()?);
    measure_copying("SQLite to PostgreSQL", &DatabasePlace::File(folder.path().join("many.db")), &there)
        .await?;
    measure_copying("PostgreSQL to SQLite", &there, &DatabasePlace::File(folder.path().join("back.db"))).await
}

async fn measure_copying(name: &str, from: &DatabasePlace, to: &DatabasePlace) -> Result<()> {
    let began = Instant::now();
    let copy = copy_database(from, to, &mut |_| {}).await?;
    let rows: u64 = copy.tables.iter().map(|table| table.rows).sum();
    println!(
        "{name}: {MANY} users, {rows} rows copied and checked in {:.1} s",
        began.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Resets of so many clients, each on one of the stores.
async fn measure_resets(name: &str, clients: usize, stores: &[Application], disk: Disk) -> Result<()> {
    let users = make_users(&stores[0], 0..USERS).await?;
    let on = |user: &User| &stores[usize::from(user.id.uuid().as_bytes()[15]) % stores.len()];
    let refused = &AtomicUsize::new(0);
    let figure = rounds(clients, users, |user| async move {
        loop {
            match reset(on(&user), user.clone()).await {
                // Whoever is refused because too many others are at it asks again, as with 503.
                Err(error) if is_busy(&error) => drop(refused.fetch_add(1, Ordering::Relaxed)),
                done => return done,
            }
        }
    });
    print(&format!("{name}, {clients:>2}"), &figure.await?, disk);
    println!("{:24}{} refused as too many", "", refused.load(Ordering::Relaxed));
    Ok(())
}

fn is_busy(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(domain::Error::Store(StoreError::Busy | StoreError::Conflict)))
}

async fn measure_look_ups(name: &str, application: &Application, ids: &[ConferenceId]) -> Result<()> {
    let mut rates = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let clients = (0..32).map(|client| async move {
            let mut count = 0;
            for id in ids.iter().cycle().skip(client * 600) {
                if start.elapsed() > ROUND {
                    break;
                }
                let (id, now) = (*id, application.now());
                let found = application
                    .look_up(move |read| {
                        Box::pin(async move { conference_of(read, now, shared::BridgeId::FIRST, id).await })
                    })
                    .await?;
                anyhow::ensure!(found.is_some(), "an ID that was assigned is not found");
                count += 1;
            }
            anyhow::Ok(count)
        });
        let counts = futures::future::try_join_all(clients).await?;
        rates.push(rate(counts.into_iter().sum(), start.elapsed()));
    }
    println!("{name}: look-ups, 32 clients {:>8.0}/s", median(rates));
    Ok(())
}

async fn measure_searches(name: &str, application: &Application) -> Result<()> {
    for search in SEARCHES {
        let mut times = Vec::new();
        for _ in 0..100 {
            let start = Instant::now();
            let (filter, now) =
                (UserFilter { q: Some(search.to_owned()), ..UserFilter::default() }, application.now());
            let page = PageRequest { limit: Some(50), ..PageRequest::default() };
            let list = application.in_snapshot(move |read| {
                Box::pin(async move { list_users(read, now, &filter, UserSort::DisplayName, &page).await })
            });
            list.await?;
            times.push(start.elapsed());
        }
        let (middle, slow) = (percentile(&mut times, 0.5), percentile(&mut times, 0.95));
        println!(
            "{name}: search {search:<12} median {:>6.2} ms  p95 {:>6.2} ms",
            middle.as_secs_f64() * 1e3,
            slow.as_secs_f64() * 1e3
        );
    }
    Ok(())
}
