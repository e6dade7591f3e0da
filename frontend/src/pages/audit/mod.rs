//! The audit log: who did what, when.

mod text;

use std::time::Duration;

use shared::{AuditAction, AuditFilter, Describe as _, Page, Timestamp, UserId};
use text::{ACTIONS, AuditText};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::api::{AuditLine, use_api};
use crate::components::{Icon, Skeleton, empty, error_panel, use_parts, user_name};
use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};
use crate::query::from_word;
use crate::query::word;
use crate::route::Route;
use crate::router::{Router, use_router};
use crate::shell::ShellText;

/// What is older is not told as "… ago": the date says more.
const RECENT: Duration = Duration::from_hours(4 * 7 * 24);

#[derive(Properties, PartialEq)]
pub(crate) struct AuditPageProps {
    /// Only what was done to this user.
    pub(crate) user: Option<UserId>,
    /// Only this action.
    pub(crate) action: Option<AuditAction>,
}

/// Who did what, when.
#[component]
pub(crate) fn AuditPage(props: &AuditPageProps) -> Html {
    let t = use_words();
    let router = use_router();
    let now = use_api().now();
    let filter = AuditFilter { user: props.user, action: props.action };
    let parts = use_parts(filter);
    let entries = use_remote((filter, parts.cursor()), |api, (filter, cursor)| async move {
        api.audit(filter, cursor.as_deref()).await
    });
    let onchange = {
        let (router, user) = (router.clone(), props.user);
        Callback::from(move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            router.go(Route::Audit { user, action: from_word(&chosen) });
        })
    };
    let list = match (entries.value(), entries.error()) {
        (_, Some(error)) => error_panel(t, error, &entries.on_reload()),
        (None, None) => html! { <Skeleton lines={10} /> },
        (Some(page), None) if page.items.is_empty() => {
            let all = || router.link(&Route::audit(None), "button", html! { t.of(AuditText::ShowAll) });
            if filter == AuditFilter::default() {
                empty(Icon::Audit, t.of(AuditText::NoneTitle), t.of(AuditText::NoneDetail), html! {})
            } else {
                empty(Icon::Audit, t.of(AuditText::NoneMatch), t.of(AuditText::NoneMatchDetail), all())
            }
        }
        (Some(page), None) => html! { <>
            { table(t, page, now, &router) }
            { parts.pager(t, t.of(AuditText::Title), page.next_cursor.as_deref()) }
        </> },
    };
    html! { <>
        <header class="page-head">
            <div><h1>{ t.of(AuditText::Title) }</h1><p class="page-lead">{ t.of(AuditText::Lead) }</p></div>
            { router.link(&Route::Jobs { open: None }, "button", html! { t.of(ShellText::Jobs) }) }
            <div class="field">
                <label for="audit-action">{ t.of(AuditText::Filter) }</label>
                <select id="audit-action" {onchange}>
                    <option value="" selected={props.action.is_none()}>{ t.of(AuditText::AllActions) }</option>
                    { for ACTIONS.into_iter().map(|action| html! {
                        <option value={word(&action)} selected={props.action == Some(action)}>
                            { t.of(AuditText::from(action)) }
                        </option>
                    }) }
                </select>
            </div>
        </header>
        <div class="stack">
            if props.user.is_some() {
                <div class="banner">
                    <p>{ t.of(AuditText::OfOneUser) }</p>
                    { router.link(&Route::Audit { user: None, action: props.action }, "button", html! { t.of(AuditText::ShowAll) }) }
                </div>
            }
            { list }
        </div>
    </> }
}

fn table(t: Words, page: &Page<AuditLine>, now: Timestamp, router: &Router) -> Html {
    html! {
        <div class="table-frame">
            <table class="table">
                <thead><tr>
                    <th scope="col">{ t.of(AuditText::When) }</th>
                    <th scope="col" class="wide">{ t.of(AuditText::Who) }</th>
                    <th scope="col">{ t.of(AuditText::What) }</th>
                    <th scope="col" class="wide">{ t.of(AuditText::User) }</th>
                </tr></thead>
                <tbody>{ for page.items.iter().map(|entry| row(t, entry, now, router)) }</tbody>
            </table>
        </div>
    }
}

fn row(t: Words, entry: &AuditLine, now: Timestamp, router: &Router) -> Html {
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
            <td class="wide"><bdi>{ &actor }</bdi></td>
            <td>
                { t.of(AuditText::from(entry.action)) }
                if let Some(text) = &entry.text {
                    <div class="quiet small">{ text }</div>
                }
                <div class="small narrow"><bdi>{ actor }</bdi>{ user.as_ref().map(|_| " · ") }{ user.clone() }</div>
            </td>
            <td class="wide">{ user }</td>
        </tr>
    }
}
