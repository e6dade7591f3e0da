//! Keyboard shortcuts. They can be switched off, because they disturb speech input.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::{ahead, use_window_event};
use crate::browser;
use crate::i18n::texts;
use crate::route::Route;

texts! {
    /// What shortcuts do.
    pub(crate) enum ShortcutText {
        Search: "Search for a user", "Sök efter en användare";
        Help: "Show the keyboard shortcuts", "Visa kortkommandona";
        Start: "Go to the overview", "Gå till översikten";
        Users: "Go to users", "Gå till användare";
        LookUp: "Look up a conference ID", "Slå upp ett konferens-ID";
        Mails: "Go to email", "Gå till e-post";
        Meetings: "Go to meetings", "Gå till möten";
        Audit: "Go to the audit log", "Gå till granskningsloggen";
        Settings: "Go to settings", "Gå till inställningar";
        Reset: "Reset the conference ID of the user who is open", "Återställ konferens-ID för den användare som är öppen";
        ClosePane: "Close the action pane", "Stäng åtgärdsrutan";
    }
}

/// What a shortcut does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shortcut {
    /// Goes to a place.
    Go(Route),
    /// Focuses the search for users.
    Search,
    /// Opens the sheet with all shortcuts.
    Sheet,
    /// Asks whether to reset the conference ID of the user whose action pane is open.
    Reset,
}

/// The keys after `g`, and where they lead.
pub(crate) fn places() -> [(&'static str, ShortcutText, Route); 7] {
    [
        ("o", ShortcutText::Start, Route::Start),
        ("u", ShortcutText::Users, Route::users()),
        ("i", ShortcutText::LookUp, Route::LookUp { conference_id: None }),
        ("m", ShortcutText::Mails, Route::mails()),
        ("c", ShortcutText::Meetings, Route::Meetings { state: None }),
        ("a", ShortcutText::Audit, Route::audit(None)),
        ("s", ShortcutText::Settings, Route::Settings),
    ]
}

/// What is kept in the browser about shortcuts.
const KEPT: &str = "konfid.shortcuts";

/// Whether shortcuts are on.
pub(crate) fn are_on() -> bool {
    browser::kept(KEPT).as_deref() != Some("off")
}

/// Switches shortcuts on or off.
pub(crate) fn keep(on: bool) {
    browser::keep(KEPT, if on { "on" } else { "off" });
}

/// Calls back when somebody presses a shortcut outside of fields and dialogs.
///
/// The application listens, before it draws anything with shortcuts: effects run some time after what they belong to is
/// seen, and somebody may be quicker.
#[hook]
pub(crate) fn use_shortcuts(then: Callback<Shortcut>) {
    let after_g = use_mut_ref(|| None::<Timeout>);
    let pressed = Callback::from(move |event: Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if is_busy(event) {
            return;
        }
        if ahead::keep(event) {
            event.prevent_default();
            return;
        }
        if !are_on() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let second = after_g.borrow_mut().take().is_some();
        let shortcut = match event.key().as_str() {
            key if second => {
                places().into_iter().find(|place| place.0 == key).map(|place| Shortcut::Go(place.2))
            }
            "g" => {
                let forget = after_g.clone();
                let timeout = Timeout::new(1_500, move || drop(forget.borrow_mut().take()));
                after_g.replace(Some(timeout));
                None
            }
            "/" => Some(Shortcut::Search),
            "?" => Some(Shortcut::Sheet),
            "r" => Some(Shortcut::Reset),
            _ => None,
        };
        if let Some(shortcut) = shortcut {
            event.prevent_default();
            then.emit(shortcut);
        }
    });
    use_window_event("keydown", pressed);
}

/// Focuses a field at once, or as soon as it is drawn (see [`ahead`]), when `comes` says that it will be.
pub(crate) fn focus_soon(id: &str, comes: impl FnOnce() -> bool) {
    if browser::document().get_element_by_id(id).is_some() {
        browser::focus(id);
    } else if comes() {
        ahead::begin();
    }
}

/// Whether the key belongs to a field or a dialog.
fn is_busy(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| {
        element.closest("input, textarea, select, dialog, [popover]").is_ok_and(|found| found.is_some())
    })
}
