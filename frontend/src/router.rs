//! Going from one place in the page to another.
//!
//! The product has its addresses in the path; the demo has them after `#`, because a static host in any folder
//! knows only the files that are there.

use gloo_events::EventListener;
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
    go: Callback<(Route, Step)>,
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
        self.go.emit((route, Step::Push));
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

fn current() -> Route {
    let location = browser::window().location();
    if IN_FRAGMENT {
        let fragment = location.hash().unwrap_or_default();
        let address = fragment.trim_start_matches('#');
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Route::parse(path, query)
    } else {
        let query = location.search().unwrap_or_default();
        Route::parse(&location.pathname().unwrap_or_default(), query.trim_start_matches('?'))
    }
}

/// The router; only the application itself makes one.
#[hook]
pub(crate) fn use_new_router() -> Router {
    let route = use_state_eq(current);
    let go = use_callback((), {
        let route = route.setter();
        move |(to, step): (Route, Step), ()| {
            if let Ok(history) = browser::window().history() {
                let address = href(&to);
                // A browser refuses this only for another origin, or when a script does it hundreds of times.
                let _ = match step {
                    Step::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
                    Step::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
                };
            }
            route.set(to);
        }
    });
    use_effect_with((), {
        let route = route.setter();
        move |()| {
            let listener = EventListener::new(&browser::window(), "popstate", move |_| route.set(current()));
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
