//! Answers to requests with an idempotency key.

use super::fixture::{is_already_exists, second};
use crate::{Application, IdempotentAnswer, SecretHash};

/// An answer is kept under its scope and key, once.
pub async fn answers_are_kept_once(application: Application) {
    let answer = IdempotentAnswer {
        key: ("somebody".into(), "key-1".into()),
        request: SecretHash([7; 32]),
        status: 409,
        body: "{\"å\":\"\\u0000\"}".into(),
        created_at: second(1),
    };
    let first = answer.clone();
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            transaction.insert_idempotent_answer(&first).await?;
            let other =
                IdempotentAnswer { key: ("other".into(), "key-1".into()), status: 200, ..first.clone() };
            transaction.insert_idempotent_answer(&other).await?;
            assert_eq!(transaction.idempotent_answer("somebody", "key-1").await?, Some(first));
            assert_eq!(transaction.idempotent_answer("other", "key-1").await?, Some(other));
            assert_eq!(transaction.idempotent_answer("other", "key-2").await?, None);
            Ok(())
        })
    });
    check.await.expect("answers can be written and read");
    let again = IdempotentAnswer { status: 500, ..answer };
    let again = application
        .in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.insert_idempotent_answer(&again).await?) })
        })
        .await;
    assert!(is_already_exists(&again), "{again:?}");
}
