//! Writes the calls that build what was read.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Expr;

use crate::parse::{Attribute, Element, If, Node, Otherwise, Root, Value};

/// Stands before every attribute in an element's description.
const ATTRIBUTE: char = '\u{1}';
/// Stands before the value of an attribute that never changes.
const VALUE: char = '\u{2}';

/// Attributes that are there or not.
const FLAGS: &[&str] = &[
    "autofocus",
    "disabled",
    "formnovalidate",
    "hidden",
    "inert",
    "multiple",
    "novalidate",
    "open",
    "readonly",
    "required",
    "reversed",
    "selected",
];

/// The expression that the macro becomes.
pub(crate) fn root(root: &Root) -> TokenStream {
    match root {
        Root::Empty => quote!(<::yew::virtual_dom::VNode as ::std::default::Default>::default()),
        Root::Expression(tokens) => only(tokens),
        Root::Node(node) => {
            let markup = markup();
            let call = match &**node {
                Node::Expression(tokens) => return only(tokens),
                node @ Node::All(_) => list(None, &[node]),
                node => child(node),
            };
            quote!({
                let mut #markup = ::yew::markup::Markup::new();
                #call
                #markup.finish()
            })
        }
    }
}

/// What is nothing but an expression.
fn only(tokens: &TokenStream) -> TokenStream {
    let value = expression(tokens);
    quote!(::yew::markup::Child::node(#value))
}

/// The variable that holds what is being built; a name that no markup can see.
fn markup() -> Ident {
    Ident::new("markup", Span::mixed_site())
}

fn child(node: &Node) -> TokenStream {
    let markup = markup();
    match node {
        Node::Element(made) => element(made),
        Node::Fragment { key, children } => list(key.as_ref(), &children.iter().collect::<Vec<_>>()),
        Node::Component(tokens) => quote!(#markup.push(::yew::html_of_yew! { #tokens });),
        Node::Text(text) => quote!(#markup.fixed_text(#text);),
        Node::Expression(tokens) => {
            let value = expression(tokens);
            quote!(#markup.child(#value);)
        }
        Node::All(tokens) => {
            let items = expression(tokens);
            quote!(#markup.all(#items);)
        }
        Node::If(choice) => {
            let choice = if_else(choice);
            quote!(#markup.open_list(); #choice #markup.close_fragment(::std::option::Option::None);)
        }
        Node::For { pattern, iterator, body } => {
            let body = children(body);
            quote! {
                #markup.open_list();
                for #pattern in #iterator { #body }
                #markup.close_fragment(::std::option::Option::None);
            }
        }
    }
}

fn children(nodes: &[Node]) -> TokenStream {
    nodes.iter().map(child).collect()
}

fn list(key: Option<&Value>, nodes: &[&Node]) -> TokenStream {
    let markup = markup();
    let key = key.map_or_else(
        || quote!(::std::option::Option::None),
        |key| {
            let key = of_value(key);
            quote!(::std::option::Option::Some(::std::convert::Into::into(#key)))
        },
    );
    let calls = nodes.iter().map(|node| child(node));
    quote!(#markup.open_list(); #(#calls)* #markup.close_fragment(#key);)
}

fn if_else(choice: &If) -> TokenStream {
    let (condition, then) = (&choice.condition, children(&choice.then));
    let otherwise = choice.otherwise.as_ref().map(|otherwise| {
        let nodes = match otherwise {
            Otherwise::If(choice) => if_else(choice),
            Otherwise::Nodes(nodes) => {
                let nodes = children(nodes);
                quote!({ #nodes })
            }
        };
        quote!(else #nodes)
    });
    quote!(if #condition { #then } #otherwise)
}

fn element(element: &Element) -> TokenStream {
    let markup = markup();
    let (mut fixed, mut changing, mut calls) = (element.name.clone(), String::new(), TokenStream::new());
    for attribute in &element.attributes {
        match place(&element.name, attribute) {
            Place::Nowhere => {}
            Place::Fixed(value) => {
                fixed.push(ATTRIBUTE);
                fixed.push_str(&attribute.name);
                fixed.push(VALUE);
                fixed.push_str(&value);
            }
            Place::Changing(method) => {
                changing.push(ATTRIBUTE);
                changing.push_str(&attribute.name);
                let (method, value) = (format_ident!("{method}"), of_value(&attribute.value));
                calls.extend(quote!(#markup.#method(#value);));
            }
            Place::Beside(method) => {
                let (method, value) = (format_ident!("{method}"), of_value(&attribute.value));
                calls.extend(quote!(#markup.#method(#value);));
            }
        }
    }
    let description = fixed + &changing;
    let (inside, close) = match &element.children[..] {
        [] => (TokenStream::new(), quote!(close)),
        [Node::Expression(tokens)] => {
            let value = expression(tokens);
            (quote!(#markup.only(#value);), quote!(close_one))
        }
        [node @ (Node::Element(_) | Node::Component(_) | Node::Text(_))] => (child(node), quote!(close_one)),
        nodes => (children(nodes), quote!(close_list)),
    };
    quote!(#markup.open(#description); #calls #inside #markup.#close();)
}

/// How an attribute reaches its element.
enum Place<'attribute> {
    Nowhere,
    /// As a part of the element's description.
    Fixed(String),
    /// With its name in the description and its value given to a method.
    Changing(&'static str),
    /// Only by a method, since it is no attribute in the document.
    Beside(&'attribute str),
}

fn place<'attribute>(element: &str, attribute: &'attribute Attribute) -> Place<'attribute> {
    let Attribute { name, value, is_property } = attribute;
    if *is_property {
        return Place::Changing("property");
    }
    let is_flag = FLAGS.contains(&name.as_str());
    match (element, name.as_str(), value) {
        (_, "key", _) => Place::Beside("key"),
        (_, "ref", _) => Place::Beside("node_ref"),
        ("input" | "textarea", "value", _) => Place::Beside("value"),
        ("input", "checked", _) => Place::Beside("checked"),
        ("textarea", "defaultvalue", _) => Place::Beside("default_value"),
        (_, name, _) if name.starts_with("on") => Place::Beside(name),
        (_, "class", Value::Text(text)) if text.is_empty() => Place::Nowhere,
        (_, _, Value::Flag(false)) if is_flag => Place::Nowhere,
        (_, _, Value::Flag(true)) if is_flag => Place::Fixed(name.clone()),
        (_, _, Value::Flag(flag)) => Place::Fixed(flag.to_string()),
        (_, _, Value::Text(text)) => Place::Fixed(text.clone()),
        (_, "class", Value::Expression(_)) => Place::Changing("class"),
        (_, _, Value::Expression(_)) if is_flag => Place::Changing("flag"),
        (_, _, Value::Expression(_)) => Place::Changing("attr"),
    }
}

fn of_value(value: &Value) -> TokenStream {
    match value {
        Value::Text(text) => quote!(#text),
        Value::Flag(flag) => quote!(#flag),
        Value::Expression(tokens) => expression(tokens),
    }
}

/// An expression as it stands, or statements in braces.
fn expression(tokens: &TokenStream) -> TokenStream {
    if syn::parse2::<Expr>(tokens.clone()).is_ok() { tokens.clone() } else { quote!({ #tokens }) }
}
