//! Profiles at other providers: keeping, finding, uniqueness, the filter.

use shared::{
    Provider, ProviderFilter, ProviderNumber, ProviderProfile, ProviderProfiles, RemovedUser, User,
    UserFilter,
};

use super::START;
use super::fixture::{insert, is_already_exists, names, user};
use crate::{Application, UserQuery};

pub(super) fn profile(name: &str, passcode: &str) -> ProviderProfile {
    let number = |number: &str, formatted: &str| ProviderNumber {
        number: number.parse().expect("it is a number"),
        formatted: formatted.to_owned(),
    };
    ProviderProfile {
        name: name.to_owned(),
        toll_number: number("+46812345678", "+46 8 123 456 78"),
        toll_free_numbers: vec![number("+4620123456", "+46 20 12 34 56")],
        passcode: passcode.parse().expect("it is a passcode"),
        domain: Some("dial.intercall.example".to_owned()),
        url: Some("https://intercall.example/join".parse().expect("it is an address")),
    }
}

fn with(name: &str, passcodes: &[&str]) -> User {
    let mut profiles = passcodes.iter().map(|passcode| profile("InterCall", passcode));
    let provider = profiles.next().map_or(Provider::BuiltIn, |default| {
        Provider::ThirdParty(ProviderProfiles { default, others: profiles.collect() })
    });
    User { provider, dial_in_enabled: !passcodes.is_empty(), ..user(name, name) }
}

/// A user is found by each of its profiles while it has it, and only then. Leading zeros count, case does not.
pub async fn users_are_found_by_their_profiles(application: Application) {
    let users = [with("anna", &["0047", "4711"]), with("bo", &[])];
    insert(&application, &users).await;
    let [anna, _] = users;
    let check = application.in_transaction(move |transaction| {
        let anna = anna.clone();
        Box::pin(async move {
            for (name, passcode) in [("InterCall", "0047"), ("INTERCALL", "4711")] {
                let key = profile(name, passcode).key();
                assert_eq!(transaction.user_by_provider_key(&key).await?, Some(anna.clone()));
            }
            let key = profile("InterCall", "047").key();
            assert_eq!(transaction.user_by_provider_key(&key).await?, None);

            let default = profile("InterCall", "4711");
            let one = Provider::ThirdParty(ProviderProfiles { default, others: Vec::new() });
            let left = User { provider: one, version: anna.version.next(), ..anna.clone() };
            assert!(transaction.update_user(&left, anna.version).await?);
            let (gone, kept) = (profile("InterCall", "0047").key(), profile("InterCall", "4711").key());
            assert_eq!(transaction.user_by_provider_key(&gone).await?, None);
            assert_eq!(transaction.user_by_provider_key(&kept).await?, Some(left.clone()));
            let removed = RemovedUser { id: anna.id, display_name: None, removed_at: START };
            transaction.remove_user(&removed).await?;
            assert_eq!(transaction.user_by_provider_key(&kept).await?, None);
            Ok(())
        })
    });
    check.await.expect("users can be changed");
}

/// Two users never have one passcode of one provider's number, however the second comes to it.
pub async fn passcodes_of_a_provider_are_unique(application: Application) {
    let users = [with("anna", &["0047"]), with("bo", &["4711"])];
    insert(&application, &users).await;
    let again = with("dan", &["123456", "0047"]);
    let result = application
        .in_transaction(move |transaction| {
            let again = again.clone();
            Box::pin(async move { Ok(transaction.insert_user(&again).await?) })
        })
        .await;
    assert!(is_already_exists(&result), "{result:?}");
    let taken = User { provider: users[0].provider.clone(), ..users[1].clone() };
    let result = application
        .in_transaction(move |transaction| {
            let taken = taken.clone();
            Box::pin(async move { Ok(transaction.update_user(&taken, taken.version).await?) })
        })
        .await;
    assert!(is_already_exists(&result), "{result:?}");
    let key = profile("InterCall", "4711").key();
    let holder = application
        .in_snapshot(move |read| Box::pin(async move { Ok(read.user_by_provider_key(&key).await?) }))
        .await
        .expect("users can be read");
    assert_eq!(holder.as_ref(), Some(&users[1]), "what failed has changed nothing");
}

/// Lists show the users of one provider, together with every other filter, and count them.
pub async fn lists_are_filtered_by_provider(application: Application) {
    let disabled = User { dial_in_enabled: false, ..with("Cia", &["4711"]) };
    insert(&application, &[with("Anna", &["0047"]), with("Bo", &[]), disabled]).await;
    for (provider, dial_in, q, expected) in [
        (Some(ProviderFilter::ThirdParty), None, None, &["Anna", "Cia"][..]),
        (Some(ProviderFilter::BuiltIn), None, None, &["Bo"]),
        (Some(ProviderFilter::ThirdParty), Some(shared::DialInFilter::Enabled), None, &["Anna"]),
        (Some(ProviderFilter::ThirdParty), None, Some("cia"), &["Cia"]),
        (Some(ProviderFilter::BuiltIn), None, Some("cia"), &[]),
        (None, None, None, &["Anna", "Bo", "Cia"]),
    ] {
        let filter = UserFilter { provider, dial_in, ..UserFilter::default() };
        let terms = q.into_iter().map(str::to_owned).collect();
        let query = UserQuery { filter, terms, limit: 100, ..UserQuery::default() };
        let counted = query.clone();
        assert_eq!(names(&application, query).await, expected);
        let count = application
            .in_snapshot(move |read| Box::pin(async move { Ok(read.count_users(&counted).await?) }))
            .await
            .expect("users can be counted");
        assert_eq!(count, expected.len() as u64);
    }
}
