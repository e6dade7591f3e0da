//! Running work again when somebody else was first.

use std::time::Duration;

use rand::RngExt as _;

use crate::{Error, Random, Result, StoreError};

/// How often work is run before whoever asked is told to come back later.
const ATTEMPTS: u32 = 8;

/// Before the second attempt it waits about this long, and before each one more twice as long as before.
const FIRST_PAUSE: Duration = Duration::from_millis(2);

/// Makes one attempt after the other until one does not end with [`StoreError::Conflict`], and waits in between as
/// `pause` does. Both are given the attempt's number: the first is 1.
///
/// This stands here and not around the stores because a store goes on with work when the one who asked has gone away,
/// and because it has a timer that this crate, which also runs in a browser, does not have.
///
/// # Errors
///
/// What the last attempt answers, or [`StoreError::Busy`] when all of them were in conflict.
pub async fn until_settled<A, P>(
    mut attempt: impl FnMut(u32) -> A,
    mut pause: impl FnMut(u32) -> P,
) -> Result<()>
where
    A: Future<Output = Result<()>>,
    P: Future<Output = ()>,
{
    for number in 1..=ATTEMPTS {
        match attempt(number).await {
            Err(Error::Store(StoreError::Conflict)) if number < ATTEMPTS => pause(number).await,
            Err(Error::Store(StoreError::Conflict)) => break,
            settled => return settled,
        }
    }
    Err(StoreError::Busy.into())
}

/// How long to wait after this attempt failed. Half of it is chance, so that two who met do not meet again.
pub fn pause_after(attempt: u32, random: &mut Random) -> Duration {
    let longest = FIRST_PAUSE * 2_u32.saturating_pow(attempt.saturating_sub(1).min(ATTEMPTS));
    longest.mul_f64(random.random_range(0.5..=1.0))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::future::ready;

    use futures::FutureExt as _;
    use rand::SeedableRng as _;
    use rand::rngs::StdRng;

    use super::*;

    /// Answers the attempts one after the other; what it says, and after which attempts there was a pause.
    fn settle(answers: Vec<Result<()>>) -> (Result<()>, Vec<u32>) {
        let mut answers = answers.into_iter();
        let pauses = RefCell::new(Vec::new());
        let settled = until_settled(
            |_| ready(answers.next().expect("no attempt too many is made")),
            |number| {
                pauses.borrow_mut().push(number);
                ready(())
            },
        );
        (settled.now_or_never().expect("nothing here waits"), pauses.into_inner())
    }

    fn conflict() -> Result<()> {
        Err(StoreError::Conflict.into())
    }

    #[test]
    fn only_conflicts_are_tried_again() {
        assert!(matches!(settle(vec![Ok(())]), (Ok(()), pauses) if pauses.is_empty()));
        assert!(matches!(settle(vec![conflict(), conflict(), Ok(())]), (Ok(()), pauses) if pauses == [1, 2]));
        for other in [
            StoreError::AlreadyExists,
            StoreError::Busy,
            StoreError::OutcomeUnknown("the connection broke".into()),
            StoreError::TooSlow,
            StoreError::Unavailable("it is away".into()),
            StoreError::Broken("it makes no sense".into()),
        ] {
            let words = other.to_string();
            let (settled, pauses) = settle(vec![conflict(), Err(other.into())]);
            assert_eq!((settled.unwrap_err().to_string(), pauses), (words, vec![1]));
        }
    }

    #[test]
    fn attempts_end() {
        let (settled, pauses) = settle((0..ATTEMPTS).map(|_| conflict()).collect());
        assert!(matches!(settled, Err(Error::Store(StoreError::Busy))));
        assert_eq!(pauses, (1..ATTEMPTS).collect::<Vec<_>>());
    }

    #[test]
    fn pauses_grow_and_differ() {
        let mut random = StdRng::seed_from_u64(1);
        for (attempt, longest) in [(1, 2), (2, 4), (7, 128)] {
            let pauses = [(); 100].map(|()| pause_after(attempt, &mut random));
            let longest = Duration::from_millis(longest);
            assert!(pauses.iter().all(|pause| (longest / 2..=longest).contains(pause)), "{pauses:?}");
            assert!(pauses.iter().any(|pause| *pause != pauses[0]));
        }
    }
}
