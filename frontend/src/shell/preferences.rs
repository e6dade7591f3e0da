//! The account's menu: language, appearance, shortcuts, signing out. It is a native popover.

use std::rc::Rc;

use shared::{Language, Session, SessionState};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::ShellText;
use crate::api::use_api;
use crate::browser;
use crate::components::{Icon, checkbox, icon};
use crate::hooks::shortcuts;
use crate::i18n::use_words;
use crate::route::Route;
use crate::router::{href, use_router};

/// What is kept in the browser about the appearance; `before-drawing.js` reads it before anything is drawn.
const THEME: &str = "konfid.theme";

#[derive(Properties, PartialEq)]
pub(super) struct PreferencesProps {
    pub(super) session: Rc<Session>,
    pub(super) on_session: Callback<Session>,
    pub(super) on_language: Callback<Language>,
    /// Called to show the shortcuts.
    pub(super) on_sheet: Callback<()>,
}

/// The account's menu and the button that opens it.
#[component]
pub(super) fn Preferences(props: &PreferencesProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let theme = use_state_eq(|| browser::kept(THEME).unwrap_or_default());
    let shortcuts_on = use_state_eq(shortcuts::are_on);

    let on_theme = {
        let theme = theme.setter();
        Callback::from(move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            browser::keep(THEME, &chosen);
            browser::set_document_attribute("data-theme", (!chosen.is_empty()).then_some(chosen.as_str()));
            theme.set(chosen);
        })
    };
    let on_shortcuts = {
        let shortcuts_on = shortcuts_on.setter();
        Callback::from(move |on: bool| {
            shortcuts::keep(on);
            shortcuts_on.set(on);
        })
    };
    let on_sign_out = {
        let (session, on_session) = (props.session.clone(), props.on_session.clone());
        Callback::from(move |_: MouseEvent| {
            let (api, session, on_session) = (api.clone(), session.clone(), on_session.clone());
            spawn_local(async move {
                if api.sign_out().await.is_ok() {
                    let state = SessionState::SignedOut;
                    on_session.emit(Session { state, administrator: None, ..(*session).clone() });
                }
            });
        })
    };
    let name = props.session.administrator.as_ref().map(|who| who.name.clone()).unwrap_or_default();
    html! {
        <div class="account">
            <a class="button button-quiet button-icon" href={href(&Route::help())} aria-label={t.of(ShellText::Help)} title={t.of(ShellText::Help)}
                aria-current={matches!(router.route, Route::Help(_)).then_some("page")} onclick={router.follow(&Route::help())}>
                { icon(Icon::Help) }
            </a>
            <button type="button" class="button button-quiet" popovertarget="account" aria-label={format!("{} – {}", t.of(ShellText::Account), name)}>
                { icon(Icon::Tune) }<span class="account-name">{ &name }</span>
            </button>
            <div id="account" class="popover" popover="auto">
                { language_choice(t, &props.on_language, "language") }
                <div class="field">
                    <label for="theme">{ t.of(ShellText::Theme) }</label>
                    <select id="theme" onchange={on_theme}>
                        { for [("", ShellText::System), ("light", ShellText::Light), ("dark", ShellText::Dark)]
                            .map(|(value, text)| html! {
                                <option {value} selected={*theme == value}>{ t.of(text) }</option>
                            }) }
                    </select>
                </div>
                { checkbox("shortcuts", t.of(ShellText::ShortcutsOn), None, *shortcuts_on, on_shortcuts) }
                <button type="button" class="button" onclick={props.on_sheet.reform(|_: MouseEvent| ())}>
                    { t.of(ShellText::ShowShortcuts) }
                </button>
                <a class="button" href={href(&Route::Account)} onclick={router.follow(&Route::Account)}>
                    { t.of(ShellText::AccountAndAccess) }
                </a>
                <a class="button" href={href(&Route::Accounts)} onclick={router.follow(&Route::Accounts)}>
                    { t.of(ShellText::Accounts) }
                </a>
                // Nobody has signed in to the demo.
                if !cfg!(feature = "demo") {
                    <button type="button" class="button" onclick={on_sign_out}>{ t.of(ShellText::SignOut) }</button>
                }
                <p class="quiet">{ format!("Konfid {}", props.session.version) }</p>
            </div>
        </div>
    }
}

/// The choice of language; each language names itself.
pub(crate) fn language_choice(
    t: crate::i18n::Words,
    on_language: &Callback<Language>,
    id: &'static str,
) -> Html {
    let onchange = on_language.reform(|event: Event| {
        Language::from_tag(&event.target_unchecked_into::<HtmlSelectElement>().value()).unwrap_or_default()
    });
    html! {
        <div class="field">
            <label for={id}>{ t.of(ShellText::Language) }</label>
            <select {id} {onchange}>
                { for [(Language::Sv, "Svenska"), (Language::En, "English")].map(|(language, name)| html! {
                    <option value={language.tag()} lang={language.tag()} selected={t.language == language}>{ name }</option>
                }) }
            </select>
        </div>
    }
}
