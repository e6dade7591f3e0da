//! `konfid job`, and waiting for a job.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use shared::paths::{self, route};
use shared::{
    Describe as _, Job, JobAct, JobId, JobOutcome, JobRow, JobState, Language, RescheduleJobRequest,
};

use crate::arguments::{JobCommand, TargetArguments};
use crate::client::{Client, Missing, Request, connect};
use crate::command_error::{CommandError, DONE, FAILED, PARTLY, Result};
use crate::output::{self, moment, note, plain, say};

pub(super) async fn run(command: &JobCommand, language: Language) -> Result<ExitCode> {
    let client = connect(command.target(), Missing::IsWrong, language).await?;
    let answer = answer(&client, command, language).await;
    client.close().await;
    answer
}

async fn answer(client: &Client, command: &JobCommand, language: Language) -> Result<ExitCode> {
    match command {
        JobCommand::List { limit, target } => {
            let show = |job: Job| show(&job, target, language);
            client.for_each(Request::get(route::JOBS), Some(*limit), show).await?;
        }
        JobCommand::Show { job, target } => {
            show(&client.send(Request::get(paths::job(*job))).await?, target, language)?;
        }
        JobCommand::Rows { job, outcome, csv, target } => {
            rows(client, *job, *outcome, *csv, target.json, language).await?;
        }
        JobCommand::Pause { job, target } => act(client, *job, JobAct::Pause, target, language).await?,
        JobCommand::Cancel { job, target } => act(client, *job, JobAct::Cancel, target, language).await?,
        JobCommand::Reschedule { job, at, now: _, target } => {
            let request = RescheduleJobRequest { start_at: *at };
            let request = Request::post(paths::job_reschedule(*job)).once().json(&request)?;
            show(&client.send(request).await?, target, language)?;
        }
        JobCommand::Resume { job, no_wait, target } => {
            act(client, *job, JobAct::Resume, target, language).await?;
            if !no_wait {
                return wait_and_tell(client, *job, target, language).await;
            }
        }
        JobCommand::Wait { job, target } => {
            let waiting: Job = client.send(Request::get(paths::job(*job))).await?;
            let goes_on = |state: JobState| state.is_active() || state == JobState::Scheduled;
            let job = wait_while(client, waiting, language, goes_on).await?;
            show(&job, target, language)?;
            return Ok(not_done(&job, language));
        }
    }
    Ok(DONE)
}

async fn act(
    client: &Client,
    job: JobId,
    act: JobAct,
    target: &TargetArguments,
    language: Language,
) -> Result<()> {
    let job: Job = client.send(Request::post(paths::job_act(job, act)).once()).await?;
    show(&job, target, language)
}

async fn rows(
    client: &Client,
    job: JobId,
    outcome: Option<JobOutcome>,
    csv: bool,
    json: bool,
    language: Language,
) -> Result<()> {
    let outcome = outcome.map(name).transpose()?;
    if csv {
        let request = Request::get(paths::job_rows_csv(job)).maybe_query("outcome", outcome);
        let text = client.send_for_text(request).await?;
        return output::line(text.trim_end_matches(['\r', '\n']));
    }
    let request = Request::get(paths::job_rows(job)).maybe_query("outcome", outcome);
    client
        .for_each(request, None, |row: JobRow| {
            if json { output::json(&row) } else { output::line(&row_line(&row, language)?) }
        })
        .await
}

/// The name on the wire.
fn name(outcome: JobOutcome) -> Result<String> {
    match serde_json::to_value(outcome) {
        Ok(serde_json::Value::String(name)) => Ok(name),
        _ => Err(CommandError::new("The outcome has no name.")),
    }
}

fn show(job: &Job, target: &TargetArguments, language: Language) -> Result<()> {
    if target.json { output::json(job) } else { output::line(&summary(job, language)) }
}

async fn wait_and_tell(
    client: &Client,
    job: JobId,
    target: &TargetArguments,
    language: Language,
) -> Result<ExitCode> {
    let job = wait(client, client.send(Request::get(paths::job(job))).await?, language).await?;
    show(&job, target, language)?;
    Ok(not_done(&job, language))
}

/// Whether everything was done, all but some rows, or not even that.
fn exit_code(job: &Job) -> ExitCode {
    match job.state {
        // It was scheduled as it was asked for.
        JobState::Scheduled => DONE,
        JobState::Done if job.counts.refused + job.counts.failed == 0 => DONE,
        JobState::Done => ExitCode::from(PARTLY),
        JobState::Queued | JobState::Running | JobState::Paused | JobState::Cancelled | JobState::Failed => {
            ExitCode::from(FAILED)
        }
    }
}

/// How to go on with a job that others have stopped, if it is not done; and how well it was done.
pub(super) fn not_done(job: &Job, language: Language) -> ExitCode {
    let id = job.id;
    match job.state {
        JobState::Paused | JobState::Failed => note(&say(
            language,
            format!("To go on with it: konfid job resume {id}"),
            format!("Fortsätt med det: konfid job resume {id}"),
        )),
        JobState::Scheduled => note(&scheduled(job, language)),
        JobState::Done if job.counts.failed > 0 => note(&say(
            language,
            format!("Some rows failed. To see them: konfid job rows {id} --outcome failed"),
            format!("Några rader misslyckades. Visa dem: konfid job rows {id} --outcome failed"),
        )),
        JobState::Cancelled => note(&say(
            language,
            "Somebody cancelled it. What was done by then stays done.",
            "Någon avbröt det. Det som var gjort förblir gjort.",
        )),
        JobState::Queued | JobState::Running | JobState::Done => {}
    }
    exit_code(job)
}

/// When a job begins or goes on, and how to change that.
fn scheduled(job: &Job, language: Language) -> String {
    let id = job.id;
    if let Some(at) = job.continues_at {
        return say(
            language,
            format!("It waits for planned meetings to end, and goes on at {}.", moment(at)),
            format!("Det väntar på att planerade möten ska ta slut och fortsätter {}.", moment(at)),
        );
    }
    let at = job.start_at.map(moment).unwrap_or_default();
    say(
        language,
        format!(
            "It is scheduled for {at}, and a running server begins it. To change the time: konfid job reschedule {id} --at TIME. To call it off: konfid job cancel {id}"
        ),
        format!(
            "Det är schemalagt till {at} och startas av en server som är igång. Ändra tiden: konfid job reschedule {id} --at TID. Avbryt det: konfid job cancel {id}"
        ),
    )
}

/// Waits until a job no longer goes on by itself, and shows how far it has come. One that is scheduled for later is not
/// waited for.
pub(super) async fn wait(client: &Client, job: Job, language: Language) -> Result<Job> {
    wait_while(client, job, language, JobState::is_active).await
}

async fn wait_while(
    client: &Client,
    mut job: Job,
    language: Language,
    goes_on: impl Fn(JobState) -> bool,
) -> Result<Job> {
    let mut progress = Progress { language, is_terminal: io::stderr().is_terminal(), shown: false };
    while goes_on(job.state) {
        progress.show(&job);
        tokio::select! {
            worked = client.work_for_a_moment() => worked?,
            _ = tokio::signal::ctrl_c() => {
                progress.end();
                return Err(interrupted(client, &job, language));
            }
        }
        job = client.send(Request::get(paths::job(job.id))).await?;
    }
    progress.end();
    if let Some(error) = &job.error {
        note(error);
    }
    Ok(job)
}

/// What to say to somebody who does not want to wait any longer.
fn interrupted(client: &Client, job: &Job, language: Language) -> CommandError {
    let id = job.id;
    CommandError::new(if client.works_itself() {
        say(
            language,
            format!(
                "Stopped. What is done stays done. It goes on when the server starts, or with: konfid job wait {id}"
            ),
            format!(
                "Stoppat. Det som är gjort förblir gjort. Det fortsätter när servern startar, eller med: konfid job wait {id}"
            ),
        )
    } else {
        say(
            language,
            format!(
                "The job goes on on the server. To wait for it: konfid job wait {id}. To stop it: konfid job cancel {id}"
            ),
            format!(
                "Jobbet fortsätter på servern. Vänta på det: konfid job wait {id}. Stoppa det: konfid job cancel {id}"
            ),
        )
    })
}

/// How far a job has come, on a terminal.
struct Progress {
    language: Language,
    is_terminal: bool,
    shown: bool,
}

impl Progress {
    fn show(&mut self, job: &Job) {
        if let (true, Some(total)) = (self.is_terminal, job.counts.total) {
            self.shown = true;
            let done = job.counts.done();
            let text =
                say(self.language, format!("{done} of {total} rows"), format!("{done} av {total} rader"));
            let _ = write!(io::stderr(), "\r{text}\u{1b}[K");
        }
    }

    fn end(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

fn summary(job: &Job, language: Language) -> String {
    let what = job.work.describe(language);
    let (at, by, state) =
        (moment(job.created_at), plain(&job.started_by.describe(language)), state(job.state, language));
    let state = match job.continues_at.or(job.start_at) {
        Some(moment) if job.state == JobState::Scheduled => format!("{state} {}", self::moment(moment)),
        Some(_) | None => state,
    };
    let counts = counts(job, language);
    let line = format!("{}  {at}  {what}, {by}: {state}. {counts}", job.id);
    job.error.as_ref().map_or(line.clone(), |error| format!("{line} {error}"))
}

/// What became of the rows, as a sentence.
pub(super) fn counts(job: &Job, language: Language) -> String {
    let counts = &job.counts;
    let Some(total) = counts.total else {
        return say(language, "Not begun yet.", "Inte påbörjat ännu.");
    };
    let done = counts.done();
    let rows = [
        (counts.new, "new", "nya"),
        (counts.changed, "changed", "ändrade"),
        (counts.reset, "reset", "återställda"),
        (counts.disabled, "disabled", "inaktiverade"),
        (counts.informed, "informed", "informerade"),
        (counts.unchanged, "unchanged", "oförändrade"),
        (counts.refused, "refused", "avvisade"),
        (counts.failed, "failed", "misslyckade"),
        (
            counts.conference_ids,
            "enabled for dial-in conferencing",
            "aktiverade för konferens med uppringning",
        ),
    ];
    let rows = rows.into_iter().filter(|(count, ..)| *count > 0);
    let rows = rows.map(|(count, english, swedish)| format!("{count} {}", say(language, english, swedish)));
    let rows = rows.collect::<Vec<_>>().join(", ");
    let head =
        say(language, format!("{done} of {total} rows done"), format!("{done} av {total} rader klara"));
    if rows.is_empty() { format!("{head}.") } else { format!("{head}: {rows}.") }
}

fn state(state: JobState, language: Language) -> String {
    match state {
        JobState::Scheduled => say(language, "scheduled", "schemalagt"),
        JobState::Queued => say(language, "waiting", "väntar"),
        JobState::Running => say(language, "running", "pågår"),
        JobState::Paused => say(language, "paused", "pausat"),
        JobState::Cancelled => say(language, "cancelled", "avbrutet"),
        JobState::Done => say(language, "done", "klart"),
        JobState::Failed => say(language, "stopped", "stoppat"),
    }
}

fn row_line(row: &JobRow, language: Language) -> Result<String> {
    let place = match row.line {
        Some(line) => say(language, format!("line {line}"), format!("rad {line}")),
        None => row.number.to_string(),
    };
    let user = row.user.map(|user| user.to_string());
    let names = [&row.user_principal_name, &row.display_name];
    let name = names.into_iter().find(|name| !name.is_empty()).cloned().or(user).unwrap_or_default();
    let outcome = self::name(row.outcome)?;
    let reason = row.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    Ok(format!("{place}  {outcome}  {}{reason}", plain(&name)))
}
