//! What is loaded when it is shown.
//!
//! The page is one program, but most of its WebAssembly comes in pieces (see `xtask/src/split.rs`). A piece is a few
//! modules, named in `xtask/src/pieces.rs`. It is entered through functions called `enter`, which are called only
//! within [`later`]; everything else that others call of these modules is there from the beginning. So outside of its
//! piece nobody may make a part, a callback or a hook of a piece's own types: what is called through a pointer must
//! be there.
//!
//! Where the page is not split, as in the demo and in `cargo xtask dev`, everything is there from the beginning.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use crate::api::ApiError;
use crate::browser;
use crate::components::{Skeleton, error_panel};
use crate::i18n::use_words;

/// A piece of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// What is done with one user or several.
    User,
    /// The connected calendar of a user.
    Calendar,
    /// The meeting update tool.
    Meetings,
    /// The organizers' own page.
    Organizer,
    /// The administrators' other pages.
    More,
}

/// The name of the function that loads a piece; the start script has it where there are pieces.
const LOADER: &str = "konfidPiece";

thread_local! {
    /// The pieces that are there, as bits.
    static LOADED: Cell<u32> = const { Cell::new(0) };
}

impl Piece {
    const fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Calendar => "calendar",
            Self::Meetings => "meetings",
            Self::Organizer => "organizer",
            Self::More => "more",
        }
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }

    fn is_there(self) -> bool {
        LOADED.get() & self.bit() != 0 || loader().is_none()
    }

    async fn load(self) -> Result<(), JsValue> {
        if let Some(loader) = loader() {
            let loading = loader.call1(&JsValue::NULL, &JsValue::from_str(self.name()))?;
            JsFuture::from(loading.dyn_into::<Promise>()?).await?;
        }
        LOADED.set(LOADED.get() | self.bit());
        Ok(())
    }
}

fn loader() -> Option<Function> {
    Reflect::get(&browser::window(), &JsValue::from_str(LOADER)).ok()?.dyn_into().ok()
}

/// What stands in the place of a piece until it is there.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Meanwhile {
    /// Nothing, where a dialog or a detail will be.
    Nothing,
    /// So many grey lines, where a page will be.
    Lines(usize),
}

/// Something that is drawn later. It is new every time, like what a page draws at once.
#[derive(Clone)]
struct Draw(Rc<dyn Fn() -> Html>);

impl PartialEq for Draw {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

#[derive(Properties, PartialEq)]
struct LaterProps {
    piece: Piece,
    meanwhile: Meanwhile,
    draw: Draw,
}

/// Draws something of a piece, as soon as that is there.
pub(crate) fn later(piece: Piece, meanwhile: Meanwhile, draw: impl Fn() -> Html + 'static) -> Html {
    html! { <Later key={piece.name()} {piece} {meanwhile} draw={Draw(Rc::new(draw))} /> }
}

#[component]
fn Later(props: &LaterProps) -> Html {
    let t = use_words();
    let piece = props.piece;
    let there = use_state_eq(|| piece.is_there());
    let failed = use_state_eq(|| false);
    let load = {
        let (there, failed) = (there.setter(), failed.setter());
        Callback::from(move |()| {
            let (there, failed) = (there.clone(), failed.clone());
            failed.set(false);
            spawn_local(async move {
                match piece.load().await {
                    Ok(()) => there.set(true),
                    Err(_) => failed.set(true),
                }
            });
        })
    };
    use_effect_with((), {
        let (load, there) = (load.clone(), *there);
        move |()| {
            if !there {
                load.emit(());
            }
        }
    });
    match props.meanwhile {
        _ if *there => (props.draw.0)(),
        _ if *failed => error_panel(t, &ApiError::Unreachable, &load),
        Meanwhile::Nothing => html! {},
        Meanwhile::Lines(lines) => html! { <Skeleton {lines} /> },
    }
}
