//! Users and their conference IDs.

use shared::{
    ActOnUsersRequest, Assignment, ChangeBridgeRequest, ConferenceId, ConferenceIdType,
    CountSelectionRequest, CreateUserRequest, DialInCard, EnableUserRequest, Job, MailEvent, Page,
    PreviewOrganisationTypeRequest, PreviewTypeRequest, RemovedUser, ResetConferenceIdRequest,
    SelectionCounts, SendConferenceInfoRequest, SetProviderRequest, SwitchOrganisationTypeRequest,
    SwitchTypeRequest, TableForm, TypeSwitchPreview, UpdateUserRequest, User, UserActionRequest, UserFilter,
    UserId, UserInvitation, UserSelection, Version, paths,
};

use super::{Answer, Api, IdempotencyKey, Method, Nothing, Request};
use crate::query::{Query, word};
use crate::route::UserList;

impl Api {
    /// Moves a user to another bridge.
    pub(crate) fn change_bridge_of(
        &self,
        user: UserId,
        version: Version,
        request: &ChangeBridgeRequest,
        key: &IdempotencyKey,
    ) -> Answer<User> {
        let request = Request::new(Method::Post, paths::user_bridge(user)).json(request);
        self.change(request.if_match(version).once(key))
    }

    /// What switching the organisation between static and dynamic conference IDs would do.
    pub(crate) fn preview_type(&self, kind: ConferenceIdType) -> Answer<TypeSwitchPreview> {
        let request = PreviewOrganisationTypeRequest { kind };
        let path = paths::route::SETTINGS_CONFERENCE_ID_TYPE_PREVIEW;
        self.change(Request::new(Method::Post, path).json(&request))
    }

    /// Switches the organisation; the answer is the job that brings users in line.
    pub(crate) fn switch_type(
        &self,
        version: Version,
        request: SwitchOrganisationTypeRequest,
        key: &IdempotencyKey,
    ) -> Answer<Job> {
        let path = paths::route::SETTINGS_CONFERENCE_ID_TYPE;
        self.change(Request::new(Method::Post, path).if_match(version).once(key).json(&request))
    }

    /// What switching a user between static and dynamic conference IDs would do.
    pub(crate) fn preview_type_of(
        &self,
        user: UserId,
        kind: Option<ConferenceIdType>,
    ) -> Answer<TypeSwitchPreview> {
        let path = format!("{}/preview", paths::user_conference_id_type(user));
        self.change(Request::new(Method::Post, path).json(&PreviewTypeRequest { kind }))
    }

    /// Switches a user between static and dynamic conference IDs.
    pub(crate) fn switch_type_of(
        &self,
        user: UserId,
        version: Version,
        request: &SwitchTypeRequest,
        key: &IdempotencyKey,
    ) -> Answer<User> {
        let path = paths::user_conference_id_type(user);
        self.change(Request::new(Method::Post, path).if_match(version).once(key).json(request))
    }

    /// What callers need to reach a user's meetings, with the invitation block.
    pub(crate) fn user_invitation(&self, user: UserId) -> Answer<UserInvitation> {
        self.get(&paths::user_invitation(user))
    }

    /// A part of the list of users, and how many the whole list has.
    pub(crate) fn users(&self, list: &UserList) -> Answer<Page<User>> {
        let query = filter_query(&list.filter())
            .with("sort", Some(word(&list.sort)))
            .with("count", Some("true"))
            .with("cursor", list.place.as_ref().map(|place| place.after.as_str()));
        self.get(&query.after(paths::route::USERS))
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

    /// What stands on a user's dial-in card.
    pub(crate) fn dial_in_card(&self, user: UserId) -> Answer<DialInCard> {
        self.get(&paths::user_dial_in_card(user))
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
        body: UserActionRequest,
        key: &IdempotencyKey,
    ) -> Answer<User> {
        let path = match act {
            UserAct::Enable | UserAct::UseBuiltIn => paths::user_enable(user),
            UserAct::Disable => paths::user_disable(user),
            UserAct::Undo => paths::conference_id_undo(user),
        };
        let request = Request::new(Method::Post, path).if_match(version).once(key);
        self.change(match act {
            UserAct::UseBuiltIn => {
                request.json(&EnableUserRequest { send_email: body.send_email, replace_provider: true })
            }
            UserAct::Enable | UserAct::Disable | UserAct::Undo => request.json(&body),
        })
    }

    /// Sets who provides a user's audio conferencing.
    pub(crate) fn set_provider(
        &self,
        user: UserId,
        version: Version,
        request: &SetProviderRequest,
        key: &IdempotencyKey,
    ) -> Answer<User> {
        let path = paths::user_provider(user);
        self.change(Request::new(Method::Put, path).if_match(version).once(key).json(request))
    }

    /// Removes a user that has this version; without one, strikes out the name of a removed user.
    /// A locked conference ID is confirmed.
    pub(crate) fn remove_user(
        &self,
        user: UserId,
        version: Option<Version>,
        confirmed: Option<ConferenceId>,
    ) -> Answer<(), Nothing> {
        let query = Query::default().with("confirmConferenceId", confirmed.map(|id| id.to_string()));
        self.command(match version {
            Some(version) => Request::new(Method::Delete, query.after(&paths::user(user))).if_match(version),
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

    /// Sends it to another address this once.
    pub(crate) fn send_conference_info_to(
        &self,
        user: UserId,
        request: &SendConferenceInfoRequest,
        key: &IdempotencyKey,
    ) -> Answer<User> {
        let path = paths::send_conference_info(user);
        self.change(Request::new(Method::Post, path).once(key).json(request))
    }

    /// Starts the job that does the same to a selection of users.
    pub(crate) fn act_on_users(&self, request: &ActOnUsersRequest, key: &IdempotencyKey) -> Answer<Job> {
        self.change(Request::new(Method::Post, paths::route::USERS_ACT).once(key).json(request))
    }

    /// Whom a selection means.
    pub(crate) fn count_selection(&self, selection: UserSelection) -> Answer<SelectionCounts> {
        let request = CountSelectionRequest { selection };
        self.change(Request::new(Method::Post, paths::route::USERS_SELECTION).json(&request))
    }
}

/// An act on a user that needs no more than a confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserAct {
    /// Enables the user for dial-in conferencing.
    Enable,
    /// Enables the user with the built-in provider instead of a third-party one.
    UseBuiltIn,
    /// Disables the user.
    Disable,
    /// Takes the latest reset or the disabling back.
    Undo,
}

impl UserAct {
    /// What its email is about.
    pub(crate) const fn mail_event(self) -> MailEvent {
        match self {
            Self::Enable | Self::UseBuiltIn => MailEvent::Enabled,
            Self::Disable => MailEvent::Disabled,
            Self::Undo => MailEvent::ResetUndone,
        }
    }
}

/// The address of the file with the users that a filter shows.
pub(crate) fn users_csv(filter: &UserFilter, form: TableForm) -> String {
    form_query(filter_query(filter), form).after(paths::route::USERS_CSV)
}

/// The address of the same for programs.
pub(crate) fn users_jsonl(filter: &UserFilter) -> String {
    filter_query(filter).after(paths::route::USERS_JSONL)
}

/// The address of a table, written in this form.
pub(crate) fn table(path: &str, form: TableForm) -> String {
    form_query(Query::default(), form).after(path)
}

/// How a table is to be written.
pub(super) fn form_query(query: Query, form: TableForm) -> Query {
    query.with("separator", Some(word(&form.separator))).with("language", form.language.as_ref().map(word))
}

fn filter_query(filter: &UserFilter) -> Query {
    Query::default()
        .with("q", filter.q.as_deref())
        .with("dialIn", filter.dial_in.as_ref().map(word))
        .with("provider", filter.provider.as_ref().map(word))
        .with("conferenceIdType", filter.conference_id_type.as_ref().map(word))
}
