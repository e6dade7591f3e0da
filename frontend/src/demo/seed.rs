//! The state that the demo begins with: an organisation some weeks into its use of Konfid.

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::operations::conference_ids::reset_conference_id;
use domain::operations::mails::send_conference_info;
use domain::operations::users::{create_user, disable_user, enable_user};
use domain::{Actor, Clock as _, FixedClock, Konfid, Result};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use shared::{
    CreateUserRequest, Language, ResetConferenceIdRequest, ServiceNumber, Settings, Timestamp, User,
};
use store_memory::MemoryStore;

use super::people::{PEOPLE, Person, Story};

/// The demo's users are the same each time it is started over.
const SEED: u64 = 0x6b6f_6e66_6964;
const HOUR: Duration = Duration::from_hours(1);

/// A store with the invented organisation, as of now.
pub(super) async fn store(now: Timestamp) -> Arc<MemoryStore> {
    let store = Arc::new(MemoryStore::new(settings()));
    let clock = Arc::new(FixedClock::new(now.before(39 * 24 * HOUR)));
    let entropy = Arc::new(Mutex::new(StdRng::seed_from_u64(SEED)));
    let konfid = Konfid::new(store.clone(), clock.clone(), entropy, Arc::new(()));
    let story = Telling { outbox: super::outbox(konfid.clone()), konfid, clock };
    // Whatever of the story cannot be told is left out; the demo goes on with what there is.
    let _ = story.tell().await;
    store
}

/// The numbers are of the range that the Swedish Post and Telecom Authority keeps for fiction, and of Ofcom's.
fn settings() -> Settings {
    let number = |number: &str, formatted: &str, country: &str, location: &str| ServiceNumber {
        number: number.parse().expect("the number is valid"),
        formatted: formatted.into(),
        country_code: country.into(),
        location: location.into(),
        toll_free: false,
        default: country == "SE",
    };
    Settings {
        organisation_name: "Contoso".into(),
        default_language: Language::Sv,
        service_numbers: vec![
            number("+46846500400", "+46 8 465 004 00", "SE", "Stockholm"),
            number("+442079460123", "+44 20 7946 0123", "GB", "London"),
        ],
        sender_address: Some(super::sender()),
        ..Settings::initial("konferens.contoso.example")
    }
}

/// Tells the story, a step at a time.
struct Telling {
    konfid: Konfid,
    outbox: mailer::Outbox,
    clock: Arc<FixedClock>,
}

impl Telling {
    async fn tell(&self) -> Result<()> {
        let mut users = Vec::with_capacity(PEOPLE.len());
        for person in &PEOPLE {
            users.push((person, self.create(person).await?));
        }
        self.pass(26 * HOUR).await?;
        for (person, user) in &mut users {
            if person.story != Story::Newcomer {
                *user = self.enable(user).await?;
                self.pass(HOUR / 6).await?;
            }
        }
        for (index, (person, user)) in (0..).zip(users) {
            self.pass(14 * HOUR + Duration::from_secs(index * 1_013 % 3_600)).await?;
            match person.story {
                Story::Newcomer | Story::Enabled => {}
                Story::Reset(reason) => self.reset(user, reason).await?,
                Story::Informed => self.inform(&user).await?,
                Story::Left => self.disable(&user).await?,
            }
        }
        self.pass(HOUR).await
    }

    /// Lets time pass; mails that wait are delivered soon after they were written.
    async fn pass(&self, time: Duration) -> Result<()> {
        let moment = Duration::from_secs(2);
        self.clock.advance(moment);
        self.outbox.deliver_due().await?;
        self.clock.advance(time.saturating_sub(moment));
        Ok(())
    }

    fn act<T: Send + 'static>(
        &self,
        work: impl for<'t> FnOnce(
            &'t mut dyn domain::Transaction,
            &'t mut domain::Context,
        ) -> futures::future::BoxFuture<'t, Result<T>>
        + Send
        + 'static,
    ) -> impl Future<Output = Result<T>> {
        let mut context = self.konfid.context(Actor::Administrator(super::administrator()));
        context.now = self.clock.now();
        self.konfid.write(move |transaction| Box::pin(async move { work(transaction, &mut context).await }))
    }

    async fn create(&self, person: &Person) -> Result<User> {
        let address = format!("{}@contoso.example", person.address);
        let request = CreateUserRequest {
            display_name: person.name.into(),
            user_principal_name: address.parse().expect("the name is valid"),
            primary_email: address.parse().expect("the address is valid"),
            language: person.language,
            enable: false,
            send_email: None,
        };
        self.act(move |transaction, context| {
            Box::pin(async move { create_user(transaction, context, &request).await })
        })
        .await
    }

    async fn enable(&self, user: &User) -> Result<User> {
        let id = user.id;
        self.act(move |transaction, context| {
            Box::pin(async move { enable_user(transaction, context, id, None, None).await })
        })
        .await
    }

    async fn reset(&self, user: User, reason: &'static str) -> Result<()> {
        let request =
            ResetConferenceIdRequest { reason: Some(reason.into()), ..ResetConferenceIdRequest::default() };
        self.act(move |transaction, context| {
            Box::pin(async move {
                reset_conference_id(transaction, context, user.id, user.version, &request).await
            })
        })
        .await
        .map(drop)
    }

    async fn inform(&self, user: &User) -> Result<()> {
        let id = user.id;
        self.act(move |transaction, context| {
            Box::pin(async move { send_conference_info(transaction, context, id).await })
        })
        .await
        .map(drop)
    }

    async fn disable(&self, user: &User) -> Result<()> {
        let id = user.id;
        self.act(move |transaction, context| {
            Box::pin(async move { disable_user(transaction, context, id, None, None).await })
        })
        .await
        .map(drop)
    }
}
