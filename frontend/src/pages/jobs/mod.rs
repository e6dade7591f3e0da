//! Jobs: the list, and one of them with what became of its rows.

mod report;
mod rows;
mod text;

pub(crate) use report::JobReport;
use shared::{Describe as _, Job, JobId, JobState, Page, Timestamp};
pub(crate) use text::JobsText;
use yew::prelude::*;

use crate::api::use_api;
use crate::components::{Icon, Skeleton, empty, error_panel, moment, use_parts};
use crate::hooks::{use_interval, use_remote};
use crate::i18n::{Words, use_words};
use crate::route::Route;
use crate::router::{Router, use_router};
use crate::shell::ShellText;

/// How often the list is read while a job is under way.
const POLL_MILLISECONDS: u32 = 1_500;

#[derive(Properties, PartialEq)]
pub(crate) struct JobsPageProps {
    /// The job that is shown; all of them when missing.
    pub(crate) open: Option<JobId>,
}

/// The list of jobs, or one of them.
#[component]
pub(crate) fn JobsPage(props: &JobsPageProps) -> Html {
    let t = use_words();
    let router = use_router();
    match props.open {
        None => html! { <>
            <header class="page-head">
                <div><h1>{ t.of(ShellText::Jobs) }</h1><p class="page-lead">{ t.of(JobsText::Lead) }</p></div>
            </header>
            <JobList />
        </> },
        Some(job) => html! { <>
            <header class="page-head">
                <h1>{ t.of(ShellText::Jobs) }</h1>
                { router.link(&Route::Jobs { open: None }, "button", html! { t.of(JobsText::ToJobs) }) }
            </header>
            <JobReport key={job.to_string()} {job} />
        </> },
    }
}

/// All jobs, newest first.
#[component]
fn JobList() -> Html {
    let t = use_words();
    let router = use_router();
    let now = use_api().now();
    let parts = use_parts(());
    let jobs = use_remote(parts.cursor(), |api, cursor| async move { api.jobs(cursor.as_deref()).await });
    let active = jobs.value().is_some_and(|page| page.items.iter().any(|job| job.state.is_active()));
    use_interval(active.then_some(POLL_MILLISECONDS), jobs.on_reload());
    match (jobs.value(), jobs.error()) {
        (_, Some(error)) => error_panel(t, error, &jobs.on_reload()),
        (None, None) => html! { <Skeleton /> },
        (Some(page), None) if page.items.is_empty() => {
            let link =
                router.link(&Route::Import { import: None }, "button", html! { t.of(JobsText::Import) });
            empty(Icon::Upload, t.of(JobsText::NoneTitle), t.of(JobsText::NoneDetail), link)
        }
        (Some(page), None) => html! { <div class="stack">
            { table(t, page, now, &router) }
            { parts.pager(t, t.of(ShellText::Jobs), page.next_cursor.as_deref()) }
        </div> },
    }
}

fn table(t: Words, page: &Page<Job>, now: Timestamp, router: &Router) -> Html {
    html! {
        <div class="table-frame">
            <table class="table">
                <thead><tr>
                    <th scope="col">{ t.of(JobsText::What) }</th>
                    <th scope="col" class="wide">{ t.of(JobsText::Rows) }</th>
                    <th scope="col" class="cell-state">{ t.of(JobsText::Status) }</th>
                </tr></thead>
                <tbody>{ for page.items.iter().map(|job| html! {
                    <tr key={job.id.to_string()}>
                        <td>
                            { router.link(&Route::Jobs { open: Some(job.id) }, "row-link", html! { t.of(JobsText::of_work(&job.work)) }) }
                            <div class="quiet small">{ moment(t, job.created_at, now) }{ " · " }<bdi>{ job.started_by.describe(t.language) }</bdi></div>
                            { begins(t, job) }
                            <div class="quiet small narrow">{ text::progress(t, job) }</div>
                        </td>
                        <td class="wide">{ text::progress(t, job) }</td>
                        <td class="cell-state">{ state(t, job.state) }</td>
                    </tr>
                }) }</tbody>
            </table>
        </div>
    }
}

/// When a scheduled job begins or goes on; nothing for others.
fn begins(t: Words, job: &Job) -> Html {
    let has_begun = job.continues_at.is_some() || job.counts.done() > 0;
    let (text, moment) = match job.state {
        JobState::Scheduled if has_begun => (JobsText::GoesOn, job.continues_at),
        JobState::Scheduled => (JobsText::Begins, job.start_at),
        JobState::Paused if !has_begun => (JobsText::Begins, job.start_at),
        JobState::Queued
        | JobState::Running
        | JobState::Paused
        | JobState::Cancelled
        | JobState::Done
        | JobState::Failed => return html! {},
    };
    let Some(moment) = moment else { return html! {} };
    html! { <p class="small">{ t.of(text) }{ " " }<time datetime={moment.to_string()}>{ t.moment(moment) }</time></p> }
}

/// The status as a mark.
fn state(t: Words, state: JobState) -> Html {
    let class = match state {
        JobState::Scheduled | JobState::Queued | JobState::Running | JobState::Paused => "badge-warning",
        JobState::Done => "badge-accent",
        JobState::Failed => "badge-danger",
        JobState::Cancelled => "",
    };
    html! { <span class={classes!("badge", class)}>{ t.of(JobsText::from(state)) }</span> }
}
