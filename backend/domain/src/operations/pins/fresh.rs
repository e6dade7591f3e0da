//! A new PIN, and keeping its hash.

use shared::{OrganizerPin, ProblemKind, RevealedPin, User};

use super::draw::{draw, known_numbers};
use super::end::forget_links;
use crate::operations::users::save;
use crate::{
    Actor, Application, OperationContext, OrganizerPinRecord, PinLinkRecord, Result, StoreError, Transaction,
    bridge, kept_hash,
};

/// A PIN that was drawn, and its hash.
#[derive(Clone)]
pub(super) struct FreshPin {
    pin: OrganizerPin,
    hash: String,
}

impl FreshPin {
    /// Draws a PIN for the user and hashes it: that is slow, so it is done outside of a transaction.
    pub(super) async fn draw(application: &Application, user: &User) -> Result<Self> {
        let pepper = application.pepper()?;
        let id = user.bridge;
        let read = application.look_up(move |read| {
            Box::pin(async move { Ok((read.settings().await?, bridge(read, id).await?)) })
        });
        let (settings, bridge) = read.await?;
        let random = &mut application.context(Actor::System).random;
        let pin = draw(settings.pin_length, &known_numbers(user, &bridge), random);
        let mut place = application.hashing().place().await.ok_or(ProblemKind::Busy)?;
        let hash = kept_hash::make(&mut *place, pin.as_str(), Some(&pepper), random).await?;
        Ok(Self { pin, hash })
    }

    /// Keeps the hash as the user's, with the link that was opened, if one was. The answer is the only one that ever has
    /// the PIN.
    pub(super) async fn keep(
        self,
        transaction: &mut dyn Transaction,
        context: &OperationContext,
        user: User,
        link: Option<PinLinkRecord>,
    ) -> Result<RevealedPin> {
        let bridge = bridge(transaction, user.bridge).await?;
        if self.pin.flaw(known_numbers(&user, &bridge).iter().map(String::as_str)).is_some() {
            // The user got another conference ID at this moment, of which it is a part.
            return Err(StoreError::Busy.into());
        }
        let record = OrganizerPinRecord { user: user.id, hash: Some(self.hash), link };
        transaction.put_organizer_pin(&record).await?;
        forget_links(transaction, context, user.id).await?;
        let user = save(transaction, context, User { pin_set_at: Some(context.now), ..user }).await?;
        Ok(RevealedPin {
            pin: self.pin,
            set_at: context.now,
            display_name: user.display_name,
            conference_id: user.conference_id,
        })
    }
}

/// Whether the user can have a PIN: only conferences of the built-in provider are started with one.
pub(crate) const fn can_have_pin(user: &User) -> bool {
    user.dial_in_enabled && !user.provider.is_third_party()
}

/// Says why the user can have no PIN.
pub(super) fn require_dial_in(user: &User) -> Result<()> {
    match (user.dial_in_enabled, user.provider.is_third_party()) {
        (true, false) => Ok(()),
        (true, true) => Err(ProblemKind::ThirdPartyPin.into()),
        (false, _) => Err(ProblemKind::DialInNotEnabled.into()),
    }
}
