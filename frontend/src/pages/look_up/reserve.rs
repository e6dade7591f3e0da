//! The dialog *Reserve IDs*.

use shared::{Bridge, BridgeId, ConferenceId, Day, ReserveRequest};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::reservations_text::ReservationsText;
use super::text::LookUpText;
use crate::api::{IdempotencyKey, use_api};
use crate::browser;
use crate::components::{Dialog, Field, Notice, field, input_value, on_submit, problem_line, use_notices};
use crate::hooks::use_sending;
use crate::i18n::{Common, Words, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct ReserveProps {
    /// The bridges to choose from; none where there is only one.
    pub(super) bridges: Vec<Bridge>,
    pub(super) on_close: Callback<()>,
    pub(super) on_done: Callback<()>,
}

/// What cannot be read of what was typed.
#[derive(Clone, Copy, Default, PartialEq)]
struct Faults {
    first: bool,
    last: bool,
    until: bool,
}

/// Asks which IDs, for whom and until when, and reserves them.
#[component]
pub(super) fn Reserve(props: &ReserveProps) -> Html {
    let t = use_words();
    let api = use_api();
    let notices = use_notices();
    let (first, last, reserved_for, until) = (use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref());
    let bridge = use_node_ref();
    let faults = use_state_eq(Faults::default);
    let sending = use_sending();
    let key = use_memo((), |()| IdempotencyKey::new());
    let onsubmit = {
        let refs = [first.clone(), last.clone(), reserved_for.clone(), until.clone()];
        let (faults, sending, on_done) = (faults.setter(), sending.clone(), props.on_done.clone());
        let bridge = bridge.clone();
        on_submit(Callback::from(move |()| {
            let [first, last, reserved_for, until] = refs.each_ref().map(input_value);
            let first = first.parse::<ConferenceId>().ok();
            let end = last.parse::<ConferenceId>().ok();
            let until = until.parse::<Day>().ok();
            let last_is_wrong = end.is_none() && !last.trim().is_empty();
            faults.set(Faults { first: first.is_none(), last: last_is_wrong, until: until.is_none() });
            let (Some(first), Some(until), false) = (first, until, last_is_wrong) else {
                let wrong = if first.is_none() {
                    "first-id"
                } else if last_is_wrong {
                    "last-id"
                } else {
                    "last-day"
                };
                browser::focus(wrong);
                return;
            };
            let request =
                ReserveRequest { bridge: bridge_in(&bridge), first, last: end, reserved_for, until };
            let wanted = u64::from(end.unwrap_or(first).number().saturating_sub(first.number())) + 1;
            let (notices, on_done) = (notices.clone(), on_done.clone());
            sending.send(api.reserve(&request, &key), move |kept| {
                notices.show(Notice::new(t.reserved(kept.count.into(), wanted)));
                on_done.emit(());
            });
        }))
    };
    let input = |id: &'static str,
                 label: ReservationsText,
                 hint: Option<ReservationsText>,
                 fault: Option<ReservationsText>,
                 wire: &str,
                 node: &NodeRef,
                 kind: &'static str| {
        let error = fault.map(|fault| t.of(fault)).or_else(|| sending.of_field(wire));
        let digits = matches!(wire, "first" | "last").then_some("numeric");
        field(
            Field { id, label: t.of(label), hint: hint.map(|hint| t.of(hint)), error },
            |aria_describedby, aria_invalid| {
                html! {
                    <input {id} ref={node.clone()} type={kind} inputmode={digits} autocomplete="off" spellcheck="false" maxlength="120"
                        autofocus={wire == "first"} {aria_describedby} {aria_invalid} />
                }
            },
        )
    };
    let no_id = |is_wrong: bool| is_wrong.then_some(ReservationsText::NotAnId);
    html! {
        <Dialog id="reserve" title={t.of(ReservationsText::Reserve)} on_close={props.on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} novalidate=true aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                if !props.bridges.is_empty() {
                    { bridge_field(t, &props.bridges, &bridge, sending.of_field("bridge")) }
                }
                { input("first-id", ReservationsText::First, None, no_id(faults.first), "first", &first, "text") }
                { input("last-id", ReservationsText::Last, Some(ReservationsText::LastHint), no_id(faults.last), "last", &last, "text") }
                { input("reserved-for", ReservationsText::ForWhom, None, None, "reservedFor", &reserved_for, "text") }
                { input("last-day", ReservationsText::LastDay, None, faults.until.then_some(ReservationsText::NoDay), "until", &until, "date") }
                <div class="dialog-actions">
                    <button type="button" class="button" disabled={sending.is_busy()} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-primary" aria-disabled={sending.aria()}>
                        { t.of(ReservationsText::Reserve) }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

fn bridge_field(t: Words, bridges: &[Bridge], node: &NodeRef, error: Option<&str>) -> Html {
    let around = Field { id: "reserve-bridge", label: t.of(LookUpText::Bridge), hint: None, error };
    field(around, |aria_describedby, aria_invalid| {
        html! {
            <select id="reserve-bridge" ref={node.clone()} {aria_describedby} {aria_invalid}>
                { for bridges.iter().map(|bridge| html! {
                    <option value={bridge.id.to_string()} selected={bridge.default}>{ &bridge.name }</option>
                }) }
            </select>
        }
    })
}

/// The bridge that was chosen; without a choice the default one is meant.
fn bridge_in(node: &NodeRef) -> Option<BridgeId> {
    node.cast::<HtmlSelectElement>()?.value().parse().ok()
}
