//! What is typed ahead: for a field that has been asked for and is not drawn yet.
//!
//! When it is drawn is up to Yew, which pauses between drawings on a busy machine, and keys do not wait. So they are kept
//! here until the field is there and takes them.

use std::cell::RefCell;

use web_sys::KeyboardEvent;

thread_local! {
    /// What was typed since the field was asked for; none while no field is waited for.
    static TYPED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From now on letters belong to a field that will be drawn soon.
pub(super) fn begin() {
    TYPED.set(Some(String::new()));
}

/// Gives the field what was typed for it, once; none when nobody has asked for it.
pub(crate) fn take() -> Option<String> {
    TYPED.take()
}

/// Keeps a key for the field that is waited for, if it is one that writes; says whether it was taken.
pub(super) fn keep(event: &KeyboardEvent) -> bool {
    TYPED.with_borrow_mut(|typed| {
        let Some(text) = typed else { return false };
        let key = event.key();
        // With AltGr people write; with the others they command.
        let commands = event.ctrl_key() || event.meta_key() || event.alt_key();
        let writes = event.get_modifier_state("AltGraph") || !commands;
        match key.as_str() {
            "Backspace" => _ = text.pop(),
            // As in a search field, this takes back what was typed.
            "Escape" => text.clear(),
            // There would be nothing to send yet, and nowhere to go on from.
            "Enter" | "Tab" => {}
            key if writes && key.chars().count() == 1 => text.push_str(key),
            _ => return false,
        }
        true
    })
}
