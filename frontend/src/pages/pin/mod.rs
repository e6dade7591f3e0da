//! The page that a one-time link to an organizer PIN leads to. Opening the page uses nothing up: scanners of emails do that
//! too. A click does.

mod text;

use shared::{PinLinkState, ProblemCode, RevealedPin};
pub(crate) use text::PinText;
use yew::prelude::*;

use super::organizer::gate;
use crate::api::use_api;
use crate::browser;
use crate::components::{CopyButton, Skeleton, digits, error_panel, problem_line};
use crate::hooks::{use_remote, use_sending, use_window_event};
use crate::i18n::{Common, Words, use_words};
use crate::link_token;
use crate::route::Route;
use crate::router::{Router, use_router};

/// Where the PIN stands.
const PIN: &str = "pin";

/// The page of a link.
#[component]
pub(crate) fn PinPage() -> Html {
    let t = use_words();
    let router = use_router();
    // Taken out of the address at once, so that it stays neither there nor in the history.
    let token = use_state_eq(|| link_token::take().map(|link| link.token));
    // Another link in the same tab changes only what stands behind `#`.
    use_window_event("hashchange", {
        let token = token.setter();
        Callback::from(move |_: Event| {
            if let Some(taken) = link_token::take() {
                token.set(Some(taken.token));
            }
        })
    });
    match &*token {
        Some(token) => html! { <OpenPinLink key={token.clone()} token={token.clone()} /> },
        None => elsewhere(t, &router, PinText::NoLink, html! { t.of(PinText::NoLinkDetail) }),
    }
}

#[derive(Properties, PartialEq)]
struct OpenPinLinkProps {
    /// The secret of the link.
    token: AttrValue,
}

/// Says how the link is, and opens it.
#[component]
fn OpenPinLink(props: &OpenPinLinkProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let link = use_remote(props.token.to_string(), |api, token| async move { api.pin_link(token).await });
    let revealed = use_state_eq(|| None::<RevealedPin>);
    let opening = use_sending();
    use_effect_with(revealed.is_some(), |is_shown| {
        if *is_shown {
            browser::focus(PIN);
        }
    });
    if let Some(revealed) = &*revealed {
        return gate(t.of(PinText::Yours), shown(t, revealed));
    }
    let on_open = {
        let (token, opening, revealed, reload) =
            (props.token.to_string(), opening.clone(), revealed.setter(), link.on_reload());
        Callback::from(move |_: MouseEvent| {
            let (api, token, reload) = (api.clone(), token.clone(), reload.clone());
            let answer = async move {
                let answer = api.open_pin_link(token).await;
                // Somebody else was first, or it has ended meanwhile: then the page says since when.
                if answer.as_ref().is_err_and(|failure| {
                    failure.is(ProblemCode::PinLinkUsed) || failure.is(ProblemCode::PinLinkInvalid)
                }) {
                    reload.emit(());
                }
                answer
            };
            let revealed = revealed.clone();
            opening.send(answer, move |pin| revealed.set(Some(pin)));
        })
    };
    match (link.value(), link.error()) {
        (_, Some(error)) if error.is(ProblemCode::PinLinkInvalid) => {
            gate(&error.title(t), html! { <><p>{ error.detail(t) }</p>{ own_page(t, &router) }</> })
        }
        (None, Some(error)) => error_panel(t, error, &link.on_reload()),
        (None, None) => html! { <Skeleton /> },
        (Some(link), _) => match (link.state, link.opened_at) {
            (PinLinkState::Ready, _) => gate(
                t.of(PinText::ReadyTitle),
                html! { <>
                    <p>{ t.of(PinText::ReadyDetail) }</p>
                    { problem_line(t, opening.error()) }
                    <button type="button" class="button button-primary button-wide" aria-disabled={opening.aria()} onclick={on_open}>
                        { t.of(PinText::Show) }
                    </button>
                    <p class="quiet small">{ t.pin_link_until(&t.moment(link.expires_at)) }</p>
                </> },
            ),
            (PinLinkState::Opened, opened_at) => elsewhere(
                t,
                &router,
                PinText::Used,
                html! { <>
                    if let Some(opened_at) = opened_at {
                        <strong>{ t.pin_link_opened(&t.moment(opened_at)) }</strong>{ " " }
                    }
                    { t.of(PinText::UsedDetail) }
                </> },
            ),
            (PinLinkState::Expired, _) => {
                elsewhere(t, &router, PinText::Expired, html! { t.of(PinText::ExpiredDetail) })
            }
        },
    }
}

/// The PIN, and what to do with it.
pub(crate) fn shown(t: Words, revealed: &RevealedPin) -> Html {
    let pin = revealed.pin.as_str();
    // Screen readers say digits one by one when there is room between them.
    let spoken: Vec<String> = pin.chars().map(String::from).collect();
    html! { <>
        <div class="own-id">
            <p class="conference-id-digits" id={PIN} tabindex="-1">
                <span class="visually-hidden">{ spoken.join(" ") }</span><span aria-hidden="true" data-pin={pin.to_owned()}>{ pin }</span>
            </p>
            <CopyButton text={pin.to_owned()} label={t.of(PinText::Copy)} />
        </div>
        <p><strong>{ t.of(PinText::Once) }</strong></p>
        <p>{ t.of(PinText::Use) }</p>
        if let Some(id) = revealed.conference_id {
            <p class="quiet">{ t.of(Common::ConferenceId) }{ ": " }{ digits(id) }</p>
        }
    </> }
}

/// Why there is nothing to open, and where to go instead.
fn elsewhere(t: Words, router: &Router, title: PinText, detail: Html) -> Html {
    gate(t.of(title), html! { <><p>{ detail }</p>{ own_page(t, router) }</> })
}

fn own_page(t: Words, router: &Router) -> Html {
    html! { <div class="actions">{ router.link(&Route::Organizer, "button", html! { t.of(PinText::OwnPage) }) }</div> }
}
