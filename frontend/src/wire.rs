//! Reads the wire: the browser parses the JSON, and Serde makes our types of what it found.
//!
//! `serde_json`'s reader costs several kilobytes for every type, since it finds fields by their names and takes
//! structures as objects and as lists. Here a structure asks for its fields one after the other, so that what is made
//! for a type is little more than a list of its fields, and names are compared in one place.

mod value;

use serde::de::value::{MapDeserializer, SeqDeserializer, U32Deserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, VariantAccess,
    Visitor,
};
pub(crate) use value::{Unreadable, Value};

/// Reads JSON as one of our types.
pub(crate) fn read<T: DeserializeOwned>(json: &str) -> Result<T, Unreadable> {
    T::deserialize(Value::parse(json)?)
}

/// The value of an enumeration that a word on the wire stands for.
pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    T::deserialize(Value::Text(word.to_owned())).ok()
}

impl IntoDeserializer<'_, Unreadable> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Makes functions that hand a whole number to the visitor.
macro_rules! whole {
    ($($name:ident)*) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a whole number")]
            visitor.visit_u64(self.whole(0.0)? as u64)
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

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        #[expect(clippy::cast_possible_truncation, reason = "it is a whole number")]
        visitor.visit_i64(self.whole(f64::MIN)? as i64)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_i64(visitor)
    }

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

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let pairs = self.pairs()?.into_iter().map(|(name, value)| (Self::Text(name), value));
        visitor.visit_map(MapDeserializer::new(pairs))
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_string(visitor)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_unit(visitor)
    }

    // None of our types is read from bytes, by names that are no texts, or from what describes itself.
    serde::forward_to_deserialize_any! { bytes byte_buf identifier }
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
mod tests;
