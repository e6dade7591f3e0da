//! The dialog that moves a user to another bridge.

use std::rc::Rc;

use shared::{ChangeBridgeRequest, MailEvent, MailEvents, User};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::confirm::{confirm_field, confirmed};
use super::question::tell_newest;
use super::text::UsersText;
use crate::api::{IdempotencyKey, use_api};
use crate::components::{
    Dialog, Field, Skeleton, checkbox, error_panel, field, mail_stays, on_submit, problem_line,
};
use crate::hooks::{use_remote, use_sending};
use crate::i18n::{Common, texts, use_words};

texts! {
    /// The words of the dialog.
    enum BridgeText {
        Title: "Move to another bridge?", "Flytta till en annan konferensbrygga?";
        NewId: "The user gets a new conference ID there. The old one stops working at once and goes into quarantine.", "Användaren får ett nytt konferens-ID där. Det gamla slutar gälla genast och hamnar i karantän.";
        Numbers: "Numbers of the old bridge are no longer the user's own.", "Den gamla bryggans nummer är inte längre användarens egna.";
        Invitations: "Invitations need to be updated with the new ID and the new numbers.", "Mötesinbjudningar behöver uppdateras med det nya ID:t och de nya numren.";
        Bridge: "New bridge", "Ny konferensbrygga";
        Move: "Move", "Flytta";
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ChangeBridgeProps {
    pub(super) user: Rc<User>,
    /// The events whose emails the organisation sends by itself.
    pub(super) automatic_mails: MailEvents,
    pub(super) on_close: Callback<()>,
    /// Called with the user as it is now: after the move, or when somebody else was first.
    pub(super) on_user: Callback<Rc<User>>,
}

/// Says what the move does, asks for the bridge, and moves.
#[component]
pub(super) fn ChangeBridge(props: &ChangeBridgeProps) -> Html {
    let t = use_words();
    let api = use_api();
    let leaves = api.mail_leaves();
    let (select, confirm) = (use_node_ref(), use_node_ref());
    let send_email = use_state_eq(|| props.automatic_mails.contains(MailEvent::ConferenceIdChanged));
    let sending = use_sending();
    let bridges = use_remote((), |api, ()| async move { api.bridges().await });
    let key = use_memo(props.user.version, |_| IdempotencyKey::new());
    let onsubmit = {
        let (select, sending, send_email) = (select.clone(), sending.clone(), *send_email);
        let confirm = confirm.clone();
        let (user, on_user, on_close) = (props.user.clone(), props.on_user.clone(), props.on_close.clone());
        on_submit(Callback::from(move |()| {
            let chosen = select.cast::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default();
            let Ok(bridge) = chosen.parse() else { return };
            let request = ChangeBridgeRequest {
                bridge,
                reason: None,
                send_email: Some(send_email),
                confirm_conference_id: confirmed(&confirm),
            };
            let (api, key, user, newest) = (api.clone(), key.clone(), user.clone(), on_user.clone());
            let answer = async move {
                let answer = api.change_bridge_of(user.id, user.version, &request, &key).await;
                tell_newest(&api, user.id, &answer, &newest).await;
                answer
            };
            let (on_user, on_close) = (on_user.clone(), on_close.clone());
            sending.send(answer, move |user| {
                on_close.emit(());
                on_user.emit(Rc::new(user));
            });
        }))
    };
    let is_enabled = props.user.dial_in_enabled;
    let choice = match (bridges.value(), bridges.error()) {
        (_, Some(error)) => error_panel(t, error, &bridges.on_reload()),
        (None, None) => html! { <Skeleton lines={1} /> },
        (Some(reports), None) => {
            let others =
                reports.iter().map(|report| &report.bridge).filter(|bridge| bridge.id != props.user.bridge);
            let around = Field {
                id: "new-bridge",
                label: t.of(BridgeText::Bridge),
                hint: None,
                error: sending.of_field("bridge"),
            };
            field(around, |aria_describedby, aria_invalid| {
                html! {
                    <select id="new-bridge" ref={select} {aria_describedby} {aria_invalid}>
                        { for others.map(|bridge| html! { <option value={bridge.id.to_string()}>{ &bridge.name }</option> }) }
                    </select>
                }
            })
        }
    };
    html! {
        <Dialog id="change-bridge" title={t.of(BridgeText::Title)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                <p><strong><bdi>{ &props.user.display_name }</bdi></strong></p>
                <ul class="consequences">
                    if is_enabled { <li>{ t.of(BridgeText::NewId) }</li> }
                    <li>{ t.of(BridgeText::Numbers) }</li>
                    if is_enabled { <li>{ t.of(BridgeText::Invitations) }</li> }
                </ul>
                { choice }
                if is_enabled {
                    { checkbox("send-email", t.of(UsersText::SendMail), None, *send_email, {
                        let send_email = send_email.setter();
                        Callback::from(move |on| send_email.set(on))
                    }) }
                    { mail_stays(t, *send_email, leaves) }
                }
                { confirm_field(t, &props.user, &sending, &confirm) }
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-primary" disabled={bridges.value().is_none()} aria-disabled={sending.aria()}>{ t.of(BridgeText::Move) }</button>
                </div>
            </form>
        </Dialog>
    }
}
