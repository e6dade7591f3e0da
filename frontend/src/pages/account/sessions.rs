//! The sessions of administrators.

use shared::{Page, SessionEntry, SessionId, Timestamp};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::AccountText;
use super::text::browser_name;
use crate::api::{ApiError, use_api};
use crate::components::{Skeleton, error_panel, moment, problem_line};
use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct SessionsProps {}

#[component]
pub(super) fn Sessions(properties: &SessionsProps) -> Html {
    let SessionsProps {} = properties;
    let t = use_words();
    let api = use_api();
    let now = api.now();
    let sessions = use_remote((), |api, ()| async move { api.sessions().await });
    let failure = use_state_eq(|| None::<ApiError>);
    // Ends one, or, without one, all others of this administrator.
    let on_end = {
        let (failure, reload) = (failure.setter(), sessions.on_reload());
        Callback::from(move |session: Option<SessionId>| {
            let (api, failure, reload) = (api.clone(), failure.clone(), reload.clone());
            spawn_local(async move {
                let answer = match session {
                    Some(session) => api.end_session(session).await,
                    None => api.end_other_sessions().await,
                };
                failure.set(answer.err());
                reload.emit(());
            });
        })
    };
    let list = match (sessions.value(), sessions.error()) {
        (_, Some(error)) => error_panel(t, error, &sessions.on_reload()),
        (None, None) => html! { <Skeleton lines={3} /> },
        (Some(page), None) => html! { <>
            { table(t, page, now, &on_end) }
            if page.items.len() > 1 {
                <div><button type="button" class="button" onclick={on_end.reform(|_: MouseEvent| None)}>
                    { t.of(AccountText::EndOthers) }
                </button></div>
            }
        </> },
    };
    html! {
        <section class="card" aria-labelledby="sessions-title">
            <h2 id="sessions-title">{ t.of(AccountText::Sessions) }</h2>
            <p class="quiet">{ t.of(AccountText::SessionsLead) }</p>
            { problem_line(t, failure.as_ref()) }
            { list }
        </section>
    }
}

fn table(t: Words, page: &Page<SessionEntry>, now: Timestamp, on_end: &Callback<Option<SessionId>>) -> Html {
    let row = |entry: &SessionEntry| {
        let id = entry.id;
        let end = on_end.reform(move |_: MouseEvent| Some(id));
        html! {
            <tr key={id.to_string()}>
                <td>
                    { &entry.administrator.name }
                    if entry.current {
                        <div class="small"><strong>{ t.of(AccountText::ThisOne) }</strong></div>
                    }
                    <div class="quiet small">{ browser_name(t, &entry.browser) }{ " · " }{ &entry.address }</div>
                </td>
                <td class="wide">{ t.moment(entry.created_at) }</td>
                <td>{ moment(t, entry.used_at, now) }</td>
                <td>
                    if !entry.current {
                        <button type="button" class="button" onclick={end}>{ t.of(AccountText::End) }</button>
                    }
                </td>
            </tr>
        }
    };
    html! {
        <div class="table-frame">
            <table class="table">
                <thead><tr>
                    <th scope="col">{ t.of(AccountText::Who) }</th>
                    <th scope="col" class="wide">{ t.of(AccountText::SignedIn) }</th>
                    <th scope="col">{ t.of(AccountText::LastUsed) }</th>
                    <th scope="col"><span class="visually-hidden">{ t.of(AccountText::End) }</span></th>
                </tr></thead>
                <tbody>{ for page.items.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
