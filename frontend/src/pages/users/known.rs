//! What is known of users. Every answer about one comes here, and whatever shows one takes it from here.

use std::rc::Rc;

use shared::{User, UserId};
use yew::prelude::*;

/// The newest that is known of each user. They are as many as somebody has looked at: a plain list is quick enough, and
/// the smallest.
#[derive(Clone, Default, PartialEq)]
pub(super) struct KnownUsers {
    users: Vec<Rc<User>>,
    /// How often something else became known of one of them.
    pub(super) changes: u32,
}

impl KnownUsers {
    /// What is known of a user.
    pub(super) fn get(&self, user: UserId) -> Option<&Rc<User>> {
        self.users.iter().find(|known| known.id == user)
    }

    /// The newest of this answer and of what is known.
    pub(super) fn newest(&self, answer: &Rc<User>) -> Rc<User> {
        let known = self.get(answer.id).filter(|known| rank(known) > rank(answer));
        known.unwrap_or(answer).clone()
    }
}

/// A newer version wins. Of one version the later answer wins, since mails move on without one; but only an answer
/// about one user knows the mail at all.
fn rank(user: &User) -> impl PartialOrd + use<> {
    (user.version, user.latest_mail.is_some())
}

impl Reducible for KnownUsers {
    type Action = Vec<Rc<User>>;

    fn reduce(self: Rc<Self>, answers: Vec<Rc<User>>) -> Rc<Self> {
        let mut known = (*self).clone();
        for answer in answers {
            let newest = known.newest(&answer);
            match known.users.iter_mut().find(|known| known.id == answer.id) {
                Some(before) if *before == newest => {}
                Some(before) => {
                    *before = newest;
                    known.changes += 1;
                }
                None => known.users.push(newest),
            }
        }
        Rc::new(known)
    }
}
