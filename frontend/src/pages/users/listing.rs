//! What the page shows of the users: a part of the list, and the newest that is known of each.

use std::rc::Rc;

use shared::{Page, ProblemCode, Timestamp, User, UserId};
use yew::prelude::*;

use super::known::KnownUsers;
use crate::api::use_api;
use crate::components::use_notices;
use crate::hooks::{Remote, use_remote, use_window_event};
use crate::route::{Place, UserList};
use crate::tabs::LOOK_AGAIN;

/// What a search has found.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Hits {
    /// That is not known yet.
    Unknown,
    One(UserId),
    NoneOrMore,
}

/// An answer about a list, and which list it is about.
#[derive(PartialEq)]
pub(super) struct Listed {
    pub(super) list: UserList,
    /// Which part it is: the first when the list has no longer the one that was asked for.
    pub(super) place: Option<Place>,
    pub(super) page: Page<Rc<User>>,
}

/// A part of the list, and what is known of users.
pub(super) struct Listing {
    pub(super) remote: Remote<Listed>,
    known: UseReducerHandle<KnownUsers>,
    /// Every answer about a user goes here, and the list and the pane show the newest.
    pub(super) on_user: Callback<Rc<User>>,
    /// The moment that relative times refer to. It changes with the users only, so that no row is drawn in vain.
    pub(super) now: Timestamp,
}

/// The part of a list that begins at its place.
#[hook]
pub(super) fn use_listing(list: &UserList) -> Listing {
    let api = use_api();
    let notices = use_notices();
    let remote = use_remote(list.clone(), |api, list| async move {
        let mut shown = list.clone();
        let mut answer = api.users(&shown).await;
        // An address may be old or for another order, and whoever stood behind its place may be gone.
        let is_lost = match &answer {
            Ok(page) => page.items.is_empty(),
            Err(error) => error.is(ProblemCode::InvalidCursor),
        };
        if is_lost && shown.place.take().is_some() {
            answer = api.users(&shown).await;
        }
        let page = answer?;
        let items = page.items.into_iter().map(Rc::new).collect();
        let page = Page { items, next_cursor: page.next_cursor, total: page.total };
        Ok(Listed { list, place: shown.place, page })
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
        on_users.emit(page.as_ref().map(|listed| listed.page.items.clone()).unwrap_or_default());
    });
    let now = use_memo((remote.value().map(Rc::as_ptr), known.changes), |_| api.now());
    Listing { remote, known, on_user, now: *now }
}

impl Listing {
    /// The part that is shown, with the newest of each user.
    pub(super) fn page(&self) -> Option<Page<Rc<User>>> {
        let page = &self.remote.value()?.page;
        let items = page.items.iter().map(|user| self.known.newest(user)).collect();
        Some(Page { items, ..page.clone() })
    }

    /// What is known of a user.
    pub(super) fn user(&self, user: UserId) -> Option<Rc<User>> {
        let listed = || self.remote.value()?.page.items.iter().find(|other| other.id == user);
        self.known.get(user).or_else(listed).cloned()
    }

    /// The users that are shown, in their order.
    pub(super) fn ids(&self) -> Rc<Vec<UserId>> {
        let page = self.remote.value();
        Rc::new(page.map(|listed| listed.page.items.iter().map(|user| user.id).collect()).unwrap_or_default())
    }

    /// Whether a search has found just one user.
    pub(super) fn only_hit(&self, list: &UserList) -> Hits {
        let listed = self.remote.value().filter(|listed| listed.list == *list && !self.remote.is_pending());
        let Some(listed) = listed else { return Hits::Unknown };
        let is_search = !list.q.trim().is_empty() && listed.page.next_cursor.is_none();
        match listed.page.items.as_slice() {
            [only] if is_search => Hits::One(only.id),
            _ => Hits::NoneOrMore,
        }
    }

    /// Whether there are none at all, as far as that is known.
    pub(super) fn is_empty(&self) -> bool {
        self.remote.value().is_some_and(|listed| listed.page.items.is_empty())
    }
}
