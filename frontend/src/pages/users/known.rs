//! What is known of users. Every answer about one comes here, and whatever shows one takes it from here.

use std::collections::BTreeMap;
use std::rc::Rc;

use shared::{User, UserId};
use yew::prelude::*;

/// The newest that is known of each user.
#[derive(Clone, Default, PartialEq)]
pub(super) struct KnownUsers(BTreeMap<UserId, Rc<User>>);

impl KnownUsers {
    /// What is known of a user.
    pub(super) fn get(&self, user: UserId) -> Option<&Rc<User>> {
        self.0.get(&user)
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
            known.0.insert(answer.id, newest);
        }
        Rc::new(known)
    }
}
