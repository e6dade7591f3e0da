//! The dialogs that connect and disconnect a calendar.

use shared::{ConnectCalendarRequest, UserId};
use yew::prelude::*;

use super::text::CalendarText;
use crate::api::use_api;
use crate::components::{Dialog, Field, field, input_value, on_submit, problem_line};
use crate::hooks::use_sending;
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
    let sending = use_sending();
    let onsubmit = {
        let (url, username, password) = (url.clone(), username.clone(), password.clone());
        let (sending, user, on_done) = (sending.clone(), props.user, props.on_done.clone());
        on_submit(Callback::from(move |()| {
            let request = ConnectCalendarRequest {
                url: input_value(&url).trim().to_owned(),
                username: input_value(&username).trim().to_owned(),
                password: input_value(&password),
            };
            let on_done = on_done.clone();
            sending.send(api.connect_calendar(user, &request), move |()| on_done.emit(()));
        }))
    };
    html! {
        <Dialog id="connect-calendar" title={t.of(if props.own { CalendarText::OwnConnect } else { CalendarText::Connect })} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                <p>{ t.of(CalendarText::ConnectDetail) }</p>
                if props.own { <p class="quiet">{ t.of(CalendarText::OwnAppPassword) }</p> }
                { problem_line(t, sending.error()) }
                { field(Field { id: "calendar-url", label: t.of(CalendarText::Address), hint: Some(t.of(CalendarText::AddressHint)), error: sending.of_field("url") },
                    |aria_describedby, aria_invalid| html! {
                        <input id="calendar-url" ref={url} type="url" inputmode="url" autocomplete="off" autofocus=true required=true
                            maxlength="2000" {aria_describedby} {aria_invalid} />
                    }) }
                { field(Field { id: "calendar-name", label: t.of(CalendarText::Name), hint: None, error: sending.of_field("username") },
                    |aria_describedby, aria_invalid| html! {
                        <input id="calendar-name" ref={username} autocomplete="off" autocapitalize="none" spellcheck="false" required=true
                            maxlength="254" {aria_describedby} {aria_invalid} />
                    }) }
                { field(Field { id: "calendar-password", label: t.of(CalendarText::Password), hint: Some(t.of(CalendarText::PasswordHint)), error: sending.of_field("password") },
                    |aria_describedby, aria_invalid| html! {
                        <input id="calendar-password" ref={password} type="password" autocomplete="off" required=true
                            maxlength="1000" {aria_describedby} {aria_invalid} />
                    }) }
                <div class="dialog-actions">
                    <button type="button" class="button" disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>{ t.of(Common::Cancel) }</button>
                    <button type="submit" class="button button-primary" aria-disabled={sending.aria()}>
                        { t.of(if sending.is_busy() { CalendarText::Connecting } else { CalendarText::ConnectDo }) }
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
    let sending = use_sending();
    let onclick = {
        let (sending, user, on_done) = (sending.clone(), props.user, props.on_done.clone());
        Callback::from(move |_: MouseEvent| {
            let on_done = on_done.clone();
            sending.send(api.disconnect_calendar(user), move |()| on_done.emit(()));
        })
    };
    html! {
        <Dialog id="disconnect-calendar" title={t.of(CalendarText::DisconnectTitle)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            { problem_line(t, sending.error()) }
            <p>{ t.of(CalendarText::DisconnectDetail) }</p>
            <div class="dialog-actions">
                <button type="button" class="button" autofocus=true onclick={props.on_close.reform(|_: MouseEvent| ())}>{ t.of(Common::Cancel) }</button>
                <button type="button" class="button button-danger" aria-disabled={sending.aria()} {onclick}>{ t.of(CalendarText::Disconnect) }</button>
            </div>
        </Dialog>
    }
}
