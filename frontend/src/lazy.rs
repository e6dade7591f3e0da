//! Components that are loaded when they are first shown.
//!
//! `wasm_split_helpers` puts what only a split point calls into a file of its own. Here such a point gives the function
//! that draws one component. This is shaped like the `Lazy` that Yew is getting (its pull request 3932), which can
//! take this one's place. Where the page is one file, as in the demo and in `cargo xtask dev`, nothing is loaded.

use std::pin::Pin;

use wasm_bindgen_futures::spawn_local;
use yew::html::BaseComponent;
use yew::prelude::*;
use yew::virtual_dom::VChild;

use crate::api::ApiError;
use crate::components::{Skeleton, error_panel};
use crate::i18n::use_words;

/// Draws a component that is there.
pub(crate) type Draw<P> = fn(&P) -> Html;
/// A component on its way.
pub(crate) type Loading<P> = Pin<Box<dyn Future<Output = Result<Draw<P>, NotLoaded>>>>;

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
    fn load() -> Loading<Self::Properties>;
}

/// Says in which file of the page a component is: `lazy_component!(Pane in users)`.
macro_rules! lazy_component {
    ($component:ident in $module:ident) => {
        $crate::lazy::lazy_component!($component in $module, 0 lines);
    };
    ($component:ident in $module:ident, $lines:literal lines) => {
        impl $crate::lazy::LazyComponent for $component {
            const LINES: usize = $lines;

            fn load() -> $crate::lazy::Loading<Self::Properties> {
                type Draw = $crate::lazy::Draw<<$component as yew::html::BaseComponent>::Properties>;

                #[cfg(feature = "split")]
                #[wasm_split_helpers::wasm_split($module, fallible)]
                fn split_point() -> Result<Draw, $crate::lazy::NotLoaded> {
                    Ok($crate::lazy::draw::<$component>)
                }
                #[cfg(not(feature = "split"))]
                async fn split_point() -> Result<Draw, $crate::lazy::NotLoaded> {
                    Ok($crate::lazy::draw::<$component>)
                }
                Box::pin(split_point())
            }
        }
    };
}
pub(crate) use lazy_component;

/// Draws a component with properties of its own.
pub(crate) fn draw<C: LazyComponent>(props: &C::Properties) -> Html {
    VChild::<C>::new(props.clone(), None).into()
}

/// Draws a component as soon as it is there: `<Lazy<Pane> user={id} />`.
#[component]
pub(crate) fn Lazy<C: LazyComponent>(props: &C::Properties) -> Html {
    let t = use_words();
    let loaded = use_state(|| None::<Draw<C::Properties>>);
    let failed = use_state_eq(|| false);
    let load = {
        let (loaded, failed) = (loaded.setter(), failed.setter());
        Callback::from(move |()| {
            let (loaded, failed) = (loaded.clone(), failed.clone());
            failed.set(false);
            spawn_local(async move {
                match C::load().await {
                    Ok(draw) => loaded.set(Some(draw)),
                    Err(NotLoaded) => failed.set(true),
                }
            });
        })
    };
    use_effect_with((), {
        let load = load.clone();
        move |()| load.emit(())
    });
    match *loaded {
        Some(draw) => draw(props),
        None if *failed => error_panel(t, &ApiError::Unreachable, &load),
        None if C::LINES == 0 => html! {},
        None => html! { <Skeleton lines={C::LINES} /> },
    }
}
