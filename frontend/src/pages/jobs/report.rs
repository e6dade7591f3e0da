//! One job: how far it has come, what can be done with it, and what became of its rows.

use shared::{
    Describe as _, Job, JobAct, JobCounts, JobId, JobOutcome, JobState, JobWork, MailEvent, SettingsReport,
};
use yew::prelude::*;

use super::rows::JobRows;
use super::text::{JobsText, progress};
use crate::api::use_api;
use crate::components::{Icon, Skeleton, error_panel, icon, mail_outcome, moment, problem_line};
use crate::hooks::{use_interval, use_remote, use_sending};
use crate::i18n::{Words, use_words};
use crate::lazy::lazy;
use crate::pages::users::{Reschedule, RescheduleProps};
use crate::route::Route;
use crate::router::{Router, use_router};

/// How often the progress is read.
const POLL_MILLISECONDS: u32 = 500;

#[derive(Properties, PartialEq)]
pub(crate) struct JobReportProps {
    pub(crate) job: JobId,
}

/// One job.
#[component]
pub(crate) fn JobReport(props: &JobReportProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let sending = use_sending();
    let settings = use_remote((), |api, ()| async move { api.settings().await });
    let job = use_remote(props.job, |api, job| async move { api.job(job).await });
    let active = job.value().is_some_and(|job| job.state.is_active());
    use_interval(active.then_some(POLL_MILLISECONDS), job.on_reload());
    // Whether emails leave may have changed meanwhile.
    use_effect_with(active, {
        let look_again = settings.on_reload();
        move |_| look_again.emit(())
    });
    let now = api.now();
    let busy = sending.aria();
    let act = |act: JobAct, text: JobsText| {
        let (api, sending, change, id) = (api.clone(), sending.clone(), job.changer(), props.job);
        let onclick = Callback::from(move |_: MouseEvent| {
            let change = change.clone();
            sending.send(api.act_on_job(id, act), move |after| change(Box::new(move |_: &Job| after)));
        });
        html! {
            <button type="button" class="button" aria-disabled={busy} {onclick}>{ t.of(text) }</button>
        }
    };
    let on_job = {
        let change = job.changer();
        Callback::from(move |after: Job| change(Box::new(move |_: &Job| after)))
    };
    let Some(report) = job.value() else {
        return match job.error() {
            Some(error) => error_panel(t, error, &job.on_reload()),
            None => html! { <Skeleton /> },
        };
    };
    let done = report.counts.done();
    let head = match report.state {
        JobState::Done => self::done(t, report, settings.value().map(|report| &**report)),
        JobState::Scheduled
        | JobState::Queued
        | JobState::Running
        | JobState::Paused
        | JobState::Cancelled
        | JobState::Failed => under_way(t, report),
    };
    html! {
        <div class="stack">
            { head }
            <p class="quiet small">
                { t.of(if report.start_at.is_some() { JobsText::ScheduledAt } else { JobsText::Started }) }{ " " }{ moment(t, report.created_at, now) }{ " · " }<bdi>{ report.started_by.describe(t.language) }</bdi>
            </p>
            if let Some(reason) = &report.reason {
                <p class="quiet">{ t.of(JobsText::Reason) }{ ": " }<bdi>{ reason }</bdi></p>
            }
            { problem_line(t, sending.error().or(job.error())) }
            if report.state.is_over() {
                { next(t, report, &router) }
            } else {
                <div class="actions">
                    if let (true, Some(start_at)) = (can_move(report), report.start_at) {
                        { lazy::<Reschedule>(RescheduleProps { job: props.job, start_at, on_job: on_job.clone() }) }
                    }
                    if active || report.state == JobState::Scheduled {
                        { act(JobAct::Pause, JobsText::Pause) }
                    } else {
                        { act(JobAct::Resume, JobsText::Resume) }
                    }
                    { act(JobAct::Cancel, JobsText::CancelJob) }
                </div>
            }
            if done > 0 && !active {
                <JobRows job={props.job} counts={report.counts} />
            }
        </div>
    }
}

/// Whether it can be given another time.
fn can_move(job: &Job) -> bool {
    let waits = matches!(job.state, JobState::Scheduled | JobState::Paused);
    waits && job.continues_at.is_none() && job.counts.done() == 0
}

/// How far it has come, and why it does not go on.
fn under_way(t: Words, job: &Job) -> Html {
    let total = job.counts.total.map(|total| total.max(1).to_string());
    let value = total.is_some().then(|| job.counts.done().to_string());
    let detail = match job.state {
        JobState::Queued | JobState::Running => Some(JobsText::ActiveDetail),
        JobState::Paused => Some(JobsText::PausedDetail),
        JobState::Cancelled => Some(JobsText::CancelledDetail),
        JobState::Scheduled if job.continues_at.is_some() => Some(JobsText::MeetingsDetail),
        JobState::Scheduled => Some(JobsText::ScheduledDetail),
        JobState::Failed | JobState::Done => None,
    };
    html! {
        <section class="card import-progress" aria-labelledby="job-progress">
            <h2 id="job-progress">{ t.of(JobsText::of_work(&job.work)) }</h2>
            <p role="status">{ super::state(t, job.state) }{ " " }{ progress(t, job) }</p>
            { super::begins(t, job) }
            if job.state != JobState::Scheduled || job.counts.done() > 0 {
                <progress aria-labelledby="job-progress" max={total} {value}></progress>
            }
            if let Some(detail) = detail { <p class="quiet">{ t.of(detail) }</p> }
            if let Some(error) = &job.error {
                <div class="banner banner-danger" role="alert">{ icon(Icon::Alert) }<p>{ error }</p></div>
            }
        </section>
    }
}

fn done(t: Words, job: &Job, settings: Option<&SettingsReport>) -> Html {
    let counts = job.counts;
    let (event, send_email) = match &job.work {
        JobWork::ImportUsers { options, .. } => (MailEvent::Enabled, options.send_email),
        JobWork::ReplaceNumber { send_email, .. } => (MailEvent::DefaultNumberChanged, *send_email),
        JobWork::SwitchConferenceIdType { send_email, .. } => {
            (MailEvent::ConferenceIdTypeChanged, *send_email)
        }
        JobWork::ActOnUsers { act, send_email, .. } => {
            (act.mail_event(), send_email.or((!act.has_choice_of_email()).then_some(true)))
        }
    };
    let changed = counts.new + counts.changed + counts.failed + told(&counts) > 0;
    let tallies = JobOutcome::ALL.into_iter().filter(|outcome| counts.of(*outcome) > 0);
    html! {
        <section class="stack" aria-labelledby="job-done">
            <div class="banner banner-accent">
                { icon(Icon::Check) }
                <div role="status">
                    <h2 id="job-done">{ t.of(JobsText::of_done(&job.work)) }</h2>
                    if !changed { <p>{ t.of(JobsText::NothingDone) }</p> }
                    if let (true, Some(report)) = (told(&counts) > 0, settings) {
                        { mail_outcome(t, &report.mail_readiness, send_email.unwrap_or(report.settings.sends_automatically(event))) }
                    }
                </div>
            </div>
            <dl class="tally">
                { for tallies.map(|outcome| html! {
                    <div><dt>{ t.of(JobsText::from(outcome)) }</dt><dd>{ t.number(counts.of(outcome)) }</dd></div>
                }) }
                if counts.conference_ids > counts.enabled {
                    <div><dt>{ t.of(JobsText::GotId) }</dt><dd>{ t.number(counts.conference_ids) }</dd></div>
                }
            </dl>
        </section>
    }
}

/// How many users may have got an email.
const fn told(counts: &JobCounts) -> u64 {
    counts.conference_ids + counts.reset + counts.disabled + counts.informed
}

fn next(t: Words, job: &Job, router: &Router) -> Html {
    let next = |route: &Route, symbol: Icon, text: JobsText| {
        html! { <li>{ router.link(route, "button", html! { <>{ icon(symbol) }{ t.of(text) }</> }) }</li> }
    };
    html! {
        <section class="stack" aria-labelledby="job-next">
            <h3 id="job-next">{ t.of(JobsText::Next) }</h3>
            <ul class="actions">
                { next(&Route::users(), Icon::Users, JobsText::ToUsers) }
                if told(&job.counts) > 0 {
                    { next(&Route::mails(), Icon::Mail, JobsText::ToMails) }
                }
                if matches!(job.work, JobWork::ImportUsers { .. }) {
                    { next(&Route::Import { import: None }, Icon::Upload, JobsText::Another) }
                }
            </ul>
        </section>
    }
}
