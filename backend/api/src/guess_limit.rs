//! How many wrong conference IDs an address may ask for.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::ClientAddress;
use shared::Timestamp;

/// So many addresses are told apart; all others share what one of them has.
const ADDRESSES_MAX: usize = 65_536;
const MINUTE: Duration = Duration::from_mins(1);

/// Limits the wrong conference IDs that each address may ask for, so that nobody tries them one after the other. Right
/// ones cost nothing: a phone bridge asks for all of its callers. Clones are the same limit.
///
/// Each address has the guesses of a minute in hand, and gets them back steadily. What is kept of an address is
/// only the moment at which it has all of them again, and after that moment nothing.
#[derive(Clone, Debug, Default)]
pub struct GuessLimit {
    /// How long it takes until a guess is given back; there is no limit without it.
    interval: Option<Duration>,
    whole_again: Arc<Mutex<HashMap<Option<ClientAddress>, Timestamp>>>,
}

/// A look-up that counts as a wrong guess until it is found to be right.
#[must_use = "a right guess must be given back"]
pub(crate) struct Guess<'limit> {
    limit: &'limit GuessLimit,
    address: Option<ClientAddress>,
}

/// Nothing is left for this address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooManyGuesses {
    /// After so many seconds one guess is there again.
    pub(crate) retry_after_seconds: u64,
}

impl GuessLimit {
    /// A limit of so many wrong guesses a minute.
    pub fn per_minute(guesses: NonZeroU32) -> Self {
        Self { interval: Some(MINUTE / guesses.get()), whole_again: Arc::default() }
    }

    /// Takes a guess before the look-up, so that guesses made at the same time count too.
    pub(crate) fn guess(&self, address: ClientAddress, now: Timestamp) -> Result<Guess<'_>, TooManyGuesses> {
        let Some(interval) = self.interval else { return Ok(Guess { limit: self, address: None }) };
        let mut whole_again = self.lock();
        let known = whole_again.contains_key(&Some(address));
        if !known && whole_again.len() >= ADDRESSES_MAX {
            whole_again.retain(|_, at| *at > now);
        }
        let has_room = known || whole_again.len() < ADDRESSES_MAX;
        let address = has_room.then_some(address);
        // A clock that was put back must not keep anybody waiting for longer than it would take anyway.
        let latest = now.after(MINUTE);
        let at = whole_again.entry(address).or_insert(now);
        *at = (*at).clamp(now, latest);
        let next = at.after(interval);
        if next > latest {
            let wait = next.since(latest);
            return Err(TooManyGuesses { retry_after_seconds: wait.as_secs() + 1 });
        }
        *at = next;
        drop(whole_again);
        Ok(Guess { limit: self, address })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Option<ClientAddress>, Timestamp>> {
        self.whole_again.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Guess<'_> {
    /// It was right, so it is given back.
    pub(crate) fn was_right(self) {
        if let Some(interval) = self.limit.interval
            && let Some(at) = self.limit.lock().get_mut(&self.address)
        {
            *at = at.before(interval);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;

    const NOW: Timestamp = Timestamp::from_milliseconds(1_795_000_000_000);

    fn address(number: u32) -> ClientAddress {
        IpAddr::V4(Ipv4Addr::from(number)).into()
    }

    fn limit(per_minute: u32) -> GuessLimit {
        GuessLimit::per_minute(NonZeroU32::new(per_minute).unwrap())
    }

    /// How many of 1,000 wrong guesses at this moment get an answer.
    fn answered(limit: &GuessLimit, who: u32, now: Timestamp) -> usize {
        (0..1_000).filter(|_| limit.guess(address(who), now).is_ok()).count()
    }

    #[test]
    fn wrong_guesses_run_out_and_come_back() {
        let limit = limit(60);
        assert_eq!(answered(&limit, 1, NOW), 60);
        assert_eq!(answered(&limit, 2, NOW), 60, "another address has its own");
        let error = limit.guess(address(1), NOW).err().unwrap();
        assert_eq!(error.retry_after_seconds, 2);
        assert_eq!(answered(&limit, 1, NOW.after(Duration::from_secs(10))), 10);
        assert_eq!(answered(&limit, 1, NOW.after(Duration::from_hours(1))), 60);
        assert_eq!(answered(&limit, 1, NOW), 0, "the clock was put back");
        assert_eq!(answered(&limit, 1, NOW.after(MINUTE)), 60);
    }

    #[test]
    fn right_ones_cost_nothing() {
        let limit = limit(2);
        for _ in 0..1_000 {
            limit.guess(address(1), NOW).ok().unwrap().was_right();
        }
        assert_eq!(answered(&limit, 1, NOW), 2);
        assert_eq!(answered(&GuessLimit::default(), 1, NOW), 1_000, "no limit");
    }

    #[test]
    fn many_addresses_share_what_one_has() {
        let limit = limit(3);
        let many = u32::try_from(ADDRESSES_MAX).unwrap() + 1_000;
        let answered =
            (0..many).map(|who| usize::from(limit.guess(address(who), NOW).is_ok())).sum::<usize>();
        assert_eq!(answered, ADDRESSES_MAX + 3);
        assert_eq!(limit.lock().len(), ADDRESSES_MAX + 1);
        // A minute later all is forgotten, and there is room again.
        assert!(limit.guess(address(many), NOW.after(MINUTE)).is_ok());
        assert_eq!(limit.lock().len(), 1);
    }
}
