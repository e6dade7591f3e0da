//! Medians, percentiles and how they are printed.

use std::fmt;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many rounds a figure is the median of.
pub(crate) const ROUNDS: usize = 5;
/// How long a round lasts that counts what is done in a time.
pub(crate) const ROUND: Duration = Duration::from_secs(2);

/// What the disk can do.
#[derive(Clone, Copy)]
pub(crate) struct Disk(Option<f64>);

impl Disk {
    /// As `cargo xtask bench` has measured it just now.
    pub(crate) fn from_environment() -> Self {
        Self(std::env::var("KONFID_FDATASYNC_PER_SECOND").ok().and_then(|text| text.parse().ok()))
    }

    /// Measured now: how many writes of 4 KiB in this folder are durable each second, one after the other.
    pub(crate) fn measured_in(folder: &Path) -> std::io::Result<Self> {
        let mut file = File::create(folder.join("fdatasync-probe"))?;
        let mut rates = Vec::new();
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let mut writes = 0;
            while start.elapsed() < Duration::from_secs(1) {
                file.write_all(&[0x5A; 4096])?;
                file.sync_data()?;
                writes += 1;
            }
            rates.push(rate(writes, start.elapsed()));
        }
        Ok(Self(Some(median(rates))))
    }

    /// A rate as a multiple of what the disk can do.
    pub(crate) fn ratio(self, rate: f64) -> String {
        self.0.map_or_else(|| "F unknown".to_owned(), |durable| format!("{:.2} F", rate / durable))
    }
}

impl fmt::Display for Disk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(rate) => write!(formatter, "{rate:.0} durable writes a second"),
            None => formatter.write_str("unknown"),
        }
    }
}

pub(crate) fn heading(text: &str) {
    println!("\n{text}");
}

/// The middle one, whatever the order.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The value that this share of all values does not exceed.
pub(crate) fn percentile(durations: &mut [Duration], share: f64) -> Duration {
    durations.sort_unstable();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a list"
    )]
    let place = (durations.len() as f64 * share) as usize;
    durations.get(place.min(durations.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// How many a second.
#[expect(clippy::cast_precision_loss, reason = "a count of at most millions")]
pub(crate) fn rate(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

/// One text for each number, put together.
pub(crate) fn lines(numbers: std::ops::Range<usize>, line: impl Fn(usize) -> String) -> String {
    numbers.fold(String::new(), |text, number| text + &line(number))
}
