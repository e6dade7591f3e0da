//! A button that puts a text on the clipboard and says so.

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Icon, Notice, icon, use_notices};
use crate::browser;
use crate::i18n::{Common, use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct CopyButtonProps {
    /// What is copied.
    pub(crate) text: AttrValue,
    /// What the button says, to screen readers too.
    pub(crate) label: AttrValue,
    /// The formatted form, which is copied as well; the button then shows what it says.
    #[prop_or_default]
    pub(crate) html: Option<AttrValue>,
}

/// A button that copies.
#[component]
pub(crate) fn CopyButton(props: &CopyButtonProps) -> Html {
    let t = use_words();
    let notices = use_notices();
    let copied = use_state_eq(|| false);
    let forget = use_mut_ref(|| None::<Timeout>);
    let onclick = {
        let (text, html, copied) = (props.text.clone(), props.html.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            let (text, html) = (text.clone(), html.clone());
            let (notices, copied, forget) = (notices.clone(), copied.clone(), forget.clone());
            spawn_local(async move {
                let done = match &html {
                    Some(html) => browser::copy_formatted(&text, html).await,
                    None => browser::copy(&text).await,
                };
                if done {
                    notices.show(Notice::new(t.of(Common::Copied)));
                    copied.set(true);
                    forget.replace(Some(Timeout::new(2_000, move || copied.set(false))));
                } else {
                    notices.show(Notice::new(t.of(Common::CopyFailed)));
                }
            });
        })
    };
    let symbol = icon(if *copied { Icon::Check } else { Icon::Copy });
    if props.html.is_some() {
        return html! { <button type="button" class="button" {onclick}>{ symbol }{ &props.label }</button> };
    }
    html! {
        <button type="button" class="button button-quiet button-icon" aria-label={&props.label} title={&props.label} {onclick}>
            { symbol }
        </button>
    }
}
