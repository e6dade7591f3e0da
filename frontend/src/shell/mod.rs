//! The frame around a page: the rail with its few entries, the top bar, and the content.

mod mail_line;
mod preferences;
mod session_watch;
mod sheet;
mod text;

use std::rc::Rc;

use mail_line::MailLine;
use preferences::Preferences;
pub(crate) use preferences::language_choice;
use session_watch::SessionWatch;
use shared::{Language, Session};
use sheet::shortcut_sheet;
pub(crate) use text::ShellText;
use yew::prelude::*;

use crate::browser;
use crate::components::{Icon, icon};
use crate::hooks::use_window_event;
use crate::i18n::{Words, use_words};
use crate::pages;
use crate::route::Route;
use crate::router::{href, use_router};

/// The event of the window that opens the sheet with all shortcuts.
pub(crate) const SHEET: &str = "konfid-shortcuts";

/// The entries of the rail, the most used first.
fn rail() -> [(Icon, ShellText, Route); 7] {
    [
        (Icon::Home, ShellText::Start, Route::Start),
        (Icon::Users, ShellText::Users, Route::users()),
        (Icon::Hash, ShellText::LookUp, Route::LookUp { conference_id: None }),
        (Icon::Calendar, ShellText::Meetings, Route::Meetings { state: None }),
        (Icon::Mail, ShellText::Mails, Route::mails()),
        (Icon::Audit, ShellText::AuditShort, Route::audit(None)),
        (Icon::Settings, ShellText::Settings, Route::Settings),
    ]
}

/// How many of them a phone has room for; the others are behind a button there.
const ON_PHONES: usize = 4;

#[derive(Properties, PartialEq)]
pub(crate) struct ShellProps {
    /// Who is signed in.
    pub(crate) session: Rc<Session>,
    /// Called with what the server says about the session.
    pub(crate) on_session: Callback<Session>,
    /// Called with the language that was chosen.
    pub(crate) on_language: Callback<Language>,
}

/// The frame around a page.
#[component]
pub(crate) fn Shell(props: &ShellProps) -> Html {
    let t = use_words();
    let router = use_router();
    let sheet = use_state_eq(|| false);
    use_window_event(SHEET, {
        let sheet = sheet.setter();
        Callback::from(move |_: Event| sheet.set(true))
    });
    use_new_page(&router.route, t);

    let mut entries: Vec<_> = rail().into_iter().map(|(symbol, text, route)| {
        let current = route.is_same_page(&router.route)
            || matches!(
                (&route, &router.route),
                (Route::Users { .. }, Route::Import { .. } | Route::Card { .. })
                    | (Route::Audit { .. }, Route::Jobs { .. })
                    | (Route::Settings, Route::Bridges)
                    | (Route::Meetings { .. }, Route::UpdateMeetings)
            );
        let link = html! {
            <a href={href(&route)} aria-current={current.then_some("page")} onclick={router.follow(&route)}>
                { icon(symbol) }<span>{ t.of(text) }</span>
            </a>
        };
        (link, current)
    }).collect();
    let others = entries.split_off(ON_PHONES);
    let other_is_current = others.iter().any(|(_, current)| *current);
    let organisation = props.session.organisation_name.clone().filter(|name| !name.is_empty());
    let close_sheet = {
        let sheet = sheet.setter();
        Callback::from(move |()| sheet.set(false))
    };
    html! {
        <>
        { skip_link(t) }
        <div class="shell">
            <header class="top-bar">
                { router.link(&Route::Start, "brand", html! { <>
                    <svg class="brand-mark" aria-hidden="true"><use href="#brand" /></svg>
                    <span>{ "Konfid" }</span>
                </> }) }
                if let Some(organisation) = organisation {
                    <span class="organisation">{ organisation }</span>
                }
                { demo_mark() }
                <Preferences session={props.session.clone()} on_session={props.on_session.clone()} on_language={props.on_language.clone()} on_sheet={{ let sheet = sheet.setter(); Callback::from(move |()| sheet.set(true)) }} />
            </header>
            <nav class="rail" aria-label={t.of(ShellText::Navigation)}>
                <ul>
                    { for entries.into_iter().map(|(link, _)| html! { <li>{ link }</li> }) }
                    { for others.iter().map(|(link, _)| html! { <li class="rail-other">{ link.clone() }</li> }) }
                    <li class="rail-more">
                        <button type="button" popovertarget="rail-others" data-current={other_is_current.then_some("")}>
                            { icon(Icon::More) }<span>{ t.of(ShellText::More) }</span>
                        </button>
                    </li>
                </ul>
                <ul id="rail-others" class="popover" popover="auto">
                    { for others.into_iter().map(|(link, _)| html! { <li>{ link }</li> }) }
                </ul>
            </nav>
            <main id="content" class="content" tabindex="-1">
                <SessionWatch session={props.session.clone()} on_session={props.on_session.clone()} />
                <MailLine session={props.session.clone()} />
                { pages::page(&router.route, t, &router) }
            </main>
        </div>
        if *sheet {
            { shortcut_sheet(t, &close_sheet) }
        }
        </>
    }
}

/// Names the page in the browser's tab. A new page is a new place to begin from, for the keyboard and for screen
/// readers.
#[hook]
pub(crate) fn use_new_page(route: &Route, t: Words) {
    use_effect_with(pages::title(route, t), |title| {
        browser::document().set_title(&format!("{title} · Konfid"));
    });
    let page = use_mut_ref(|| route.clone());
    use_effect_with(route.clone(), move |route| {
        let before = page.replace(route.clone());
        if !before.is_same_page(route) {
            browser::close_popover();
            browser::window().scroll_to_with_x_and_y(0.0, 0.0);
            // A search that was asked for together with its page has the focus already.
            if !browser::has_focus(pages::SEARCH) {
                browser::focus("content");
            }
        }
    });
}

/// Leads the keyboard past the frame.
pub(crate) fn skip_link(t: Words) -> Html {
    html! {
        <a class="skip-link" href="#content" onclick={Callback::from(|event: MouseEvent| {
            event.prevent_default();
            browser::focus("content");
        })}>{ t.of(ShellText::Skip) }</a>
    }
}

/// In the demo, what says so.
pub(crate) fn demo_mark() -> Html {
    #[cfg(feature = "demo")]
    return html! { <crate::demo::DemoMark /> };
    #[cfg(not(feature = "demo"))]
    return html! {};
}
