//! Parts of a page that have hooks of their own, all of them one component.
//!
//! Yew makes several kilobytes of code for every component. A part is a component too, for whoever writes it:
//! properties, hooks, a key. But only [`Host`] is one for Yew, and it asks its part to draw itself.
//!
//! ```ignore
//! #[derive(Properties, PartialEq)]
//! pub(super) struct GreetingProps { name: AttrValue }
//! declare_part!(pub(super) Greeting = GreetingProps, use_greeting);
//!
//! #[hook]
//! fn use_greeting(props: &GreetingProps) -> Html { html! { <p>{ &props.name }</p> } }
//!
//! html! { <div>{ part(yew::props!(Greeting { name: "Anna" })) }</div> }
//! ```

use std::any::{Any, type_name};
use std::rc::Rc;

use yew::functional::{Hook, HookContext};
use yew::prelude::*;

/// Properties that can draw themselves, with hooks.
pub(crate) trait Part: PartialEq + 'static {
    /// Draws it.
    fn draw(&self, context: &mut HookContext) -> Html;
}

/// Gives properties the name of a part, where one is needed, and the hook that draws it.
macro_rules! declare_part {
    ($properties:ty, $hook:ident) => {
        impl $crate::components::Part for $properties {
            fn draw(&self, context: &mut yew::functional::HookContext) -> yew::Html {
                yew::functional::Hook::run($hook(self), context)
            }
        }
    };
    ($visibility:vis $name:ident = $properties:ty, $hook:ident) => {
        $visibility type $name = $properties;

        $crate::components::declare_part!($properties, $hook);
    };
}
pub(crate) use declare_part;

/// A part with its type forgotten.
trait AnyPart {
    fn draw(&self, context: &mut HookContext) -> Html;
    fn is(&self, other: &dyn AnyPart) -> bool;
    fn any(&self) -> &dyn Any;
}

impl<P: Part> AnyPart for P {
    fn draw(&self, context: &mut HookContext) -> Html {
        Part::draw(self, context)
    }

    fn is(&self, other: &dyn AnyPart) -> bool {
        other.any().downcast_ref::<P>().is_some_and(|other| other == self)
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

#[derive(Clone, Properties)]
struct HostProps {
    part: Rc<dyn AnyPart>,
}

impl PartialEq for HostProps {
    fn eq(&self, other: &Self) -> bool {
        self.part.is(&*other.part)
    }
}

/// The hook of whatever part it is.
struct AnyHook<'part>(&'part dyn AnyPart);

impl Hook for AnyHook<'_> {
    type Output = Html;

    fn run(self, context: &mut HookContext) -> Html {
        self.0.draw(context)
    }
}

fn use_part(part: &dyn AnyPart) -> AnyHook<'_> {
    AnyHook(part)
}

#[component]
fn Host(props: &HostProps) -> Html {
    use_part(&*props.part)
}

/// Draws a part.
pub(crate) fn part<P: Part>(properties: P) -> Html {
    part_with_key("", properties)
}

/// Draws a part of a list, or one that begins anew with another key.
pub(crate) fn part_with_key<P: Part>(key: &str, properties: P) -> Html {
    host(format!("{}{key}", type_name::<P>()), Rc::new(properties))
}

/// The key keeps apart parts of different types in the same place, whose hooks are different.
fn host(key: String, part: Rc<dyn AnyPart>) -> Html {
    html! { <Host {key} {part} /> }
}
