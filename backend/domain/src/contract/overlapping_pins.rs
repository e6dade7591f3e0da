//! Organizer PINs, twice at the same time.

use std::sync::Arc;

use futures::future::{join, join_all};
use shared::{AuditAction, PinLinkState, ProblemCode};

use super::fixture::{insert, user};
use super::overlapping::{one_of_two, overlapping, times};
use super::pins::{enable, issue};
use crate::operations::pins::{self, PinVerdict};
use crate::{Actor, Application};

/// A link shows one PIN, and it is the one that counts.
pub async fn a_link_shows_one_pin(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    enable(&application, &anna).await;
    let token: Arc<str> = issue(&application, anna.id).await.into();
    let at_once = overlapping(&application, 2);
    let open = || pins::open_pin_link(&at_once, &token);
    let (revealed, problem) = one_of_two(join(open(), open()).await);
    assert_eq!(problem, ProblemCode::PinLinkUsed);
    assert_eq!(times(&application, AuditAction::PinLinkOpened).await, 1);
    let verdict = pins::verify_pin(&application, anna.id, &revealed.pin, "caller").await;
    assert_eq!(verdict.expect("a PIN can be checked"), PinVerdict::Right);
}

/// Either the reset comes last and there is no PIN, or the opening does not find its link.
pub async fn a_reset_beside_an_opened_link_leaves_one_truth(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    enable(&application, &anna).await;
    let token = issue(&application, anna.id).await;
    let at_once = overlapping(&application, 2);
    let reset = at_once.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { pins::reset_pin(transaction, context, anna.id, None, Some(true)).await })
    });
    let (_, reset) = join(pins::open_pin_link(&at_once, &token), reset).await;
    reset.expect("a reset is done");
    let now = application.now();
    let read = application
        .in_snapshot(move |read| Box::pin(async move { pins::show_pin(read, now, anna.id).await }));
    let report = read.await.expect("the store can be read");
    assert_eq!(report.set_at, None, "whoever resets last wins");
    assert!(report.link.is_none_or(|link| link.state != PinLinkState::Ready), "{report:?}");
}

/// However many try at once, no more are checked than the budget has.
pub async fn guesses_are_all_counted(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    enable(&application, &anna).await;
    let right = pins::open_pin_link(&application, &issue(&application, anna.id).await).await;
    let right = right.expect("a link can be opened").pin;
    let wrong = if right.as_str() == "60417" { "60418" } else { "60417" };
    let wrong = wrong.parse().expect("it is a PIN");
    let at_once = overlapping(&application, 8);
    let guesses = (0..8).map(|_| pins::verify_pin(&at_once, anna.id, &wrong, "caller"));
    let verdicts = join_all(guesses).await.into_iter().map(|verdict| verdict.expect("a PIN can be checked"));
    let verdicts: Vec<PinVerdict> = verdicts.collect();
    let checked = verdicts.iter().filter(|verdict| **verdict == PinVerdict::Wrong).count();
    assert_eq!(checked, 5, "{verdicts:?}");
    assert!(verdicts.contains(&PinVerdict::TooMany { minutes: 5 }), "{verdicts:?}");
    let verdict = pins::verify_pin(&application, anna.id, &right, "caller").await;
    assert!(matches!(verdict, Ok(PinVerdict::TooMany { .. })), "also the right one waits: {verdict:?}");
    let verdict = pins::verify_pin(&application, anna.id, &right, "another caller").await;
    assert_eq!(verdict.expect("a PIN can be checked"), PinVerdict::Right, "others are not locked out");
}
