//! Signing in twice at the same time: links are used up once, and every guess is counted.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use futures::future::{join, join_all};
use shared::{AuditAction, Language, ProblemCode, SetUpRequest, SignInRequest};

use super::fixture::{insert, second, user};
use super::overlapping::{one_of_two, overlapping, times};
use crate::operations::administrators::create_set_up_link;
use crate::operations::organizers;
use crate::operations::sessions::{Visitor, set_up, sign_in};
use crate::{
    Actor, Application, ClientAddress, Error, OrganizerSecretKind, OrganizerSecretRecord, SecretHash,
};

/// An organizer's link signs in once.
pub async fn an_organizers_link_opens_one_session(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let issue = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { organizers::issue_organizer_link(transaction, context, anna.id).await })
    });
    let token: Arc<str> = issue.await.expect("a link can be made").into();
    let at_once = overlapping(&application, 2);
    let open = || {
        let token = Arc::clone(&token);
        at_once.in_transaction_as(Actor::Anonymous, move |transaction, context| {
            Box::pin(async move { organizers::open_organizer_link(transaction, context, &token).await })
        })
    };
    let (_, problem) = one_of_two(join(open(), open()).await);
    assert_eq!(problem, ProblemCode::OrganizerLinkInvalid);
    assert_eq!(times(&application, AuditAction::OrganizerSignedIn).await, 1);
}

/// A session that was ended while it was extended stays ended.
pub async fn a_session_that_is_extended_while_it_ends_stays_ended(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let record = OrganizerSecretRecord {
        kind: OrganizerSecretKind::Session,
        secret: SecretHash([1; 32]),
        user: anna.id,
        created_at: second(1),
        expires_at: second(100),
    };
    let begin = application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.put_organizer_secret(&record).await?) })
    });
    begin.await.expect("a session can begin");
    let at_once = overlapping(&application, 2);
    let end = at_once.in_transaction(move |transaction| {
        Box::pin(async move { organizers::sign_out_organizer_everywhere(transaction, anna.id).await })
    });
    let extend = organizers::extend_organizer_session(&at_once, record, second(200));
    let (ended, extended) = join(end, extend).await;
    ended.and(extended).expect("both are done, one after the other");
    let found = application.in_snapshot(move |read| {
        Box::pin(async move { Ok(read.organizer_secret(record.kind, record.secret).await?) })
    });
    assert_eq!(found.await.expect("the store can be read"), None);
}

const fn visitor() -> Visitor {
    Visitor { address: ClientAddress::LOCAL, user_agent: String::new(), browser: None }
}

/// A set-up link makes one account, whoever opens it twice.
pub async fn a_set_up_link_makes_one_account(application: Application) {
    let make = application.in_transaction_as(Actor::CommandLine, |transaction, context| {
        Box::pin(create_set_up_link(transaction, context))
    });
    let token = make.await.expect("a link can be made");
    let request = |name: &str| SetUpRequest {
        token: token.clone(),
        name: Some(name.to_owned()),
        password: "correct horse battery".into(),
        language: Some(Language::Sv),
    };
    let at_once = overlapping(&application, 2);
    let (one, other) = (request("Anna"), request("Bo"));
    let opened = join(set_up(&at_once, &one, visitor()), set_up(&at_once, &other, visitor())).await;
    let (session, problem) = one_of_two(opened);
    assert_eq!(problem, ProblemCode::SetUpLinkInvalid);
    let found = application.in_snapshot(move |read| {
        Box::pin(async move {
            let (anna, bo) =
                (read.administrator_by_name("Anna").await?, read.administrator_by_name("Bo").await?);
            let accounts: Vec<_> = anna.into_iter().chain(bo).map(|record| record.administrator).collect();
            Ok((accounts, read.sessions().await?.len()))
        })
    });
    assert_eq!(found.await.expect("the store can be read"), (vec![session.administrator], 1));
}

/// However many guess at the same time, each guess is counted: as many as the budget has are answered.
pub async fn failed_sign_ins_are_all_counted(application: Application) {
    const BUDGET: usize = 5;
    let address = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
    let request = SignInRequest { name: "anna".into(), password: "a guess".into() };
    let at_once = overlapping(&application, BUDGET + 1);
    let guesses = (0..=BUDGET).map(|_| {
        let visitor = Visitor { address: address.into(), ..visitor() };
        sign_in(&at_once, &request, visitor)
    });
    let mut codes: Vec<_> = join_all(guesses)
        .await
        .into_iter()
        .map(|guess| match guess {
            Err(Error::Problem(problem)) => problem.code().name(),
            Err(error) => panic!("the store failed: {error}"),
            Ok(_) => panic!("nobody has this name"),
        })
        .collect();
    codes.sort_unstable();
    let mut expected = vec![ProblemCode::TooManyAttempts.name()];
    expected.extend([ProblemCode::WrongNameOrPassword.name(); BUDGET]);
    assert_eq!(codes, expected);
    assert_eq!(times(&application, AuditAction::SignInFailed).await, BUDGET);
}
