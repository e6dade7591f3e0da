//! The texts of emails: which there are, and an editor for one of them.

mod editor;
mod markup;
mod preview;
mod text;

use editor::Editor;
use shared::{Language, LanguageTag, MailEvent, MailTemplateReport, Page};
pub(crate) use text::MailTextsText;
use yew::prelude::*;

use crate::components::{Field, Skeleton, chip, error_panel, field, input_value, on_submit};
use crate::hooks::use_remote;
use crate::i18n::{Common, Words, use_words};
use crate::route::Route;
use crate::router::{Router, use_router};

#[derive(Properties, PartialEq)]
pub(crate) struct MailTextsPageProps {
    /// The language of the texts; the reader's when missing.
    pub(crate) language: Option<LanguageTag>,
    /// The text that is edited.
    pub(crate) open: Option<MailEvent>,
}

/// The texts of emails.
#[component]
pub(crate) fn MailTextsPage(props: &MailTextsPageProps) -> Html {
    let t = use_words();
    let router = use_router();
    let templates = use_remote((), |api, ()| async move { api.mail_templates().await });
    let language = props.language.clone().unwrap_or_else(|| t.language.into());
    let content = match (templates.value(), templates.error()) {
        (_, Some(error)) => error_panel(t, error, &templates.on_reload()),
        (None, None) => html! { <Skeleton lines={8} /> },
        (Some(page), None) => html! { <>
            { languages(t, page, &language, props.open, &router) }
            <OtherLanguage open={props.open} />
            <div class={classes!("split", "mail-texts", props.open.map(|_| "split-open"))}>
                <div class="split-list">{ list(t, page, &language, props.open, &router) }</div>
                if let Some(event) = props.open {
                    <Editor key={format!("{}-{language}", event.name())} {event} language={language.clone()}
                        on_changed={templates.on_reload()} />
                }
            </div>
        </> },
    };
    html! { <>
        <header class="page-head">
            <div><h1>{ t.of(MailTextsText::Title) }</h1><p class="page-lead">{ t.of(MailTextsText::Lead) }</p></div>
        </header>
        <div class="stack">{ content }</div>
    </> }
}

/// The languages that have texts, and the one that is looked at.
fn languages(
    t: Words,
    page: &Page<MailTemplateReport>,
    chosen: &LanguageTag,
    open: Option<MailEvent>,
    router: &Router,
) -> Html {
    let mut all: Vec<LanguageTag> = Language::ALL.map(LanguageTag::from).into();
    for language in page.items.iter().map(|report| &report.language).chain([chosen]) {
        if !all.contains(language) {
            all.push(language.clone());
        }
    }
    let chips = all.into_iter().map(|language| {
        let (name, is_chosen) = (t.tag_name(&language), language == *chosen);
        let (router, route) = (router.clone(), Route::MailTexts { language: Some(language), open });
        chip(&name, is_chosen, &Callback::from(move |()| router.go(route.clone())))
    });
    html! { <div class="chips" role="group" aria-label={t.of(MailTextsText::Languages)}>{ for chips }</div> }
}

#[derive(Properties, PartialEq)]
struct OtherLanguageProps {
    open: Option<MailEvent>,
}

/// Leads to the texts in a language that has none yet.
#[component]
fn OtherLanguage(props: &OtherLanguageProps) -> Html {
    let t = use_words();
    let router = use_router();
    let input = use_node_ref();
    let wrong = use_state_eq(|| false);
    let onsubmit = {
        let (input, wrong, open) = (input.clone(), wrong.setter(), props.open);
        on_submit(Callback::from(move |()| match input_value(&input).parse::<LanguageTag>() {
            Ok(language) => {
                wrong.set(false);
                router.go(Route::MailTexts { language: Some(language), open });
            }
            Err(_) => wrong.set(true),
        }))
    };
    let label = Field {
        id: "other-language",
        label: t.of(MailTextsText::AnotherLanguage),
        hint: Some(t.of(MailTextsText::AnotherLanguageHint)),
        error: wrong.then(|| t.of(MailTextsText::NotTag)),
    };
    html! {
        <details>
            <summary>{ t.of(MailTextsText::AnotherLanguage) }</summary>
            <form class="stack" {onsubmit} novalidate=true>
                { field(label, |aria_describedby, aria_invalid| html! {
                    <input id="other-language" ref={input} class="short" maxlength="6" autocomplete="off" autocapitalize="none" spellcheck="false"
                        {aria_describedby} {aria_invalid} />
                }) }
                <div class="actions"><button type="submit" class="button">{ t.of(MailTextsText::Show) }</button></div>
            </form>
        </details>
    }
}

/// The emails, and whose text is not the built-in one.
fn list(
    t: Words,
    page: &Page<MailTemplateReport>,
    language: &LanguageTag,
    open: Option<MailEvent>,
    router: &Router,
) -> Html {
    let rows = MailEvent::ALL.into_iter().map(|event| {
        let report =
            page.items.iter().find(|report| report.event == event && report.language == *language);
        let text = report.and_then(|report| report.text.as_ref());
        let route = Route::MailTexts { language: Some(language.clone()), open: Some(event) };
        let badge = if report.is_some_and(|report| report.edited) {
            html! { <span class="badge badge-accent">{ t.of(MailTextsText::Edited) }</span> }
        } else if text.is_none() {
            html! { <span class="badge">{ t.of(MailTextsText::Missing) }</span> }
        } else {
            html! {}
        };
        let current = (open == Some(event)).then_some("current");
        html! {
            <tr key={event.name()} class={classes!(current)}>
                <td>
                    { router.link(&route, "row-link", html! { t.of(Common::from(event)) }) }
                    if let Some(text) = text {
                        <div class="quiet small" lang={language.to_string()} data-keep="">{ &text.subject }</div>
                    }
                </td>
                <td class="cell-state">{ badge }</td>
            </tr>
        }
    });
    html! {
        <div class="table-frame">
            <table class="table" aria-label={t.of(MailTextsText::Emails)}>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
