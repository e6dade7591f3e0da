//! What stands in the place of an empty list.

use yew::prelude::*;

use super::text::UsersText;
use crate::components::{Icon, empty};
use crate::i18n::Words;
use crate::route::Route;
use crate::router::Router;

/// Nobody is there, or nobody matches.
pub(super) fn nobody(t: Words, router: &Router, is_all: bool, on_add: &Callback<()>) -> Html {
    if is_all {
        let actions = html! {
            <div class="actions">
                { router.link(&Route::Import { import: None }, "button button-primary", html! { t.of(UsersText::Import) }) }
                <button type="button" class="button" onclick={on_add.reform(|_: MouseEvent| ())}>{ t.of(UsersText::Add) }</button>
            </div>
        };
        return empty(Icon::Users, t.of(UsersText::NoneYet), t.of(UsersText::NoneYetDetail), actions);
    }
    let all = router.link(&Route::users(), "button", html! { t.of(UsersText::ClearFilter) });
    empty(Icon::Search, t.of(UsersText::NoneFound), t.of(UsersText::NoneFoundDetail), all)
}
