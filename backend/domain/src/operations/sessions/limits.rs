//! How often somebody may guess a password.
//!
//! Every attempt is counted in a durable transaction *before* the password is looked at, so that no number of
//! parallel attempts is more than the budget. Nothing is ever locked: a browser that has signed in before has a budget
//! of its own, which a stranger cannot use up, and a stranger's own budget ends at the stranger's address.

use std::time::Duration;

use sha2::{Digest, Sha256};
use shared::{AdministratorId, ProblemKind, Timestamp};

use crate::{ClientAddress, MarkAdvance, Read, Result, SecretHash, Transaction, account_name_key};

/// So many at once, and then one at a time.
#[derive(Clone, Copy)]
pub(crate) struct Budget {
    pub(crate) at_once: u32,
    pub(crate) every: Duration,
}

/// Guesses at one name from one address.
const ADDRESS_AND_NAME: Budget = Budget { at_once: 5, every: Duration::from_mins(1) };
/// Guesses from one address at any names.
const ADDRESS: Budget = Budget { at_once: 20, every: Duration::from_secs(15) };
/// Guesses at one name from all addresses together, browsers that are known aside.
const NAME: Budget = Budget { at_once: 100, every: Duration::from_mins(1) };
/// Guesses at one name from a browser in which that name has signed in before.
const KNOWN_BROWSER: Budget = Budget { at_once: 5, every: Duration::from_mins(1) };
/// Guesses at the present password in a session.
pub(super) const PRESENT_PASSWORD: Budget = Budget { at_once: 5, every: Duration::from_mins(1) };
/// Failures that are noted in the audit log, so that guessing does not fill the database.
pub(super) const NOTED_FAILURES: Budget = Budget { at_once: 20, every: Duration::from_mins(5) };

/// For how long a browser is known after signing in.
pub(super) const BROWSER_KNOWN_FOR: Duration = Duration::from_hours(180 * 24);

impl Budget {
    fn slack(self) -> Duration {
        self.every * (self.at_once - 1)
    }

    /// How long whoever used it up waits for the next.
    pub(crate) const fn pause(self) -> Duration {
        self.every
    }

    /// Takes one out of the budget; says whether there was one. If one of several budgets is used up, the
    /// whole transaction must fail.
    pub(crate) async fn take(
        self,
        transaction: &mut dyn Transaction,
        key: SecretHash,
        now: Timestamp,
    ) -> Result<bool> {
        let advance = MarkAdvance { now, by: self.every, latest: now.after(self.slack()) };
        Ok(transaction.advance_mark(key, advance).await?)
    }
}

/// Names what is counted.
pub(crate) fn key(kind: &str, parts: &[&str]) -> SecretHash {
    let mut digest = Sha256::new_with_prefix(kind.as_bytes());
    for part in parts {
        digest.update([0]);
        digest.update(part.as_bytes());
    }
    SecretHash(digest.finalize().into())
}

/// Whom guesses are at: an account, whatever it is called by now, or else a name that nobody has. So a new name is
/// no new budget.
pub(super) fn subject(account: Option<AdministratorId>, name: &str) -> String {
    match account {
        Some(account) => format!("account {account}"),
        None => format!("name {}", account_name_key(name)),
    }
}

/// The mark of a browser in which this account has signed in.
pub(super) fn known_browser(browser: &str, subject: &str) -> SecretHash {
    key("known browser", &[browser, subject])
}

/// What one attempt is counted by.
#[derive(Clone)]
pub(super) struct Attempt {
    counted: Vec<(SecretHash, Budget)>,
}

impl Attempt {
    /// An attempt at the name, whether or not anybody has it.
    pub(super) async fn of(
        read: &mut dyn Read,
        now: Timestamp,
        name: &str,
        address: ClientAddress,
        browser: Option<&str>,
    ) -> Result<Self> {
        let account = read.administrator_by_name(name).await?.map(|record| record.administrator.id);
        let (subject, address) = (subject(account, name), address.to_string());
        if let Some(browser) = browser
            && read.mark(known_browser(browser, &subject)).await?.is_some_and(|until| until > now)
        {
            return Ok(Self { counted: vec![(key("browser", &[browser, &subject]), KNOWN_BROWSER)] });
        }
        Ok(Self {
            counted: vec![
                (key("address and name", &[&address, &subject]), ADDRESS_AND_NAME),
                (key("address", &[&address]), ADDRESS),
                (key("name", &[&subject]), NAME),
            ],
        })
    }

    /// Refuses what is over a budget already, without writing anything.
    pub(super) async fn look(&self, read: &mut dyn Read, now: Timestamp) -> Result<()> {
        let mut wait = Duration::ZERO;
        for (key, budget) in &self.counted {
            if let Some(until) = read.mark(*key).await? {
                wait = wait.max(until.since(now.after(budget.slack())));
            }
        }
        if wait.is_zero() { Ok(()) } else { Err(too_many(wait)) }
    }

    /// Counts the attempt, or refuses it and counts nothing.
    pub(super) async fn reserve(&self, transaction: &mut dyn Transaction, now: Timestamp) -> Result<()> {
        for (key, budget) in &self.counted {
            if !budget.take(transaction, *key, now).await? {
                self.look(transaction.as_read(), now).await?;
                return Err(too_many(budget.every));
            }
        }
        Ok(())
    }

    /// Forgets the attempts at this name from here: whoever knows the password was not guessing.
    pub(super) async fn forgive(&self, transaction: &mut dyn Transaction) -> Result<()> {
        if let Some((key, _)) = self.counted.first() {
            transaction.delete_mark(*key).await?;
        }
        Ok(())
    }
}

/// The problem of whoever must wait.
pub(crate) fn too_many(wait: Duration) -> crate::Error {
    ProblemKind::TooManyAttempts { minutes: wait.as_secs().div_ceil(60).max(1) }.into()
}
