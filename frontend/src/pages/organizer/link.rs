//! Asking for a link that signs an organizer in.

use gloo_timers::callback::Timeout;
use shared::{Describe, EmailAddress, OrganizerLinkRequest};
use yew::prelude::*;

use super::OrganizerText;
use crate::api::use_api;
use crate::browser;
use crate::components::{Field, field, input_value, on_submit, problem_line};
use crate::hooks::use_sending;
use crate::i18n::use_words;
use crate::route::Route;
use crate::router::use_router;

/// No more than one mail a minute is sent.
const PAUSE_MILLISECONDS: u32 = 60_000;
const SENT: &str = "link-sent";

#[derive(Properties, PartialEq)]
pub(super) struct LinkFormProps {
    /// The address that stands there at first.
    #[prop_or_default]
    pub(super) address: AttrValue,
    /// Whether mails stay in Konfid.
    pub(super) kept: bool,
    /// Whether an administrator is signed in, who can read them there.
    pub(super) administrator: bool,
}

/// The address, and then what to do with the link.
#[component]
pub(super) fn LinkForm(props: &LinkFormProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let input = use_node_ref();
    let typed = use_state_eq(|| props.address.to_string());
    let fault = use_state_eq(|| None::<String>);
    let sending = use_sending();
    // Where the link was sent, and whether that is less than a minute ago.
    let sent = use_state_eq(|| None::<EmailAddress>);
    let resting = use_state_eq(|| false);
    let rest = use_mut_ref(|| None::<Timeout>);
    use_effect_with(sent.is_some(), |is_sent| {
        if *is_sent {
            browser::focus(SENT);
        }
    });

    let send = {
        let (sending, sent, resting) = (sending.clone(), sent.setter(), resting.setter());
        Callback::from(move |address: EmailAddress| {
            let (sent, resting, rest) = (sent.clone(), resting.clone(), rest.clone());
            let request = OrganizerLinkRequest { address };
            sending.send(api.request_organizer_link(&request), move |()| {
                sent.set(Some(request.address));
                resting.set(true);
                rest.replace(Some(Timeout::new(PAUSE_MILLISECONDS, move || resting.set(false))));
            });
        })
    };
    let Some(address) = &*sent else {
        let onsubmit = {
            let (input, typed, fault) = (input.clone(), typed.setter(), fault.setter());
            on_submit(Callback::from(move |()| {
                let text = input_value(&input).trim().to_owned();
                match text.parse::<EmailAddress>() {
                    Ok(address) => {
                        fault.set(None);
                        send.emit(address);
                    }
                    Err(wrong) => {
                        fault.set(Some(wrong.describe(t.language)));
                        browser::focus("organizer-address");
                    }
                }
                typed.set(text);
            }))
        };
        return html! {
            <form class="stack" {onsubmit} aria-busy={sending.aria()} novalidate=true>
                { problem_line(t, sending.error()) }
                { field(Field { id: "organizer-address", label: t.of(OrganizerText::Address), hint: None, error: fault.as_deref() },
                    |aria_describedby, aria_invalid| html! {
                        <input id="organizer-address" name="email" ref={input} type="email" autocomplete="email" required=true
                            maxlength="254" autofocus=true ~defaultValue={(*typed).clone()} {aria_describedby} {aria_invalid} />
                    }) }
                <button type="submit" class="button button-primary button-wide" aria-disabled={sending.aria()}>{ t.of(OrganizerText::SendLink) }</button>
            </form>
        };
    };
    let on_again = {
        let (address, busy) = (address.clone(), *resting);
        Callback::from(move |_: MouseEvent| {
            if !busy {
                send.emit(address.clone());
            }
        })
    };
    let on_other = Callback::from(move |_: MouseEvent| sent.set(None));
    html! {
        <div class="stack">
            <div role="status">
                <h2 id={SENT} tabindex="-1">{ t.of(OrganizerText::SentTitle) }</h2>
                <p>{ t.of(OrganizerText::Sent) }</p>
            </div>
            if props.kept {
                <div class="banner">
                    <p>{ t.of(OrganizerText::Kept) }</p>
                    if props.administrator {
                        { router.link(&Route::mails(), "button", html! { t.of(OrganizerText::ToMails) }) }
                    }
                </div>
            } else {
                <p class="quiet small">{ t.of(OrganizerText::SendAgainSoon) }</p>
            }
            { problem_line(t, sending.error()) }
            <div class="actions">
                <button type="button" class="button" disabled={*resting} onclick={on_again}>{ t.of(OrganizerText::SendAgain) }</button>
                <button type="button" class="button button-quiet" onclick={on_other}>{ t.of(OrganizerText::OtherAddress) }</button>
            </div>
        </div>
    }
}
