//! The few things that are asked of the browser itself.

use shared::Timestamp;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Storage, Window};

/// The window; a page always has one.
pub(crate) fn window() -> Window {
    web_sys::window().expect("a page runs in a window")
}

/// The document; a window with a page always has one.
pub(crate) fn document() -> Document {
    window().document().expect("a window with a page has a document")
}

/// The element that the page is drawn into; `index.html` has it.
pub(crate) fn root() -> Element {
    document().get_element_by_id("konfid").expect("index.html has an element with the id konfid")
}

/// The browser's clock; the server's clock may differ (see `Api::now`).
pub(crate) fn now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds since 1970")]
    Timestamp::from_milliseconds(js_sys::Date::now() as u64)
}

/// What was kept in the browser under this name; missing also when storage is forbidden.
pub(crate) fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Keeps a text in the browser; without storage it is forgotten when the page is closed.
pub(crate) fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage only costs the memory of a preference.
        let _ = storage.set_item(name, value);
    }
}

/// What was kept under this name for as long as the tab is open, also through a reload.
pub(crate) fn kept_in_tab(name: &str) -> Option<String> {
    tab_storage()?.get_item(name).ok().flatten()
}

/// Keeps a text for as long as the tab is open.
pub(crate) fn keep_in_tab(name: &str, value: &str) {
    if let Some(storage) = tab_storage() {
        // A full or forbidden storage only costs a shorter way.
        let _ = storage.set_item(name, value);
    }
}

fn tab_storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Focuses the element with this id, if it is there.
pub(crate) fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id)
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        // Focus only fails on an element that cannot have it, which changes nothing.
        let _ = element.focus();
    }
}

/// Closes the menu that is open, if one is.
pub(crate) fn close_popover() {
    if let Ok(Some(element)) = document().query_selector(":popover-open")
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        // Hiding only fails on an element that is no popover.
        let _ = element.hide_popover();
    }
}

/// Whether the element with this id has the focus.
pub(crate) fn has_focus(id: &str) -> bool {
    document().active_element().is_some_and(|element| element.id() == id)
}

/// Says something to the rest of the page, by an event of the window.
pub(crate) fn announce(name: &str) {
    if let Ok(event) = web_sys::Event::new(name) {
        // It fails only for an event that is under way.
        let _ = window().dispatch_event(&event);
    }
}

/// Takes a pair out of the part of the page's address after `?`, without going anywhere.
pub(crate) fn forget_in_address(name: &str) {
    let forget = || -> Result<(), JsValue> {
        let address = web_sys::Url::new(&window().location().href()?)?;
        let pairs = address.search_params();
        if pairs.has(name) {
            pairs.delete(name);
            window().history()?.replace_state_with_url(&JsValue::NULL, "", Some(&address.href()))?;
        }
        Ok(())
    };
    // Then it is asked for once more after a reload, no worse.
    let _ = forget();
}

/// Replaces the page's address, without going anywhere.
pub(crate) fn replace_address(address: &str) {
    if let Ok(history) = window().history() {
        // A browser refuses this only for another origin, or when a script does it hundreds of times.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Sets an attribute of `<html>`, or removes it.
pub(crate) fn set_document_attribute(name: &str, value: Option<&str>) {
    if let Some(element) = document().document_element() {
        // Both only fail for names that are not attribute names.
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
}

/// Puts a text on the clipboard; says whether that worked.
///
/// The clipboard interface exists only on https and on this machine's own addresses, so there is an older way
/// for the rest.
pub(crate) async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    let modern = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"))
        .is_ok_and(|clipboard| !clipboard.is_undefined());
    if modern {
        let written = navigator.clipboard().write_text(text);
        if wasm_bindgen_futures::JsFuture::from(written).await.is_ok() {
            return true;
        }
    }
    copy_through_selection(text).unwrap_or(false)
}

/// Puts a text on the clipboard, with its formatted form for programs that understand it; says whether that worked.
pub(crate) async fn copy_formatted(text: &str, html: &str) -> bool {
    if let Ok(written) = write_both(text, html)
        && wasm_bindgen_futures::JsFuture::from(written).await.is_ok()
    {
        return true;
    }
    copy(text).await
}

fn write_both(text: &str, html: &str) -> Result<js_sys::Promise, JsValue> {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"))?;
    let constructor: js_sys::Function =
        js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("ClipboardItem"))?.dyn_into()?;
    let forms = js_sys::Object::new();
    for (media_type, content) in [("text/plain", text), ("text/html", html)] {
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(media_type);
        let parts = js_sys::Array::of1(&JsValue::from_str(content));
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
        js_sys::Reflect::set(&forms, &JsValue::from_str(media_type), &blob)?;
    }
    let item = js_sys::Reflect::construct(&constructor, &js_sys::Array::of1(&forms))?;
    let write: js_sys::Function =
        js_sys::Reflect::get(&clipboard, &JsValue::from_str("write"))?.dyn_into()?;
    write.call1(&clipboard, &js_sys::Array::of1(&item))?.dyn_into()
}

fn copy_through_selection(text: &str) -> Result<bool, JsValue> {
    let document = document();
    let area: web_sys::HtmlTextAreaElement = document.create_element("textarea")?.dyn_into()?;
    area.set_value(text);
    area.set_class_name("visually-hidden");
    let body = document.body().ok_or(JsValue::NULL)?;
    body.append_child(&area)?;
    area.select();
    let command = js_sys::Reflect::get(&document, &JsValue::from_str("execCommand"))?;
    let done = command
        .dyn_into::<js_sys::Function>()?
        .call1(&document, &JsValue::from_str("copy"))
        .map(|done| done.is_truthy());
    area.remove();
    done
}

/// Saves a file that was made in the page, as a download.
pub(crate) fn save(name: &str, media_type: &str, content: &[u8]) {
    let save = || -> Result<(), JsValue> {
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(content));
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(media_type);
        save_blob(name, &web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?);
        Ok(())
    };
    // A browser that cannot make a file has said so to the user already.
    let _ = save();
}

/// Saves a file that the browser holds already, as a download.
pub(crate) fn save_blob(name: &str, blob: &web_sys::Blob) {
    let save = || -> Result<(), JsValue> {
        let address = web_sys::Url::create_object_url_with_blob(blob)?;
        let link: web_sys::HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
        link.set_href(&address);
        link.set_download(name);
        link.click();
        web_sys::Url::revoke_object_url(&address)
    };
    // A browser that cannot make a file has said so to the user already.
    let _ = save();
}

/// When the page breaks, a banner offers to load it anew; `index.html` has it, hidden.
pub(crate) fn show_banner_on_panic() {
    std::panic::set_hook(Box::new(|information| {
        web_sys::console::error_1(&JsValue::from_str(&information.to_string()));
        if let Some(banner) = document().get_element_by_id("trapped") {
            // Nothing more can be done if even this fails.
            let _ = banner.remove_attribute("hidden");
        }
    }));
}
