//! The page: an application in the browser over the HTTP API, and nothing else.
//!
//! # Where things are
//!
//! - [`app`] signs in and holds what every page needs; [`shell`] draws the frame around a page.
//! - [`route`] names every address of the page, with the state of its list; [`router`] goes there.
//! - [`api`] is the only client of the server. A component asks for it with `use_api()`.
//! - [`tabs`] is what the tabs of one browser tell each other.
//! - [`i18n`] holds the languages; [`hooks`] and [`components`] are shared by all pages; [`pages`] are the pages.
//!
//! # How a page is added
//!
//! 1. **Route**: a variant of [`route::Route`], with its list's state as fields, in `Route::parse` and
//!    `Route::address` (and a case in the round-trip test beside them).
//! 2. **Words**: `pages/NAME/text.rs` with `texts! { pub(crate) enum NameText { Title: "English", "Svenska"; } }`.
//!    A key without one of the languages does not compile. Sentences with values are functions beside it.
//! 3. **API**: one method a verb in `api/NAME.rs`, as `impl Api`, with the types of `konfid-shared`.
//! 4. **Component**: `pages/NAME/mod.rs` with properties and a `#[component]`. What has no state is a plain function
//!    that returns `Html`, which is smaller. Data comes from
//!    `use_remote(…)`, which knows pending, ready and failed; `components::states` draws them.
//! 5. **Shell**: the page's arm in `pages::administration`, whose pages are loaded when they are shown (see
//!    [`lazy`]), its title in `pages::title`, an entry in `shell::RAIL`, and a
//!    shortcut in `hooks::shortcuts`.
//! 6. **Style**: `style/NAME.css` within `@layer components`, linked in `index.html`. No `style=` anywhere:
//!    the content security policy forbids it.

mod api;
mod app;
mod audit_view;
mod browser;
mod components;
#[cfg(feature = "demo")]
mod demo;
mod hooks;
mod i18n;
mod lazy;
mod link_token;
mod pages;
mod query;
mod route;
mod router;
mod shell;
mod tabs;

fn main() {
    browser::show_banner_on_panic();
    #[cfg(feature = "demo")]
    wasm_bindgen_futures::spawn_local(async {
        demo::start().await;
        render();
    });
    #[cfg(not(feature = "demo"))]
    render();
}

fn render() {
    yew::Renderer::<app::App>::with_root(browser::root()).render();
}
