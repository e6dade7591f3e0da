//! Mending a whole exported calendar.

use std::time::Instant;

use bench_calendar::{calendar, mend};

use crate::figures::{ROUNDS, median};

pub(crate) fn measure() {
    for (name, every) in [("one in four changes", 4), ("all change", 1)] {
        let calendar = calendar(every);
        let megabytes = f64::from(u32::try_from(calendar.len()).unwrap_or(u32::MAX)) / 1e6;
        let mut changed = 0;
        let round = |_| {
            let start = Instant::now();
            changed = mend(&calendar);
            start.elapsed().as_secs_f64()
        };
        let seconds = median((0..ROUNDS).map(round).collect());
        println!(
            "native, {name:>20}: {megabytes:.0} MB, {changed} meetings updated in {seconds:.2} s, {:.0} MB/s",
            megabytes / seconds
        );
    }
}
