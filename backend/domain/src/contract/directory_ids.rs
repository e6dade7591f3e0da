//! Identifiers in the directory: keeping, finding, uniqueness.

use shared::{DirectoryId, User};

use super::fixture::{address, insert, is_already_exists, user};
use crate::Application;

fn directory_id(text: &str) -> DirectoryId {
    text.parse().expect("the identifier in a check is one")
}

fn with_id(name: &str, id: Option<&str>) -> User {
    User { directory_id: id.map(directory_id), ..user(name, name) }
}

/// A user is found by its identifier while it has one, and only then; case counts.
pub async fn users_are_found_by_directory_id(application: Application) {
    let users = [with_id("anna", Some("Kq3xZ9")), with_id("bo", None), with_id("cia", None)];
    insert(&application, &users).await;
    let [anna, bo, _] = users;
    let check = application.in_transaction(move |transaction| {
        let (anna, bo) = (anna.clone(), bo.clone());
        Box::pin(async move {
            let id = directory_id("Kq3xZ9");
            assert_eq!(transaction.user_by_directory_id(&id).await?, Some(anna.clone()));
            assert_eq!(transaction.user_by_directory_id(&directory_id("kq3xz9")).await?, None);

            let without = User { directory_id: None, version: anna.version.next(), ..anna.clone() };
            assert!(transaction.update_user(&without, anna.version).await?);
            assert_eq!(transaction.user_by_directory_id(&id).await?, None);
            let with = User { directory_id: Some(id.clone()), version: bo.version.next(), ..bo.clone() };
            assert!(transaction.update_user(&with, bo.version).await?);
            assert_eq!(transaction.user_by_directory_id(&id).await?, Some(with.clone()));
            // Another change leaves it alone.
            let moved =
                User { primary_email: address("b@mail.example"), version: with.version.next(), ..with };
            assert!(transaction.update_user(&moved, bo.version.next()).await?);
            assert_eq!(transaction.user_by_directory_id(&id).await?, Some(moved));
            Ok(())
        })
    });
    check.await.expect("users can be changed");
}

/// Two users never have one identifier, however the second comes to it; any number have none.
pub async fn directory_ids_are_unique(application: Application) {
    let users = [with_id("anna", Some("same")), with_id("bo", None), with_id("cia", None)];
    insert(&application, &users).await;
    let again = with_id("dan", Some("same"));
    let result = application
        .in_transaction(move |transaction| {
            let again = again.clone();
            Box::pin(async move { Ok(transaction.insert_user(&again).await?) })
        })
        .await;
    assert!(is_already_exists(&result), "{result:?}");
    let taken = User { directory_id: Some(directory_id("same")), ..users[1].clone() };
    let result = application
        .in_transaction(move |transaction| {
            let taken = taken.clone();
            Box::pin(async move { Ok(transaction.update_user(&taken, taken.version).await?) })
        })
        .await;
    assert!(is_already_exists(&result), "{result:?}");
}
