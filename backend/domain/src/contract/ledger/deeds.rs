//! What is done with users and their IDs.

use shared::{
    AfterHandOver, BridgeId, ChangeBridgeRequest, ChooseConferenceIdRequest, ConferenceId, ConferenceIdType,
    HandOverRequest, IdOwner, ProviderProfiles, ProviderProfilesRequest, ProviderRequest,
    ResetConferenceIdRequest, SetProviderRequest, SwitchTypeRequest, UpdateUserRequest, User, UserId,
};

use super::Step;
use super::acts::request;
use crate::contract::fixture::conference_id;
use crate::contract::providers::profile;
use crate::operations::conference_ids::{choose_conference_id, hand_over_conference_id, reset_conference_id};
use crate::operations::id_types::switch_user_type;
use crate::operations::pins::{can_have_pin, issue_pin_link};
use crate::operations::providers::set_provider;
use crate::operations::users::{
    change_bridge, create_user, enable_user, load, remove_user, save, strike_out_name, update_user,
};
use crate::{OperationContext, OrganizerPinRecord, Result, Transaction};

/// IDs that somebody wants, whether they are free or not. The second is in a range that is reserved now and then.
const WANTED: [&str; 3] = ["8271964", "4519207", "5093817"];

/// What somebody types to confirm that a locked ID stops: the right one, or nothing.
pub(super) async fn typed(
    transaction: &mut dyn Transaction,
    user: UserId,
    step: Step,
) -> Result<Option<ConferenceId>> {
    Ok(load(transaction.as_read(), user).await?.conference_id.filter(|_| step.confirms()))
}

/// Resets the ID of a user as whoever has just looked at it does.
pub(super) async fn reset(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    step: Step,
    send_email: Option<bool>,
) -> Result<User> {
    let seen = load(transaction.as_read(), user).await?.version;
    let confirm_conference_id = typed(transaction, user, step).await?;
    let request = ResetConferenceIdRequest { reason: None, send_email, confirm_conference_id };
    reset_conference_id(transaction, context, user, seen, &request).await
}

/// Chooses an ID that the ledger has, of whomever, or one that it may not have.
pub(super) async fn choose(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    step: Step,
    send_email: Option<bool>,
) -> Result<User> {
    let before = load(transaction.as_read(), user).await?;
    let known = transaction.ledger(None, 10_000).await?.into_iter().map(|named| named.entry);
    let known: Vec<_> = known.filter(|entry| entry.bridge == before.bridge).collect();
    let place = usize::from(step.amount) % (known.len() + WANTED.len());
    let entry = known.get(place);
    let wanted = match entry {
        Some(entry) => entry.conference_id,
        None => conference_id(WANTED[place - known.len()]),
    };
    let reservation = match entry.map(|entry| entry.owner) {
        Some(IdOwner::Reservation(reservation)) if step.confirms() => Some(reservation),
        _ => None,
    };
    let request = ChooseConferenceIdRequest {
        send_email,
        accept_look_alike: true,
        accept_guessable: true,
        reservation,
        confirm_conference_id: typed(transaction, user, step).await?,
        ..ChooseConferenceIdRequest::new(wanted)
    };
    choose_conference_id(transaction, context, user, before.version, &request).await
}

/// Hands the ID over; who had it is disabled, or goes on with a new one.
pub(super) async fn hand_over(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    successor: UserId,
    step: Step,
) -> Result<User> {
    let seen = load(transaction.as_read(), user).await?.version;
    let afterwards = match step.amount / 2 % 2 {
        0 => AfterHandOver::Disabled,
        _ => AfterHandOver::NewConferenceId,
    };
    let confirm_conference_id = typed(transaction, user, step).await?;
    let request =
        HandOverRequest { successor, afterwards, reason: None, send_email: None, confirm_conference_id };
    hand_over_conference_id(transaction, context, user, seen, &request).await
}

/// Locks the ID, or unlocks it.
pub(super) async fn lock(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
) -> Result<User> {
    let before = load(transaction.as_read(), user).await?;
    let request = UpdateUserRequest {
        conference_id_locked: Some(!before.conference_id_locked),
        ..UpdateUserRequest::default()
    };
    update_user(transaction, context, user, before.version, &request).await
}

/// An email with a link to a PIN is written, if the user can have a PIN and has none.
pub(super) async fn write_pin_link(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
) -> Result<()> {
    let user = load(transaction.as_read(), user).await?;
    if can_have_pin(&user) && user.pin_set_at.is_none() {
        issue_pin_link(transaction, context, user.id).await?;
    }
    Ok(())
}

/// What opening a link does to the store. The operation itself makes a hash, which is too slow here; it has checks of its
/// own.
pub(super) async fn open_pin_link(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
) -> Result<()> {
    let Some(record) = transaction.organizer_pin(user).await?.filter(|record| record.hash.is_none()) else {
        return Ok(());
    };
    let user = load(transaction.as_read(), user).await?;
    let record = OrganizerPinRecord { hash: Some("a hash".to_owned()), ..record };
    transaction.put_organizer_pin(&record).await?;
    save(transaction, context, User { pin_set_at: Some(context.now), ..user }).await?;
    Ok(())
}

/// Gives the user a profile with a passcode of its own.
pub(super) async fn use_third_party(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    step: Step,
    send_email: Option<bool>,
) -> Result<User> {
    let seen = load(transaction.as_read(), user).await?.version;
    let passcode = user.uuid().as_u128() % 1_000_000_000;
    let default = profile("Contoso Audio", &format!("{passcode:09}"));
    let profiles = ProviderProfiles { default, others: Vec::new() };
    let provider = ProviderRequest::ThirdParty(ProviderProfilesRequest::from(&profiles));
    let confirm_conference_id = typed(transaction, user, step).await?;
    let request = SetProviderRequest { provider, send_email, confirm_conference_id };
    set_provider(transaction, context, user, seen, &request).await
}

/// Moves the user to the second bridge, or back to the first.
pub(super) async fn change_bridge_of(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    second: BridgeId,
    step: Step,
) -> Result<User> {
    let before = load(transaction.as_read(), user).await?;
    let bridge = if before.bridge == second { BridgeId::FIRST } else { second };
    let confirm_conference_id = typed(transaction, user, step).await?;
    let request =
        ChangeBridgeRequest { bridge, reason: None, send_email: Some(false), confirm_conference_id };
    change_bridge(transaction, context, user, before.version, &request).await
}

/// Switches the user as whoever has just looked at them does.
pub(super) async fn switch_type(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    kind: Option<ConferenceIdType>,
    step: Step,
) -> Result<User> {
    let seen = load(transaction.as_read(), user).await?.version;
    let confirm_conference_id = typed(transaction, user, step).await?;
    let request = SwitchTypeRequest { confirm_conference_id, ..SwitchTypeRequest::new(kind) };
    switch_user_type(transaction, context, user, seen, request).await
}

/// Somebody who was here for a while is removed with an ID, and the name struck out: the ID stays in quarantine, as
/// somebody's who is no more.
pub(super) async fn visitor_leaves(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    send_email: Option<bool>,
) -> Result<()> {
    let name = format!("visitor-{}", context.new_uuid().simple());
    let visitor = create_user(transaction, context, &request(&name)).await?;
    let visitor = enable_user(transaction, context, visitor.id, None, send_email).await?;
    remove_user(transaction, context, visitor.id, visitor.version, None).await?;
    strike_out_name(transaction, context, visitor.id).await?;
    Ok(())
}
