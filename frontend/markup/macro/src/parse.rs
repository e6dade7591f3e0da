//! Reads markup.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Expr, Ident, Lit, Pat, Result, Token, TypePath, braced};

/// All of a macro's input: nothing, one node, or an expression without braces.
pub(crate) enum Root {
    Empty,
    Node(Box<Node>),
    Expression(TokenStream),
}

pub(crate) enum Node {
    Element(Element),
    Fragment {
        key: Option<Value>,
        children: Vec<Node>,
    },
    /// The markup of a component, as it was written.
    Component(TokenStream),
    Text(String),
    Expression(TokenStream),
    /// `{ for iterator }`
    All(TokenStream),
    If(If),
    For {
        pattern: Pat,
        iterator: Expr,
        body: Vec<Node>,
    },
}

pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Node>,
}

pub(crate) struct If {
    pub(crate) condition: Expr,
    pub(crate) then: Vec<Node>,
    pub(crate) otherwise: Option<Otherwise>,
}

pub(crate) enum Otherwise {
    If(Box<If>),
    Nodes(Vec<Node>),
}

pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) value: Value,
    /// `~name=…` sets a property of the element instead of an attribute.
    pub(crate) is_property: bool,
}

pub(crate) enum Value {
    Text(String),
    Flag(bool),
    Expression(TokenStream),
}

/// Elements that never have children.
const VOID: &[&str] = &["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "textarea", "wbr"];

impl Parse for Root {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.is_empty() {
            return Ok(Self::Empty);
        }
        let is_node = input.peek(Token![<])
            || input.peek(Token![if])
            || input.peek(Token![for])
            || (input.peek(syn::token::Brace) && is_one_tree(&input.fork()));
        if !is_node {
            return Ok(Self::Expression(input.parse()?));
        }
        let node = input.parse()?;
        if input.is_empty() {
            Ok(Self::Node(Box::new(node)))
        } else {
            Err(input.error("only one node is allowed here: put several into <>…</>"))
        }
    }
}

fn is_one_tree(input: ParseStream<'_>) -> bool {
    input.parse::<TokenTree>().is_ok() && input.is_empty()
}

impl Parse for Node {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Token![<]) {
            return markup(input);
        }
        if input.peek(Token![if]) {
            return Ok(Self::If(input.parse()?));
        }
        if input.peek(Token![for]) {
            input.parse::<Token![for]>()?;
            let pattern = Pat::parse_single(input)?;
            input.parse::<Token![in]>()?;
            let iterator = Expr::parse_without_eager_brace(input)?;
            return Ok(Self::For { pattern, iterator, body: block(input)? });
        }
        if input.peek(Lit) {
            return Ok(Self::Text(text_of(&input.parse()?)?));
        }
        let content;
        braced!(content in input);
        if content.peek(Token![for]) {
            content.parse::<Token![for]>()?;
            return Ok(Self::All(content.parse()?));
        }
        let tokens: TokenStream = content.parse()?;
        if tokens.is_empty() {
            return Err(content.error("an expression is missing"));
        }
        Ok(match syn::parse2::<Lit>(tokens.clone()) {
            Ok(literal) => Self::Text(text_of(&literal)?),
            Err(_) => Self::Expression(tokens),
        })
    }
}

impl Parse for If {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        input.parse::<Token![if]>()?;
        let condition = Expr::parse_without_eager_brace(input)?;
        let then = block(input)?;
        let otherwise = if input.peek(Token![else]) {
            input.parse::<Token![else]>()?;
            Some(if input.peek(Token![if]) {
                Otherwise::If(Box::new(input.parse()?))
            } else {
                Otherwise::Nodes(block(input)?)
            })
        } else {
            None
        };
        Ok(Self { condition, then, otherwise })
    }
}

fn block(input: ParseStream<'_>) -> Result<Vec<Node>> {
    let content;
    braced!(content in input);
    let mut nodes = Vec::new();
    while !content.is_empty() {
        nodes.push(content.parse()?);
    }
    Ok(nodes)
}

/// An element, a fragment or a component.
fn markup(input: ParseStream<'_>) -> Result<Node> {
    let written = input.fork();
    let open = input.parse::<Token![<]>()?;
    if input.peek(Token![/]) {
        return Err(Error::new(open.spans[0], "this closing tag has no opening tag"));
    }
    let is_fragment = input.peek(Token![>]) || (input.peek(Ident::peek_any) && input.peek2(Token![=]));
    if is_fragment {
        let mut attributes = attributes(input, false)?;
        input.parse::<Token![>]>()?;
        let key = match attributes.pop() {
            Some(Attribute { name, value, .. }) if name == "key" && attributes.is_empty() => Some(value),
            None => None,
            Some(_) => return Err(Error::new(open.spans[0], "a fragment may only have a key")),
        };
        let children = children(input)?;
        input.parse::<Token![>]>()?;
        return Ok(Node::Fragment { key, children });
    }
    let first = input.fork().call(Ident::parse_any)?;
    let is_path = input.peek2(Token![::]);
    if is_path || first.to_string().starts_with(char::is_uppercase) {
        let name: TypePath = input.parse()?;
        attributes(input, true)?;
        if !closes_itself(input)? {
            children(input)?;
            let closing: TypePath = input.parse()?;
            same(written_as(&name) == written_as(&closing), &first)?;
            input.parse::<Token![>]>()?;
        }
        return Ok(Node::Component(between(&written, input)?));
    }
    let name = dashed_name(input)?;
    let attributes = attributes(input, false)?;
    if closes_itself(input)? {
        return Ok(Node::Element(Element { name, attributes, children: Vec::new() }));
    }
    if VOID.contains(&name.as_str()) {
        return Err(Error::new(first.span(), "this element has no content: close it with />"));
    }
    let children = children(input)?;
    same(dashed_name(input)? == name, &first)?;
    input.parse::<Token![>]>()?;
    Ok(Node::Element(Element { name, attributes, children }))
}

fn written_as(name: &TypePath) -> String {
    name.to_token_stream().to_string()
}

fn same(is_same: bool, opening: &Ident) -> Result<()> {
    if is_same { Ok(()) } else { Err(Error::new(opening.span(), "the closing tag has another name")) }
}

/// Reads `>` or `/>`.
fn closes_itself(input: ParseStream<'_>) -> Result<bool> {
    let closes = input.peek(Token![/]);
    if closes {
        input.parse::<Token![/]>()?;
    }
    input.parse::<Token![>]>()?;
    Ok(closes)
}

/// Reads nodes up to and with the `</` that follows them.
fn children(input: ParseStream<'_>) -> Result<Vec<Node>> {
    let mut nodes = Vec::new();
    while !(input.peek(Token![<]) && input.peek2(Token![/])) {
        if input.is_empty() {
            return Err(input.error("a closing tag is missing"));
        }
        nodes.push(input.parse()?);
    }
    input.parse::<Token![<]>()?;
    input.parse::<Token![/]>()?;
    Ok(nodes)
}

/// The tokens from one place to the other.
fn between(start: ParseStream<'_>, end: ParseStream<'_>) -> Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while start.cursor() != end.cursor() {
        tokens.extend([start.parse::<TokenTree>()?]);
    }
    Ok(tokens)
}

fn attributes(input: ParseStream<'_>, of_component: bool) -> Result<Vec<Attribute>> {
    let mut attributes: Vec<Attribute> = Vec::new();
    while !input.peek(Token![>]) && !input.peek(Token![/]) {
        let span = input.span();
        let attribute = attribute(input, of_component)?;
        if !of_component && attributes.iter().any(|other| other.name == attribute.name) {
            return Err(Error::new(span, "this attribute stands here twice"));
        }
        attributes.push(attribute);
    }
    Ok(attributes)
}

fn attribute(input: ParseStream<'_>, of_component: bool) -> Result<Attribute> {
    if input.peek(syn::token::Brace) {
        let content;
        braced!(content in input);
        if of_component && content.peek(Token![..]) {
            return Ok(Attribute {
                name: String::new(),
                value: Value::Expression(content.parse()?),
                is_property: false,
            });
        }
        let name: Ident = content.parse()?;
        return if content.is_empty() {
            Ok(Attribute {
                name: name.to_string(),
                value: Value::Expression(quote::quote!(#name)),
                is_property: false,
            })
        } else {
            Err(content.error("only a name may stand in these braces"))
        };
    }
    let is_property = input.peek(Token![~]);
    if is_property {
        input.parse::<Token![~]>()?;
    }
    let name = dashed_name(input)?;
    input.parse::<Token![=]>()?;
    let tokens = match input.parse::<TokenTree>()? {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => group.stream(),
        other => other.into(),
    };
    let value = match syn::parse2::<Lit>(tokens.clone()) {
        Ok(Lit::Bool(flag)) => Value::Flag(flag.value),
        Ok(literal) => Value::Text(text_of(&literal)?),
        Err(_) => Value::Expression(tokens),
    };
    Ok(Attribute { name, value, is_property })
}

fn dashed_name(input: ParseStream<'_>) -> Result<String> {
    let mut name = input.call(Ident::parse_any)?.to_string();
    while input.peek(Token![-]) {
        input.parse::<Token![-]>()?;
        name.push('-');
        name.push_str(&input.call(Ident::parse_any)?.to_string());
    }
    Ok(name)
}

fn text_of(literal: &Lit) -> Result<String> {
    Ok(match literal {
        Lit::Str(text) => text.value(),
        Lit::Char(character) => character.value().into(),
        Lit::Int(number) => number.base10_digits().to_owned(),
        Lit::Bool(flag) => flag.value.to_string(),
        _ => return Err(Error::new_spanned(literal, "write this as a text")),
    })
}
