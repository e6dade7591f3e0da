//! The audit log: who did what, when.

mod text;
mod tools;

use std::time::Duration;

use shared::{Describe as _, Page, Timestamp};
use text::AuditText;
use tools::{Tools, filter};
use yew::prelude::*;

use crate::api::{AuditLine, use_api};
use crate::audit_view::AuditView;
use crate::components::{Icon, Skeleton, empty, error_panel, user_name};
use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};
use crate::route::Route;
use crate::router::{Router, use_router};
use crate::shell::ShellText;

/// What is older is not told as "… ago": the date says more.
const RECENT: Duration = Duration::from_hours(4 * 7 * 24);

#[derive(Properties, PartialEq)]
pub(crate) struct AuditPageProps {
    /// Which entries are shown.
    pub(crate) view: AuditView,
}

/// Who did what, when.
#[component]
pub(crate) fn AuditPage(props: &AuditPageProps) -> Html {
    let t = use_words();
    let router = use_router();
    let now = use_api().now();
    let view = &props.view;
    let entries = use_remote(view.clone(), |api, view| async move {
        api.audit(&filter(&view), view.behind.as_deref()).await
    });
    let list = match (entries.value(), entries.error()) {
        (_, Some(error)) => error_panel(t, error, &entries.on_reload()),
        (None, None) => html! { <Skeleton lines={10} /> },
        (Some(page), None) if page.items.is_empty() => nothing(t, view, page.next_cursor.as_deref(), &router),
        (Some(page), None) => html! { <>
            { table(t, view, page, now, &router) }
            { pager(t, view, page.next_cursor.as_deref(), &router) }
        </> },
    };
    html! { <>
        <header class="page-head">
            <div><h1>{ t.of(AuditText::Title) }</h1><p class="page-lead">{ t.of(AuditText::Lead) }</p></div>
            { router.link(&Route::Jobs { open: None }, "button", html! { t.of(ShellText::Jobs) }) }
        </header>
        <div class="stack" aria-busy={entries.is_pending().then_some("true")}>
            <Tools view={view.clone()} />
            { only(t, view, &router) }
            { list }
        </div>
    </> }
}

/// Says that only a part is shown which no field above tells of.
fn only(t: Words, view: &AuditView, router: &Router) -> Html {
    let (text, all) = match (view.user, view.job) {
        (None, None) => return html! {},
        (Some(_), _) => (AuditText::OfOneUser, AuditView { user: None, behind: None, ..view.clone() }),
        (None, Some(_)) => (AuditText::OfOneJob, AuditView { job: None, behind: None, ..view.clone() }),
    };
    html! {
        <div class="banner">
            <p>{ t.of(text) }</p>
            { router.link(&Route::Audit(all), "button", html! { t.of(AuditText::ShowAll) }) }
        </div>
    }
}

/// Nothing to show, and what to do about it.
fn nothing(t: Words, view: &AuditView, next: Option<&str>, router: &Router) -> Html {
    if let Some(next) = next {
        let older = Route::Audit(AuditView { behind: Some(next.to_owned()), ..view.clone() });
        let link = router.link(&older, "button", html! { t.of(AuditText::SearchOlder) });
        return empty(Icon::Search, t.of(AuditText::NoneYet), t.of(AuditText::NoneYetDetail), link);
    }
    if *view == AuditView::default() {
        return empty(Icon::Audit, t.of(AuditText::NoneTitle), t.of(AuditText::NoneDetail), html! {});
    }
    let all = router.link(&Route::audit(None), "button", html! { t.of(AuditText::ShowAll) });
    empty(Icon::Audit, t.of(AuditText::NoneMatch), t.of(AuditText::NoneMatchDetail), all)
}

/// The ways to the newest entries and to older ones; each place has an address of its own.
fn pager(t: Words, view: &AuditView, next: Option<&str>, router: &Router) -> Html {
    let link = |text, behind: Option<&str>| {
        let view = AuditView { behind: behind.map(str::to_owned), ..view.clone() };
        router.link(&Route::Audit(view), "button", html! { t.of(text) })
    };
    if view.behind.is_none() && next.is_none() {
        return html! {};
    }
    html! {
        <nav class="pager" aria-label={t.of(AuditText::Title)}>
            if view.behind.is_some() { { link(AuditText::Newest, None) } }
            if let Some(next) = next { { link(AuditText::Older, Some(next)) } }
        </nav>
    }
}

fn table(t: Words, view: &AuditView, page: &Page<AuditLine>, now: Timestamp, router: &Router) -> Html {
    html! {
        <div class="table-frame">
            <table class="table">
                <thead><tr>
                    <th scope="col">{ t.of(AuditText::When) }</th>
                    <th scope="col" class="wide">{ t.of(AuditText::Who) }</th>
                    <th scope="col">{ t.of(AuditText::What) }</th>
                    <th scope="col" class="wide">{ t.of(AuditText::User) }</th>
                </tr></thead>
                <tbody>{ for page.items.iter().map(|entry| row(t, view, entry, now, router)) }</tbody>
            </table>
        </div>
    }
}

/// The way from a job's line to what it did to users, and from one of those to the job.
fn job_link(t: Words, view: &AuditView, entry: &AuditLine, router: &Router) -> Option<Html> {
    if let Some(job) = entry.job.filter(|_| view.job.is_none()) {
        let link = router.link(&Route::Jobs { open: Some(job) }, "", html! { t.of(AuditText::ByJob) });
        return Some(link);
    }
    let job = entry.detail.and_then(|detail| detail.job)?;
    let unfolded = Route::Audit(AuditView { job: Some(job), ..AuditView::default() });
    Some(router.link(&unfolded, "", html! { t.of(AuditText::OpenJob) }))
}

fn row(t: Words, view: &AuditView, entry: &AuditLine, now: Timestamp, router: &Router) -> Html {
    let user = entry.user.map(|user| {
        let name = user_name(t, entry.user_display_name.as_deref(), entry.user_removed);
        router.link(&Route::user(user), "", name)
    });
    let actor = entry.actor.describe(t.language);
    // The exact moment is always there, because an audit log is read for it; also where nothing can hover.
    html! {
        <tr key={entry.id.to_string()}>
            <td class="cell-when">
                <time datetime={entry.at.to_string()}>{ t.exact(entry.at) }</time>
                if now.since(entry.at) < RECENT {
                    <div class="quiet small">{ t.relative(entry.at, now) }</div>
                }
            </td>
            <td class="wide cell-who"><bdi>{ &actor }</bdi></td>
            <td>
                { entry.what.clone() }
                if let Some(text) = &entry.text {
                    <div class="quiet small">{ text }</div>
                }
                if let Some(link) = job_link(t, view, entry, router) {
                    <div class="small">{ link }</div>
                }
                <div class="small narrow"><bdi>{ actor }</bdi>{ user.as_ref().map(|_| " · ") }{ user.clone() }</div>
            </td>
            <td class="wide">{ user }</td>
        </tr>
    }
}
