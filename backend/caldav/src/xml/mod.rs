//! The look at an answer before a tree is made of it.
//!
//! The reader behind `libdav` compares every attribute of an element with all others, and carries every namespace that
//! is declared into all elements within: what it takes grows with the square, nested with the cube, of what stands in the
//! answer. So the answer is first read as a stream of tokens, in linear time and without a tree, and refused when it
//! holds more than any honest calendar server writes. Within the limits the tree costs no more than the tokens.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::trouble::Trouble;

/// How much an answer may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct XmlLimits {
    /// Bytes.
    pub(crate) bytes: usize,
    /// Elements within each other; real answers have eight or so.
    pub(crate) depth: usize,
    /// Elements, comments and the like; a calendar with 30,000 meetings is listed with some 300,000.
    pub(crate) nodes: usize,
    /// Attributes of one element, declarations of namespaces among them.
    pub(crate) attributes_of_one: usize,
    /// Attributes of all elements, declarations among them. Some servers declare a namespace on each element.
    pub(crate) attributes: usize,
    /// Declarations of namespaces on the way from the root to an element.
    pub(crate) declarations_in_scope: usize,
    /// Different declarations of namespaces.
    pub(crate) declarations: usize,
}

impl XmlLimits {
    /// What is read of calendar servers.
    pub(crate) const USUAL: Self = Self {
        bytes: 32 << 20,
        depth: 32,
        nodes: 400_000,
        attributes_of_one: 64,
        attributes: 500_000,
        declarations_in_scope: 128,
        declarations: 512,
    };
}

/// What has been read so far.
#[derive(Debug, Default)]
struct Count {
    nodes: usize,
    attributes: usize,
    /// For each open element, how many namespaces are declared up to and with it.
    in_scope: Vec<usize>,
    /// The different declarations, as hashes with a key that nobody knows.
    declarations: HashSet<u64>,
    hasher: RandomState,
}

/// Whether an answer may be made a tree of.
///
/// # Errors
/// [`Trouble::TooLarge`] and [`Trouble::TooComplex`] beyond a limit, [`Trouble::Nonsense`] when it is not XML, or declares
/// a document type: no calendar server does, and entities can make much of little.
pub(crate) fn check(answer: &[u8], limits: &XmlLimits) -> Result<(), Trouble> {
    if answer.len() > limits.bytes {
        return Err(Trouble::TooLarge);
    }
    let text = std::str::from_utf8(answer).map_err(|_| Trouble::Nonsense)?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut count = Count::default();
    loop {
        match reader.read_event().map_err(|_| Trouble::Nonsense)? {
            Event::Start(element) => count.open(&element, limits)?,
            Event::Empty(element) => {
                count.open(&element, limits)?;
                count.close();
            }
            Event::End(_) => count.close(),
            Event::CData(_) | Event::Comment(_) | Event::PI(_) => count.node(limits)?,
            Event::DocType(_) => return Err(Trouble::Nonsense),
            // There is at most one text before each of the others.
            Event::Text(_) | Event::Decl(_) | Event::GeneralRef(_) => {}
            Event::Eof => return Ok(()),
        }
    }
}

impl Count {
    fn node(&mut self, limits: &XmlLimits) -> Result<(), Trouble> {
        self.nodes += 1;
        within(self.nodes, limits.nodes)
    }

    fn open(&mut self, element: &BytesStart<'_>, limits: &XmlLimits) -> Result<(), Trouble> {
        self.node(limits)?;
        let mut in_scope = self.in_scope.last().copied().unwrap_or_default();
        let mut of_this = 0;
        // Whether two have the same name is what takes the square of their number.
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Trouble::Nonsense)?;
            of_this += 1;
            within(of_this, limits.attributes_of_one)?;
            if attribute.key.as_namespace_binding().is_some() {
                in_scope += 1;
                self.declarations.insert(self.hasher.hash_one((attribute.key.0, &attribute.value)));
                within(self.declarations.len(), limits.declarations)?;
            }
        }
        self.attributes += of_this;
        self.in_scope.push(in_scope);
        within(self.attributes, limits.attributes)?;
        within(in_scope, limits.declarations_in_scope)?;
        within(self.in_scope.len(), limits.depth)
    }

    fn close(&mut self) {
        self.in_scope.pop();
    }
}

fn within(count: usize, limit: usize) -> Result<(), Trouble> {
    if count <= limit { Ok(()) } else { Err(Trouble::TooComplex) }
}

#[cfg(test)]
mod tests;
