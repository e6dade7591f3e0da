//! Reads the wire: the browser parses the JSON, and Serde makes our types of what it found.
//!
//! serde_json's reader costs several kilobytes for every type, since it finds fields by their names and takes
//! structures as objects and as lists. Here a structure asks for its fields one after the other, so that what is made
//! for a type is little more than a list of its fields, and names are compared in one place.

use serde::de::value::{SeqDeserializer, U32Deserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer,
    MapAccess, Unexpected, VariantAccess, Visitor,
};
use std::fmt;

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
pub(crate) struct Unreadable(&'static str);

/// Reads JSON as one of our types.
pub(crate) fn read<T: DeserializeOwned>(json: &str) -> Result<T, Unreadable> {
    T::deserialize(Value::parse(json)?)
}

/// The value of an enumeration that a word on the wire stands for.
pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    T::deserialize(Value::Text(word.to_owned())).ok()
}

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
    fn pairs(self) -> Result<Vec<(String, Self)>, Unreadable> {
        match self {
            Self::Object(pairs) => Ok(pairs),
            _ => Err(Unreadable("not an object")),
        }
    }

    #[inline(never)]
    fn items(self) -> Result<Vec<Self>, Unreadable> {
        match self {
            Self::List(items) => Ok(items),
            _ => Err(Unreadable("not a list")),
        }
    }

    #[inline(never)]
    fn text(self) -> Result<String, Unreadable> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(Unreadable("not a text")),
        }
    }

    #[inline(never)]
    fn whole(self) -> Result<u64, Unreadable> {
        match self {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it is a whole number"
            )]
            Self::Number(number) if number >= 0.0 && number.fract() == 0.0 => Ok(number as u64),
            _ => Err(Unreadable("not a whole number")),
        }
    }

    #[inline(never)]
    fn number(self) -> Result<f64, Unreadable> {
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

impl<'de> IntoDeserializer<'de, Unreadable> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Makes functions that hand a whole number to the visitor.
macro_rules! whole {
    ($($name:ident)*) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            visitor.visit_u64(self.whole()?)
        })*
    };
}

impl<'de> Deserializer<'de> for Value {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unreadable> {
        Err(Unreadable("of no certain type"))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Self::Flag(flag) => visitor.visit_bool(flag),
            _ => Err(Unreadable("neither true nor false")),
        }
    }

    whole! { deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_f64(self.number()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Self::Null => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(SeqDeserializer::new(self.items()?.into_iter()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_map(Fields::new(self, names)?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(Variant::new(self, names)?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 f32 char bytes byte_buf unit_struct tuple_struct map identifier
    }
}

/// The fields of a structure that are there, in the order in which the structure names them.
struct Fields {
    found: std::vec::IntoIter<(u32, Value)>,
    next: Value,
}

impl Fields {
    #[inline(never)]
    fn new(value: Value, names: &'static [&'static str]) -> Result<Self, Unreadable> {
        let pairs = value.pairs()?;
        let mut found = Vec::with_capacity(pairs.len());
        for (name, value) in pairs {
            // What this page does not know yet is not its concern.
            if let Some(index) = place(names, &name) {
                found.push((index, value));
            }
        }
        Ok(Self { found: found.into_iter(), next: Value::Null })
    }

    #[inline(never)]
    fn step(&mut self) -> Option<u32> {
        let (index, value) = self.found.next()?;
        self.next = value;
        Some(index)
    }
}

fn place(names: &[&str], name: &str) -> Option<u32> {
    names.iter().position(|known| *known == name).and_then(|index| u32::try_from(index).ok())
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unreadable> {
        match self.step() {
            Some(index) => seed.deserialize(by_place(index)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unreadable> {
        seed.deserialize(std::mem::take(&mut self.next))
    }
}

/// A field or a variant, named by its place: Serde takes that for its name.
fn by_place(index: u32) -> U32Deserializer<Unreadable> {
    index.into_deserializer()
}

/// A variant of an enumeration: its place, and what it holds.
struct Variant(u32, Value);

impl Variant {
    #[inline(never)]
    fn new(value: Value, names: &'static [&'static str]) -> Result<Self, Unreadable> {
        let (name, content) = match value {
            Value::Text(name) => (name, Value::Null),
            value => value.pairs()?.pop().ok_or(Unreadable("an empty object"))?,
        };
        let index = place(names, &name).ok_or(Unreadable("no such variant"))?;
        Ok(Self(index, content))
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Unreadable;
    type Variant = Content;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Content), Unreadable> {
        Ok((seed.deserialize(by_place(self.0))?, Content(self.1)))
    }
}

/// What a variant holds.
struct Content(Value);

impl<'de> VariantAccess<'de> for Content {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unreadable> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.0.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_map(Fields::new(self.0, names)?)
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};
    use shared::{FieldProblem, Page, Problem, UpdateUserRequest, UserSort};

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    enum Word {
        FirstWord,
        Number(u32),
        Part { fraction: f64, file_name: String },
    }

    fn survives<T: Serialize + DeserializeOwned + PartialEq + fmt::Debug>(value: &T) {
        let json = serde_json::to_string(value).unwrap();
        assert_eq!(&read::<T>(&json).unwrap(), value, "{json}");
    }

    #[test]
    fn what_is_written_is_read_again() {
        survives(&Problem {
            kind: "urn:konfid:problem:x".into(),
            title: "Fel \"ett\"".into(),
            status: 400,
            detail: String::new(),
            instance: None,
            errors: vec![FieldProblem { field: "displayName".into(), detail: "å".into() }],
        });
        survives(&Page { items: vec![1_u64, 9_007_199_254_740_991], next_cursor: None, total: Some(0) });
        survives(&(7_u32, Word::FirstWord));
        survives(&vec![Word::Number(3), Word::Part { fraction: 0.25, file_name: "a.ics".into() }]);
        survives(&UserSort::UpdatedAtDescending);
    }

    #[test]
    fn missing_and_null_are_told_apart() {
        let language = |json| read::<UpdateUserRequest>(json).unwrap().language;
        assert_eq!(language("{}"), None);
        assert_eq!(language("{\"language\":null}"), Some(None));
        assert_eq!(language("{\"language\":\"sv\"}"), Some(Some(shared::Language::Sv)));
    }

    #[test]
    fn fields_may_come_in_any_order_and_unknown_ones_too() {
        let read: FieldProblem = read("{\"later\":[{}],\"detail\":\"d\",\"field\":\"f\"}").unwrap();
        assert_eq!((read.field.as_str(), read.detail.as_str()), ("f", "d"));
    }

    #[test]
    fn what_is_wrong_is_refused_and_says_what() {
        assert_eq!(read::<FieldProblem>("{\"field\":\"f\"}"), Err(Unreadable("detail")));
        assert_eq!(read::<u64>("-1"), Err(Unreadable("not a whole number")));
        assert_eq!(read::<u64>("1.5"), Err(Unreadable("not a whole number")));
        assert!(read::<u16>("65536").is_err());
        assert_eq!(read::<String>("1"), Err(Unreadable("not a text")));
        assert_eq!(read::<Vec<bool>>("[true,0]"), Err(Unreadable("neither true nor false")));
        assert_eq!(read::<Word>("\"none\""), Err(Unreadable("no such variant")));
        assert_eq!(read::<Word>("{}"), Err(Unreadable("an empty object")));
        assert_eq!(read::<Problem>("<html>"), Err(Unreadable("not JSON")));
        assert_eq!(from_word::<UserSort>("nonsense"), None);
    }
}
