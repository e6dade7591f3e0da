//! The HTML of an email as nodes of the page.
//!
//! The page's content security policy lets no HTML in as text and no inline style, and what is inside of a frame inherits
//! it. So the preview reads the email's HTML, which Konfid itself has written, and builds what is known of it; the
//! styles are set afterwards, one element at a time.

use yew::prelude::*;

/// The elements that an email is made of.
const ELEMENTS: [&str; 14] =
    ["a", "bdi", "br", "div", "em", "h2", "li", "ol", "p", "span", "strong", "table", "td", "ul"];

/// An element that is not complete yet.
struct Open {
    name: &'static str,
    attributes: Attributes,
    children: Vec<Html>,
}

#[derive(Default)]
struct Attributes {
    href: Option<AttrValue>,
    lang: Option<AttrValue>,
    style: Option<AttrValue>,
}

/// The body of an email. What is no known element is left out, with its text in place.
pub(super) fn nodes(html: &str) -> Html {
    let body =
        html.split_once("<body").map_or(html, |(_, rest)| rest.split_once('>').map_or("", |(_, body)| body));
    let body = body.split("</body>").next().unwrap_or_default();
    let mut open = vec![Open { name: "div", attributes: Attributes::default(), children: Vec::new() }];
    let mut rest = body;
    while let Some((text, tag)) = rest.split_once('<') {
        push(&mut open, text_node(text));
        let Some((tag, after)) = tag.split_once('>') else { break };
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            // Only an element that is open ends; the first one stays.
            if open.len() > 1 && open.last().is_some_and(|element| element.name == name.trim()) {
                close(&mut open);
            }
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let Some(name) = ELEMENTS.into_iter().find(|known| *known == name) else { continue };
        open.push(Open { name, attributes: attributes(tag), children: Vec::new() });
        if name == "br" {
            close(&mut open);
        }
    }
    push(&mut open, text_node(rest));
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(element).unwrap_or_default()
}

fn push(open: &mut [Open], node: Html) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn close(open: &mut Vec<Open>) {
    if let Some(ended) = open.pop() {
        push(open, element(ended));
    }
}

#[expect(clippy::ignored_unit_patterns, reason = "`html!` writes it for a tag whose name is computed")]
fn element(Open { name, attributes, children }: Open) -> Html {
    let Attributes { href, lang, style } = attributes;
    if name == "br" {
        return html! { <br /> };
    }
    if name == "a" {
        return html! {
            <a {href} target="_blank" rel="noopener noreferrer" data-style={style}>{ for children }</a>
        };
    }
    html! { <@{name} lang={lang} data-style={style}>{ for children }</@> }
}

fn attributes(tag: &str) -> Attributes {
    let value = |name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        let (value, _) = rest.split_once('"')?;
        Some(AttrValue::from(unescaped(value)))
    };
    let is_safe = |address: &AttrValue| {
        ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme))
    };
    Attributes { href: value("href").filter(is_safe), lang: value("lang"), style: value("style") }
}

fn text_node(text: &str) -> Html {
    html! { { unescaped(text) } }
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&#x27;", "'").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_is_read_once() {
        assert_eq!(unescaped("a &amp;lt; b &lt;i&gt; &quot;c&quot;"), "a &lt; b <i> \"c\"");
    }

    #[test]
    fn only_addresses_that_a_link_may_have_are_links() {
        let of = |tag: &str| attributes(tag).href.map(|href| href.to_string());
        assert_eq!(
            of("a href=\"https://x.example/?a=1&amp;b=2\""),
            Some("https://x.example/?a=1&b=2".to_owned())
        );
        assert_eq!(of("a href=\"javascript:alert(1)\""), None);
    }
}
