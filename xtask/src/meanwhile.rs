//! Building what later steps need, while tests run that mostly wait.

use std::env;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use crate::place::Place;
use crate::process::{self, say};
use crate::{apt, test_steps};

/// The step [`test_steps::BUILD`], at a low priority, so that it only takes what the tests leave.
pub(crate) struct Meanwhile {
    child: Child,
}

impl Meanwhile {
    /// Begins it. What it prints is not shown: the step itself comes later, finds nearly everything done, and tells whatever
    /// is wrong.
    pub(crate) fn begin(place: &Place) -> Result<Self> {
        // Two programs cannot install packages at the same time.
        apt::ensure(&[&apt::NODE])?;
        say("the page and the release binary are built meanwhile");
        let mut command = Command::new("nice");
        command.args(["-n", "10"]).arg(env::current_exe()?).args(["test", "--step", test_steps::BUILD]);
        command.current_dir(&place.root).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.process_group(0).spawn().context("`nice` did not start")?;
        Ok(Self { child })
    }

    /// Waits until it has come as far as it comes.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Meanwhile {
    /// Ends it with everything that it started, when the tests have failed.
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let group = format!("-{}", self.child.id());
            // A failure means that it has just ended by itself.
            let _ = process::run_quietly(Command::new("kill").args(["-TERM", "--", &group]));
            let _ = self.child.wait();
        }
    }
}
