//! The organizer's own PIN.

use shared::{OrganizerPinReport, RevealedPin};
use yew::prelude::*;

use super::OrganizerText;
use crate::api::use_api;
use crate::browser;
use crate::components::{Dialog, Icon, icon, problem_line};
use crate::hooks::use_sending;
use crate::i18n::{Common, use_words};
use crate::pages::pin::shown;

#[derive(Properties, PartialEq)]
pub(super) struct OwnPinProps {
    /// What is known of the PIN.
    pub(super) report: OrganizerPinReport,
}

/// Whether there is a PIN, and resetting it. The new one is shown this once.
#[component]
pub(super) fn OwnPin(props: &OwnPinProps) -> Html {
    let t = use_words();
    let api = use_api();
    let asking = use_state_eq(|| false);
    let revealed = use_state_eq(|| None::<RevealedPin>);
    // What the answer to a reset said; the page does not ask again for it.
    let latest = use_state_eq(|| None::<shared::Timestamp>);
    let sending = use_sending();
    use_effect_with(revealed.is_some(), |is_shown| {
        if *is_shown {
            browser::focus("pin");
        }
    });
    let set_at = latest.or(props.report.set_at);
    let opened_at = props.report.link.and_then(|link| link.opened_at).filter(|_| latest.is_none());
    let on_ask = {
        let (asking, sending) = (asking.setter(), sending.clone());
        Callback::from(move |_: MouseEvent| {
            sending.forget();
            asking.set(true);
        })
    };
    let on_close = {
        let (asking, revealed) = (asking.setter(), revealed.setter());
        Callback::from(move |()| {
            asking.set(false);
            revealed.set(None);
        })
    };
    let on_reset = {
        let (sending, revealed, latest) = (sending.clone(), revealed.setter(), latest.setter());
        Callback::from(move |_: MouseEvent| {
            let (revealed, latest) = (revealed.clone(), latest.clone());
            sending.send(api.reset_own_pin(), move |pin| {
                latest.set(Some(pin.set_at));
                revealed.set(Some(pin));
            });
        })
    };
    let (title, verb) = if set_at.is_some() {
        (OrganizerText::PinResetTitle, OrganizerText::PinReset)
    } else {
        (OrganizerText::PinGetTitle, OrganizerText::PinGet)
    };
    let close = on_close.reform(|_: MouseEvent| ());
    html! {
        <section class="card stack" aria-labelledby="own-pin">
            <h2 id="own-pin">{ t.of(OrganizerText::Pin) }</h2>
            <p>{ t.of(OrganizerText::PinDetail) }</p>
            <p id="own-pin-state">
                { match set_at {
                    Some(set_at) => t.pin_set(&t.moment(set_at)),
                    None => t.of(OrganizerText::PinNone).to_owned(),
                } }
                if let Some(opened_at) = opened_at { { " " }{ t.pin_link_opened(&t.moment(opened_at)) } }
            </p>
            <div class="actions">
                <button type="button" class="button" onclick={on_ask}>{ icon(Icon::Reset) }{ t.of(verb) }</button>
            </div>
            if *asking {
                if let Some(pin) = &*revealed {
                    <Dialog id="own-pin-shown" title={t.of(OrganizerText::PinNew)} on_close={on_close.clone()}>
                        <div class="stack">{ shown(t, pin) }</div>
                        <div class="dialog-actions">
                            <button type="button" class="button button-primary" onclick={close}>{ t.of(Common::Close) }</button>
                        </div>
                    </Dialog>
                } else {
                    <Dialog id="own-pin-question" title={t.of(title)} {on_close} busy={sending.is_busy()}>
                        { problem_line(t, sending.error()) }
                        <ul class="consequences">
                            if set_at.is_some() { <li>{ t.of(OrganizerText::PinStops) }</li> }
                            <li>{ t.of(OrganizerText::PinOnce) }</li>
                        </ul>
                        <div class="dialog-actions">
                            <button type="button" class="button" autofocus=true disabled={sending.is_busy()} onclick={close}>{ t.of(Common::Cancel) }</button>
                            <button type="button" class="button button-primary" aria-disabled={sending.aria()} onclick={on_reset}>{ t.of(verb) }</button>
                        </div>
                    </Dialog>
                }
            }
        </section>
    }
}
