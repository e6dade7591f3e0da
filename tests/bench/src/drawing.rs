//! Drawing an ID, from an empty range to the last ninety.

use std::hint::black_box;
use std::time::Instant;

use domain::IdSpace;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use shared::ConferenceId;

use crate::figures::{ROUNDS, median};

const DRAWS: u32 = 200_000;
const FILLS: [f64; 8] = [0.0, 0.01, 0.04, 0.10, 0.50, 0.90, 0.999, 0.99999];

pub(crate) fn measure() {
    println!("{:>10}  {:>10}  {:>16}  {:>12}  look-alikes", "fill", "draw", "draw and take", "memory");
    for fill in FILLS {
        let mut random = StdRng::seed_from_u64(1);
        let taken: Vec<_> = (0..ConferenceId::COUNT)
            .filter(|_| random.random_bool(fill))
            .filter_map(ConferenceId::from_index)
            .collect();
        let mut space = IdSpace::new(taken);
        let draw = median(
            (0..ROUNDS).map(|_| nanoseconds(DRAWS, || _ = black_box(space.draw(&mut random)))).collect(),
        );
        let rounds_of = space.candidates().min(20_000) / 10;
        let take = median(
            (0..ROUNDS)
                .map(|_| {
                    nanoseconds(rounds_of, || {
                        if let Some(id) = space.draw(&mut random) {
                            space.take(id);
                        }
                    })
                })
                .collect(),
        );
        println!(
            "{:>9.3}%  {draw:>7.0} ns  {take:>13.0} ns  {:>6} KiB  {}",
            fill * 100.0,
            space.bytes() / 1024,
            if space.avoids_look_alikes() { "avoided" } else { "allowed" }
        );
    }
}

fn nanoseconds(count: u32, mut work: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..count {
        work();
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(count.max(1))
}
