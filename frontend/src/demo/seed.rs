//! The state that the demo begins with: an organisation some weeks into its use of Konfid.

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::operations::conference_ids::reset_conference_id;
use domain::operations::mails::send_conference_info;
use domain::operations::users::{create_user, disable_user, enable_user};
use domain::{AdministratorRecord, Application, Clock as _, FixedClock, Result};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use shared::{
    AccountState, Administrator, AdministratorId, Bridge, CreateUserRequest, Language,
    ResetConferenceIdRequest, Role, ServiceNumber, Settings, Timestamp, User, Version,
};
use store_memory::MemoryStore;

use super::people::{PEOPLE, Person, Story};

/// The demo's users are the same each time it is started over.
const SEED: u64 = 0x6b6f_6e66_6964;
const HOUR: Duration = Duration::from_hours(1);

/// A store with the invented organisation, as of now. Links in mails lead to `page`.
pub(super) async fn store(now: Timestamp, page: &str) -> Arc<MemoryStore> {
    let store = Arc::new(MemoryStore::new(settings()));
    let clock = Arc::new(FixedClock::new(now.before(39 * 24 * HOUR)));
    let entropy = Arc::new(Mutex::new(StdRng::seed_from_u64(SEED)));
    let application = Application::new(store.clone(), clock.clone(), entropy, Arc::new(()));
    let telling = Telling { outbox: super::outbox(application.clone(), page), application, clock };
    // Whatever of the story cannot be told is left out; the demo goes on with what there is.
    let _ = telling.tell().await;
    store
}

fn settings() -> Settings {
    Settings {
        organisation_name: "Contoso".into(),
        default_language: Language::Sv,
        sender_address: Some(super::sender()),
        ..Settings::initial("konferens.contoso.example")
    }
}

/// The numbers are of the range that the Swedish Post and Telecom Authority keeps for fiction, and of Ofcom's.
fn bridge() -> Bridge {
    let number = |number: &str, formatted: &str, country: &str, location: &str| ServiceNumber {
        number: number.parse().expect("the number is valid"),
        formatted: formatted.into(),
        country_code: country.into(),
        location: location.into(),
        toll_free: false,
        default: country == "SE",
    };
    let numbers = vec![
        number("+46846500400", "+46 8 465 004 00", "SE", "Stockholm"),
        number("+442079460123", "+44 20 7946 0123", "GB", "London"),
    ];
    Bridge { service_numbers: numbers, ..Bridge::first() }
}

/// Tells the story, a step at a time.
struct Telling {
    application: Application,
    outbox: mailer::Outbox,
    clock: Arc<FixedClock>,
}

impl Telling {
    async fn tell(&self) -> Result<()> {
        let numbered = self.application.in_transaction(|transaction| {
            Box::pin(async move { Ok(transaction.update_bridge(&bridge(), Version::FIRST).await?) })
        });
        numbered.await?;
        self.accounts().await?;
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
        let quiet = [Story::Newcomer, Story::Enabled];
        let acts = users.into_iter().filter(|(person, _)| !quiet.contains(&person.story));
        for (index, (person, user)) in (0..).zip(acts) {
            self.pass(80 * HOUR + Duration::from_secs(index * 1_013 % 3_600)).await?;
            match person.story {
                Story::Newcomer | Story::Enabled => {}
                Story::Reset(reason) => self.reset(user, reason).await?,
                Story::Informed => self.inform(&user).await?,
                Story::Left => self.disable(&user).await?,
            }
        }
        self.pass(HOUR).await
    }

    /// The visitor's own account, a colleague's, one of somebody who has left, and one whose owner has yet to come.
    async fn accounts(&self) -> Result<()> {
        let now = self.clock.now();
        let account = |administrator, state, signed_in_after: Option<Duration>| AdministratorRecord {
            administrator,
            role: Role::Administrator,
            state,
            version: Version::FIRST,
            // Nobody knows a password with this hash.
            password_hash: signed_in_after.map(|_| String::new()),
            created_at: now,
            signed_in_at: signed_in_after.map(|after| now.after(after)),
        };
        let named = |number, name: &str| Administrator {
            id: AdministratorId::from_uuid(uuid::Uuid::from_u128(number)),
            name: name.into(),
        };
        let accounts = [
            account(super::administrator(), AccountState::Active, Some(38 * 24 * HOUR)),
            account(named(2, "Kim Nyström"), AccountState::Active, Some(37 * 24 * HOUR)),
            account(named(3, "Mika Berg"), AccountState::Disabled, Some(5 * 24 * HOUR)),
            account(named(4, "Alex Lund"), AccountState::Active, None),
        ];
        self.act(move |transaction, _| {
            Box::pin(async move {
                for account in &accounts {
                    transaction.insert_administrator(account).await?;
                }
                Ok(())
            })
        })
        .await
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
            &'t mut domain::OperationContext,
        ) -> futures::future::BoxFuture<'t, Result<T>>
        + Clone
        + Send
        + Sync
        + 'static,
    ) -> impl Future<Output = Result<T>> {
        self.application.in_transaction_as(super::administrator().into(), work)
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

#[cfg(test)]
mod tests {
    use domain::Store as _;
    use futures::FutureExt as _;
    use shared::{AuditFilter, MailFilter, MailState};

    use super::*;

    #[test]
    fn the_whole_story_is_told_and_ends_today() {
        let now = Timestamp::from_milliseconds(1_795_500_000_000);
        // Nothing in memory ever has to be waited for.
        let store = super::store(now, "https://demo.example/").now_or_never().unwrap();
        let work = store.inspect(Box::new(move |read| {
            Box::pin(async move {
                let mails = domain::MailQuery { filter: MailFilter::default(), before: None, limit: 500 };
                let mails = read.mails(&mails).await?;
                assert!(
                    mails.iter().all(|(mail, _)| mail.state == MailState::Kept),
                    "every mail is delivered"
                );
                let stories =
                    |wanted: fn(Story) -> bool| PEOPLE.iter().filter(|who| wanted(who.story)).count();
                let enabled = stories(|story| story != Story::Newcomer);
                let more = stories(|story| !matches!(story, Story::Newcomer | Story::Enabled));
                assert_eq!(mails.len(), enabled + more);
                let entries = domain::AuditQuery { filter: AuditFilter::default(), before: None, limit: 500 };
                let latest = read.audit(&entries).await?[0].at;
                assert!(latest < now && now.since(latest) < 2 * 24 * HOUR, "{latest}");
                Ok(())
            })
        }));
        work.now_or_never().unwrap().unwrap();
    }

    #[test]
    fn nobody_stands_there_twice() {
        let addresses: std::collections::BTreeSet<_> = PEOPLE.iter().map(|who| who.address).collect();
        assert_eq!(addresses.len(), PEOPLE.len());
    }
}
