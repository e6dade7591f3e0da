//! Work around the code: `cargo xtask run | test | build | page | demo | bench | dev`.
//!
//! Each verb first installs what it needs (see [`tools`]), says so, and is quick when everything is there.

mod apt;
mod bench;
mod build;
mod bundle;
mod demo;
mod dev;
mod folders;
mod html;
mod lines;
mod meanwhile;
mod page;
mod place;
mod process;
mod run;
mod sizes;
mod stamp;
mod test;
mod test_steps;
mod tools;
mod wasm;
mod wasm_target;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::place::Place;

fn main() -> ExitCode {
    let matches = command_line().get_matches();
    match carry_out(&matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cargo xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(matches: &ArgMatches) -> Result<()> {
    let place = Place::find()?;
    match matches.subcommand() {
        Some(("run", found)) => run::run(&place, &passed_on(found)),
        Some(("test", found)) => test::test(
            &place,
            &test::Choice {
                fast: found.get_flag("fast"),
                steps: found.get_many::<String>("step").into_iter().flatten().cloned().collect(),
            },
        ),
        Some(("build", _)) => build::build(&place),
        Some(("page", _)) => build::page(&place),
        Some(("demo", _)) => demo::demo(&place).map(|folder| demo::explain(&folder)),
        Some(("bench", found)) => bench::bench(&place, &passed_on(found)),
        Some(("dev", found)) => dev::dev(&place, &passed_on(found)),
        _ => unreachable!("clap asks for a verb"),
    }
}

fn passed_on(matches: &ArgMatches) -> Vec<OsString> {
    matches.get_many::<OsString>("arguments").into_iter().flatten().cloned().collect()
}

fn command_line() -> Command {
    let arguments = |to: &'static str| {
        Arg::new("arguments")
            .help(to)
            .action(ArgAction::Append)
            .num_args(0..)
            .trailing_var_arg(true)
            .allow_hyphen_values(true)
            .value_parser(value_parser!(OsString))
    };
    Command::new("cargo xtask")
        .bin_name("cargo xtask")
        .about("Builds, runs and tests Konfid. Each command first installs what it needs.")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("run")
                .about("Build the page and the server and start Konfid on http://127.0.0.1:8080")
                .arg(arguments("Passed on to `konfid serve`")),
        )
        .subcommand(
            Command::new("test")
                .about("Check and test everything, as CI does")
                .arg(
                    Arg::new("fast")
                        .long("fast")
                        .action(ArgAction::SetTrue)
                        .help("Only format, lints and the tests without a browser"),
                )
                .arg(
                    Arg::new("step")
                        .long("step")
                        .action(ArgAction::Append)
                        .value_parser(test_steps::NAMES.to_vec())
                        .help("Only this step (may be given several times)"),
                ),
        )
        .subcommand(Command::new("build").about("Build the release binary `konfid` with the page inside"))
        .subcommand(Command::new("page").about("Build the page alone, and show its size"))
        .subcommand(Command::new("demo").about("Build the offline demo, a folder of static files"))
        .subcommand(
            Command::new("bench")
                .about("Run the benchmarks, and compare them with the goals and this disk's speed")
                .arg(arguments("Passed on to the bench program")),
        )
        .subcommand(
            Command::new("dev")
                .about("Serve the page with live reload on 8080 and a debug server behind it on 8081")
                .arg(arguments("Passed on to `konfid serve`")),
        )
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_well_formed() {
        super::command_line().debug_assert();
    }
}
