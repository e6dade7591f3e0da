//! What is done. A new act is a line in [`ACTS`] and one in [`World::act`]; what it does is in `deeds` or `plans`.

use std::time::Duration;

use shared::{ConferenceIdType, CreateUserRequest, IdOwner, User, UserActionRequest};

use super::{Step, World, deeds, plans};
use crate::operations::conference_ids::undo_reset;
use crate::operations::mails::send_conference_info;
use crate::operations::pins::{remove_pin, reset_pin};
use crate::operations::users::{disable_user, enable_user, enable_user_anyway, load};
use crate::{Actor, Error, StoreError};

/// Something that somebody does, or that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Enables a user.
    Enable,
    /// Disables a user.
    Disable,
    /// Resets a user's ID.
    Reset,
    /// Undoes the latest reset or disabling of a user.
    Undo,
    /// Sends a user the conference info.
    SendInfo,
    /// Somebody who has an ID is removed, and the name struck out.
    VisitorLeaves,
    /// Chooses an ID for a user: one that is free, somebody's, in quarantine or reserved.
    Choose,
    /// Hands a user's ID over to the next user.
    HandOver,
    /// Locks a user's ID, or unlocks it.
    Lock,
    /// An email about a PIN is written: it has a link.
    WritePinLink,
    /// A link to a PIN is opened.
    OpenPinLink,
    /// Resets a user's PIN.
    ResetPin,
    /// Removes a user's PIN.
    RemovePin,
    /// Gives a user a third-party provider.
    UseThirdParty,
    /// Enables a user with the built-in provider, whoever was it before.
    UseBuiltIn,
    /// Moves a user to the other bridge.
    ChangeBridge,
    /// Gives a user dynamic IDs, or a static one.
    SwitchType,
    /// Plans a meeting of a user.
    Plan,
    /// Moves a meeting to another time.
    MoveMeeting,
    /// Cancels a meeting.
    Cancel,
    /// Gives a room of the second bridge its ID.
    AskForRoom,
    /// Forgets a room.
    ForgetRoom,
    /// Reserves an ID or some in a row.
    Reserve,
    /// Releases a reservation.
    Release,
    /// Some minutes pass: an undo may expire.
    MinutesPass,
    /// Some months pass: quarantines end.
    MonthsPass,
    /// The hourly upkeep.
    KeepUp,
}

/// Every act, the frequent ones several times.
pub const ACTS: &[Act] = &[
    Act::Enable,
    Act::Enable,
    Act::Enable,
    Act::Disable,
    Act::Disable,
    Act::Reset,
    Act::Reset,
    Act::Reset,
    Act::Undo,
    Act::Undo,
    Act::SendInfo,
    Act::VisitorLeaves,
    Act::Choose,
    Act::Choose,
    Act::HandOver,
    Act::Lock,
    Act::WritePinLink,
    Act::OpenPinLink,
    Act::ResetPin,
    Act::RemovePin,
    Act::UseThirdParty,
    Act::UseBuiltIn,
    Act::ChangeBridge,
    Act::SwitchType,
    Act::SwitchType,
    Act::Plan,
    Act::Plan,
    Act::MoveMeeting,
    Act::Cancel,
    Act::AskForRoom,
    Act::ForgetRoom,
    Act::Reserve,
    Act::Release,
    Act::MinutesPass,
    Act::MinutesPass,
    Act::MonthsPass,
    Act::KeepUp,
    Act::KeepUp,
];

/// A user that is not enabled.
pub(super) fn request(name: &str) -> CreateUserRequest {
    let address = format!("{name}@contoso.example");
    CreateUserRequest::new(
        name.to_owned(),
        address.parse().expect("it is a principal name"),
        address.parse().expect("it is an address"),
    )
}

impl World {
    /// Does it. A refusal that names a problem is an answer like another; the checks see that it changed nothing.
    pub(super) async fn act(&self, step: Step) {
        let amount = u64::from(step.amount);
        let time = match step.act {
            Act::MinutesPass => Duration::from_mins(amount % 20),
            Act::MonthsPass => Duration::from_hours(24 * (60 + amount % 60)),
            _ => Duration::ZERO,
        };
        self.clock.advance(time);
        let (user, next) = (self.user_of(step), self.user_after(step));
        let room = IdOwner::Room(self.rooms[usize::from(step.owner) % self.rooms.len()]);
        let second = self.second_bridge;
        let mail = [None, Some(true), Some(false)][usize::from(step.amount) % 3];
        let work = self.application.in_transaction_as(Actor::CommandLine, move |store, context| {
            Box::pin(async move {
                match step.act {
                    Act::Enable => return enable_user(store, context, user, None, mail).await.map(Some),
                    Act::Disable => {
                        let confirm_conference_id = deeds::typed(store, user, step).await?;
                        let request = UserActionRequest { send_email: mail, confirm_conference_id };
                        return disable_user(store, context, user, None, request).await.map(Some);
                    }
                    Act::Reset => return deeds::reset(store, context, user, step, mail).await.map(Some),
                    Act::Undo => return undo_reset(store, context, user, None, mail).await.map(Some),
                    Act::SendInfo => return send_conference_info(store, context, user, None).await.map(Some),
                    Act::Choose => return deeds::choose(store, context, user, step, mail).await.map(Some),
                    Act::HandOver => {
                        return deeds::hand_over(store, context, user, next, step).await.map(Some);
                    }
                    Act::Lock => return deeds::lock(store, context, user).await.map(Some),
                    Act::WritePinLink => deeds::write_pin_link(store, context, user).await?,
                    Act::OpenPinLink => deeds::open_pin_link(store, context, user).await?,
                    Act::ResetPin => return reset_pin(store, context, user, None, mail).await.map(Some),
                    Act::RemovePin => return remove_pin(store, context, user, None).await.map(Some),
                    Act::UseThirdParty => {
                        return deeds::use_third_party(store, context, user, step, mail).await.map(Some);
                    }
                    Act::UseBuiltIn => {
                        return enable_user_anyway(store, context, user, None, mail).await.map(Some);
                    }
                    Act::ChangeBridge => {
                        return deeds::change_bridge_of(store, context, user, second, step).await.map(Some);
                    }
                    Act::SwitchType => {
                        let kind = ConferenceIdType::ALL.get(usize::from(step.amount) % 3).copied();
                        return deeds::switch_type(store, context, user, kind, step).await.map(Some);
                    }
                    Act::VisitorLeaves => deeds::visitor_leaves(store, context, mail).await?,
                    Act::Plan => plans::plan(store, context, user, step).await?,
                    Act::MoveMeeting => plans::move_meeting(store, context, step).await?,
                    Act::Cancel => plans::cancel(store, context, step).await?,
                    Act::AskForRoom => plans::ask_for_room(store, context, second, room).await?,
                    Act::ForgetRoom => plans::forget_room(store, context, second, room).await?,
                    Act::Reserve => plans::reserve_some(store, context, step).await?,
                    Act::Release => plans::release_one(store, context, step).await?,
                    Act::KeepUp => plans::keep_everything_up(store, context).await?,
                    Act::MinutesPass | Act::MonthsPass => {}
                }
                Ok(None)
            })
        });
        match work.await {
            Ok(Some(answer)) => self.must_be_kept(answer).await,
            Ok(None) | Err(Error::Problem(_) | Error::Store(StoreError::Busy)) => {}
            Err(error) => panic!("{step:?}: {error}"),
        }
    }

    /// What was acknowledged is there.
    async fn must_be_kept(&self, answer: User) {
        let id = answer.id;
        let read = self.application.in_snapshot(move |read| Box::pin(async move { load(read, id).await }));
        let now = self.application.now();
        let kept = read.await.expect("the user of an answer can be read");
        let kept = User { undo: kept.undo.filter(|undo| undo.until > now), latest_mail: None, ..kept };
        // Somebody else may have been next at the same moment.
        if kept.version == answer.version {
            let undo = answer.undo.filter(|undo| undo.until > now);
            assert_eq!(User { undo, latest_mail: None, ..answer }, kept);
        } else {
            assert!(kept.version > answer.version, "a version does not go back");
        }
    }
}
