//! What the page shows of the users: a part of the list, and the newest that is known of each.

use std::rc::Rc;

use shared::{Page, Timestamp, User, UserId};
use yew::prelude::*;

use super::known::KnownUsers;
use crate::api::use_api;
use crate::components::use_notices;
use crate::hooks::{Remote, use_remote, use_window_event};
use crate::route::UserList;
use crate::tabs::LOOK_AGAIN;

/// A part of the list, and what is known of users.
pub(super) struct Listing {
    pub(super) remote: Remote<Page<Rc<User>>>,
    known: UseReducerHandle<KnownUsers>,
    /// Every answer about a user goes here, and the list and the pane show the newest.
    pub(super) on_user: Callback<Rc<User>>,
    /// The moment that relative times refer to. It changes with the users only, so that no row is drawn in vain.
    pub(super) now: Timestamp,
}

/// The part of a list that begins at this cursor.
#[hook]
pub(super) fn use_listing(list: &UserList, cursor: Option<String>) -> Listing {
    let api = use_api();
    let notices = use_notices();
    let remote = use_remote((list.clone(), cursor), |api, (list, cursor)| async move {
        let page = api.users(&list, cursor.as_deref()).await?;
        let items = page.items.into_iter().map(Rc::new).collect();
        Ok(Page { items, next_cursor: page.next_cursor, total: page.total })
    });
    use_window_event(LOOK_AGAIN, remote.on_look_again());
    let known = use_reducer_eq(KnownUsers::default);
    let on_users = {
        let known = known.dispatcher();
        Callback::from(move |answers: Vec<Rc<User>>| {
            notices.settle(answers.clone());
            known.dispatch(answers);
        })
    };
    let on_user = on_users.reform(|user: Rc<User>| vec![user]);
    use_effect_with(remote.value().cloned(), move |page| {
        on_users.emit(page.as_ref().map(|page| page.items.clone()).unwrap_or_default());
    });
    let now = use_memo((remote.value().map(Rc::as_ptr), known.changes), |_| api.now());
    Listing { remote, known, on_user, now: *now }
}

impl Listing {
    /// The part that is shown, with the newest of each user.
    pub(super) fn page(&self) -> Option<Page<Rc<User>>> {
        let page = self.remote.value()?;
        let items = page.items.iter().map(|user| self.known.newest(user)).collect();
        Some(Page { items, ..(**page).clone() })
    }

    /// What is known of a user.
    pub(super) fn user(&self, user: UserId) -> Option<Rc<User>> {
        let listed = || self.remote.value()?.items.iter().find(|other| other.id == user);
        self.known.get(user).or_else(listed).cloned()
    }

    /// The users that are shown, in their order.
    pub(super) fn ids(&self) -> Rc<Vec<UserId>> {
        let page = self.remote.value();
        Rc::new(page.map(|page| page.items.iter().map(|user| user.id).collect()).unwrap_or_default())
    }

    /// Whether there are none at all, as far as that is known.
    pub(super) fn is_empty(&self) -> bool {
        self.remote.value().is_some_and(|page| page.items.is_empty())
    }
}
