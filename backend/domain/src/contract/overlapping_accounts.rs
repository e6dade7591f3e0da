//! Accounts that two change at the same time: somebody can always sign in, and what ends a session ends all.

use futures::future::join;
use shared::{
    Account, Administrator, AdministratorId, AuditAction, ChangePasswordRequest, ProblemCode, SetUpRequest,
    SignInRequest,
};

use super::overlapping::{one_of_two, overlapping, times};
use crate::operations::administrators::{
    add_account, create_account_link, create_set_up_link, disable_account, list_accounts,
};
use crate::operations::sessions::{
    KnownSession, NewSession, Visitor, authenticate_session, change_password, set_up, sign_in,
};
use crate::{Actor, Application, ClientAddress, Result};

const PASSWORD: &str = "correct horse battery";
const NEW: &str = "fyra kokta ägg i fönstret";
const OTHER: &str = "sju sega sjömän i rad";

const fn visitor() -> Visitor {
    Visitor { address: ClientAddress::LOCAL, user_agent: String::new(), browser: None }
}

fn set_up_request(token: String, name: &str, password: &str) -> SetUpRequest {
    SetUpRequest { token, name: Some(name.into()), password: password.into(), language: None }
}

/// An account whose owner is signed in.
async fn account(application: &Application, name: &str) -> NewSession {
    let link = application.in_transaction_as(Actor::CommandLine, |transaction, context| {
        Box::pin(create_set_up_link(transaction, context))
    });
    let request = set_up_request(link.await.expect("a link can be made"), name, PASSWORD);
    set_up(application, &request, visitor()).await.expect("an account can be made")
}

async fn known(application: &Application, session: &NewSession) -> Option<KnownSession> {
    let (now, secret) = (application.now(), session.secret.clone());
    let read = application
        .in_snapshot(move |read| Box::pin(async move { authenticate_session(read, now, &secret).await }));
    read.await.expect("the store can be read")
}

async fn accounts(application: &Application) -> Vec<Account> {
    let now = application.now();
    let read = application.in_snapshot(move |read| Box::pin(async move { list_accounts(read, now).await }));
    read.await.expect("the store can be read")
}

async fn disable(application: &Application, by: Administrator, id: AdministratorId) -> Result<Account> {
    let disable = application.in_transaction_as(by.into(), move |transaction, context| {
        Box::pin(async move { disable_account(transaction, context, id, None, false).await })
    });
    disable.await
}

/// Of two administrators who disable each other one is left, and can sign in.
pub async fn of_two_who_disable_each_other_one_is_left(application: Application) {
    let anna = account(&application, "Anna").await.administrator;
    let bo = account(&application, "Bo").await.administrator;
    let at_once = overlapping(&application, 2);
    let (done, problem) = one_of_two(
        join(disable(&at_once, anna.clone(), bo.id), disable(&at_once, bo.clone(), anna.id)).await,
    );
    assert_eq!(problem, ProblemCode::LastAdministrator);
    assert_eq!(times(&application, AuditAction::AdministratorDisabled).await, 1);
    let left = if done.id == anna.id { bo } else { anna };
    let request = SignInRequest { name: left.name, password: PASSWORD.into() };
    sign_in(&application, &request, visitor()).await.expect("somebody can still sign in");
}

/// A name is given once, however its letters are written; the other is told so and not that the store failed.
pub async fn of_two_accounts_with_one_name_one_is_added(application: Application) {
    let at_once = overlapping(&application, 2);
    let add = |name: &'static str| {
        at_once.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { add_account(transaction, context, name).await.map(|added| added.account) })
        })
    };
    let (_, problem) = one_of_two(join(add("Åsa"), add("a\u{30a}SA")).await);
    assert_eq!(problem, ProblemCode::NameTaken);
    assert_eq!(accounts(&application).await.len(), 1);
}

/// A link for an account sets one password.
pub async fn an_accounts_link_sets_one_password(application: Application) {
    let anna = account(&application, "Anna").await.administrator.id;
    let make = application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { create_account_link(transaction, context, anna).await.map(|made| made.token) })
    });
    let token = make.await.expect("a link can be made");
    let at_once = overlapping(&application, 2);
    let (one, other) = (set_up_request(token.clone(), "", NEW), set_up_request(token, "", OTHER));
    let opened = join(set_up(&at_once, &one, visitor()), set_up(&at_once, &other, visitor())).await;
    let (session, problem) = one_of_two(opened);
    assert_eq!(problem, ProblemCode::SetUpLinkInvalid);
    assert!(known(&application, &session).await.is_some());
    let [anna] = accounts(&application).await.try_into().expect("there is one account");
    assert_eq!((anna.sessions, times(&application, AuditAction::PasswordChanged).await), (1, 1));
}

/// Whoever signs in while the account is disabled is signed out by that, or refused.
pub async fn a_sign_in_beside_disabling_leaves_no_session(application: Application) {
    let anna = account(&application, "Anna").await.administrator;
    let bo = account(&application, "Bo").await.administrator;
    let at_once = overlapping(&application, 2);
    let request = SignInRequest { name: "bo".into(), password: PASSWORD.into() };
    let sign_in = sign_in(&at_once, &request, visitor());
    let disable = async {
        // Signing in begins with a transaction that counts the attempt; it is the next that begins the session.
        at_once.in_transaction(|_| Box::pin(async { Ok(()) })).await?;
        self::disable(&at_once, anna, bo.id).await
    };
    let (signed_in, disabled) = join(sign_in, disable).await;
    disabled.expect("an account can be disabled");
    if let Ok(session) = signed_in {
        assert_eq!(known(&application, &session).await, None, "the session has ended");
    }
    let listed = accounts(&application).await;
    let bo = listed.iter().find(|account| account.id == bo.id).expect("it is still there");
    assert_eq!(bo.sessions, 0);
}

/// Of two new passwords that are set at once one is set, and only whoever set it stays signed in.
pub async fn of_two_new_passwords_one_is_set(application: Application) {
    let first = account(&application, "Anna").await;
    let session = known(&application, &first).await.expect("it is signed in");
    let at_once = overlapping(&application, 2);
    let request =
        |new: &str| ChangePasswordRequest { present_password: PASSWORD.into(), new_password: new.into() };
    let (one, other) = (request(NEW), request(OTHER));
    let changed = join(
        change_password(&at_once, &session, &one, visitor()),
        change_password(&at_once, &session, &other, visitor()),
    );
    let changed = changed.await;
    let set = if changed.0.is_ok() { NEW } else { OTHER };
    let (after, problem) = one_of_two(changed);
    // Whoever was second has no session any more, or did not know the present password any more.
    assert!(matches!(problem, ProblemCode::SignInRequired | ProblemCode::InvalidFields), "{problem:?}");
    assert_eq!(known(&application, &first).await, None);
    assert!(known(&application, &after).await.is_some());
    assert_eq!(times(&application, AuditAction::PasswordChanged).await, 1);
    let request = SignInRequest { name: "anna".into(), password: set.into() };
    sign_in(&application, &request, visitor()).await.expect("the password that was set is right");
}

/// A session that begins with the old password while a new one is set ends with it, or does not begin.
pub async fn a_sign_in_beside_a_new_password_leaves_no_session(application: Application) {
    let first = account(&application, "Anna").await;
    let session = known(&application, &first).await.expect("it is signed in");
    let at_once = overlapping(&application, 2);
    let change = ChangePasswordRequest { present_password: PASSWORD.into(), new_password: NEW.into() };
    let old = SignInRequest { name: "anna".into(), password: PASSWORD.into() };
    let (signed_in, changed) =
        join(sign_in(&at_once, &old, visitor()), change_password(&at_once, &session, &change, visitor()))
            .await;
    let changed = changed.expect("the password can be changed");
    if let Ok(session) = signed_in {
        assert_eq!(known(&application, &session).await, None, "it began before and has ended");
    }
    assert!(known(&application, &changed).await.is_some());
    let [anna] = accounts(&application).await.try_into().expect("there is one account");
    assert_eq!(anna.sessions, 1);
}
