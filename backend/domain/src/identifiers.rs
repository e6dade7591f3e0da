//! Identifiers that grow.

use std::sync::{Mutex, PoisonError};

use rand::Rng;
use shared::Timestamp;
use uuid::{Builder, Uuid};

/// The bits of a UUID of version 7 behind its moment, without version and variant.
const RANDOM_BITS: u32 = 74;
/// Enough bytes for them.
const RANDOM_BYTES: usize = 10;
/// Identifiers of one millisecond are at most so far apart, in bits: far enough that nobody finds one by counting.
const STEP_BITS: u32 = 48;

/// Makes the identifiers of one process: UUIDs of version 7, each greater than all before it.
///
/// Their milliseconds alone would leave what happens in one millisecond in any order. There the bits behind it are
/// counted up by a random step (RFC 9562, section 6.2, method 2); they may run over into the next millisecond. A clock
/// that is set back is waited for in the same way. (The `uuid` crate's own context does the same, but takes its randomness
/// from the system; here it is a parameter, so that tests repeat what they saw.)
#[derive(Debug, Default)]
pub struct Identifiers {
    /// The last one: its milliseconds, then its random bits.
    last: Mutex<u128>,
}

impl Identifiers {
    /// Makes later ones greater than this one, which an earlier process has made.
    pub fn continue_after(&self, newest: Uuid) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = (*last).max(milliseconds_and_random(newest));
    }

    /// The next one.
    pub fn next(&self, now: Timestamp, random: &mut impl Rng) -> Uuid {
        let mut bytes = [0; 16];
        random.fill_bytes(&mut bytes[..RANDOM_BYTES]);
        let random = u128::from_le_bytes(bytes) % (1 << RANDOM_BITS);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = if u128::from(now.milliseconds()) > *last >> RANDOM_BITS {
            u128::from(now.milliseconds()) << RANDOM_BITS | random
        } else {
            *last + 1 + random % (1 << STEP_BITS)
        };
        uuid(*last)
    }
}

/// The opposite of [`uuid`].
fn milliseconds_and_random(uuid: Uuid) -> u128 {
    let bits = uuid.as_u128();
    let (milliseconds, first, second) = (bits >> 80, bits >> 64 & 0xfff, bits & ((1 << 62) - 1));
    milliseconds << RANDOM_BITS | first << 62 | second
}

fn uuid(milliseconds_and_random: u128) -> Uuid {
    let [.., m0, m1, m2, m3, m4, m5, m6, m7] = (milliseconds_and_random >> RANDOM_BITS).to_be_bytes();
    // Version and variant take the place of four and two bits: twelve bits stand before the version's end, the other
    // 62 behind the variant.
    let [.., a0, a1] = (milliseconds_and_random >> 62).to_be_bytes();
    let [.., b0, b1, b2, b3, b4, b5, b6, b7] = milliseconds_and_random.to_be_bytes();
    let random = [a0, a1, b0, b1, b2, b3, b4, b5, b6, b7];
    let milliseconds = u64::from_be_bytes([m0, m1, m2, m3, m4, m5, m6, m7]);
    Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;
    use rand::rngs::StdRng;

    use super::*;

    #[test]
    fn later_ones_are_greater_whatever_the_clock_does() {
        let identifiers = Identifiers::default();
        let mut random = StdRng::seed_from_u64(1);
        let mut last = Uuid::nil();
        for moment in [1_795_500_000_000, 1_795_500_000_000, 1_795_500_000_001, 1_795_499_999_999] {
            for _ in 0..2_000 {
                let next = identifiers.next(Timestamp::from_milliseconds(moment), &mut random);
                assert!(next > last, "{next} follows {last}");
                assert_eq!((next.get_version_num(), next.get_variant()), (7, uuid::Variant::RFC4122));
                last = next;
            }
        }
    }

    #[test]
    fn they_go_on_where_an_earlier_process_ended() {
        let mut random = StdRng::seed_from_u64(1);
        let earlier = Identifiers::default();
        let later = Identifiers::default();
        for moment in [1_795_500_000_000, 1_795_489_200_000, 1_795_500_000_001] {
            let newest = earlier.next(Timestamp::from_milliseconds(moment), &mut random);
            assert_eq!(uuid(milliseconds_and_random(newest)), newest);
            later.continue_after(newest);
            // The clock was put back by three hours.
            let next = later.next(Timestamp::from_milliseconds(1_795_489_200_000), &mut random);
            assert!(next > newest, "{next} follows {newest}");
        }
    }

    #[test]
    fn they_tell_their_moment() {
        let mut random = StdRng::seed_from_u64(1);
        let next = Identifiers::default().next(Timestamp::from_milliseconds(1_795_500_000_123), &mut random);
        let (seconds, nanoseconds) = next.get_timestamp().unwrap().to_unix();
        assert_eq!((seconds, nanoseconds), (1_795_500_000, 123_000_000));
    }

    #[test]
    fn a_millisecond_that_is_full_runs_over() {
        let identifiers = Identifiers { last: Mutex::new((7 << RANDOM_BITS) - 1) };
        let mut random = StdRng::seed_from_u64(1);
        let next = identifiers.next(Timestamp::from_milliseconds(6), &mut random);
        assert!(next > uuid((7 << RANDOM_BITS) - 1));
    }
}
