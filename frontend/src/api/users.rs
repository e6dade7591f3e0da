//! Users and their conference IDs.

use shared::{
    Assignment, CreateUserRequest, EnableUsersRequest, Job, Page, RemovedUser, ResetConferenceIdRequest,
    UpdateUserRequest, User, UserActionRequest, UserFilter, UserId, Version, paths,
};

use super::{Answer, Api, Bytes, IdempotencyKey, Method, Nothing, Request};
use crate::query::{Query, word};
use crate::route::UserList;

impl Api {
    /// A part of the list of users, and how many the whole list has.
    pub(crate) fn users(&self, list: &UserList, cursor: Option<&str>) -> Answer<Page<User>> {
        let query = filter_query(&list.filter())
            .with("sort", Some(word(&list.sort)))
            .with("count", Some("true"))
            .with("cursor", cursor);
        self.get(&query.after(paths::route::USERS))
    }

    /// The file with the users that a filter shows.
    pub(crate) fn users_csv_file(&self, filter: &UserFilter) -> Answer<Vec<u8>, Bytes> {
        self.ask(Request::new(Method::Get, users_csv(filter)))
    }

    /// One user, with the latest mail.
    pub(crate) fn user(&self, user: UserId) -> Answer<User> {
        self.get(&paths::user(user))
    }

    /// The conference IDs that a user has had, newest first.
    pub(crate) fn user_history(&self, user: UserId, cursor: Option<&str>) -> Answer<Page<Assignment>> {
        let query = Query::default().with("limit", Some("20")).with("cursor", cursor);
        self.get(&query.after(&paths::user_history(user)))
    }

    /// Makes a user.
    pub(crate) fn create_user(&self, request: &CreateUserRequest, key: &IdempotencyKey) -> Answer<User> {
        self.change(Request::new(Method::Post, paths::route::USERS).once(key).json(request))
    }

    /// Changes a user's name, addresses or language.
    pub(crate) fn update_user(
        &self,
        user: UserId,
        version: Version,
        request: &UpdateUserRequest,
    ) -> Answer<User> {
        let change = Request::new(Method::Patch, paths::user(user)).if_match(version).json(request);
        self.change(change)
    }

    /// Does one of the acts on a user that change the user; the answer is the whole new user.
    pub(crate) fn act_on_user(
        &self,
        act: UserAct,
        user: UserId,
        version: Version,
        send_email: Option<bool>,
        key: &IdempotencyKey,
    ) -> Answer<User> {
        let path = match act {
            UserAct::Enable => paths::user_enable(user),
            UserAct::Disable => paths::user_disable(user),
            UserAct::Undo => paths::conference_id_undo(user),
        };
        let request = Request::new(Method::Post, path).if_match(version).once(key);
        self.change(request.json(&UserActionRequest { send_email }))
    }

    /// Removes a user that has this version; without one, strikes out the name of a removed user.
    pub(crate) fn remove_user(&self, user: UserId, version: Option<Version>) -> Answer<(), Nothing> {
        self.command(match version {
            Some(version) => Request::new(Method::Delete, paths::user(user)).if_match(version),
            None => Request::new(Method::Delete, paths::removed_user_name(user)),
        })
    }

    /// What is left of a removed user.
    pub(crate) fn removed_user(&self, user: UserId) -> Answer<RemovedUser> {
        self.get(&paths::removed_user(user))
    }

    /// Replaces a user's conference ID with a new one.
    pub(crate) fn reset_conference_id(
        &self,
        user: UserId,
        version: Version,
        request: &ResetConferenceIdRequest,
        key: &IdempotencyKey,
    ) -> Answer<User> {
        let path = paths::conference_id_reset(user);
        self.change(Request::new(Method::Post, path).if_match(version).once(key).json(request))
    }

    /// Sends a user the conference info, without the PIN. The answer's body is not needed: the user is read
    /// again for the state of the mail.
    pub(crate) fn send_conference_info(&self, user: UserId, key: &IdempotencyKey) -> Answer<(), Nothing> {
        let path = paths::send_conference_info(user);
        self.command(Request::new(Method::Post, path).once(key))
    }

    /// Starts the job that enables a selection of users.
    pub(crate) fn enable_users(&self, request: &EnableUsersRequest, key: &IdempotencyKey) -> Answer<Job> {
        self.change(Request::new(Method::Post, paths::route::USERS_ENABLE).once(key).json(request))
    }
}

/// An act on a user that needs no more than a confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserAct {
    /// Enables the user for dial-in conferencing.
    Enable,
    /// Disables the user.
    Disable,
    /// Takes the latest reset back.
    Undo,
}

/// The address of the file with the users that a filter shows.
pub(crate) fn users_csv(filter: &UserFilter) -> String {
    filter_query(filter).after(paths::route::USERS_CSV)
}

fn filter_query(filter: &UserFilter) -> Query {
    Query::default().with("q", filter.q.as_deref()).with("dialIn", filter.dial_in.as_ref().map(word))
}
