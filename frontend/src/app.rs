//! The application: what every page needs, and who is signed in.

use std::rc::Rc;

use shared::{Language, Session, SessionState};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{Api, ApiError};
use crate::browser;
use crate::components::notices::{Notices, notice_region, use_new_notices};
use crate::components::{Dialog, error_panel};
use crate::hooks::shortcuts::{Shortcut, focus_soon, use_shortcuts};
use crate::hooks::{use_kept_focus, use_window_event};
use crate::i18n::{Words, first_language, keep_language};
use crate::lazy::lazy;
use crate::pages::{
    PublicFrame, PublicFrameProps, RESET, SEARCH, SetUpPage, SetUpPageProps, SignInForm, SignInText,
    sign_in_page,
};
use crate::route::Route;
use crate::router::{Router, use_new_router};
use crate::shell::{SHEET, Shell, ShellText};
use crate::tabs::{LOOK_AGAIN, Word, tell, use_other_tabs};

/// The event that says that what the session shows has changed, such as the organisation's name.
pub(crate) const SESSION_CHANGED: &str = "konfid-session-changed";

/// What is known about who is there.
#[derive(Clone, PartialEq)]
enum Gate {
    Asking,
    Failed(ApiError),
    Known(Rc<Session>),
}

/// The application.
#[component]
pub(crate) fn App() -> Html {
    let language = use_state_eq(first_language);
    let words = Words { language: *language };
    let api = (*use_state(|| Api::new(*language))).clone();
    let router = use_new_router();
    let (list, notices) = use_new_notices();
    let gate = use_state(|| Gate::Asking);
    let expired = use_state_eq(|| false);
    let offline = use_state_eq(|| false);
    let signed_in = use_mut_ref(|| false);

    use_effect_with(*language, {
        let api = api.clone();
        move |language| {
            api.set_language(*language);
            browser::set_document_attribute("lang", Some(language.tag()));
        }
    });
    let ask = use_callback((), {
        let (api, gate, signed_in) = (api.clone(), gate.setter(), signed_in.clone());
        move |(), ()| {
            let (api, gate, signed_in) = (api.clone(), gate.clone(), signed_in.clone());
            spawn_local(async move {
                let answer = api.session().await;
                let was_signed_in = *signed_in.borrow();
                match answer {
                    // What was typed stays under the dialog that asks to sign in again.
                    Ok(session) if was_signed_in && session.state != SessionState::SignedIn => {
                        api.session_ended();
                    }
                    Ok(session) => {
                        signed_in.replace(session.state == SessionState::SignedIn);
                        gate.set(Gate::Known(Rc::new(session)));
                    }
                    Err(_) if was_signed_in => {}
                    Err(error) => gate.set(Gate::Failed(error)),
                }
            });
        }
    });
    use_effect_with((), {
        let (api, ask, notices) = (api.clone(), ask.clone(), notices.clone());
        let (expired, offline) = (expired.setter(), offline.setter());
        move |()| {
            api.listen(
                Callback::from(move |()| {
                    notices.clear();
                    expired.set(true);
                }),
                Callback::from(move |reached: bool| offline.set(!reached)),
            );
            ask.emit(());
        }
    });
    use_window_event("offline", {
        let offline = offline.setter();
        Callback::from(move |_: Event| offline.set(true))
    });
    use_window_event("online", ask.reform(|_: Event| ()));
    use_window_event(SESSION_CHANGED, ask.reform(|_: Event| ()));
    use_kept_focus();
    use_fresh_sight();
    use_shortcuts({
        let (router, signed_in) = (router.clone(), signed_in.clone());
        Callback::from(move |shortcut| {
            // Elsewhere there is no frame, and nothing that shortcuts lead to.
            if *signed_in.borrow() && !router.route.is_for_organizers() && router.route != Route::SetUp {
                act(&router, shortcut);
            }
        })
    });
    use_other_tabs({
        let (api, ask, signed_in) = (api.clone(), ask.clone(), signed_in.clone());
        let (notices, expired) = (notices.clone(), expired.setter());
        Callback::from(move |word| match word {
            Word::Changed => look_again(),
            Word::SignedIn if *signed_in.borrow() => {}
            Word::SignedIn => ask.emit(()),
            // Whoever signs out leaves nothing on the screen, in no tab; the server says who is there now.
            Word::SignedOut => {
                signed_in.replace(false);
                api.give_up();
                notices.clear();
                expired.set(false);
                ask.emit(());
            }
        })
    });

    let on_language = {
        let (language, api) = (language.setter(), api.clone());
        Callback::from(move |chosen: Language| {
            keep_language(chosen);
            // Before anything asks again in the new language.
            api.set_language(chosen);
            language.set(chosen);
        })
    };
    let on_session = {
        let (gate, expired, api) = (gate.setter(), expired.setter(), api.clone());
        let notices = notices.clone();
        Callback::from(move |session: Session| {
            let is_signed_in = session.state == SessionState::SignedIn;
            let was_signed_in = signed_in.replace(is_signed_in);
            if is_signed_in && !was_signed_in {
                tell(Word::SignedIn);
            }
            if !is_signed_in {
                tell(Word::SignedOut);
                api.give_up();
                notices.clear();
            }
            gate.set(Gate::Known(Rc::new(session)));
            expired.set(false);
            api.resume();
        })
    };

    let content = match (&router.route, &*gate) {
        // Organizers come here from the links in mails, whether or not an administrator is signed in as well.
        (route, gate) if route.is_for_organizers() => {
            let administrator = is_signed_in(gate);
            public(&on_language, administrator)
        }
        (_, Gate::Asking) => html! {},
        // This needs no server.
        (Route::UpdateMeetings, gate) if !is_signed_in(gate) => public(&on_language, false),
        (_, Gate::Failed(error)) => {
            html! { <main class="gate">{ error_panel(words, error, &ask) }</main> }
        }
        (Route::SetUp, Gate::Known(_)) => {
            lazy::<SetUpPage>(SetUpPageProps { on_session: on_session.clone() })
        }
        (_, Gate::Known(session)) if session.state == SessionState::SignedIn => html! {
            <Shell session={session.clone()} on_session={on_session.clone()} on_language={on_language.clone()} />
        },
        (_, Gate::Known(session)) => sign_in_page(words, session, &on_session, &on_language),
    };
    // It is the administrator's session that has ended; organizers have one of their own.
    let asks_to_sign_in = *expired && !router.route.is_for_organizers();
    let name = match &*gate {
        Gate::Known(session) => session.administrator.as_ref().map(|who| AttrValue::from(who.name.clone())),
        Gate::Asking | Gate::Failed(_) => None,
    };
    html! {
        <ContextProvider<Words> context={words}>
        <ContextProvider<Api> context={api}>
        <ContextProvider<Router> context={router}>
        <ContextProvider<Notices> context={notices.clone()}>
            if *offline {
                <div class="page-banner" role="alert">{ words.of(ShellText::Offline) }</div>
            }
            { content }
            if asks_to_sign_in {
                <Dialog id="sign-in-again" title={words.of(SignInText::Again)} on_close={Callback::noop()} busy=true>
                    <p>{ words.of(SignInText::AgainDetail) }</p>
                    <SignInForm {on_session} {name} />
                </Dialog>
            }
            { notice_region(&list, &notices, words.of(ShellText::Notices)) }
        </ContextProvider<Notices>>
        </ContextProvider<Router>>
        </ContextProvider<Api>>
        </ContextProvider<Words>>
    }
}

/// Does what a shortcut is for.
fn act(router: &Router, shortcut: Shortcut) {
    match shortcut {
        Shortcut::Go(route) => router.go(route),
        Shortcut::Sheet => browser::announce(SHEET),
        Shortcut::Reset => browser::announce(RESET),
        Shortcut::Search => {
            focus_soon(SEARCH, || matches!(router.route, Route::Users { .. }) || router.goes(Route::users()));
        }
    }
}

/// Looks again whenever the tab comes to the front: what it shows may be long untrue.
#[hook]
fn use_fresh_sight() {
    let shown = Callback::from(|_: Event| look_again());
    use_window_event("visibilitychange", shown.clone());
    use_window_event("focus", shown);
}

/// Asks what is shown to look again. A tab that nobody sees does it when it is shown.
fn look_again() {
    if !browser::document().hidden() {
        browser::announce(LOOK_AGAIN);
    }
}

/// The organizers' pages.
fn public(on_language: &Callback<Language>, administrator: bool) -> Html {
    lazy::<PublicFrame>(PublicFrameProps { on_language: on_language.clone(), administrator })
}

fn is_signed_in(gate: &Gate) -> bool {
    matches!(gate, Gate::Known(session) if session.state == SessionState::SignedIn)
}
