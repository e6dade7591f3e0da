//! The dialogs that connect and disconnect a calendar.

use shared::{ConnectCalendarRequest, UserId};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::text::CalendarText;
use crate::api::{ApiError, use_api};
use crate::components::{Dialog, Field, field, input_value, on_submit, problem_line};
use crate::i18n::{Common, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct ConnectCalendarProps {
    pub(super) user: UserId,
    /// Whether it is the organizer's own page.
    pub(super) own: bool,
    pub(super) on_close: Callback<()>,
    pub(super) on_done: Callback<()>,
}

/// Address, name and app password.
#[component]
pub(super) fn ConnectCalendar(props: &ConnectCalendarProps) -> Html {
    let t = use_words();
    let api = use_api();
    let (url, username, password) = (use_node_ref(), use_node_ref(), use_node_ref());
    let busy = use_state_eq(|| false);
    let error = use_state_eq(|| None::<ApiError>);
    let onsubmit = {
        let (url, username, password) = (url.clone(), username.clone(), password.clone());
        let (busy, error, user, on_done) = (busy.clone(), error.setter(), props.user, props.on_done.clone());
        on_submit(Callback::from(move |()| {
            if *busy {
                return;
            }
            busy.set(true);
            let request = ConnectCalendarRequest {
                url: input_value(&url).trim().to_owned(),
                username: input_value(&username).trim().to_owned(),
                password: input_value(&password),
            };
            let (api, busy, error, on_done) = (api.clone(), busy.setter(), error.clone(), on_done.clone());
            spawn_local(async move {
                match api.connect_calendar(user, &request).await {
                    Ok(()) => on_done.emit(()),
                    Err(failure) => {
                        error.set(Some(failure));
                        busy.set(false);
                    }
                }
            });
        }))
    };
    let fault = |name: &str| error.as_ref().and_then(|error| error.of_field(name));
    html! {
        <Dialog id="connect-calendar" title={t.of(if props.own { CalendarText::OwnConnect } else { CalendarText::Connect })} on_close={props.on_close.clone()} busy={*busy}>
            <form {onsubmit} aria-busy={busy.then_some("true")}>
                <p>{ t.of(CalendarText::ConnectDetail) }</p>
                if props.own { <p class="quiet">{ t.of(CalendarText::OwnAppPassword) }</p> }
                { problem_line(t, error.as_ref()) }
                { field(Field { id: "calendar-url", label: t.of(CalendarText::Address), hint: Some(t.of(CalendarText::AddressHint)), error: fault("url") },
                    |aria_describedby, aria_invalid| html! {
                        <input id="calendar-url" ref={url} type="url" inputmode="url" autocomplete="off" autofocus=true required=true
                            maxlength="2000" {aria_describedby} {aria_invalid} />
                    }) }
                { field(Field { id: "calendar-name", label: t.of(CalendarText::Name), hint: None, error: fault("username") },
                    |aria_describedby, aria_invalid| html! {
                        <input id="calendar-name" ref={username} autocomplete="off" autocapitalize="none" spellcheck="false" required=true
                            maxlength="254" {aria_describedby} {aria_invalid} />
                    }) }
                { field(Field { id: "calendar-password", label: t.of(CalendarText::Password), hint: Some(t.of(CalendarText::PasswordHint)), error: fault("password") },
                    |aria_describedby, aria_invalid| html! {
                        <input id="calendar-password" ref={password} type="password" autocomplete="off" required=true
                            maxlength="1000" {aria_describedby} {aria_invalid} />
                    }) }
                <div class="dialog-actions">
                    <button type="button" class="button" disabled={*busy} onclick={props.on_close.reform(|_: MouseEvent| ())}>{ t.of(Common::Cancel) }</button>
                    <button type="submit" class="button button-primary" aria-disabled={busy.then_some("true")}>
                        { t.of(if *busy { CalendarText::Connecting } else { CalendarText::ConnectDo }) }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct DisconnectCalendarProps {
    pub(super) user: UserId,
    pub(super) on_close: Callback<()>,
    pub(super) on_done: Callback<()>,
}

/// Asks before the calendar is forgotten.
#[component]
pub(super) fn DisconnectCalendar(props: &DisconnectCalendarProps) -> Html {
    let t = use_words();
    let api = use_api();
    let busy = use_state_eq(|| false);
    let error = use_state_eq(|| None::<ApiError>);
    let onclick = {
        let (busy, error, user, on_done) = (busy.clone(), error.setter(), props.user, props.on_done.clone());
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            busy.set(true);
            let (api, busy, error, on_done) = (api.clone(), busy.setter(), error.clone(), on_done.clone());
            spawn_local(async move {
                match api.disconnect_calendar(user).await {
                    Ok(()) => on_done.emit(()),
                    Err(failure) => {
                        error.set(Some(failure));
                        busy.set(false);
                    }
                }
            });
        })
    };
    html! {
        <Dialog id="disconnect-calendar" title={t.of(CalendarText::DisconnectTitle)} on_close={props.on_close.clone()} busy={*busy}>
            { problem_line(t, error.as_ref()) }
            <p>{ t.of(CalendarText::DisconnectDetail) }</p>
            <div class="dialog-actions">
                <button type="button" class="button" autofocus=true onclick={props.on_close.reform(|_: MouseEvent| ())}>{ t.of(Common::Cancel) }</button>
                <button type="button" class="button button-danger" aria-disabled={busy.then_some("true")} {onclick}>{ t.of(CalendarText::Disconnect) }</button>
            </div>
        </Dialog>
    }
}
