//! An organizer's own page: signing in by a link from a mail, the conference ID, the connected calendar.
//!
//! The organizer's session is apart from the administrator's. When it ends, the administrator's dialog would not
//! help, so the page has one of its own, and what was typed stays below it.

mod conference;
mod link;
mod pin;
mod text;

use std::rc::Rc;

use conference::conference;
use link::LinkForm;
use shared::{MailTransportKind, OrganizerSession, ProblemCode};
pub(crate) use text::OrganizerText;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{Api, ApiError, use_api};
use crate::components::{Dialog, Icon, Notice, Skeleton, error_panel, icon, problem_line, use_notices};
use crate::hooks::{use_sending, use_window_event};
use crate::i18n::{Common, Words, use_words};
use crate::lazy::lazy;
use crate::link_token;
use crate::pages::card::{CardPage, CardPageProps};
use crate::route::Route;
use crate::router::use_router;
use crate::shell::ShellText;

#[derive(Properties, PartialEq)]
pub(crate) struct OrganizerPageProps {
    /// Who is signed in as an organizer, once that is known.
    pub(crate) session: Option<Rc<OrganizerSession>>,
    /// Why it is not.
    pub(crate) error: Option<ApiError>,
    /// Whether an administrator is signed in as well.
    pub(crate) administrator: bool,
    /// Whether it is the dial-in card that is shown.
    pub(crate) card: bool,
    /// Called with what the server says about the session, or with nothing to ask for it again.
    pub(crate) on_session: Callback<Option<OrganizerSession>>,
}

/// An organizer's own page.
#[component]
pub(crate) fn OrganizerPage(props: &OrganizerPageProps) -> Html {
    let t = use_words();
    let api = use_api();
    let notices = use_notices();
    let router = use_router();
    let link = use_state_eq(|| link_token::take().map(|link| link.token));
    let opening = use_sending();
    // The session has ended under the page; the dialog that says so was closed.
    let ended = use_state_eq(|| false);
    let closed = use_state_eq(|| false);
    let not_yet = use_state_eq(|| false);
    let version = use_state_eq(|| 0_u64);
    let organizer_api = use_state(|| {
        let ended = ended.setter();
        api.for_organizer(Callback::from(move |()| ended.set(true)))
    });
    // Another link, opened while the page is here.
    use_window_event("hashchange", {
        let link = link.setter();
        Callback::from(move |_| {
            if let Some(taken) = link_token::take() {
                link.set(Some(taken.token));
            }
        })
    });

    let on_open = {
        let (api, link, opening) = (api.clone(), link.clone(), opening.clone());
        let (on_session, ended, version) = (props.on_session.clone(), ended.setter(), version.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(token) = (*link).clone() else { return };
            let (api, link) = (api.clone(), link.setter());
            let (on_session, ended, version) = (on_session.clone(), ended.clone(), version.clone());
            let used = link.clone();
            let answer = async move {
                let answer = api.open_organizer_link(token).await;
                // Any other failure may pass, and the link may still be good.
                if answer.as_ref().is_err_and(|failure| failure.is(ProblemCode::OrganizerLinkInvalid)) {
                    used.set(None);
                }
                answer
            };
            opening.send(answer, move |session| {
                ended.set(false);
                version.set(*version + 1);
                on_session.emit(Some(session));
                link.set(None);
            });
        })
    };
    // Whether somebody has signed in again, perhaps in another tab.
    let check = {
        let (on_session, ended, closed) = (props.on_session.clone(), ended.clone(), closed.setter());
        let (not_yet, version) = (not_yet.setter(), version.clone());
        Callback::from(move |asked: bool| {
            if !*ended {
                return;
            }
            let (api, notices, on_session) = (api.clone(), notices.clone(), on_session.clone());
            let (ended, closed, not_yet) = (ended.setter(), closed.clone(), not_yet.clone());
            let version = version.clone();
            spawn_local(async move {
                match api.organizer_session().await {
                    Ok(session) if session.organizer.is_some() => {
                        ended.set(false);
                        closed.set(false);
                        not_yet.set(false);
                        version.set(*version + 1);
                        on_session.emit(Some(session));
                        notices.show(Notice::new(t.of(OrganizerText::Back)));
                    }
                    Ok(_) | Err(_) => not_yet.set(asked),
                }
            });
        })
    };
    use_window_event("focus", check.reform(|_: Event| false));

    if link.is_some() {
        return gate(
            t.of(OrganizerText::OpenTitle),
            html! { <>
                <p>{ t.of(OrganizerText::OpenDetail) }</p>
                { problem_line(t, opening.error()) }
                <button type="button" class="button button-primary button-wide" aria-disabled={opening.aria()} onclick={on_open}>
                    { t.of(OrganizerText::Continue) }
                </button>
            </> },
        );
    }
    let Some(session) = &props.session else {
        return match &props.error {
            Some(error) => error_panel(t, error, &props.on_session.reform(|()| None)),
            None => html! { <Skeleton /> },
        };
    };
    let kept = session.mail_transport == MailTransportKind::Kept;
    let form = |address: &str| {
        html! { <LinkForm address={address.to_owned()} {kept} administrator={props.administrator} /> }
    };
    let Some(organizer) = &session.organizer else {
        return signed_out(t, opening.error(), form(""));
    };
    let close = |now: bool| {
        let closed = closed.setter();
        Callback::from(move |()| closed.set(now))
    };
    html! {
        <ContextProvider<Api> context={(*organizer_api).clone()}>
            <div class="organizer stack">
                { problem_line(t, opening.error()) }
                if *ended {
                    <div class="banner banner-warning" role="alert">
                        { icon(Icon::Alert) }
                        <p>{ t.of(OrganizerText::EndedTitle) }</p>
                        <button type="button" class="button" onclick={close(false).reform(|_: MouseEvent| ())}>{ t.of(OrganizerText::NewLink) }</button>
                    </div>
                }
                if props.card {
                    { lazy::<CardPage>(CardPageProps { user: organizer.user, back: Route::Organizer }) }
                } else {
                    { conference(t, &router, organizer, session.calendars, *version) }
                }
            </div>
            if *ended && !*closed {
                <Dialog id="organizer-ended" title={t.of(OrganizerText::EndedTitle)} on_close={close(true)}>
                    <p>{ t.of(OrganizerText::EndedDetail) }</p>
                    { form(organizer.addresses.first().map_or("", String::as_str)) }
                    if *not_yet { <p class="field-error" role="alert">{ t.of(OrganizerText::EndedNotYet) }</p> }
                    <div class="dialog-actions">
                        <button type="button" class="button button-quiet" onclick={close(true).reform(|_: MouseEvent| ())}>{ t.of(Common::Close) }</button>
                        <button type="button" class="button" onclick={check.reform(|_: MouseEvent| true)}>{ t.of(OrganizerText::EndedCheck) }</button>
                    </div>
                </Dialog>
            }
        </ContextProvider<Api>>
    }
}

/// A calm card in the middle of the page.
pub(crate) fn gate(title: &str, content: Html) -> Html {
    html! { <div class="organizer-gate"><div class="gate-card"><h1>{ title }</h1>{ content }</div></div> }
}

/// What one gets here, and how to sign in.
fn signed_out(t: Words, error: Option<&ApiError>, form: Html) -> Html {
    gate(
        t.of(ShellText::MyConference),
        html! { <>
            { problem_line(t, error) }
            if error.is_some() {
                <h2>{ t.of(OrganizerText::NewLink) }</h2>
            } else {
                <div>
                    <p>{ t.of(OrganizerText::WhatTitle) }</p>
                    <ul class="organizer-what">
                        <li>{ t.of(OrganizerText::WhatId) }</li>
                        <li>{ t.of(OrganizerText::WhatPin) }</li>
                        <li>{ t.of(OrganizerText::WhatCalendar) }</li>
                    </ul>
                </div>
                <p class="quiet">{ t.of(OrganizerText::NoPassword) }</p>
            }
            { form }
        </> },
    )
}
