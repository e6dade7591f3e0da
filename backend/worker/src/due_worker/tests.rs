use std::collections::BTreeSet;
use std::sync::Mutex;

use domain::{Bell as _, Error, StoreError};
use futures::FutureExt as _;
use tokio::sync::{Notify, oneshot};

use super::*;

/// Numbers, each due at its own moment in milliseconds; some never end.
#[derive(Default)]
struct Numbers {
    now: Mutex<u64>,
    due: Mutex<BTreeSet<u64>>,
    done: Mutex<Vec<u64>>,
    given_back: Mutex<Vec<u64>>,
    failures: Mutex<u32>,
    looks: Mutex<u32>,
    /// Whoever carries a number out waits for this, when it is given.
    hold: Option<Arc<Notify>>,
    changed: Notify,
}

#[async_trait]
impl DueWork for Arc<Numbers> {
    type Item = u64;

    const NAME: &'static str = "numbers";

    fn now(&self) -> Timestamp {
        Timestamp::from_milliseconds(*self.now.lock().unwrap())
    }

    async fn next_due(&self) -> Result<Option<Timestamp>> {
        *self.looks.lock().unwrap() += 1;
        let mut failures = self.failures.lock().unwrap();
        if *failures > 0 {
            *failures -= 1;
            return Err(Error::Store(StoreError::Unavailable("busy".to_owned())));
        }
        Ok(self.due.lock().unwrap().first().map(|due| Timestamp::from_milliseconds(*due)))
    }

    async fn claim(&self, limit: u32) -> Result<Vec<u64>> {
        let now = *self.now.lock().unwrap();
        let mut due = self.due.lock().unwrap();
        let taken: Vec<u64> = due.range(..=now).copied().take(limit as usize).collect();
        due.retain(|number| !taken.contains(number));
        Ok(taken)
    }

    async fn carry_out(&self, item: u64) {
        assert_ne!(item, 13, "this one is unlucky");
        if let Some(hold) = &self.hold {
            hold.notified().await;
        }
        self.done.lock().unwrap().push(item);
        self.changed.notify_waiters();
    }

    async fn give_back(&self, items: Vec<u64>) -> Result<()> {
        self.given_back.lock().unwrap().extend(items);
        Ok(())
    }
}

const PACE: Pace = Pace {
    parallel: 2,
    batch: Some(10),
    longest_sleep: Duration::from_secs(30),
    grace: Duration::from_secs(5),
};

impl Numbers {
    /// Waits until so many are done. The clock of these tests jumps while everybody sleeps.
    async fn until_done(&self, count: usize) {
        let wait = async {
            loop {
                let changed = self.changed.notified();
                if self.done.lock().unwrap().len() >= count {
                    return;
                }
                changed.await;
            }
        };
        timeout(Duration::from_hours(1), wait).await.expect("it is done in the end");
    }
}

fn start(
    numbers: &Arc<Numbers>,
    pace: Pace,
) -> (WorkerBell, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let bell = WorkerBell::new();
    let (stop, stopped) = oneshot::channel();
    let worker = Worker::new(Arc::clone(numbers), bell.clone(), pace);
    let task = tokio::spawn(worker.run(stopped.map(drop)));
    (bell, stop, task)
}

#[tokio::test(start_paused = true)]
async fn what_is_due_is_done_and_the_bell_shortens_the_sleep() {
    let numbers = Arc::new(Numbers { due: Mutex::new(BTreeSet::from([0, 1_000])), ..Numbers::default() });
    let (bell, stop, task) = start(&numbers, PACE);
    numbers.until_done(1).await;
    assert_eq!(*numbers.done.lock().unwrap(), [0], "the other is not due yet");
    *numbers.now.lock().unwrap() = 1_000;
    bell.ring();
    numbers.until_done(2).await;
    stop.send(()).unwrap();
    task.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_panic_ends_nothing_but_its_own_item() {
    let numbers = Arc::new(Numbers { due: Mutex::new(BTreeSet::from([13, 14, 15])), ..Numbers::default() });
    *numbers.now.lock().unwrap() = 99;
    let (_bell, stop, task) = start(&numbers, PACE);
    numbers.until_done(2).await;
    stop.send(()).unwrap();
    task.await.unwrap();
    assert_eq!(*numbers.done.lock().unwrap(), [14, 15]);
}

#[tokio::test(start_paused = true)]
async fn a_store_in_trouble_is_asked_less_and_less_often() {
    let numbers = Arc::new(Numbers {
        due: Mutex::new(BTreeSet::from([0])),
        failures: Mutex::new(7),
        ..Numbers::default()
    });
    let begin = Instant::now();
    let (bell, stop, task) = start(&numbers, PACE);
    bell.ring();
    numbers.until_done(1).await;
    let waited = begin.elapsed();
    let expected: Duration = (0..7).map(store_delay).sum();
    assert!(waited >= expected, "{waited:?} is less than {expected:?}");
    assert!(*numbers.looks.lock().unwrap() <= 10, "the bell does not hurry it");
    stop.send(()).unwrap();
    task.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn stopping_gives_back_what_waits_and_finishes_what_is_in_hand() {
    let hold = Arc::new(Notify::new());
    let numbers = Arc::new(Numbers {
        due: Mutex::new((1..=5).collect()),
        hold: Some(Arc::clone(&hold)),
        ..Numbers::default()
    });
    *numbers.now.lock().unwrap() = 99;
    let (_bell, stop, task) = start(&numbers, PACE);
    tokio::time::sleep(Duration::from_secs(1)).await;
    stop.send(()).unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(*numbers.given_back.lock().unwrap(), [3, 4, 5]);
    hold.notify_waiters();
    task.await.unwrap();
    assert_eq!(*numbers.done.lock().unwrap(), [1, 2]);
}

#[tokio::test(start_paused = true)]
async fn stopping_does_not_wait_for_ever() {
    let numbers = Arc::new(Numbers {
        due: Mutex::new(BTreeSet::from([1])),
        hold: Some(Arc::new(Notify::new())),
        ..Numbers::default()
    });
    *numbers.now.lock().unwrap() = 99;
    let (_bell, stop, task) = start(&numbers, PACE);
    tokio::time::sleep(Duration::from_secs(1)).await;
    stop.send(()).unwrap();
    timeout(Duration::from_mins(1), task).await.expect("the grace ends").unwrap();
    assert!(numbers.done.lock().unwrap().is_empty());
}

#[tokio::test(start_paused = true)]
async fn without_a_batch_no_more_is_taken_than_can_be_begun() {
    let hold = Arc::new(Notify::new());
    let numbers = Arc::new(Numbers {
        due: Mutex::new((1..=5).collect()),
        hold: Some(Arc::clone(&hold)),
        ..Numbers::default()
    });
    *numbers.now.lock().unwrap() = 99;
    let (_bell, stop, task) = start(&numbers, Pace { batch: None, ..PACE });
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(*numbers.due.lock().unwrap(), BTreeSet::from([3, 4, 5]));
    hold.notify_one();
    numbers.until_done(1).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(*numbers.due.lock().unwrap(), BTreeSet::from([4, 5]));
    stop.send(()).unwrap();
    hold.notify_waiters();
    task.await.unwrap();
}
