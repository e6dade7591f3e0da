//! The time zones that the browser knows.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

fn intl(name: &str) -> Result<JsValue, JsValue> {
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl"))?;
    Reflect::get(&intl, &JsValue::from_str(name))
}

/// The time zone of the machine; empty when the browser does not tell.
pub(super) fn own() -> String {
    let ask = || -> Result<Option<String>, JsValue> {
        let constructor: Function = intl("DateTimeFormat")?.dyn_into()?;
        let formatter = Reflect::construct(&constructor, &Array::new())?;
        let options: Function =
            Reflect::get(&formatter, &JsValue::from_str("resolvedOptions"))?.dyn_into()?;
        let options = options.call0(&formatter)?;
        Ok(Reflect::get(&options, &JsValue::from_str("timeZone"))?.as_string())
    };
    ask().ok().flatten().unwrap_or_default()
}

/// The names of all time zones; none when the browser does not tell them.
pub(super) fn all() -> Vec<String> {
    let ask = || -> Result<Vec<String>, JsValue> {
        let supported: Function = intl("supportedValuesOf")?.dyn_into()?;
        let names: Array =
            supported.call1(&JsValue::UNDEFINED, &JsValue::from_str("timeZone"))?.dyn_into()?;
        Ok(names.iter().filter_map(|name| name.as_string()).collect())
    };
    ask().unwrap_or_default()
}
