//! Macros that several modules use.

/// Describes a newtype as a string that matches a pattern, when the `OpenAPI` description is wanted.
macro_rules! schema_for_text {
    ($name:ty, $pattern:literal, $example:literal) => {
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                crate::schema::pattern_schema($pattern, $example)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    };
}
pub(crate) use schema_for_text;
