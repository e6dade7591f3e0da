//! What `html!` calls: builds elements one after the other.
//!
//! Every function here is one for the whole page, so that an element costs a few calls and no code of its own. What
//! never changes about an element arrives as one text, which is read once.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use yew::html::{IntoEventCallback, IntoPropValue, NodeRef};
use yew::prelude::{AttrValue, Callback, Classes};
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Key, Listener, Listeners, VList, VNode, VTag, VText,
};

/// Markup that is being built.
pub struct Markup {
    /// The elements that are open, outermost first.
    parents: Vec<Open>,
    open: Open,
}

/// An element or a fragment that is not closed yet.
#[derive(Default)]
struct Open {
    tag: Option<&'static Tag>,
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    node_ref: Option<NodeRef>,
    key: Option<Key>,
    value: Option<AttrValue>,
    default_value: Option<AttrValue>,
    checked: Option<bool>,
    children: Vec<VNode>,
}

/// What never changes about an element.
struct Tag {
    name: &'static str,
    /// The names of all attributes: first those whose values never change.
    keys: &'static [&'static str],
    fixed: &'static [(&'static str, AttributeOrProperty)],
}

thread_local! {
    /// The descriptions that were read, by where they are in memory. There are as many as there are elements in the
    /// source, and they are needed as long as the page lives.
    static TAGS: RefCell<Vec<(*const u8, usize, &'static Tag)>> = const { RefCell::new(Vec::new()) };
}

impl Tag {
    fn of(description: &'static str) -> &'static Self {
        TAGS.with_borrow_mut(|tags| {
            let (start, length) = (description.as_ptr(), description.len());
            match tags.binary_search_by(|(at, long, _)| (*at, *long).cmp(&(start, length))) {
                Ok(index) => tags[index].2,
                Err(index) => {
                    let tag = Self::read(description);
                    tags.insert(index, (start, length, tag));
                    tag
                }
            }
        })
    }

    fn read(description: &'static str) -> &'static Self {
        let mut parts = description.split('\u{1}');
        let name = parts.next().unwrap_or_default();
        let (mut keys, mut fixed) = (Vec::new(), Vec::new());
        for part in parts {
            if let Some((key, value)) = part.split_once('\u{2}') {
                keys.push(key);
                fixed.push((key, AttributeOrProperty::Static(value)));
            } else {
                keys.push(part);
            }
        }
        Box::leak(Box::new(Self { name, keys: keys.leak(), fixed: fixed.leak() }))
    }
}

impl Markup {
    /// Begins.
    #[inline(never)]
    #[expect(clippy::new_without_default, reason = "only the macro makes one")]
    pub fn new() -> Self {
        Self { parents: Vec::new(), open: Open::default() }
    }

    /// The one node that was built.
    #[inline(never)]
    pub fn finish(mut self) -> VNode {
        self.open.children.pop().unwrap_or_default()
    }

    /// Begins an element.
    #[inline(never)]
    pub fn open(&mut self, description: &'static str) {
        let tag = Tag::of(description);
        self.open_list();
        self.open.tag = Some(tag);
        if tag.keys.len() > tag.fixed.len() {
            self.open.values.extend(tag.fixed.iter().map(|(_, value)| Some(value.clone())));
        }
    }

    /// Begins a fragment.
    #[inline(never)]
    pub fn open_list(&mut self) {
        self.parents.push(std::mem::take(&mut self.open));
    }

    /// Ends a fragment.
    #[inline(never)]
    pub fn close_fragment(&mut self, key: Option<Key>) {
        let list = VList::with_children(self.leave().children, key);
        self.push(VNode::VList(Rc::new(list)));
    }

    /// Ends an element without content.
    #[inline(never)]
    pub fn close(&mut self) {
        self.close_with(|_| VNode::default());
    }

    /// Ends an element with one node in it.
    #[inline(never)]
    pub fn close_one(&mut self) {
        self.close_with(|mut children| children.pop().unwrap_or_default());
    }

    /// Ends an element with a list of nodes in it.
    #[inline(never)]
    pub fn close_list(&mut self) {
        self.close_with(|children| VNode::VList(Rc::new(VList::with_children(children, None))));
    }

    fn leave(&mut self) -> Open {
        let parent = self.parents.pop().unwrap_or_default();
        std::mem::replace(&mut self.open, parent)
    }

    #[inline(never)]
    fn close_with(&mut self, content: fn(Vec<VNode>) -> VNode) {
        let open = self.leave();
        let Some(tag) = open.tag else { return };
        let attributes = if open.values.is_empty() {
            Attributes::Static(tag.fixed)
        } else {
            Attributes::Dynamic { keys: tag.keys, values: open.values.into_boxed_slice() }
        };
        let listeners = if open.listeners.is_empty() {
            Listeners::None
        } else {
            Listeners::Pending(open.listeners.into_boxed_slice())
        };
        let node_ref = open.node_ref.unwrap_or_default();
        let made = match tag.name {
            "input" => VTag::__new_input(open.value, open.checked, node_ref, open.key, attributes, listeners),
            "textarea" => VTag::__new_textarea(
                open.value,
                open.default_value,
                node_ref,
                open.key,
                attributes,
                listeners,
            ),
            name => {
                let content = content(open.children);
                VTag::__new_other(AttrValue::Static(name), node_ref, open.key, attributes, listeners, content)
            }
        };
        self.push(VNode::VTag(Rc::new(made)));
    }

    /// Adds a node.
    #[inline(never)]
    pub fn push(&mut self, node: VNode) {
        self.open.children.push(node);
    }

    /// Adds a text that never changes.
    #[inline(never)]
    pub fn fixed_text(&mut self, text: &'static str) {
        self.push(VNode::VText(VText::new(AttrValue::Static(text))));
    }

    /// Adds what an expression gives: no, one or several nodes.
    pub fn child(&mut self, child: impl Child) {
        child.add_to(self);
    }

    /// Adds what an expression gives, as exactly one node.
    pub fn only(&mut self, child: impl Child) {
        self.push(child.node());
    }

    /// Adds every item.
    pub fn all(&mut self, items: impl IntoIterator<Item: Child>) {
        for item in items {
            item.add_to(self);
        }
    }

    /// Gives the next attribute its value.
    #[inline(never)]
    pub fn attr(&mut self, value: impl IntoPropValue<Option<AttrValue>>) {
        self.put(value.into_prop_value());
    }

    /// Gives the next attribute its value, which is classes.
    #[inline(never)]
    pub fn class(&mut self, classes: impl Into<Classes>) {
        self.put(classes.into().into_prop_value());
    }

    /// Gives the element's next property its value.
    #[inline(never)]
    pub fn property(&mut self, value: impl Into<JsValue>) {
        self.open.values.push(Some(AttributeOrProperty::Property(value.into())));
    }

    /// Says whether the next attribute is there.
    #[inline(never)]
    pub fn flag(&mut self, is_there: bool) {
        let name = self.open.tag.and_then(|tag| tag.keys.get(self.open.values.len()));
        self.put(name.filter(|_| is_there).map(|name| AttrValue::Static(name)));
    }

    #[inline(never)]
    fn put(&mut self, value: Option<AttrValue>) {
        self.open.values.push(value.map(AttributeOrProperty::Attribute));
    }

    /// Sets the key.
    #[inline(never)]
    pub fn key(&mut self, key: impl Into<Key>) {
        self.open.key = Some(key.into());
    }

    /// Says where a reference to the element goes.
    #[inline(never)]
    pub fn node_ref(&mut self, node_ref: impl IntoPropValue<NodeRef>) {
        self.open.node_ref = Some(node_ref.into_prop_value());
    }

    /// Sets what stands in an input.
    #[inline(never)]
    pub fn value(&mut self, value: impl IntoPropValue<Option<AttrValue>>) {
        self.open.value = value.into_prop_value();
    }

    /// Sets whether an input is checked.
    #[inline(never)]
    pub fn checked(&mut self, checked: bool) {
        self.open.checked = Some(checked);
    }

    #[inline(never)]
    fn listen(&mut self, listener: Rc<dyn Listener>) {
        self.open.listeners.push(Some(listener));
    }
}

macro_rules! events {
    ($($name:ident: $event:ty;)*) => {
        /// What hears the events of an element.
        impl Markup {
            $(
                /// Hears these events.
                pub fn $name(&mut self, callback: impl IntoEventCallback<$event>) {
                    #[inline(never)]
                    fn listen(markup: &mut Markup, callback: Option<Callback<$event>>) {
                        if let Some(callback) = callback {
                            markup.listen(Rc::new(yew::html::$name::Wrapper::new(callback)));
                        }
                    }
                    listen(self, callback.into_event_callback());
                }
            )*
        }
    };
}

events! {
    oncancel: yew::events::Event;
    onchange: yew::events::Event;
    onclick: yew::events::MouseEvent;
    ondragenter: yew::events::DragEvent;
    ondragleave: yew::events::DragEvent;
    ondragover: yew::events::DragEvent;
    ondrop: yew::events::DragEvent;
    oninput: yew::events::InputEvent;
    onsubmit: yew::events::SubmitEvent;
}

/// What may stand between braces in markup.
pub trait Child: Sized {
    /// As exactly one node.
    fn node(self) -> VNode;

    /// As one of several nodes.
    fn add_to(self, markup: &mut Markup) {
        markup.push(self.node());
    }
}

impl Child for VNode {
    fn node(self) -> VNode {
        self
    }
}

impl Child for &VNode {
    fn node(self) -> VNode {
        self.clone()
    }
}

impl Child for &str {
    #[inline(never)]
    fn node(self) -> VNode {
        AttrValue::Rc(self.into()).node()
    }

    #[inline(never)]
    fn add_to(self, markup: &mut Markup) {
        markup.push(self.node());
    }
}

impl Child for String {
    #[inline(never)]
    fn node(self) -> VNode {
        self.as_str().node()
    }

    #[inline(never)]
    fn add_to(self, markup: &mut Markup) {
        markup.push(self.node());
    }
}

impl Child for &String {
    fn node(self) -> VNode {
        self.as_str().node()
    }
}

impl Child for AttrValue {
    fn node(self) -> VNode {
        VNode::VText(VText::new(self))
    }
}

impl Child for &AttrValue {
    #[inline(never)]
    fn node(self) -> VNode {
        self.clone().node()
    }
}

impl<C: Child> Child for Option<C> {
    fn node(self) -> VNode {
        self.map(Child::node).unwrap_or_default()
    }

    fn add_to(self, markup: &mut Markup) {
        if let Some(child) = self {
            child.add_to(markup);
        }
    }
}

impl Child for Vec<VNode> {
    fn node(self) -> VNode {
        VNode::VList(Rc::new(VList::from(self)))
    }

    #[inline(never)]
    fn add_to(self, markup: &mut Markup) {
        markup.open.children.extend(self);
    }
}
