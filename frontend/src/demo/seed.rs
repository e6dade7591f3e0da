//! The state that the demo begins with: an organisation some weeks into its use of Konfid.

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::operations::bridges::look_at_bridges;
use domain::operations::conference_ids::reset_conference_id;
use domain::operations::id_types::switch_user_type;
use domain::operations::mails::send_conference_info;
use domain::operations::meetings::create_meeting;
use domain::operations::providers::set_provider;
use domain::operations::reservations::reserve;
use domain::operations::users::{create_user, disable_user, enable_user};
use domain::{AdministratorRecord, Application, Clock as _, FixedClock, NewMeeting, Result};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use shared::{
    AccountState, Administrator, AdministratorId, Bridge, ConferenceId, ConferenceIdType,
    CreateMeetingRequest, CreateUserRequest, Day, Language, MeetingSchedule, ProviderProfileRequest,
    ProviderProfilesRequest, ProviderRequest, ReserveRequest, ResetConferenceIdRequest, Role, ServiceNumber,
    SetProviderRequest, Settings, SwitchTypeRequest, Timestamp, User, UserActionRequest, Version,
    WrittenPasscode,
};
use store_memory::MemoryStore;

use super::people::{PEOPLE, Person, Story};

/// The demo's users are the same each time it is started over.
const SEED: u64 = 0x6b6f_6e66_6964;
const HOUR: Duration = Duration::from_hours(1);

/// What is planned, how it repeats, and which conference IDs its organizer has.
const MEETINGS: [(&str, Option<&str>, ConferenceIdType); 3] = [
    ("Veckomöte i ledningsgruppen", Some("FREQ=WEEKLY"), ConferenceIdType::Static),
    ("Genomgång av budgeten", None, ConferenceIdType::Static),
    ("Projektmöte", Some("FREQ=WEEKLY;INTERVAL=2;COUNT=12"), ConferenceIdType::Dynamic),
];

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
    let number =
        |number: &str, formatted: &str, country: &str, location: &str, languages: &[&str]| ServiceNumber {
            number: number.parse().expect("the number is valid"),
            formatted: formatted.into(),
            country_code: country.into(),
            location: location.into(),
            toll_free: number.starts_with("+4620"),
            languages: languages.iter().filter_map(|tag| tag.parse().ok()).collect(),
            default: location == "Stockholm",
            replacement: None,
        };
    let numbers = vec![
        number("+46846500400", "+46 8 465 004 00", "SE", "Stockholm", &["sv", "en"]),
        number("+442079460123", "+44 20 7946 0123", "GB", "London", &["en"]),
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
        for ((subject, recurrence, kind), (_, user)) in
            MEETINGS.into_iter().zip(users.iter().filter(|(person, _)| person.story == Story::Enabled))
        {
            self.plan(user, (subject, recurrence), kind).await?;
            self.pass(HOUR).await?;
        }
        let quiet = [Story::Newcomer, Story::Enabled];
        let acts = users.into_iter().filter(|(person, _)| !quiet.contains(&person.story));
        for (index, (person, user)) in (0..).zip(acts) {
            self.pass_days(80 * HOUR + Duration::from_secs(index * 1_013 % 3_600)).await?;
            match person.story {
                Story::Newcomer | Story::Enabled => {}
                Story::Reset(reason) => self.reset(user, reason).await?,
                Story::ThirdParty => self.move_away(user).await?,
                Story::Informed => self.inform(&user).await?,
                Story::Left => self.disable(&user).await?,
            }
        }
        self.reserve().await?;
        self.pass(HOUR).await
    }

    /// Lets time pass, and looks at the bridge each day as a server does.
    async fn pass_days(&self, duration: Duration) -> Result<()> {
        let mut left = duration;
        while left > 24 * HOUR {
            self.pass(24 * HOUR).await?;
            look_at_bridges(&self.application).await?;
            left -= 24 * HOUR;
        }
        self.pass(left).await
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
            language: person.language,
            ..CreateUserRequest::new(
                person.name.into(),
                address.parse().expect("the name is valid"),
                address.parse().expect("the address is valid"),
            )
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

    /// A range that is kept for a fair.
    async fn reserve(&self) -> Result<()> {
        let (Some(first), last) =
            (ConferenceId::from_number(4_240_000), ConferenceId::from_number(4_240_049))
        else {
            return Ok(());
        };
        let until = Day::of(self.clock.now()).plus(200);
        let request =
            ReserveRequest { bridge: None, first, last, reserved_for: "Mässan i Malmö".into(), until };
        self.act(move |transaction, context| {
            Box::pin(async move { reserve(transaction, context, &request).await })
        })
        .await
        .map(drop)
    }

    /// Plans a meeting some weeks ahead, with an ID of its own or the organizer's.
    async fn plan(
        &self,
        user: &User,
        (subject, recurrence): (&'static str, Option<&'static str>),
        kind: ConferenceIdType,
    ) -> Result<()> {
        let day = Day::of(self.clock.now()).plus(49);
        let schedule = MeetingSchedule {
            start: format!("{day}T10:00"),
            end: format!("{day}T11:00"),
            time_zone: "Europe/Stockholm".into(),
            recurrence: recurrence.map(str::to_owned),
        };
        let (id, seen, language) = (user.id, user.version, Language::Sv);
        let new =
            NewMeeting::check(&CreateMeetingRequest { organizer: None, subject: subject.into(), schedule })?;
        self.act(move |transaction, context| {
            Box::pin(async move {
                if kind == ConferenceIdType::Dynamic {
                    let request = SwitchTypeRequest::new(Some(kind));
                    switch_user_type(transaction, context, id, seen, request).await?;
                }
                create_meeting(transaction, context, id, new, language).await.map(drop)
            })
        })
        .await
    }

    async fn move_away(&self, user: User) -> Result<()> {
        let default = ProviderProfileRequest {
            name: "Nordsamtal".into(),
            toll_number: "+47 22 12 34 56".into(),
            passcode: WrittenPasscode("004711".into()),
            url: Some("https://nordsamtal.example/delta".into()),
            ..ProviderProfileRequest::default()
        };
        let provider = ProviderRequest::ThirdParty(ProviderProfilesRequest { default, others: Vec::new() });
        let request = SetProviderRequest { provider, send_email: None, confirm_conference_id: None };
        self.act(move |transaction, context| {
            Box::pin(async move { set_provider(transaction, context, user.id, user.version, &request).await })
        })
        .await
        .map(drop)
    }

    async fn inform(&self, user: &User) -> Result<()> {
        let id = user.id;
        self.act(move |transaction, context| {
            Box::pin(async move { send_conference_info(transaction, context, id, None).await })
        })
        .await
        .map(drop)
    }

    async fn disable(&self, user: &User) -> Result<()> {
        let id = user.id;
        self.act(move |transaction, context| {
            Box::pin(async move {
                disable_user(transaction, context, id, None, UserActionRequest::default()).await
            })
        })
        .await
        .map(drop)
    }
}

#[cfg(test)]
mod tests {
    use domain::Store as _;
    use futures::FutureExt as _;
    use shared::{MailFilter, MailState};

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
                let entries = domain::AuditQuery { limit: 500, ..domain::AuditQuery::default() };
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
