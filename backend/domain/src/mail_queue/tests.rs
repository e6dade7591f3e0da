use std::collections::VecDeque;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn mail(number: u128) -> MailId {
    MailId::from_uuid(Uuid::from_u128(number))
}

const fn at(milliseconds: u64) -> Timestamp {
    Timestamp::from_milliseconds(milliseconds)
}

fn against_all(trouble: QueueTrouble) -> Answer {
    Answer::Queue { trouble, error: "no".to_owned(), while_connecting: false }
}

fn go(queue: &mut MailQueue, number: u128, now: Timestamp) -> Turn {
    match queue.enter(mail(number), now) {
        Entry::Go(turn) => turn,
        entry => panic!("{entry:?}"),
    }
}

/// Tries the email when the queue takes one, and says when that was.
fn try_at_next(queue: &mut MailQueue, number: u128, now: Timestamp, answer: Answer) -> (Ruling, Timestamp) {
    let now = queue.opens_at(now).max(now);
    let turn = go(queue, number, now);
    (queue.finish(turn, answer, now), now)
}

#[test]
fn a_refused_sender_pauses_everything_and_counts_against_nobody() {
    let mut queue = MailQueue::new(QueueOptions::default());
    let mut now = at(0);
    let mut waits = Vec::new();
    for number in 0..8 {
        let (ruling, tried) = try_at_next(&mut queue, number, now, against_all(QueueTrouble::Sender));
        assert!(matches!(ruling, Ruling::DoesNotCount { again_at } if again_at > tried));
        waits.push(tried.since(now).as_secs());
        assert_eq!(queue.enter(mail(99), tried), Entry::Closed);
        now = tried;
    }
    assert_eq!(waits, [0, 5, 10, 20, 40, 80, 160, 300]);
    assert_eq!(queue.pause().unwrap().since, at(0));
    queue.nudge(now);
    try_at_next(&mut queue, 9, now, Answer::Passed);
    assert!(queue.pause().is_none());
}

#[test]
fn one_email_tries_at_a_time() {
    let mut queue = MailQueue::new(QueueOptions::default());
    try_at_next(&mut queue, 1, at(0), against_all(QueueTrouble::SignIn));
    let later = at(60_000);
    assert_eq!(queue.appetite(32, later), 1);
    let probe = go(&mut queue, 2, later);
    assert_eq!((queue.enter(mail(3), later), queue.appetite(32, later)), (Entry::Closed, 0));
    queue.finish(probe, Answer::NotTried, later);
    let probe = go(&mut queue, 3, later);
    queue.finish(probe, Answer::Passed, later);
    assert!(queue.pause().is_none());
}

#[test]
fn what_strikes_one_email_only_counts_against_it_once_another_has_passed() {
    let mut queue = MailQueue::new(QueueOptions::default());
    let refused = || against_all(QueueTrouble::Refused);
    let (ruling, now) = try_at_next(&mut queue, 1, at(0), refused());
    assert!(matches!(ruling, Ruling::DoesNotCount { .. }));
    let (_, now) = try_at_next(&mut queue, 2, now, Answer::Passed);
    let (ruling, now) = try_at_next(&mut queue, 1, now, refused());
    assert_eq!(ruling, Ruling::Counts);
    assert!(queue.pause().is_none(), "the others go on");
    // Another one is innocent until others pass after it.
    let (ruling, _) = try_at_next(&mut queue, 3, now, refused());
    assert!(matches!(ruling, Ruling::DoesNotCount { .. }));
    assert!(queue.pause().is_some());
}

#[test]
fn what_began_before_the_pause_says_nothing_about_it() {
    let mut queue = MailQueue::new(QueueOptions::default());
    for number in 0..8 {
        try_at_next(&mut queue, number, at(0), Answer::Passed);
    }
    let [first, second, third] = [11, 12, 13].map(|number| go(&mut queue, number, at(0)));
    queue.finish(first, against_all(QueueTrouble::Sender), at(0));
    let next_at = queue.pause().unwrap().next_at;
    let ruling = queue.finish(second, against_all(QueueTrouble::Sender), at(10));
    assert_eq!(ruling, Ruling::DoesNotCount { again_at: next_at }, "it is the same failure");
    queue.finish(third, Answer::Passed, at(20));
    assert_eq!(queue.pause().unwrap().next_at, next_at);
}

#[test]
fn an_unanswered_email_counts_and_the_others_wait() {
    let mut queue = MailQueue::new(QueueOptions::default());
    let (ruling, _) = try_at_next(&mut queue, 1, at(0), Answer::Unanswered("gone".to_owned()));
    assert_eq!(ruling, Ruling::Counts);
    assert_eq!(queue.pause().unwrap().trouble, QueueTrouble::Connection);
}

#[test]
fn other_settings_are_tried_at_once() {
    let mut queue = MailQueue::new(QueueOptions::default());
    queue.note_settings(Version::FIRST, at(0));
    try_at_next(&mut queue, 1, at(0), against_all(QueueTrouble::Sender));
    queue.note_settings(Version::FIRST, at(10));
    assert!(queue.opens_at(at(10)) > at(10));
    queue.note_settings(Version::FIRST.next(), at(20));
    assert_eq!(queue.opens_at(at(20)), at(20));
}

#[test]
fn connections_grow_to_the_maximum_and_one_too_many_is_tried_once() {
    let mut queue = MailQueue::new(QueueOptions::default());
    let (mut now, mut refused) = (at(0), 0);
    for round in 0_u64..40 {
        now = queue.opens_at(now).max(now).after(Duration::from_millis(10 + round));
        let mut turns = Vec::new();
        while let Entry::Go(turn) = queue.enter(mail(u128::try_from(turns.len()).unwrap()), now) {
            turns.push(turn);
        }
        assert!(!turns.is_empty());
        for (index, turn) in turns.into_iter().enumerate().rev() {
            let too_many = Answer::Queue {
                trouble: QueueTrouble::Busy,
                error: "432".to_owned(),
                while_connecting: true,
            };
            refused += usize::from(index >= 3);
            queue.finish(turn, if index >= 3 { too_many } else { Answer::Passed }, now);
        }
    }
    assert_eq!(refused, 1);
    assert_eq!(queue.connections.limit(), 3);
}

/// A server that takes `limit` emails in `window` milliseconds, each in 5 ms. Says how long `count` emails take and how
/// many refusals there are.
fn against_a_rate(limit: usize, window: u64, count: usize) -> (Duration, usize) {
    let mut queue = MailQueue::new(QueueOptions::default());
    let mut waiting: VecDeque<u128> = (0..u128::try_from(count).unwrap()).collect();
    let mut taken: VecDeque<u64> = VecDeque::new();
    let (mut now, mut refused) = (at(0), 0);
    while let Some(number) = waiting.pop_front() {
        now = queue.opens_at(now).max(now);
        let turn = go(&mut queue, number, now);
        now = now.after(Duration::from_millis(5));
        let begin = now.milliseconds();
        taken.retain(|moment| moment + window > begin);
        if taken.len() < limit {
            taken.push_back(begin);
            queue.finish(turn, Answer::Passed, now);
        } else {
            refused += 1;
            waiting.push_back(number);
            let ruling = queue.finish(turn, against_all(QueueTrouble::Busy), now);
            assert!(matches!(ruling, Ruling::DoesNotCount { .. }));
        }
    }
    (now.since(at(0)), refused)
}

#[test]
fn the_pace_of_a_server_is_learnt() {
    // 300 emails take 90 seconds at the least.
    let (took, refused) = against_a_rate(30, 10_000, 300);
    assert!(took < Duration::from_secs(125), "{took:?}");
    assert!(refused < 15, "{refused}");
    // 600 a minute, 2,000 emails: three minutes at the least.
    let (took, refused) = against_a_rate(600, 60_000, 2_000);
    assert!(took < Duration::from_secs(260), "{took:?}");
    assert!(refused < 40, "{refused}");
}

#[test]
fn the_rate_that_is_set_is_kept() {
    let mut queue = MailQueue::new(QueueOptions { per_minute: Some(60), ..QueueOptions::default() });
    let mut now = at(0);
    for number in 0..10 {
        (_, now) = try_at_next(&mut queue, number, now, Answer::Passed);
    }
    assert_eq!(now, at(9_000));
    assert_eq!(queue.appetite(32, now), 5);
}

#[derive(Clone, Debug)]
enum Step {
    Wait(u64),
    Enter(u128),
    Finish(usize, u8),
    Nudge,
    ClockBack(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0_u64..400_000).prop_map(Step::Wait),
        (0_u128..12).prop_map(Step::Enter),
        (any::<usize>(), 0_u8..9).prop_map(|(which, how)| Step::Finish(which, how)),
        Just(Step::Nudge),
        (0_u64..400_000).prop_map(Step::ClockBack),
    ]
}

fn answer(how: u8) -> Answer {
    match how {
        0 | 1 => Answer::Passed,
        2 => Answer::NotTried,
        3 => Answer::Mail,
        4 => Answer::Unanswered("gone".to_owned()),
        5 => against_all(QueueTrouble::Sender),
        6 => against_all(QueueTrouble::Busy),
        7 => Answer::Queue { trouble: QueueTrouble::Busy, error: "432".to_owned(), while_connecting: true },
        _ => against_all(QueueTrouble::Connection),
    }
}

proptest! {
    #[test]
    fn whatever_happens_the_queue_keeps_its_limits_and_opens_again(
        steps in proptest::collection::vec(step(), 0..200),
    ) {
        let options = QueueOptions::default();
        let mut queue = MailQueue::new(options);
        let mut now = at(1_000_000_000);
        let mut turns: Vec<Turn> = Vec::new();
        for step in steps {
            match step {
                Step::Wait(milliseconds) => now = now.after(Duration::from_millis(milliseconds)),
                Step::ClockBack(milliseconds) => now = now.before(Duration::from_millis(milliseconds)),
                Step::Nudge => queue.nudge(now),
                Step::Enter(number) => {
                    let probes = turns.iter().filter(|turn| turn.is_probe && turn.epoch == queue.epoch).count();
                    if let Entry::Go(turn) = queue.enter(mail(number), now) {
                        prop_assert!(!turn.is_probe || probes == 0, "one tries at a time");
                        turns.push(turn);
                    }
                }
                Step::Finish(which, how) if !turns.is_empty() => {
                    let turn = turns.swap_remove(which % turns.len());
                    let answer = answer(how);
                    let is_news = turn.epoch == queue.epoch;
                    let is_suspect = queue.suspects.contains_key(&turn.mail);
                    let counts = queue.finish(turn, answer.clone(), now) == Ruling::Counts;
                    if matches!(answer, Answer::Queue { .. }) {
                        prop_assert!(!counts || is_suspect, "it counts only against suspects");
                        prop_assert!(counts || !is_news || queue.pause().is_some());
                    }
                    if is_news && answer == Answer::Passed {
                        prop_assert!(queue.pause().is_none(), "an email that passes opens the queue");
                    }
                }
                Step::Finish(..) => {}
            }
            prop_assert!(queue.connections.limit() >= 1 && queue.connections.limit() <= options.connections);
            prop_assert_eq!(queue.in_hand as usize, turns.len());
            prop_assert!(queue.opens_at(now).since(now) <= options.longest_pause);
        }
        for turn in turns {
            queue.finish(turn, Answer::NotTried, now);
        }
        // From whatever it has come to, it takes an email within the longest pause.
        now = queue.opens_at(now).max(now);
        let turn = go(&mut queue, 1, now);
        queue.finish(turn, Answer::Passed, now);
        prop_assert!(queue.pause().is_none());
    }
}
