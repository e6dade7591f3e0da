//! The `konfid` binary: the server, and the command line that can do everything the page can.

mod arguments;
mod client;
mod command_error;
mod commands;
mod configuration;
mod database;
mod hashing_pool;
mod logging;
mod output;
mod serve;
mod system;
mod web;
mod wiring;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::Arguments;
use crate::command_error::{DONE, FAILED};

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => {
            // What was asked for (help, the version) goes to standard output, and is no failure.
            let code = if answer.use_stderr() { ExitCode::from(FAILED) } else { DONE };
            // Nobody can be told that nobody can be told.
            let _ = answer.print();
            return code;
        }
    };
    commands::run(arguments).unwrap_or_else(|failure| {
        output::note(&format!("konfid: {}", failure.sentence()));
        ExitCode::from(FAILED)
    })
}
