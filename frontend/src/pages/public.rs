//! The frame around the pages for organizers, who need no administrator's account.

use shared::{Language, OrganizerSession};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::organizer::{OrganizerPage, OrganizerText};
use super::pin::PinPage;
use super::update_meetings::UpdateMeetingsPage;
use crate::api::use_api;
use crate::browser;
use crate::components::{Icon, Notice, icon, use_notices};
use crate::hooks::use_remote;
use crate::i18n::use_words;
use crate::lazy::lazy_component;
use crate::route::Route;
use crate::router::{href, use_router};
use crate::shell::{ShellText, demo_mark, language_choice, skip_link, use_new_page};

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct PublicFrameProps {
    /// Called with the language that was chosen.
    pub(crate) on_language: Callback<Language>,
    /// Whether an administrator is signed in as well.
    pub(crate) administrator: bool,
}

lazy_component!(PublicFrame in meetings, 9 lines);

/// The organizer's pages, with the choice of language, the organizer's name and a way for administrators.
#[component]
pub(crate) fn PublicFrame(props: &PublicFrameProps) -> Html {
    let t = use_words();
    let api = use_api();
    let router = use_router();
    let notices = use_notices();
    use_new_page(&router.route, t);
    // The invitation block comes in the reader's language.
    let session = use_remote(t.language, |api, _| async move { api.organizer_session().await });
    let on_session = {
        let (change, reload, is_known) = (session.changer(), session.on_reload(), session.value().is_some());
        Callback::from(move |session: Option<OrganizerSession>| {
            // What had the focus goes away.
            browser::focus("content");
            match session {
                Some(session) if is_known => change(Box::new(move |_| session)),
                Some(_) | None => reload.emit(()),
            }
        })
    };
    let on_sign_out = {
        let on_session = on_session.clone();
        Callback::from(move |_: MouseEvent| {
            let (api, notices, on_session) = (api.clone(), notices.clone(), on_session.clone());
            spawn_local(async move {
                // Whoever has been signed out already is signed out.
                let answer = api.organizer_sign_out().await;
                let text = match &answer {
                    Ok(()) => t.of(OrganizerText::SignedOut).to_owned(),
                    Err(error) => error.title(t),
                };
                notices.show(Notice::new(text));
                on_session.emit(None);
            });
        })
    };

    let entry = |symbol: Icon, text: &'static str, route: Route| {
        let current = (route == router.route).then_some("page");
        html! {
            <li>
                <a href={href(&route)} aria-current={current} onclick={router.follow(&route)}>{ icon(symbol) }<span>{ text }</span></a>
            </li>
        }
    };
    let organizer = session.value().and_then(|session| session.organizer.as_ref());
    let content = if router.route == Route::Pin {
        html! { <PinPage /> }
    } else if router.route.is_for_organizers() {
        let card = router.route == Route::OwnCard;
        html! { <OrganizerPage {card} session={session.value().cloned()} error={session.error().cloned()} administrator={props.administrator} {on_session} /> }
    } else {
        html! { <UpdateMeetingsPage public=true /> }
    };
    html! { <>
        { skip_link(t) }
        <div class="public">
            <header class="top-bar public-bar">
                <div class="brand">
                    <svg class="brand-mark" aria-hidden="true"><use href="#brand" /></svg>
                    <span>{ "Konfid" }</span>
                </div>
                { demo_mark() }
                <nav class="public-nav" aria-label={t.of(ShellText::Navigation)}>
                    <ul>
                        { entry(Icon::Phone, t.of(ShellText::MyConference), Route::Organizer) }
                        { entry(Icon::Calendar, t.of(ShellText::UpdateMeetings), Route::UpdateMeetings) }
                    </ul>
                </nav>
                <div class="public-choices">
                    { language_choice(t, &props.on_language, "public-language") }
                    if let Some(organizer) = organizer {
                        <span class="public-name"><bdi>{ &organizer.display_name }</bdi></span>
                        <button type="button" class="button button-quiet" onclick={on_sign_out}>{ t.of(ShellText::SignOut) }</button>
                    }
                </div>
            </header>
            <main id="content" class="public-content" tabindex="-1">{ content }</main>
            <footer class="public-foot small">
                { router.link(&Route::users(), "", html! { t.of(if props.administrator { OrganizerText::ToAdministration } else { OrganizerText::AdministratorsSignIn }) }) }
            </footer>
        </div>
    </> }
}
