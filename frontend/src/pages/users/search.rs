//! The search, and the ways to another list or another user that must not lose what is typed in it.

use gloo_timers::callback::Timeout;
use shared::UserId;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::listing::Hits;
use super::text::UsersText;
use crate::browser;
use crate::components::{Icon, icon, input_value};
use crate::hooks::ahead;
use crate::i18n::Words;
use crate::route::{Route, UserList};
use crate::router::use_router;

/// The event of the window that asks whether to reset the ID of the user whose pane is open.
pub(crate) const RESET: &str = "konfid-reset";
/// The id of the search field.
pub(crate) const SEARCH: &str = "user-search";
/// How long nothing must be typed before the search begins.
const SEARCH_DELAY_MILLISECONDS: u32 = 160;

/// The search field and what it is about.
pub(super) struct Search {
    field: NodeRef,
    on_typed: Callback<InputEvent>,
    on_key: Callback<KeyboardEvent>,
    /// Shows another list.
    pub(super) on_list: Callback<UserList>,
    /// Opens a user's pane, or closes it; the same callback for the same list.
    pub(super) go: Callback<Option<UserId>>,
}

/// The search within a list. `only_hit` says whether it has found just one user.
#[hook]
pub(super) fn use_search(list: &UserList, open: Option<UserId>, only_hit: Hits) -> Search {
    let router = use_router();
    let field = use_node_ref();
    let typing = use_mut_ref(|| None::<Timeout>);
    let go = use_callback(list.clone(), {
        let (router, field, typing) = (router.clone(), field.clone(), typing.clone());
        move |open: Option<UserId>, list| {
            // A search that has not begun yet would close the pane again when it begins.
            typing.replace(None);
            router.go(Route::Users { list: list.searched(input_value(&field)), open });
        }
    });
    let on_list = {
        let (field, typing) = (field.clone(), typing.clone());
        Callback::from(move |list: UserList| {
            // What is typed but not searched for yet belongs to it too.
            typing.replace(None);
            router.replace(Route::Users { list: list.searched(input_value(&field)), open });
        })
    };
    let typed = {
        let (list, on_list, typing) = (list.clone(), on_list.clone(), typing.clone());
        Callback::from(move |()| {
            let (list, on_list) = (list.clone(), on_list.clone());
            let timeout = Timeout::new(SEARCH_DELAY_MILLISECONDS, move || on_list.emit(list));
            typing.replace(Some(timeout));
        })
    };
    // Enter opens the only hit, as soon as it is known whether there is just one.
    let entered = use_state_eq(|| false);
    let on_key = {
        let (list, on_list, typing, entered) =
            (list.clone(), on_list.clone(), typing.clone(), entered.setter());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                entered.set(true);
                if typing.borrow().is_some() {
                    on_list.emit(list.clone());
                }
            }
        })
    };
    use_effect_with((*entered, only_hit), {
        let (entered, go, field, q) = (entered.setter(), go.clone(), field.clone(), list.q.clone());
        move |(is_entered, only_hit)| {
            if *is_entered && input_value(&field) == q && *only_hit != Hits::Unknown {
                entered.set(false);
                if let Hits::One(only) = *only_hit {
                    go.emit(Some(only));
                }
            }
        }
    });
    // The field follows the address, except while somebody types in it.
    use_effect_with(list.q.clone(), {
        let field = field.clone();
        move |q| {
            if let Some(input) = field.cast::<HtmlInputElement>()
                && typing.borrow().is_none()
                && input.value() != *q
            {
                input.set_value(q);
            }
        }
    });
    // Somebody who asked for the search from another page may have typed in it before it was there.
    use_effect_with((), {
        let (field, typed) = (field.clone(), typed.clone());
        move |()| {
            let Some((text, input)) = ahead::take().zip(field.cast::<HtmlInputElement>()) else { return };
            browser::focus(SEARCH);
            if !text.is_empty() {
                input.set_value(&text);
                typed.emit(());
            }
        }
    });
    // What is typed after Enter is another search.
    let on_typed = {
        let entered = entered.setter();
        Callback::from(move |_: InputEvent| {
            entered.set(false);
            typed.emit(());
        })
    };
    Search { field, on_typed, on_key, on_list, go }
}

impl Search {
    /// The field.
    pub(super) fn draw(&self, t: Words) -> Html {
        html! {
            <div class="search" role="search">
                <label class="visually-hidden" for={SEARCH}>{ t.of(UsersText::Search) }{ ": " }{ t.of(UsersText::SearchHint) }</label>
                { icon(Icon::Search) }
                <input id={SEARCH} ref={self.field.clone()} type="search" placeholder={t.of(UsersText::SearchHint)} autocomplete="off"
                    spellcheck="false" oninput={self.on_typed.clone()} onkeydown={self.on_key.clone()} aria-keyshortcuts="/" />
            </div>
        }
    }
}
