//! Keeping the demo in the browser's storage.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;

use crate::browser;

/// The name in the storage; it grows with the format of the snapshot, and each folder of a host has its own.
pub(super) fn name() -> String {
    let path = browser::window().location().pathname().unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("konfid.demo.2{folder}")
}

/// What was kept.
pub(super) fn read() -> Option<String> {
    browser::kept(&name())
}

/// Keeps a snapshot. When the storage is full, what was kept before stays, and the page goes on in memory.
pub(super) fn write(snapshot: &str) {
    let storage = browser::window().local_storage().ok().flatten();
    if storage.is_some_and(|storage| storage.set_item(&name(), snapshot).is_err()) {
        web_sys::console::warn_1(&JsValue::from_str("The demo is too large for this browser's storage."));
    }
}

/// Forgets what was kept.
pub(super) fn forget() {
    if let Ok(Some(storage)) = browser::window().local_storage() {
        // Removing only fails when storage is forbidden, and then nothing was kept.
        let _ = storage.remove_item(&name());
        let _ = storage.remove_item(&super::cookies::name());
    }
}

/// What was changed just before the page is left is kept too.
pub(super) fn write_when_the_page_is_left() {
    let listener = EventListener::new(&browser::window(), "pagehide", |_| {
        if super::forget_keeping() {
            super::keep_now();
        }
    });
    listener.forget();
}

/// Another tab with the demo has changed something: this one begins again from there, so that neither overwrites
/// the other's work.
pub(super) fn reload_when_another_tab_writes() {
    let listener = EventListener::new(&browser::window(), "storage", |event| {
        let key = js_sys::Reflect::get(event, &JsValue::from_str("key")).ok().and_then(|key| key.as_string());
        if key.is_some_and(|key| key == name()) {
            // What was changed here would overwrite the other's work.
            super::forget_keeping();
            // It fails only for a page that is being closed.
            let _ = browser::window().location().reload();
        }
    });
    listener.forget();
}
