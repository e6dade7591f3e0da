//! `cargo xtask test`: every check in order, each announced with its time, stopping at the first that fails.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::meanwhile::Meanwhile;
use crate::place::Place;
use crate::process;
use crate::test_steps::{BUILD, STEPS, Step, UNITS};

/// What to run: everything, the fast steps, or the named ones.
pub(crate) struct Choice {
    pub(crate) fast: bool,
    pub(crate) steps: Vec<String>,
}

/// How many tests ran so far.
#[derive(Default)]
pub(crate) struct Counts {
    passed: u64,
    failed: u64,
    ignored: u64,
}

/// Runs the chosen steps and closes with a summary, also after a failure.
pub(crate) fn test(place: &Place, choice: &Choice) -> Result<()> {
    let mut counts = Counts::default();
    let mut done: Vec<(&str, Duration)> = Vec::new();
    let mut failure = None;
    let chosen: Vec<&Step> = STEPS
        .iter()
        .filter(|step| {
            if choice.steps.is_empty() {
                !choice.fast || step.fast
            } else {
                choice.steps.iter().any(|name| name == step.name)
            }
        })
        .collect();
    let builds = chosen.iter().any(|step| step.name == BUILD);
    for step in chosen {
        println!("\n== {}: {}", step.name, step.what);
        let start = Instant::now();
        let outcome = if builds && step.name == UNITS {
            Meanwhile::begin(place).and_then(|build| {
                (step.run)(place, &mut counts)?;
                build.finish()
            })
        } else {
            (step.run)(place, &mut counts)
        };
        let took = start.elapsed();
        done.push((step.name, took));
        if let Err(error) = outcome {
            println!("== {}: failed after {:.1} s", step.name, took.as_secs_f64());
            counts.failed += u64::from(counts.failed == 0);
            failure = Some(error.context(format!("The step `{}` failed", step.name)));
            break;
        }
        println!("== {}: passed in {:.1} s", step.name, took.as_secs_f64());
    }
    summarise(&done, &counts, failure.is_some());
    failure.map_or(Ok(()), Err)
}

fn summarise(done: &[(&str, Duration)], counts: &Counts, failed: bool) {
    println!("\n== summary");
    for (index, (name, took)) in done.iter().enumerate() {
        let outcome = if failed && index + 1 == done.len() { "FAILED" } else { "passed" };
        println!("{name:<12} {outcome} {:>8.1} s", took.as_secs_f64());
    }
    let total: Duration = done.iter().map(|(_, took)| *took).sum();
    println!("{:<12}        {:>8.1} s", "in all", total.as_secs_f64());
    println!("{} passed, {} failed, {} skipped", counts.passed, counts.failed, counts.ignored);
}

/// Runs `cargo test` and adds up what its closing lines say.
pub(crate) fn count(command: &mut Command, counts: &mut Counts) -> Result<()> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("cargo did not start")?;
    let output = child.stdout.take().context("cargo has no output")?;
    for line in BufReader::new(output).lines() {
        let line = line.context("a test printed something that is not text")?;
        println!("{line}");
        counts.add(&line);
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("cargo test failed ({status}); see the failures above");
    }
    Ok(())
}

impl Counts {
    /// Reads a line like `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
    fn add(&mut self, line: &str) {
        let Some((_, numbers)) = line.split_once("test result: ").and_then(|(_, rest)| rest.split_once(". "))
        else {
            return;
        };
        for part in numbers.split("; ") {
            match part.split_once(' ').map(|(number, what)| (number.parse::<u64>(), what)) {
                Some((Ok(number), "passed")) => self.passed += number,
                Some((Ok(number), "failed")) => self.failed += number,
                Some((Ok(number), "ignored")) => self.ignored += number,
                _ => {}
            }
        }
    }
}

/// Cargo in the workspace, as the steps use it.
pub(crate) fn cargo(place: &Place, words: &[&str]) -> Command {
    let mut command = process::cargo();
    command.current_dir(&place.root).args(words).env("KONFID_PAGE", place.page());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_added_up() {
        let mut counts = Counts::default();
        counts.add(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.02s",
        );
        counts.add(
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s",
        );
        counts.add("test api::users ... ok");
        assert_eq!((counts.passed, counts.failed, counts.ignored), (14, 1, 1));
    }
}
