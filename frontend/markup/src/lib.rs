//! The page's Yew: everything that Yew has, with another `html!`.
//!
//! The page depends on this crate under the name `yew`, so that Yew's other macros find what they need. The reason
//! is size: with Yew's own `html!` every element is built where it stands, which makes some hundred bytes of code
//! for each of them.

mod hooks;
pub mod markup;

pub use ::yew::*;
pub use markup_macro::html;

/// What a module that draws something needs.
pub mod prelude {
    pub use ::yew::prelude::*;
    pub use markup_macro::html;

    pub use crate::hooks::{use_callback, use_effect_with, use_mut_ref, use_state, use_state_eq};
}

/// Yew's own macro, for components.
#[doc(hidden)]
pub use ::yew::html as html_of_yew;
