//! When to try again.

use std::time::Duration;

use domain::Random;
use rand::RngExt as _;

use crate::Failure;

/// How often a mail is tried, and how long it waits in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    /// The wait after the first failure; it doubles with every further one.
    pub first_delay: Duration,
    /// The longest wait.
    pub longest_delay: Duration,
    /// After how many tries a mail is given up.
    pub attempts: u32,
    /// After how many tries a mail is given up when the server has refused it for good. It is more than one,
    /// because servers refuse mails also when they are being set up.
    pub attempts_after_refusal: u32,
    /// After how many tries a mail is given up that was written whole and never answered: each of them may have been
    /// delivered.
    pub attempts_unanswered: u32,
}

impl Default for Retries {
    /// Waits of 5 seconds up to an hour; given up after about a day, or 15 seconds after the first refusal.
    fn default() -> Self {
        Self {
            first_delay: Duration::from_secs(5),
            longest_delay: Duration::from_hours(1),
            attempts: 34,
            attempts_after_refusal: 3,
            attempts_unanswered: 4,
        }
    }
}

impl Retries {
    /// Whether a mail that has failed this many times is given up.
    pub(crate) const fn are_used_up(&self, attempts: u32, failure: Failure) -> bool {
        let most = match failure {
            Failure::Mail { for_good: true } | Failure::Queue { for_good: true, .. } => {
                self.attempts_after_refusal
            }
            Failure::Mail { for_good: false } | Failure::Queue { for_good: false, .. } | Failure::Stopped => {
                self.attempts
            }
            Failure::Unanswered => self.attempts_unanswered,
        };
        attempts >= most
    }

    /// How long to wait after this many failures (at least 1), before any chance comes in.
    fn delay(&self, attempts: u32) -> Duration {
        let doublings = attempts.saturating_sub(1).min(31);
        self.first_delay.saturating_mul(1 << doublings).min(self.longest_delay)
    }

    /// How long to wait after this many failures: between three quarters of the delay and all of it, so that
    /// mails that failed together do not come back together.
    pub(crate) fn wait(&self, attempts: u32, random: &mut Random) -> Duration {
        self.delay(attempts).mul_f64(random.random_range(0.75..=1.0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::SeedableRng as _;
    use rand_chacha::ChaCha20Rng;

    use super::*;

    #[test]
    fn the_wait_doubles_up_to_an_hour() {
        let retries = Retries::default();
        let seconds: Vec<u64> = (1..=12).map(|attempts| retries.delay(attempts).as_secs()).collect();
        assert_eq!(seconds, [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
    }

    #[test]
    fn a_mail_is_tried_for_about_a_day() {
        let retries = Retries::default();
        let total: Duration = (1..retries.attempts).map(|attempts| retries.delay(attempts)).sum();
        assert!((Duration::from_hours(20)..Duration::from_hours(28)).contains(&total), "{total:?}");
    }

    #[test]
    fn a_refusal_is_tried_again_but_fewer_times() {
        let retries = Retries::default();
        let (refused, passing) = (Failure::Mail { for_good: true }, Failure::Mail { for_good: false });
        assert!(!retries.are_used_up(1, refused));
        assert!(retries.are_used_up(3, refused));
        assert!(!retries.are_used_up(33, passing));
        assert!(retries.are_used_up(34, passing));
        assert!(retries.are_used_up(4, Failure::Unanswered), "each of them may be a copy");
    }

    proptest! {
        #[test]
        fn every_wait_is_near_its_delay(attempts in 0_u32.., seed in any::<u64>()) {
            let retries = Retries::default();
            let wait = retries.wait(attempts, &mut ChaCha20Rng::seed_from_u64(seed));
            prop_assert!(wait <= retries.delay(attempts));
            prop_assert!(wait >= retries.delay(attempts).mul_f64(0.74));
            prop_assert!(retries.delay(attempts) <= retries.delay(attempts.saturating_add(1)));
            prop_assert!(wait <= retries.longest_delay);
        }
    }
}
