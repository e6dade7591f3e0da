//! `/api/v1/openapi.json`: the description and the routes agree.

use std::collections::BTreeSet;

use http::{Method, StatusCode};
use konfid_api::addresses;
use serde_json::Value;
use shared::{Administrator, ProblemCode};

use crate::support::App;

type Operations = BTreeSet<(String, String)>;

fn described(document: &Value) -> Operations {
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(address, item)| {
        item.as_object().unwrap().keys().map(move |method| (method.to_uppercase(), address.clone()))
    });
    operations.collect()
}

/// What the routes answer, as the `Allow` header of a method that none of them has tells it.
async fn answered() -> Operations {
    let administrator = Administrator {
        id: "0193bb2e-5f3c-7d4e-8a9b-0c1d2e3f4a5b".parse().unwrap(),
        name: "Demo".to_owned(),
    };
    let app = App::with(|state| state.demo_administrator = Some(administrator)).await;
    let mut operations = Operations::new();
    for address in addresses() {
        let concrete = address.replace(['{', '}'], "");
        let answer = app.anonymous(Method::TRACE, &concrete).send().await;
        answer.assert_problem(405, ProblemCode::MethodNotAllowed);
        let allowed = answer.header("allow").unwrap().split(',').filter(|method| *method != "HEAD");
        operations.extend(allowed.map(|method| (method.to_owned(), address.clone())));
    }
    operations
}

#[tokio::test]
async fn every_route_is_described_and_nothing_else() {
    let app = App::new().await;
    let answer = app.anonymous(Method::GET, "/api/v1/openapi.json").send().await;
    assert_eq!(answer.status, StatusCode::OK);
    let document: Value = answer.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let (described, answered) = (described(&document), answered().await);
    assert!(answered.len() > 30, "{answered:?}");
    assert_eq!(described, answered);
}

#[test]
fn names_are_written_as_in_the_answers() {
    let document: Value = serde_json::from_str(konfid_api::document()).unwrap();
    let mut properties = Vec::new();
    collect_names(&document, &mut properties);
    assert!(properties.len() > 100, "{properties:?}");
    let odd: Vec<_> = properties.into_iter().filter(|name| name.contains('_')).collect();
    assert!(odd.is_empty(), "{odd:?}");
}

/// The names of all properties of all schemas.
fn collect_names(value: &Value, names: &mut Vec<String>) {
    if let Some(properties) = value.get("properties").and_then(Value::as_object) {
        names.extend(properties.keys().cloned());
    }
    match value {
        Value::Object(object) => object.values().for_each(|value| collect_names(value, names)),
        Value::Array(array) => array.iter().for_each(|value| collect_names(value, names)),
        _ => {}
    }
}

#[tokio::test]
async fn every_reference_leads_somewhere_and_every_operation_has_its_own_name() {
    let document: Value = serde_json::from_str(konfid_api::document()).unwrap();
    let mut references = Vec::new();
    collect(&document, "$ref", &mut references);
    assert!(!references.is_empty());
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
    let mut names = Vec::new();
    collect(&document, "operationId", &mut names);
    let distinct: BTreeSet<_> = names.iter().collect();
    assert_eq!(distinct.len(), names.len());
    insta::assert_snapshot!(names.join("\n"));
}

#[test]
fn every_operation_says_what_it_takes_and_only_the_open_ones_take_no_sign_in() {
    let document: Value = serde_json::from_str(konfid_api::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.values().flat_map(|item| item.as_object().unwrap().values());
    let mut open = 0;
    for operation in operations {
        let permission = operation["x-permission"].as_str().unwrap();
        let is_open = operation["security"] == serde_json::json!([{}]);
        assert_eq!(permission == "askOpenly", is_open, "{operation}");
        open += usize::from(is_open);
    }
    assert_eq!(open, 19);
}

#[test]
fn a_reset_is_described_in_full() {
    let document: Value = serde_json::from_str(konfid_api::document()).unwrap();
    let operation = &document["paths"]["/api/v1/users/{user}/conference-id/reset"]["post"];
    insta::assert_snapshot!(serde_json::to_string_pretty(operation).unwrap());
    insta::assert_snapshot!(
        "user_schema",
        serde_json::to_string_pretty(&document["components"]["schemas"]["User"]).unwrap()
    );
}

fn collect(value: &Value, key: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == key => found.push(text.clone()),
                    value => collect(value, key, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, key, found)),
        _ => {}
    }
}
