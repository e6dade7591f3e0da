//! Watches the session and warns before it ends.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use shared::{Language, Session, SessionState, Timestamp};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::ShellText;
use crate::api::use_api;
use crate::browser;
use crate::hooks::{use_interval, use_window_event};
use crate::i18n::use_words;

/// How long before the end the warning comes.
const WARNING: Duration = Duration::from_mins(3);
/// Whoever did something this recently is still there, and need not be asked.
const PRESENT: Duration = Duration::from_mins(5);

#[derive(Properties, PartialEq)]
pub(super) struct SessionWatchProps {
    pub(super) session: Rc<Session>,
    pub(super) on_session: Callback<Session>,
}

/// Shows nothing until the session is about to end; asking the server about the session prolongs it.
#[component]
pub(super) fn SessionWatch(props: &SessionWatchProps) -> Html {
    let t = use_words();
    let api = use_api();
    let warned = use_state_eq(|| None::<Timestamp>);
    let active = use_memo((), |()| Cell::new(browser::now()));
    let note = {
        let active = active.clone();
        Callback::from(move |_: Event| active.set(browser::now()))
    };
    use_window_event("keydown", note.clone());
    use_window_event("pointerdown", note);

    let prolong = {
        let (api, on_session, warned) = (api.clone(), props.on_session.clone(), warned.setter());
        Callback::from(move |()| {
            let (api, on_session, warned) = (api.clone(), on_session.clone(), warned.clone());
            spawn_local(async move {
                match api.session().await {
                    Ok(session) if session.state == SessionState::SignedIn => {
                        warned.set(None);
                        on_session.emit(session);
                    }
                    Ok(_) => api.session_ended(),
                    // The banner about the connection says it.
                    Err(_) => {}
                }
            });
        })
    };
    use_interval(props.session.expires_at.map(|_| 30_000), {
        let (ends, prolong, warned) = (props.session.expires_at, prolong.clone(), warned.setter());
        Callback::from(move |()| {
            let Some(ends) = ends else { return };
            if api.now().after(WARNING) < ends {
                return;
            }
            if browser::now().since(active.get()) < PRESENT {
                prolong.emit(());
            } else {
                warned.set(Some(ends));
            }
        })
    });
    let Some(ends) = *warned else { return html! {} };
    let sentence = match t.language {
        Language::En => format!("You will be signed out at {}.", t.time(ends)),
        Language::Sv => format!("Du loggas ut klockan {}.", t.time(ends)),
    };
    html! {
        <div class="banner banner-warning" role="alert">
            <p>{ sentence }</p>
            <button type="button" class="button" onclick={prolong.reform(|_: MouseEvent| ())}>
                { t.of(ShellText::StaySignedIn) }
            </button>
        </div>
    }
}
