//! The focus is never lost: when what has it goes away, as a button does once its work is done, something near it gets
//! the focus. Otherwise the keyboard would begin again at the top of the page, and screen readers fall silent.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};
use yew::prelude::*;

use crate::browser;

/// Whatever holds things that can have the focus, the innermost first.
const HOLDERS: &str = "dialog, .pane, main";
/// What in a holder gets the focus in place of what has gone.
const HEADS: &str = "[tabindex=\"-1\"], [autofocus], button:not(:disabled)";

/// What has the focus and everything around it; of a notice, what had it before.
#[derive(Default)]
struct Last {
    way: Vec<Element>,
    notice: Option<Element>,
}

impl Last {
    fn note(&mut self, target: &Element) {
        if target.closest(".notices").is_ok_and(|region| region.is_some()) {
            self.notice = Some(target.clone());
            return;
        }
        self.notice = None;
        self.way = std::iter::successors(Some(target.clone()), |element| element.parent_element()).collect();
    }

    /// Whether what had the focus has gone, or cannot have it any more.
    fn is_gone(&self) -> bool {
        let last = self.notice.as_ref().or(self.way.first());
        last.is_some_and(|last| !last.is_connected() || last.matches(":disabled").unwrap_or(false))
    }
}

/// Keeps the focus within reach for as long as the page lives.
#[hook]
pub(crate) fn use_kept_focus() {
    use_effect_with((), |()| {
        let last = Rc::new(RefCell::new(Last::default()));
        let listener = EventListener::new(&browser::document(), "focusin", {
            let last = last.clone();
            move |event: &Event| {
                if let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
                    last.borrow_mut().note(&target);
                }
            }
        });
        // It is called when a drawing is done, with its effects: whoever wants the focus has taken it by then.
        let look = Closure::<dyn FnMut()>::new(move || {
            if is_lost() && last.borrow().is_gone() {
                // Focusing tells the listener, which writes.
                let way = std::mem::take(&mut *last.borrow_mut()).way;
                give_back(&way);
            }
        });
        let observer = MutationObserver::new(look.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            let what = MutationObserverInit::new();
            what.set_child_list(true);
            what.set_subtree(true);
            what.set_attribute_filter(&js_sys::Array::of1(&"disabled".into()));
            // It fails only for options that contradict each other.
            let _ = observer.observe_with_options(&browser::root(), &what);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop((listener, look));
        }
    });
}

/// Whether nothing has the focus.
fn is_lost() -> bool {
    let document = browser::document();
    let active = document.active_element();
    active.is_none() || active == document.body().map(Into::into)
}

/// Focuses the first thing on the way that is still there, or the head of what holds it.
fn give_back(way: &[Element]) {
    let Some(near) = way.iter().find(|element| element.is_connected()) else { return };
    if take(near) {
        return;
    }
    let holder = near.closest(HOLDERS).ok().flatten();
    let head = holder.as_ref().and_then(|holder| {
        let itself = holder.has_attribute("tabindex").then(|| holder.clone());
        itself.or_else(|| holder.query_selector(HEADS).ok().flatten())
    });
    if !head.is_some_and(|head| take(&head)) {
        browser::focus("content");
    }
}

/// Focuses an element without scrolling; says whether it can have the focus.
fn take(element: &Element) -> bool {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Whether it worked is asked below.
    let _ = element.dyn_ref::<HtmlElement>().map(|element| element.focus_with_options(&options));
    !is_lost()
}
