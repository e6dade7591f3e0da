//! Where administrators begin: how things stand, and how they have gone.

mod plot;
mod text;

use plot::Trend;
use shared::{Describe as _, Job, JobState, MailHealthState, MailReadiness, MailState, MailWarning};
use text::StartText;
use yew::prelude::*;

use crate::api::{AuditLine, BridgeLine, OverviewLines, use_api};
use crate::components::{Icon, Skeleton, error_panel, icon, meter, moment, usage, user_name};
use crate::hooks::{use_interval, use_remote};
use crate::i18n::{Words, capitalised, use_words};
use crate::lazy::lazy_component;
use crate::route::Route;
use crate::router::{Router, use_router};
use crate::shell::ShellText;

/// How often the page looks again while a job is under way.
const POLL_MILLISECONDS: u32 = 3_000;

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct StartPageProps {}

lazy_component!(StartPage in start, 9 lines);

/// How things stand.
#[component]
pub(crate) fn StartPage(properties: &StartPageProps) -> Html {
    let StartPageProps {} = properties;
    let t = use_words();
    let router = use_router();
    let overview = use_remote((), |api, ()| async move { api.overview().await });
    let active = overview.value().is_some_and(|found| found.jobs.iter().any(|job| job.state.is_active()));
    use_interval(active.then_some(POLL_MILLISECONDS), overview.on_reload());
    let content = match (overview.value(), overview.error()) {
        (_, Some(error)) => error_panel(t, error, &overview.on_reload()),
        (None, None) => html! { <Skeleton lines={9} /> },
        (Some(overview), None) => html! { <Cards overview={(**overview).clone()} /> },
    };
    let users = overview
        .value()
        .map(|found| t.users_and_enabled(found.users, found.enabled_users, found.third_party_users));
    html! { <>
        <header class="page-head">
            <div><h1>{ t.of(StartText::Title) }</h1>
            <p class="page-lead">{ users.map(|users| router.link(&Route::users(), "", html! { users })) }</p></div>
        </header>
        <div class="start">{ content }</div>
    </> }
}

#[derive(Properties, PartialEq)]
struct CardsProps {
    overview: OverviewLines,
}

#[component]
fn Cards(props: &CardsProps) -> Html {
    let t = use_words();
    let router = use_router();
    let OverviewLines { bridges, mail, failed_emails, jobs, latest, .. } = &props.overview;
    let now = use_api().now();
    let acts = latest.iter().map(|entry| html! {
        <li key={entry.id.to_string()}>{ act(t, entry, &router) }<span class="quiet small">{ moment(t, entry.at, now) }</span></li>
    });
    html! { <>
        { card("range", t.of(StartText::Range), html! { <>
            { for bridges.iter().map(|bridge| range(t, bridge, bridges.len())) }
            <p>{ router.link(&Route::Bridges, "", html! { t.of(ShellText::Bridges) }) }</p>
        </> }) }
        { card("start-email", t.of(StartText::Email), email(t, &router, mail, *failed_emails)) }
        { missing(t, &router, mail) }
        { card("start-jobs", t.of(StartText::Jobs), html! { <>
            if jobs.is_empty() { <p class="quiet">{ t.of(StartText::NoJobs) }</p> }
            <ul class="start-list">{ for jobs.iter().map(|job| html! { <li>{ going_on(t, &router, job) }</li> }) }</ul>
            <p>{ router.link(&Route::Jobs { open: None }, "", html! { t.of(StartText::AllJobs) }) }</p>
        </> }) }
        <Trend />
        <section class="card start-wide" aria-labelledby="latest">
            <h2 id="latest">{ t.of(StartText::Latest) }</h2>
            if latest.is_empty() { <p class="quiet">{ t.of(StartText::NothingDone) }</p> }
            <ul class="start-list">{ for acts }</ul>
            <p>{ router.link(&Route::audit(None), "", html! { t.of(StartText::WholeLog) }) }</p>
        </section>
    </> }
}

fn card(id: &'static str, title: &str, content: Html) -> Html {
    html! { <section class="card" aria-labelledby={id}><h2 {id}>{ title }</h2>{ content }</section> }
}

/// How full a bridge's range is; the bridge is named where there are several.
fn range(t: Words, bridge: &BridgeLine, bridges: usize) -> Html {
    html! { <div class="stack" key={bridge.id.to_string()}>
        if bridges > 1 { <h3>{ t.bridge_named(&bridge.name) }</h3> }
        { usage(t, &bridge.conference_id_usage) }
        { meter(t, &bridge.meter) }
    </div> }
}

/// Whether emails leave, and how many have failed.
fn email(t: Words, router: &Router, mail: &MailReadiness, failed: u32) -> Html {
    let state = match mail.health.explain(t.language) {
        None => html! { <p>{ t.of(StartText::EmailWorks) }</p> },
        Some(_) if cfg!(feature = "demo") && mail.health.state == MailHealthState::NotConfigured => {
            html! { <p>{ t.of(StartText::EmailDemo) }</p> }
        }
        Some(sentence) => {
            html! { <div class="banner banner-warning">{ icon(Icon::Alert) }<p>{ sentence }</p></div> }
        }
    };
    let failures = Route::Mails { state: Some(MailState::Failed), user: None, open: None };
    html! { <>
        { state }
        if failed == 0 {
            <p class="quiet">{ t.of(StartText::NoneFailed) }</p>
        } else {
            <p>{ router.link(&failures, "", html! { t.emails_failed(failed) }) }</p>
        }
    </> }
}

/// What is to be set up before emails say everything; nothing when nothing is missing.
fn missing(t: Words, router: &Router, mail: &MailReadiness) -> Html {
    let is_told = |warning: &&MailWarning| match warning {
        // The card beside it says so.
        MailWarning::DoNotLeave => false,
        MailWarning::LinksLeadToThisMachine | MailWarning::SenderMadeUp => !cfg!(feature = "demo"),
        MailWarning::NoServiceNumber => true,
    };
    let warnings: Vec<_> = mail.warnings.iter().filter(is_told).collect();
    if warnings.is_empty() {
        return html! {};
    }
    card(
        "start-missing",
        t.of(StartText::Missing),
        html! { <>
            <ul class="start-list">{ for warnings.into_iter().map(|warning| html! { <li>{ mail.explain(*warning, t.language) }</li> }) }</ul>
            <p>{ router.link(&Route::Settings, "button", html! { t.of(StartText::Change) }) }</p>
        </> },
    )
}

/// A job that has not come to its end.
fn going_on(t: Words, router: &Router, job: &Job) -> Html {
    let progress = job.counts.total.map(|total| t.rows_done(job.counts.done(), total));
    html! { <>
        { router.link(&Route::Jobs { open: Some(job.id) }, "", html! { capitalised(&job.work.describe(t.language)) }) }
        <span class="quiet small">{ progress }if job.state == JobState::Paused { { " · " }{ t.of(StartText::Paused) } }</span>
    </> }
}

/// What was done, by whom and to whom.
fn act(t: Words, entry: &AuditLine, router: &Router) -> Html {
    let user = entry.user.map(|user| {
        let name = user_name(t, entry.user_display_name.as_deref(), entry.user_removed);
        html! { <>{ ": " }{ router.link(&Route::user(user), "", name) }</> }
    });
    html! {
        <span>
            { entry.what.clone() }{ user }
            if let Some(text) = &entry.text { { " " }<span class="quiet small">{ text }</span> }
            <span class="quiet small">{ " · " }<bdi>{ entry.actor.describe(t.language) }</bdi></span>
        </span>
    }
}
