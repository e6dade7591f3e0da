//! The sessions of administrators.

use shared::{SessionEntry, SessionId};
use yew::prelude::*;

use super::AccountText;
use super::list::{Columns, Row, list};
use super::text::browser_name;
use crate::api::use_api;
use crate::app::SESSION_CHANGED;
use crate::components::{moment, problem_line};
use crate::hooks::{use_remote, use_sending, use_window_event};
use crate::i18n::use_words;

const COLUMNS: Columns = Columns {
    heads: [(AccountText::Who, None), (AccountText::SignedIn, Some("wide")), (AccountText::LastUsed, None)],
    end: AccountText::End,
};

#[derive(Properties, PartialEq)]
pub(super) struct SessionsProps {}

#[component]
pub(super) fn Sessions(properties: &SessionsProps) -> Html {
    let SessionsProps {} = properties;
    let t = use_words();
    let api = use_api();
    let now = api.now();
    let sessions = use_remote((), |api, ()| async move { api.sessions().await });
    // A new password has ended the others.
    use_window_event(SESSION_CHANGED, sessions.on_look_again());
    let ending = use_sending();
    // Ends one, or, without one, all others of this administrator.
    let on_end = {
        let (ending, reload) = (ending.clone(), sessions.on_reload());
        Callback::from(move |session: Option<SessionId>| {
            let answer = match session {
                Some(session) => api.end_session(session),
                None => api.end_other_sessions(),
            };
            ending.command(answer, reload.clone());
        })
    };
    let row = |entry: &SessionEntry| {
        let id = entry.id;
        let browser = browser_name(t, &entry.browser);
        let who = html! { <>
            { &entry.administrator.name }
            if entry.current {
                <div class="small"><strong>{ t.of(AccountText::ThisOne) }</strong></div>
            }
            <div class="quiet small">{ browser }{ " · " }{ &entry.address }</div>
        </> };
        Row {
            key: id.to_string(),
            name: format!("{}, {browser}", entry.administrator.name),
            cells: [who, html! { t.moment(entry.created_at) }, moment(t, entry.used_at, now)],
            on_end: (!entry.current).then(|| on_end.reform(move |_: MouseEvent| Some(id))),
        }
    };
    html! {
        <section class="card" aria-labelledby="sessions-title">
            <h2 id="sessions-title">{ t.of(AccountText::Sessions) }</h2>
            <p class="quiet">{ t.of(AccountText::SessionsLead) }</p>
            { problem_line(t, ending.error()) }
            { list(t, &COLUMNS, &sessions, &ending, row) }
            if sessions.value().is_some_and(|page| page.items.len() > 1) {
                <div><button type="button" class="button" aria-disabled={ending.aria()} onclick={on_end.reform(|_: MouseEvent| None)}>
                    { t.of(AccountText::EndOthers) }
                </button></div>
            }
        </section>
    }
}
