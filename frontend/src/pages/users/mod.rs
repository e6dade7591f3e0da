//! The list of users, and the action pane beside it.

mod text;

use shared::UserId;
use text::UsersText;
use yew::prelude::*;

use crate::i18n::use_words;
use crate::route::UserList;

/// The id of the search field.
pub(crate) const SEARCH: &str = "user-search";

#[derive(Properties, PartialEq)]
pub(crate) struct UsersPageProps {
    /// What the list shows.
    pub(crate) list: UserList,
    /// Whose action pane is open.
    pub(crate) open: Option<UserId>,
}

/// The list of users, and the action pane beside it.
#[component]
pub(crate) fn UsersPage(props: &UsersPageProps) -> Html {
    let t = use_words();
    let _ = props;
    html! { <h1>{ t.of(UsersText::Title) }</h1> }
}
