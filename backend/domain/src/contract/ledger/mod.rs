//! The ledger as a state machine: whatever is done by whomever in whatever order, and several things at once, what always
//! holds (see ARCHITECTURE.md) holds after each.
//!
//! An act is a line in [`acts`]. The checks know nothing of acts: they compare what the whole database says before and
//! after. [`ledger_test!`](crate::ledger_test) makes the test of a store; it needs `proptest` there.

mod acts;
mod deeds;
mod facts;
mod laws;
mod owners;
mod plans;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

pub use acts::{ACTS, Act};
pub use facts::Facts;
use rand::SeedableRng;
use rand::rngs::StdRng;
use shared::{BridgeId, ConferenceIdType, RoomId, User, UserId};

use super::START;
use super::fixture::identifier;
use crate::operations::bridges::create_bridge;
use crate::operations::users::{create_user, save};
use crate::{Actor, Application, Entropy, FixedClock, Store};

/// One thing that is done.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What.
    pub act: Act,
    /// To which of the owners of its kind.
    pub owner: u8,
    /// How much, where it can be more or less: of time, whether somebody gets an email, which ID is chosen.
    pub amount: u8,
    /// Whether the next step is done at the same time.
    pub together: bool,
}

impl Step {
    /// Whether whoever does it types the ID that stops, and names the reservation that an ID is taken from.
    pub(super) const fn confirms(self) -> bool {
        self.amount.is_multiple_of(2)
    }
}

/// Randomness that repeats itself, so that the same IDs are proposed again and again: what is taken or in quarantine must
/// be refused by the ledger, and not by the odds.
struct FewDraws(AtomicU64);

impl Entropy for FewDraws {
    fn generator(&self) -> StdRng {
        StdRng::seed_from_u64(self.0.fetch_add(1, Ordering::Relaxed) % 3)
    }
}

/// The owners, and the Konfid that they are in.
pub(super) struct World {
    pub(super) application: Application,
    pub(super) clock: Arc<FixedClock>,
    pub(super) users: Vec<UserId>,
    pub(super) rooms: Vec<RoomId>,
    /// The bridge of the rooms; all others are on the first.
    pub(super) second_bridge: BridgeId,
}

/// Does the steps in a new store, checks everything after each, and says what the store holds in the end.
pub async fn whatever_is_done_the_ledger_agrees(store: impl Store, steps: Vec<Step>) -> Facts {
    let world = World::new(store).await;
    let mut before = Facts::of(&world.application).await;
    let mut steps = steps.into_iter();
    while let Some(step) = steps.next() {
        world.clock.advance(Duration::from_secs(1));
        let beside = if step.together { steps.next() } else { None };
        match beside {
            Some(other) => {
                futures::join!(world.act(step), world.act(other));
            }
            None => world.act(step).await,
        }
        let after = Facts::of(&world.application).await;
        let done = [Some(step), beside];
        laws::of_one_state(&after, world.application.now());
        laws::of_a_change(&world, &before, &after, &done);
        world.admits_who_may_be_called(&after).await;
        before = after;
    }
    before
}

impl World {
    async fn new(store: impl Store) -> Self {
        let clock = Arc::new(FixedClock::new(START));
        let entropy = Arc::new(FewDraws(AtomicU64::new(0)));
        let application = Application::new(Arc::new(store), clock.clone(), entropy, Arc::new(()));
        let make = application.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move {
                let bridge = create_bridge(transaction, context, "Second").await?;
                let mut users = Vec::new();
                for name in ["anna", "bo", "cia"] {
                    users.push(create_user(transaction, context, &acts::request(name)).await?.id);
                }
                // Meetings of the last one have IDs of their own.
                let last = create_user(transaction, context, &acts::request("dan")).await?;
                let dynamic = Some(ConferenceIdType::Dynamic);
                users
                    .push(save(transaction, context, User { conference_id_type: dynamic, ..last }).await?.id);
                Ok((bridge.id, users))
            })
        });
        let (second_bridge, users) = make.await.expect("users can be made");
        Self {
            application,
            clock,
            users,
            rooms: [identifier(), identifier()].map(RoomId::from_uuid).into(),
            second_bridge,
        }
    }

    /// The user that a step is about.
    pub(super) fn user_of(&self, step: Step) -> UserId {
        self.users[usize::from(step.owner) % self.users.len()]
    }

    /// The next user: who gets what the first hands over.
    pub(super) fn user_after(&self, step: Step) -> UserId {
        self.users[(usize::from(step.owner) + 1) % self.users.len()]
    }
}

/// Makes the test of a store: its name, how many cases, and an expression that makes an empty store in an async context.
/// Where a store is a place that outlives the process, the place is named first; then it is opened once more in the end,
/// and must say the same.
///
/// ```ignore
/// domain::ledger_test!(in_memory, 64 cases, MemoryStore::new(domain::contract::initial_settings()));
/// domain::ledger_test!(in_a_file, 16 cases, folder = tempdir(), open(&folder));
/// ```
#[macro_export]
macro_rules! ledger_test {
    ($name:ident, $cases:literal cases, $store:expr) => {
        $crate::ledger_test!(@test $name, $cases, steps, {
            $crate::contract::ledger::whatever_is_done_the_ledger_agrees($store, steps).await;
        });
    };
    ($name:ident, $cases:literal cases, $place:ident = $make:expr, $store:expr) => {
        $crate::ledger_test!(@test $name, $cases, steps, {
            let $place = $make;
            let facts = $crate::contract::ledger::whatever_is_done_the_ledger_agrees($store, steps).await;
            let again = $crate::contract::application($store);
            assert_eq!($crate::contract::ledger::Facts::of(&again).await, facts, "nothing is lost");
        });
    };
    (@test $name:ident, $cases:literal, $steps:ident, $work:block) => {
        ::proptest::proptest! {
            #![proptest_config(::proptest::prelude::ProptestConfig {
                failure_persistence: None,
                max_shrink_iters: 200,
                ..::proptest::prelude::ProptestConfig::with_cases($cases)
            })]
            #[test]
            fn $name($steps in ::proptest::collection::vec(
                ::proptest::prelude::Strategy::prop_map(
                    (
                        ::proptest::sample::select($crate::contract::ledger::ACTS.to_vec()),
                        ::proptest::prelude::any::<(u8, u8)>(),
                        ::proptest::bool::weighted(0.2),
                    ),
                    |(act, (owner, amount), together)| $crate::contract::ledger::Step {
                        act, owner, amount, together,
                    },
                ),
                1..60,
            )) {
                let runtime = ::tokio::runtime::Builder::new_current_thread().enable_all().build();
                runtime.expect("there is a runtime for a test").block_on(async { $work });
            }
        }
    };
}
