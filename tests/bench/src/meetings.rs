//! Planned meetings, each with a conference ID of its own.

use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;
use domain::operations::meetings::create_meeting;
use domain::operations::settings::update_settings;
use domain::{Actor, Application, NewMeeting};
use shared::{
    ConferenceIdType, CreateMeetingRequest, Language, MeetingSchedule, Settings, UpdateSettingsRequest,
    UserId,
};
use store_sql::SqliteStore;

use crate::figures::{Disk, percentile, rate};
use crate::resets::{application, make_users};

/// As many as a large organisation plans in a day.
const MEETINGS: usize = 10_000;
const ORGANIZERS: usize = 100;

pub(crate) async fn measure(disk: Disk) -> Result<()> {
    let folder = tempfile::tempdir_in(std::env::current_dir()?)?;
    let store =
        SqliteStore::open(&folder.path().join("bench.db"), &Settings::initial("conference.example.com"))?;
    let application = application(Arc::new(store));
    let users = make_users(&application, 0..ORGANIZERS).await?;
    let dynamic = application.in_transaction_as(Actor::System, |transaction, context| {
        Box::pin(async move {
            let seen = transaction.settings().await?.version;
            let kind = Some(ConferenceIdType::Dynamic);
            let request =
                UpdateSettingsRequest { conference_id_type: kind, ..UpdateSettingsRequest::default() };
            update_settings(transaction, context, seen, request).await
        })
    });
    dynamic.await?;
    let begun = Instant::now();
    let mut times = Vec::with_capacity(MEETINGS);
    for user in users.iter().cycle().take(MEETINGS) {
        let one = Instant::now();
        plan(&application, user.id).await?;
        times.push(one.elapsed());
    }
    let all = begun.elapsed();
    let per_second = rate(MEETINGS, all);
    println!(
        "{:>20}  {per_second:>8.0}/s  {:>8}  p99 {:>6.2} ms  all {MEETINGS} in {:.1} s",
        "one after the other",
        disk.ratio(per_second),
        percentile(&mut times, 0.99).as_secs_f64() * 1e3,
        all.as_secs_f64()
    );
    Ok(())
}

/// A weekly series of ten, with the checks that the API makes.
async fn plan(application: &Application, organizer: UserId) -> Result<()> {
    let schedule = MeetingSchedule {
        start: "2099-12-01T10:00".into(),
        end: "2099-12-01T11:00".into(),
        time_zone: "Europe/Stockholm".into(),
        recurrence: Some("FREQ=WEEKLY;COUNT=10".into()),
    };
    let new =
        NewMeeting::check(&CreateMeetingRequest { organizer: None, subject: "Planning".into(), schedule })?;
    let create = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { create_meeting(transaction, context, organizer, new, Language::En).await })
    });
    let planned = create.await?;
    anyhow::ensure!(planned.meeting.conference_id.is_some(), "a meeting without an ID");
    Ok(())
}
