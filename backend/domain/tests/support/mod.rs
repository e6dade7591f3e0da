//! A Konfid with a clock and a randomness of its own.

use std::sync::{Arc, Mutex};

use konfid_domain::operations::users::{create_user, enable_user};
use konfid_domain::{Actor, Application, FixedClock};
use rand::SeedableRng;
use rand::rngs::StdRng;
use shared::{CreateUserRequest, Settings, Timestamp, User, UserId};
use store_memory::MemoryStore;

pub(crate) struct World {
    pub(crate) application: Application,
    pub(crate) clock: Arc<FixedClock>,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let clock = Arc::new(FixedClock::new(Timestamp::from_milliseconds(1_795_500_000_000)));
        let store = Arc::new(MemoryStore::new(Settings::initial("conference.contoso.example")));
        let entropy = Arc::new(Mutex::new(StdRng::seed_from_u64(seed)));
        Self { application: Application::new(store, clock.clone(), entropy, Arc::new(())), clock }
    }

    pub(crate) async fn add_user(&self, name: &str) -> User {
        let request = CreateUserRequest::new(
            name.to_owned(),
            format!("{name}@contoso.example").parse().unwrap(),
            format!("{name}@contoso.example").parse().unwrap(),
        );
        self.application
            .in_transaction_as(Actor::CommandLine, move |transaction, context| {
                Box::pin(async move { create_user(transaction, context, &request).await })
            })
            .await
            .unwrap()
    }

    pub(crate) async fn enable(&self, user: UserId, send_email: Option<bool>) -> konfid_domain::Result<User> {
        self.application
            .in_transaction_as(Actor::CommandLine, move |transaction, context| {
                Box::pin(async move { enable_user(transaction, context, user, None, send_email).await })
            })
            .await
    }
}
