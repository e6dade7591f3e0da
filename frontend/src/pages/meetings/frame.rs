//! The frame around the tool for those who have not signed in.

use shared::Language;
use yew::prelude::*;

use super::{MeetingsPage, MeetingsText};
use crate::browser;
use crate::components::{declare_part, part};
use crate::i18n::use_words;
use crate::route::Route;
use crate::router::use_router;
use crate::shell::language_choice;

#[derive(Properties, PartialEq)]
pub(crate) struct PublicFrameProps {
    /// Called with the language that was chosen.
    pub(crate) on_language: Callback<Language>,
}

declare_part!(pub(crate) PublicFrame = PublicFrameProps, use_public_frame);

/// The tool, with the choice of language and a way for administrators.
#[hook]
fn use_public_frame(props: &PublicFrameProps) -> Html {
    let t = use_words();
    let router = use_router();
    use_effect_with(t.of(MeetingsText::Title), |title| {
        browser::document().set_title(&format!("{title} · Konfid"));
    });
    html! {
        <div class="public">
            <header class="top-bar">
                <div class="brand">
                    <svg class="brand-mark" aria-hidden="true"><use href="#brand" /></svg>
                    <span>{ "Konfid" }</span>
                </div>
                <div class="public-choices">
                    { language_choice(t, &props.on_language, "public-language") }
                    { router.link(&Route::users(), "small", html! { t.of(MeetingsText::SignIn) }) }
                </div>
            </header>
            <main id="content" class="public-content" tabindex="-1">{ part(yew::props!(MeetingsPage {})) }</main>
        </div>
    }
}
