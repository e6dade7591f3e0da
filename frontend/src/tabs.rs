//! What the tabs of one browser tell each other, so that none shows what another has made untrue.

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};
use yew::prelude::*;

/// The event of the window that says: what is shown may have changed elsewhere, look again.
pub(crate) const LOOK_AGAIN: &str = "konfid-look-again";

const CHANNEL: &str = "konfid";

/// What a tab tells the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// Something was changed on the server.
    Changed,
    SignedIn,
    SignedOut,
}

impl Word {
    const ALL: [Self; 3] = [Self::Changed, Self::SignedIn, Self::SignedOut];

    const fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::SignedIn => "signed-in",
            Self::SignedOut => "signed-out",
        }
    }
}

thread_local! {
    /// A channel does not hear its own words; so there is one for the whole tab.
    static OPEN: Option<BroadcastChannel> = BroadcastChannel::new(CHANNEL).ok();
}

/// Tells the other tabs.
pub(crate) fn tell(word: Word) {
    OPEN.with(|channel| {
        if let Some(channel) = channel {
            // It fails only for a channel that is closed, and this one never is.
            let _ = channel.post_message(&JsValue::from_str(word.name()));
        }
    });
}

/// Calls back when another tab tells something, with the latest callback.
#[hook]
pub(crate) fn use_other_tabs(then: Callback<Word>) {
    let latest = use_mut_ref(|| then.clone());
    latest.replace(then);
    use_effect_with((), move |()| {
        let listener = OPEN.with(|channel| {
            channel.as_ref().map(|channel| {
                EventListener::new(channel, "message", move |event| {
                    let said = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
                    let word = Word::ALL.into_iter().find(|word| said.as_deref() == Some(word.name()));
                    if let Some(word) = word {
                        let then = latest.borrow().clone();
                        then.emit(word);
                    }
                })
            })
        });
        move || drop(listener)
    });
}
