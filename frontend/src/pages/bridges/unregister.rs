//! The dialog that unregisters a service number.

use shared::{Bridge, PhoneNumber, ServiceNumber};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::BridgesText;
use super::change::use_bridge_change;
use crate::api::BridgeChange;
use crate::components::{Dialog, Field, checkbox, error_panel, field, on_submit, problem_line};
use crate::hooks::use_remote;
use crate::i18n::{Common, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct UnregisterProps {
    pub(super) bridge: Bridge,
    pub(super) number: PhoneNumber,
    pub(super) on_close: Callback<()>,
    /// Called when something was changed, or somebody else was first.
    pub(super) on_changed: Callback<()>,
}

/// Says what it means, asks which number takes its place, and does it.
#[component]
pub(super) fn Unregister(props: &UnregisterProps) -> Html {
    let t = use_words();
    let select = use_node_ref();
    let UnregisterProps { bridge, number, on_close, on_changed } = props;
    let send_email = use_state_eq(|| true);
    let asked = (bridge.id, number.clone());
    let impact =
        use_remote(asked, |api, (bridge, number)| async move { api.number_impact(bridge, &number).await });
    let seen = (bridge.id, bridge.version);
    let (sending, send) = use_bridge_change(Some(seen), on_close, on_changed);
    let onsubmit = {
        let (select, number) = (select.clone(), number.clone());
        let send_email = *send_email;
        on_submit(Callback::from(move |()| {
            let chosen = select.cast::<HtmlSelectElement>().map(|select| select.value());
            let replacement = chosen.and_then(|number| number.parse().ok());
            let change = BridgeChange::Unregister { number: number.clone(), replacement, send_email };
            send.emit(change);
        }))
    };
    let removed = bridge.number(number);
    let users = impact.value().map_or(0, |impact| impact.users);
    let followers = impact.value().map_or(0, |impact| impact.followers);
    let toll_free = removed.is_some_and(|removed| removed.toll_free);
    let fits =
        |other: &&ServiceNumber| other.number != *number && (users == 0 || other.toll_free == toll_free);
    let others: Vec<_> = bridge.ordered_numbers().into_iter().filter(fits).collect();
    let is_default = removed.is_some_and(|removed| removed.default);
    let asks = (is_default || users > 0) && !others.is_empty();
    let impossible = users > 0 && others.is_empty();
    html! {
        <Dialog id="unregister" title={t.of(BridgesText::UnregisterTitle)} on_close={on_close.clone()} busy={sending.is_busy()}>
            <form {onsubmit} aria-busy={sending.aria()}>
                { problem_line(t, sending.error()) }
                <p><strong><bdi>{ removed.map(|removed| removed.describe(t.language)) }</bdi></strong></p>
                <ul class="consequences">
                    <li>{ t.of(BridgesText::UnregisterStops) }</li>
                    if bridge.ordered_numbers().len() < 2 { <li>{ t.of(BridgesText::UnregisterLast) }</li> }
                    if users > 0 { <li>{ t.holders(users) }{ " " }{ t.of(if impossible { BridgesText::NoReplacement } else { BridgesText::ReplacementJob }) }</li> }
                    if followers > 0 && asks { <li>{ t.followers(followers) }</li> }
                </ul>
                if let Some(error) = impact.error() { { error_panel(t, error, &impact.on_reload()) } }
                if asks {
                    { field(Field { id: "replacement", label: t.of(BridgesText::Replacement), hint: None, error: sending.of_field("replacement") },
                        |aria_describedby, aria_invalid| html! {
                            <select id="replacement" ref={select} {aria_describedby} {aria_invalid}>
                                { for others.iter().map(|other| html! {
                                    <option value={other.number.to_string()}>{ other.describe(t.language) }</option>
                                }) }
                            </select>
                        }) }
                }
                if users > 0 && !impossible {
                    { checkbox("send-email", t.of(BridgesText::TellUsers), None, *send_email, {
                        let send_email = send_email.setter();
                        Callback::from(move |on| send_email.set(on))
                    }) }
                }
                <div class="dialog-actions">
                    <button type="button" class="button" autofocus=true disabled={sending.is_busy()} onclick={on_close.reform(|_: MouseEvent| ())}>
                        { t.of(Common::Cancel) }
                    </button>
                    <button type="submit" class="button button-danger" disabled={impact.value().is_none() || impossible} aria-disabled={sending.aria()}>{ t.of(BridgesText::Unregister) }</button>
                </div>
            </form>
        </Dialog>
    }
}
