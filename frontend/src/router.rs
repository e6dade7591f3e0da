//! Going from one place in the page to another.
//!
//! The product has its addresses in the path; the demo has them after `#`, because a static host in any folder
//! knows only the files that are there.

use std::cell::RefCell;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::browser;
use crate::route::Route;

const IN_FRAGMENT: bool = cfg!(feature = "demo");

/// Where the page is, and how to go elsewhere.
#[derive(Clone, PartialEq)]
pub(crate) struct Router {
    /// Where the page is.
    pub(crate) route: Route,
    go: Callback<(Route, Step), bool>,
}

/// Whether *Back* leads to the place before.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Push,
    Replace,
}

impl Router {
    /// Goes to another place; *Back* leads here again.
    pub(crate) fn go(&self, route: Route) {
        self.goes(route);
    }

    /// The same; says whether it goes there, and is not held here by something that is not saved.
    pub(crate) fn goes(&self, route: Route) -> bool {
        self.go.emit((route, Step::Push))
    }

    /// Goes to another place instead of this one, as while typing a search.
    pub(crate) fn replace(&self, route: Route) {
        self.go.emit((route, Step::Replace));
    }

    /// A link to another place. Clicks that ask for a new tab or window are left to the browser.
    pub(crate) fn link(&self, route: &Route, class: &'static str, content: Html) -> Html {
        html! { <a href={href(route)} {class} onclick={self.follow(route)}>{ content }</a> }
    }

    /// What a click on a link does.
    pub(crate) fn follow(&self, route: &Route) -> Callback<MouseEvent> {
        let (go, route) = (self.go.clone(), route.clone());
        Callback::from(move |event: MouseEvent| {
            let plain = event.button() == 0
                && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
            if plain {
                event.prevent_default();
                go.emit((route.clone(), Step::Push));
            }
        })
    }
}

/// The address of a place as it stands in a link.
pub(crate) fn href(route: &Route) -> String {
    let address = route.address();
    if IN_FRAGMENT { format!("#{address}") } else { address }
}

/// The whole address of a place, for others to open.
pub(crate) fn absolute(route: &Route) -> String {
    let location = browser::window().location();
    let address = location.href().unwrap_or_default();
    let page = address.split(['#', '?']).next().unwrap_or_default();
    let base = if IN_FRAGMENT { page.to_owned() } else { location.origin().unwrap_or_default() };
    format!("{base}{}", href(route))
}

fn current() -> Route {
    let location = browser::window().location();
    if IN_FRAGMENT {
        let fragment = location.hash().unwrap_or_default();
        in_fragment(&fragment)
    } else {
        let query = location.search().unwrap_or_default();
        Route::parse(&location.pathname().unwrap_or_default(), query.trim_start_matches('?'))
    }
}

/// The place in a fragment such as `#/organizer?lang=sv#token=…`; what follows another `#` is the page's own affair.
fn in_fragment(fragment: &str) -> Route {
    let address = fragment.trim_start_matches('#').split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    Route::parse(path, query)
}

thread_local! {
    /// Asked before the page goes elsewhere, while something on it is not saved.
    static GUARD: RefCell<Option<Callback<Route>>> = const { RefCell::new(None) };
}

/// Whether somebody holds the page here; whoever does is told where it wanted to go.
fn is_held(here: &Route, to: &Route) -> bool {
    let guard = GUARD.with_borrow(Option::clone).filter(|_| !here.is_same_page(to));
    if let Some(guard) = &guard {
        guard.emit(to.clone());
    }
    guard.is_some()
}

/// While `holds`, the page goes elsewhere only after the callback was told and has let it go, by
/// [`let_go`]; closing the tab asks as well.
#[hook]
pub(crate) fn use_leave_guard(holds: bool, ask: Callback<Route>) {
    use_effect_with(holds, move |holds| {
        let listener = holds.then(|| {
            GUARD.set(Some(ask));
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&browser::window(), "beforeunload", options, |event| {
                event.prevent_default();
            })
        });
        move || {
            let_go();
            drop(listener);
        }
    });
}

/// Lets the page go elsewhere without asking.
pub(crate) fn let_go() {
    GUARD.set(None);
}

/// The router; only the application itself makes one.
#[hook]
pub(crate) fn use_new_router() -> Router {
    let route = use_state_eq(current);
    let shown = use_mut_ref(current);
    let go = use_callback((), {
        let shown = shown.clone();
        let route = route.setter();
        move |(to, step): (Route, Step), ()| {
            if is_held(&shown.borrow(), &to) {
                return false;
            }
            shown.replace(to.clone());
            if let Ok(history) = browser::window().history() {
                let address = href(&to);
                // A browser refuses this only for another origin, or when a script does it hundreds of times.
                let _ = match step {
                    Step::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
                    Step::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
                };
            }
            route.set(to);
            true
        }
    });
    use_effect_with((), {
        let route = route.setter();
        move |()| {
            let listener = EventListener::new(&browser::window(), "popstate", move |_| {
                let to = current();
                if is_held(&shown.borrow(), &to) {
                    // The browser has gone back already; the address must say again what is shown.
                    if let Ok(history) = browser::window().history() {
                        let address = href(&shown.borrow());
                        // It is an address of this page, so the browser takes it.
                        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
                    }
                    return;
                }
                shown.replace(to.clone());
                route.set(to);
            });
            move || drop(listener)
        }
    });
    Router { route: (*route).clone(), go }
}

/// Where the page is, and how to go elsewhere.
#[hook]
pub(crate) fn use_router() -> Router {
    use_context().expect("the application provides the router")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_fragment_ends_at_the_next_one() {
        assert_eq!(in_fragment(""), Route::Start);
        assert_eq!(in_fragment("#/organizer?lang=sv#token=a-b_c"), Route::Organizer);
        assert_eq!(in_fragment("#/organizer#token=a-b_c"), Route::Organizer);
        assert_eq!(in_fragment("#/update-meetings#old=8271964"), Route::UpdateMeetings);
    }
}
