//! How an email would look, while its text is written.

use shared::{MailContent, PreviewMailTemplateRequest};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::markup;
use super::text::MailTextsText;
use crate::components::chip;
use crate::i18n::use_words;

#[derive(Properties, PartialEq)]
pub(super) struct PreviewProps {
    /// The email; none while there has not been one yet.
    pub(super) content: Option<MailContent>,
    /// What was asked for, for its language.
    pub(super) request: PreviewMailTemplateRequest,
    /// Whether what is shown is older than what was typed.
    pub(super) old: bool,
}

/// The email in both forms, in light and dark, as wide as a computer or a telephone.
#[component]
pub(super) fn Preview(props: &PreviewProps) -> Html {
    let t = use_words();
    let (as_text, dark, phone) = (use_state_eq(|| false), use_state_eq(|| false), use_state_eq(|| false));
    let frame = use_node_ref();
    use_effect_with((props.content.clone(), *as_text), {
        let frame = frame.clone();
        move |_| set_styles(&frame)
    });
    let choice = |label, chosen: &UseStateHandle<bool>, value: bool| {
        let set = chosen.setter();
        chip(t.of(label), **chosen == value, &Callback::from(move |()| set.set(value)))
    };
    let lang = props.request.language.to_string();
    let body = match &props.content {
        None => html! { <p class="quiet">{ t.of(MailTextsText::NoPreview) }</p> },
        Some(content) if *as_text => {
            html! { <div class="letter-text" {lang} data-keep="">{ &content.text }</div> }
        }
        Some(content) => html! {
            <div ref={frame} class={classes!("mail-preview", dark.then_some("mail-preview-dark"), phone.then_some("mail-preview-phone"))}
                {lang} data-keep="">{ markup::nodes(&content.html) }</div>
        },
    };
    html! {
        <section class="stack" aria-labelledby="preview-title" id="mail-preview" aria-busy={props.old.then_some("true")}>
            <h3 id="preview-title">{ t.of(MailTextsText::Preview) }</h3>
            <div class="chips" role="group" aria-label={t.of(MailTextsText::PreviewAs)}>
                { choice(MailTextsText::AsHtml, &as_text, false) }
                { choice(MailTextsText::AsText, &as_text, true) }
                if !*as_text {
                    { choice(MailTextsText::Light, &dark, false) }
                    { choice(MailTextsText::Dark, &dark, true) }
                    { choice(MailTextsText::Computer, &phone, false) }
                    { choice(MailTextsText::Phone, &phone, true) }
                }
            </div>
            <div class="letter">
                if let Some(content) = &props.content {
                    <div class="side-head"><h4 lang={props.request.language.to_string()} data-keep="">{ &content.subject }</h4></div>
                }
                { body }
            </div>
            <p class="quiet small">{ t.of(MailTextsText::PreviewHint) }</p>
        </section>
    }
}

/// Gives each element the style that the email has for it. A policy forbids styles in the markup, not these.
fn set_styles(frame: &NodeRef) {
    let Some(frame) = frame.cast::<web_sys::Element>() else { return };
    let Ok(styled) = frame.query_selector_all("[data-style]") else { return };
    for index in 0..styled.length() {
        let element = styled.item(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element
            && let Some(style) = element.get_attribute("data-style")
        {
            element.style().set_css_text(&style);
        }
    }
}
