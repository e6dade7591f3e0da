//! Checking a PIN that somebody has dialled.

use std::time::Duration;

use shared::{OrganizerPin, ProblemKind, UserId};

use crate::operations::sessions::limits::{self, Budget};
use crate::{Application, Error, Result, kept_hash};

/// Guesses at one organizer's PIN from one caller.
const CALLER_AND_USER: Budget = Budget { at_once: 5, every: Duration::from_mins(5) };
/// Guesses at any PINs from one caller.
const CALLER: Budget = Budget { at_once: 20, every: Duration::from_mins(1) };
/// Guesses at one organizer's PIN from all callers together: of five digits, about one in a thousand in a day.
const USER: Budget = Budget { at_once: 20, every: Duration::from_mins(15) };

/// What became of a PIN that somebody has dialled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinVerdict {
    /// It is the organizer's.
    Right,
    /// It is not, or the organizer has none.
    Wrong,
    /// It was not checked, because too many were tried.
    TooMany {
        /// After so many minutes one can be tried again.
        minutes: u64,
    },
}

/// Whether this is the organizer's PIN. An attempt is counted before it is checked; `caller` is what attempts are counted
/// by, such as the number that rings.
///
/// # Errors
///
/// [`ProblemKind::Busy`] when every place for hashing is taken, or when the store fails.
pub async fn verify_pin(
    application: &Application,
    user: UserId,
    pin: &OrganizerPin,
    caller: &str,
) -> Result<PinVerdict> {
    let pepper = application.pepper()?;
    let now = application.now();
    let id = user.to_string();
    let counted = [
        (limits::key("PIN from caller at user", &[caller, &id]), CALLER_AND_USER),
        (limits::key("PIN from caller", &[caller]), CALLER),
        (limits::key("PIN at user", &[&id]), USER),
    ];
    let mut place = application.hashing().place().await.ok_or(ProblemKind::Busy)?;
    let reserve = application.in_transaction(move |transaction| {
        Box::pin(async move {
            for (key, budget) in counted {
                if !budget.take(transaction, key, now).await? {
                    return Err(limits::too_many(budget.pause()));
                }
            }
            Ok(transaction.organizer_pin(user).await?.and_then(|record| record.hash))
        })
    });
    let hash = match reserve.await {
        Ok(hash) => hash,
        Err(Error::Problem(ProblemKind::TooManyAttempts { minutes })) => {
            return Ok(PinVerdict::TooMany { minutes });
        }
        Err(error) => return Err(error),
    };
    let right = kept_hash::matches(&mut *place, pin.as_str(), Some(&pepper), hash.as_deref()).await?;
    drop(place);
    if !right {
        return Ok(PinVerdict::Wrong);
    }
    let settle = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let current = transaction.organizer_pin(user).await?.and_then(|record| record.hash);
            // A PIN that was reset meanwhile is no longer the right one.
            if current != hash {
                return Ok(PinVerdict::Wrong);
            }
            // Whoever knows the PIN was not guessing.
            transaction.delete_mark(counted[0].0).await?;
            Ok(PinVerdict::Right)
        })
    });
    settle.await
}
