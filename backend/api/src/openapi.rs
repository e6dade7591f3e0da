//! `GET /api/v1/openapi.json`: the API described by its own handlers.

use std::sync::LazyLock;

use axum::response::IntoResponse;
use http::header;
use shared::paths::route;
use shared::{AuditAction, DialInFilter, ImportOutcome, MailState, Problem, TableSeparator, UserSort};
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::{Operation, ParameterIn, PathItem, Paths};
use utoipa::openapi::schema::{AdditionalProperties, Schema, SchemaType, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{ContentBuilder, ObjectBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use crate::permission::{Admission, Permission};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Konfid",
        description = "Manages the dial-in conference IDs of an organisation's users.\n\n\
            Errors are problems after RFC 9457 with a stable `type`; their sentences follow `Accept-Language` \
            (English or Swedish).",
    ),
    components(schemas(AuditAction, DialInFilter, ImportOutcome, MailState, Problem, TableSeparator, UserSort)),
    modifiers(&Security)
)]
struct Description;

/// The tag of what phone bridges ask.
const PHONE_BRIDGE: &str = "phone bridge";
const TOKEN: &str = "token";
const SESSION: &str = "session";
const ORGANIZER: &str = "organizer";

/// Says how one signs in.
struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let mut token = Http::new(HttpAuthScheme::Bearer);
        token.description = Some("A token from `konfid token create`; for scripts.".to_owned());
        components.add_security_scheme(TOKEN, SecurityScheme::Http(token));
        let cookie = ApiKeyValue::with_description(
            "konfid_session",
            "An administrator's session in a browser (`__Host-konfid_session` on https). Requests that change \
             something must come from Konfid's own page.",
        );
        components.add_security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        let cookie = ApiKeyValue::with_description(
            "konfid_organizer",
            "An organizer's session in a browser (`__Host-konfid_organizer` on https): it gives access to the calendar \
             and the meetings of that user only.",
        );
        components.add_security_scheme(ORGANIZER, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}

/// What the document has besides the routes.
pub(crate) fn frame() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

/// Adds to the descriptions of a row what all operations have in common.
pub(crate) fn complete(paths: &mut Paths, permission: Permission) {
    for item in paths.paths.values_mut() {
        let PathItem { get, post, put, patch, delete, options, .. } = item;
        let operations = [get, post, put, patch, delete, options];
        for operation in operations.into_iter().flatten() {
            complete_operation(operation, permission);
        }
    }
}

fn complete_operation(operation: &mut Operation, permission: Permission) {
    operation.extensions = Some(Extensions::builder().add("x-permission", permission.name()).build());
    operation.operation_id = operation.operation_id.take().map(|name| camel_case(&name));
    // Where a line ends in the source means nothing.
    for text in [&mut operation.summary, &mut operation.description].into_iter().flatten() {
        *text = text.replace('\n', " ");
    }
    let body = operation.request_body.iter_mut().filter_map(|body| match body {
        RefOr::T(body) => Some(&mut body.content),
        RefOr::Ref(_) => None,
    });
    for (_, content) in body.flatten() {
        // A body may be missing; `null` is none.
        if let RefOr::T(content) = content
            && let Some(RefOr::T(Schema::OneOf(choice))) = &content.schema
            && let [schema, null] = choice.items.as_slice()
            && is_null(null)
        {
            content.schema = Some(schema.clone());
        }
    }
    for parameter in operation.parameters.iter_mut().flatten() {
        if let RefOr::T(parameter) = parameter
            && parameter.parameter_in == ParameterIn::Header
        {
            parameter.description = header_description(&parameter.name).map(str::to_owned);
            parameter.schema = header_pattern(&parameter.name)
                .map(|pattern| ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).into());
        }
    }
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response
            && !status.starts_with('2')
            // Phone bridges know no problems.
            && operation.tags.as_ref().is_none_or(|tags| tags.iter().all(|tag| tag != PHONE_BRIDGE))
            && let Some(content) = response.content.shift_remove("application/json")
        {
            response.content.insert("application/problem+json".to_owned(), content);
        }
    }
    let responses = &mut operation.responses.responses;
    responses.insert("default".to_owned(), problem("Any other problem.").into());
    let schemes: &[&str] = match permission.admission() {
        Admission::Everybody => &[],
        Admission::OwnerOrSignedIn => &[TOKEN, SESSION, ORGANIZER],
        Admission::SignedIn => &[TOKEN, SESSION],
    };
    if operation.security.is_none() {
        responses.insert("401".to_owned(), problem("Not signed in.").into());
        let requirements = schemes.iter().map(|scheme| SecurityRequirement::new(*scheme, [""; 0]));
        operation.security = Some(requirements.collect());
    }
}

fn is_null(schema: &RefOr<Schema>) -> bool {
    matches!(schema, RefOr::T(Schema::Object(object)) if object.schema_type == SchemaType::Type(Type::Null))
}

/// A value that is one of several objects has nothing besides: the reader takes exactly one key.
fn close_variants(schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::OneOf(choice)) = schema else { return };
    for variant in &mut choice.items {
        if let RefOr::T(Schema::Object(object)) = variant
            && object.properties.len() == 1
        {
            object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
        }
    }
}

fn problem(description: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description(description).content("application/problem+json", content).build()
}

fn header_description(name: &str) -> Option<&'static str> {
    match name {
        "If-Match" => Some("The version you have seen, as in `ETag`: `\"3\"`."),
        "Idempotency-Key" => Some(
            "At most 128 ASCII letters, digits and punctuation marks, for example a UUID. A request that is repeated with the same \
             key within 24 hours is not carried out again; it gets the same answer, with `Idempotency-Replayed: true`. After \
             `outcome-unknown`, repeat the request with the same key: it is carried out once.",
        ),
        _ => None,
    }
}

fn header_pattern(name: &str) -> Option<&'static str> {
    match name {
        "If-Match" => Some(r#"^(\*|"[0-9]{1,18}")$"#),
        "Idempotency-Key" => Some("^[!-~]{1,128}$"),
        _ => None,
    }
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(word.len().min(1));
        name + &initial.to_ascii_uppercase() + rest
    })
}

/// The description of the API, as JSON.
pub fn document() -> &'static str {
    static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
        let mut document = crate::routes::described();
        let schemas = document.components.iter_mut().flat_map(|components| &mut components.schemas);
        schemas.for_each(|(_, schema)| close_variants(schema));
        document.to_pretty_json().unwrap_or_default()
    });
    &DOCUMENT
}

/// This description.
#[utoipa::path(
    get,
    path = route::OPENAPI,
    tag = "health",
    security(()),
    responses((status = 200, description = "OpenAPI 3.1.", body = serde_json::Value))
)]
pub(crate) async fn show_openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], document())
}
