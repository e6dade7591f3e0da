//! The clock and the randomness of the machine.

use std::time::{Duration, SystemTime};

use domain::{Clock, Entropy};
use rand::rngs::StdRng;
use shared::Timestamp;

/// The machine's clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one clock that everything else is given")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
        Timestamp::from_milliseconds(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }
}

/// The machine's randomness: each operation gets a generator of its own, seeded from one that the operating
/// system seeds again and again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn generator(&self) -> StdRng {
        rand::make_rng()
    }
}

#[cfg(test)]
mod tests {
    use rand::Rng as _;

    use super::*;

    #[test]
    fn generators_differ() {
        assert_ne!(SystemEntropy.generator().next_u64(), SystemEntropy.generator().next_u64());
    }
}
