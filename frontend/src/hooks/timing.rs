//! Things that happen later, or again and again.

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use yew::prelude::*;

use crate::browser;

/// Calls back again and again while there is a period and somebody can see the page.
#[hook]
pub(crate) fn use_interval(milliseconds: Option<u32>, then: Callback<()>) {
    let latest = use_mut_ref(|| then.clone());
    latest.replace(then);
    use_effect_with(milliseconds, move |milliseconds| {
        let interval = milliseconds.map(|milliseconds| {
            Interval::new(milliseconds, move || {
                if !browser::document().hidden() {
                    let then = latest.borrow().clone();
                    then.emit(());
                }
            })
        });
        move || drop(interval)
    });
}

/// Calls back on an event of the window, with the latest callback.
#[hook]
pub(crate) fn use_window_event(name: &'static str, then: Callback<Event>) {
    let latest = use_mut_ref(|| then.clone());
    latest.replace(then);
    use_effect_with(name, move |name| {
        let listener = EventListener::new_with_options(
            &browser::window(),
            *name,
            gloo_events::EventListenerOptions::enable_prevent_default(),
            move |event| {
                let then = latest.borrow().clone();
                then.emit(event.clone());
            },
        );
        move || drop(listener)
    });
}
