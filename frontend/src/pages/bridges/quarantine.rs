//! The dialog that gives a bridge a quarantine of its own.

use shared::{Bridge, Fault, Settings, UpdateBridgeRequest};
use yew::prelude::*;

use super::BridgesText;
use super::change::use_bridge_change;
use crate::api::BridgeChange;
use crate::components::{Dialog, Field, field, input_value, on_submit, problem_line};
use crate::i18n::{Common, Words, use_words};

const USERS: (u16, u16) = (Settings::QUARANTINE_DAYS_MIN, Settings::QUARANTINE_DAYS_MAX);
const MEETINGS: (u16, u16) = (Settings::DYNAMIC_QUARANTINE_DAYS_MIN, Settings::DYNAMIC_QUARANTINE_DAYS_MAX);

#[derive(Properties, PartialEq)]
pub(super) struct QuarantineProps {
    pub(super) bridge: Bridge,
    pub(super) on_close: Callback<()>,
    /// Called when something was changed, or somebody else was first.
    pub(super) on_changed: Callback<()>,
}

/// Asks for the days, where they are not those of the settings.
#[component]
pub(super) fn Quarantine(props: &QuarantineProps) -> Html {
    let t = use_words();
    let (users, meetings) = (use_node_ref(), use_node_ref());
    let faults = use_state_eq(|| (None::<String>, None::<String>));
    let QuarantineProps { bridge, on_close, on_changed } = props;
    let seen = (bridge.id, bridge.version);
    let (sending, send) = use_bridge_change(Some(seen), on_close, on_changed);
    let onsubmit = {
        let (users, meetings, faults) = (users.clone(), meetings.clone(), faults.setter());
        on_submit(Callback::from(move |()| {
            let read = (days(t, &users, USERS), days(t, &meetings, MEETINGS));
            faults.set((read.0.clone().err(), read.1.clone().err()));
            let (Ok(quarantine_days), Ok(dynamic_quarantine_days)) = read else { return };
            let change = BridgeChange::Update(UpdateBridgeRequest {
                quarantine_days: Some(quarantine_days),
                dynamic_quarantine_days: Some(dynamic_quarantine_days),
                ..UpdateBridgeRequest::default()
            });
            send.emit(change);
        }))
    };
    let input = |id: &'static str,
                 label,
                 limits: (u16, u16),
                 fault: Option<&str>,
                 node: &NodeRef,
                 own: Option<u16>| {
        let hint = t.quarantine_hint(limits.0, limits.1);
        field(
            Field { id, label: t.of(label), hint: Some(&hint), error: fault },
            |aria_describedby, aria_invalid| {
                html! {
                    <input {id} ref={node} inputmode="numeric" maxlength="3" autocomplete="off" autofocus={id == "quarantine-users"}
                        ~defaultValue={own.map(|days| days.to_string()).unwrap_or_default()} {aria_describedby} {aria_invalid} />
                }
            },
        )
    };
    html! {
        <Dialog id="quarantine-dialog" title={t.of(BridgesText::Quarantine)} on_close={on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                <p><strong><bdi>{ &bridge.name }</bdi></strong></p>
                <p>{ t.of(BridgesText::QuarantineLead) }</p>
                { input("quarantine-users", BridgesText::QuarantineDays, USERS,
                    faults.0.as_deref().or(sending.of_field("quarantineDays")), &users, bridge.quarantine_days) }
                { input("quarantine-meetings", BridgesText::QuarantineMeetings, MEETINGS,
                    faults.1.as_deref().or(sending.of_field("dynamicQuarantineDays")), &meetings, bridge.dynamic_quarantine_days) }
                <div class="dialog-actions">
                    <button type="button" class="button" disabled={sending.is_busy()} onclick={on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-primary" aria-disabled={sending.aria()}>{ t.of(Common::Save) }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// The days that stand in an input; none when it is empty.
fn days(t: Words, input: &NodeRef, (least, most): (u16, u16)) -> Result<Option<u16>, String> {
    let text = input_value(input);
    match (text.trim(), text.trim().parse::<u16>()) {
        ("", _) => Ok(None),
        (_, Ok(days)) if (least..=most).contains(&days) => Ok(Some(days)),
        _ => Err(shared::Describe::describe(&Fault::OutOfRange(least.into(), most.into()), t.language)),
    }
}
