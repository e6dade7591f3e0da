//! Helpers for the OpenAPI description of newtypes that travel as text.

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaFormat, SchemaType, Type};

/// A type whose JSON form is a string with a named format.
pub(crate) trait AsText {
    fn text_schema(format: &str) -> RefOr<Schema> {
        RefOr::T(Schema::Object(
            ObjectBuilder::new()
                .schema_type(SchemaType::Type(Type::String))
                .format(Some(SchemaFormat::Custom(format.to_owned())))
                .build(),
        ))
    }
}

impl<T: ?Sized> AsText for T {}

/// Describes a number that counts from 1.
pub(crate) fn counted_schema(maximum: u32) -> RefOr<Schema> {
    let number = ObjectBuilder::new().schema_type(SchemaType::Type(Type::Integer));
    let number = number.minimum(Some(1)).maximum(Some(maximum));
    RefOr::T(Schema::Object(number.examples([1]).build()))
}

/// Describes a string that matches a pattern.
pub(crate) fn pattern_schema(pattern: &str, example: &str) -> RefOr<Schema> {
    RefOr::T(Schema::Object(
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .pattern(Some(pattern))
            .examples([example])
            .build(),
    ))
}
