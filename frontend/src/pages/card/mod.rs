//! The dial-in card: a user's conference ID, the numbers and a code to scan, on a sheet to print.

mod qr;
mod sheet;
mod text;

use shared::{DialInCard, Language, UserId};
use sheet::{Paper, sheet};
use text::CardText;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::browser;
use crate::components::{Icon, Skeleton, error_panel, icon};
use crate::hooks::{use_remote, use_window_event};
use crate::i18n::{Words, use_words};
use crate::lazy::lazy_component;
use crate::route::Route;
use crate::router::use_router;
use crate::tabs::LOOK_AGAIN;

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct CardPageProps {
    /// Whose card it is.
    pub(crate) user: UserId,
    /// Where one came from.
    pub(crate) back: Route,
}

lazy_component!(CardPage in meetings, 9 lines);

/// A user's dial-in card, with the choices of its language and of the paper.
#[component]
pub(crate) fn CardPage(props: &CardPageProps) -> Html {
    let t = use_words();
    let router = use_router();
    let language = use_state_eq(|| None::<Language>);
    let paper = use_state_eq(Paper::default);
    let card = use_remote(props.user, |api, user| async move { api.dial_in_card(user).await });
    // What is printed must be what callers can dial.
    use_window_event(LOOK_AGAIN, card.on_look_again());
    let on_language = {
        let language = language.setter();
        Callback::from(move |event: Event| language.set(Language::from_tag(&chosen(&event))))
    };
    let on_paper = {
        let paper = paper.setter();
        Callback::from(move |event: Event| paper.set(Paper::from_name(&chosen(&event))))
    };
    let content = match (card.value(), card.error()) {
        (_, Some(error)) => error_panel(t, error, &card.on_reload()),
        (None, None) => html! { <Skeleton lines={9} /> },
        (Some(card), None) => {
            let words = Words { language: (*language).unwrap_or(card.language) };
            html! { <>
                { tools(t, words.language, *paper, &on_language, &on_paper) }
                { missing(t, card) }
                { sheet(words, card, *paper) }
            </> }
        }
    };
    html! {
        <div class="card-page stack">
            <header class="page-head">
                <div><h1>{ t.of(CardText::Title) }</h1><p class="page-lead">{ t.of(CardText::Lead) }</p></div>
                <div class="actions">
                    { router.link(&props.back, "button", html! { t.of(CardText::Back) }) }
                </div>
            </header>
            { content }
        </div>
    }
}

fn chosen(event: &Event) -> String {
    event.target_unchecked_into::<HtmlSelectElement>().value()
}

/// The choices, and the button that prints.
fn tools(
    t: Words,
    language: Language,
    paper: Paper,
    on_language: &Callback<Event>,
    on_paper: &Callback<Event>,
) -> Html {
    // A browser that cannot print has no such dialog, and nothing else to offer.
    let on_print = Callback::from(|_: MouseEvent| drop(browser::window().print()));
    html! {
        <div class="card-tools">
            <div class="field">
                <label for="card-language">{ t.of(CardText::Language) }</label>
                <select id="card-language" onchange={on_language}>
                    { for [Language::En, Language::Sv].map(|choice| html! {
                        <option value={choice.tag()} selected={choice == language}>{ t.language_name(choice) }</option>
                    }) }
                </select>
            </div>
            <div class="field">
                <label for="card-paper">{ t.of(CardText::Paper) }</label>
                <select id="card-paper" onchange={on_paper}>
                    { for [(Paper::A6, CardText::PaperA6), (Paper::A4, CardText::PaperA4)].map(|(choice, text)| html! {
                        <option value={choice.name()} selected={choice == paper}>{ t.of(text) }</option>
                    }) }
                </select>
            </div>
            <button type="button" class="button button-primary" onclick={on_print} aria-describedby="card-pdf">
                { icon(Icon::Print) }{ t.of(CardText::Print) }
            </button>
            <p id="card-pdf" class="quiet small">{ t.of(CardText::Pdf) }</p>
        </div>
    }
}

/// Says that there is nothing to call.
fn missing(t: Words, card: &DialInCard) -> Html {
    if !card.numbers.is_empty() {
        return html! {};
    }
    html! {
        <div class="banner banner-warning" role="status">{ icon(Icon::Alert) }<p>{ t.of(CardText::NoNumber) }</p></div>
    }
}
