//! JSON, parsed.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

/// A parsed JSON value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number. What is counted stays below 2^53, as it must for a browser.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object.
    Object(Vec<(String, Value)>),
}

/// Why a value is none of our types; says which field, variant or kind of value was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable(pub(super) &'static str);

impl Value {
    /// Parses JSON.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn parse(json: &str) -> Result<Self, Unreadable> {
        js_sys::JSON::parse(json).map(|parsed| Self::of(&parsed)).map_err(|_| Unreadable("not JSON"))
    }

    /// Parses JSON where there is no browser, in tests.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn parse(json: &str) -> Result<Self, Unreadable> {
        serde_json::from_str(json).map(Self::of).map_err(|_| Unreadable("not JSON"))
    }

    #[cfg(target_arch = "wasm32")]
    fn of(value: &wasm_bindgen::JsValue) -> Self {
        use wasm_bindgen::JsCast;

        if let Some(text) = value.as_string() {
            Self::Text(text)
        } else if let Some(number) = value.as_f64() {
            Self::Number(number)
        } else if let Some(flag) = value.as_bool() {
            Self::Flag(flag)
        } else if let Some(object) = value.dyn_ref::<js_sys::Object>() {
            if js_sys::Array::is_array(object) {
                return Self::List(
                    object.unchecked_ref::<js_sys::Array>().iter().map(|item| Self::of(&item)).collect(),
                );
            }
            let (names, values) = (js_sys::Object::keys(object), js_sys::Object::values(object));
            let pairs = names
                .iter()
                .zip(values.iter())
                .map(|(name, value)| (name.as_string().unwrap_or_default(), Self::of(&value)));
            Self::Object(pairs.collect())
        } else {
            Self::Null
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn of(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(flag) => Self::Flag(flag),
            serde_json::Value::Number(number) => Self::Number(number.as_f64().unwrap_or_default()),
            serde_json::Value::String(text) => Self::Text(text),
            serde_json::Value::Array(items) => Self::List(items.into_iter().map(Self::of).collect()),
            serde_json::Value::Object(pairs) => {
                Self::Object(pairs.into_iter().map(|(name, value)| (name, Self::of(value))).collect())
            }
        }
    }

    /// The pairs of an object, or none.
    #[inline(never)]
    pub(super) fn pairs(self) -> Result<Vec<(String, Self)>, Unreadable> {
        match self {
            Self::Object(pairs) => Ok(pairs),
            _ => Err(Unreadable("not an object")),
        }
    }

    #[inline(never)]
    pub(super) fn items(self) -> Result<Vec<Self>, Unreadable> {
        match self {
            Self::List(items) => Ok(items),
            _ => Err(Unreadable("not a list")),
        }
    }

    #[inline(never)]
    pub(super) fn text(self) -> Result<String, Unreadable> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(Unreadable("not a text")),
        }
    }

    #[inline(never)]
    pub(super) fn whole(self, least: f64) -> Result<f64, Unreadable> {
        match self {
            Self::Number(number) if number >= least && number.fract() == 0.0 => Ok(number),
            _ => Err(Unreadable("not a whole number")),
        }
    }

    #[inline(never)]
    pub(super) fn number(self) -> Result<f64, Unreadable> {
        match self {
            Self::Number(number) => Ok(number),
            _ => Err(Unreadable("not a number")),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    // Printing what is wrong would cost a printer for every kind of it.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self("not a value of its type")
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self("of the wrong type")
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self("not a value of its type")
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self("of the wrong length")
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self("no such variant")
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self("no such field")
    }

    fn missing_field(field: &'static str) -> Self {
        Self(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self(field)
    }
}
