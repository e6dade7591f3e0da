//! Components that are loaded when they are first shown.
//!
//! `wasm_split_helpers` puts what only a split point calls into a file of its own. Here such a point gives the function
//! that draws one component. This is shaped like the `Lazy` that Yew is getting (its pull request 3932), which can
//! take this one's place. Where the page is one file, as in the demo and in `cargo xtask dev`, nothing is loaded.
//!
//! One component stands in for all of them, and knows neither their types nor those of their properties: what is
//! generic is here, in everybody's first file, once for each of them.

use std::any::{Any, TypeId};
use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::html::BaseComponent;
use yew::prelude::*;
use yew::virtual_dom::VChild;

use crate::api::ApiError;
use crate::components::{Skeleton, error_panel};
use crate::i18n::use_words;

/// Draws a component that is there. The properties are its own.
pub(crate) type Draw = fn(&dyn Any) -> Html;
/// A component on its way.
pub(crate) type Loading = Pin<Box<dyn Future<Output = Result<Draw, NotLoaded>>>>;

/// The file could not be had, or not be used; the browser's console says why.
pub(crate) struct NotLoaded;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// A component that is loaded when it is shown; [`lazy_component`] makes one of any component.
pub(crate) trait LazyComponent: BaseComponent<Properties: Clone> {
    /// How many grey lines stand in its place until then.
    const LINES: usize;

    /// Loads it, unless it is there.
    fn load() -> Loading;
}

/// Says in which file of the page a component is: `lazy_component!(Pane in users)`.
macro_rules! lazy_component {
    ($component:ident in $module:ident) => {
        $crate::lazy::lazy_component!($component in $module, 0 lines);
    };
    ($component:ident in $module:ident, $lines:literal lines) => {
        impl $crate::lazy::LazyComponent for $component {
            const LINES: usize = $lines;

            fn load() -> $crate::lazy::Loading {
                #[cfg(feature = "split")]
                #[wasm_split_helpers::wasm_split($module, fallible)]
                fn split_point() -> Result<$crate::lazy::Draw, $crate::lazy::NotLoaded> {
                    Ok($crate::lazy::draw::<$component>)
                }
                #[cfg(not(feature = "split"))]
                async fn split_point() -> Result<$crate::lazy::Draw, $crate::lazy::NotLoaded> {
                    Ok($crate::lazy::draw::<$component>)
                }
                Box::pin(split_point())
            }
        }
    };
}
pub(crate) use lazy_component;

/// Draws a component with properties of its own.
pub(crate) fn draw<C: LazyComponent>(props: &dyn Any) -> Html {
    let props = props.downcast_ref::<C::Properties>();
    props.map(|props| VChild::<C>::new(props.clone(), None).into()).unwrap_or_default()
}

/// Draws a component as soon as it is there: `lazy::<Pane>(PaneProps { … })`.
pub(crate) fn lazy<C: LazyComponent>(props: C::Properties) -> Html {
    html! { <Lazy lines={C::LINES} what={What(Rc::new(Wanted::<C>(props)))} /> }
}

/// A component that is wanted, with its properties.
struct Wanted<C: LazyComponent>(C::Properties);

/// The same with its type forgotten.
trait AnyWanted {
    /// Which component it is.
    fn component(&self) -> TypeId;
    fn load(&self) -> Loading;
    fn props(&self) -> &dyn Any;
    fn has(&self, props: &dyn Any) -> bool;
}

impl<C: LazyComponent> AnyWanted for Wanted<C> {
    fn component(&self) -> TypeId {
        TypeId::of::<C>()
    }

    fn load(&self) -> Loading {
        C::load()
    }

    fn props(&self) -> &dyn Any {
        &self.0
    }

    fn has(&self, props: &dyn Any) -> bool {
        props.downcast_ref::<C::Properties>().is_some_and(|props| *props == self.0)
    }
}

#[derive(Clone)]
struct What(Rc<dyn AnyWanted>);

impl PartialEq for What {
    fn eq(&self, other: &Self) -> bool {
        self.0.component() == other.0.component() && self.0.has(other.0.props())
    }
}

#[derive(Properties, PartialEq)]
struct LazyProps {
    what: What,
    lines: usize,
}

/// Stands in for a component until it is there, and then draws it.
#[component]
fn Lazy(props: &LazyProps) -> Html {
    let t = use_words();
    let loaded = use_state(|| None::<(TypeId, Draw)>);
    let failed = use_state_eq(|| false);
    let wanted = &props.what.0;
    let component = wanted.component();
    let load = {
        let (loaded, failed, wanted) = (loaded.setter(), failed.setter(), wanted.clone());
        Callback::from(move |()| {
            let (loaded, failed, answer) = (loaded.clone(), failed.clone(), wanted.load());
            failed.set(false);
            spawn_local(async move {
                match answer.await {
                    Ok(draw) => loaded.set(Some((component, draw))),
                    Err(NotLoaded) => failed.set(true),
                }
            });
        })
    };
    // Another component may come into the place of this one.
    use_effect_with(component, {
        let load = load.clone();
        move |_| load.emit(())
    });
    match *loaded {
        Some((there, draw)) if there == component => draw(wanted.props()),
        Some(_) | None if *failed => error_panel(t, &ApiError::Unreachable, &load),
        Some(_) | None if props.lines == 0 => html! {},
        Some(_) | None => html! { <Skeleton lines={props.lines} /> },
    }
}
