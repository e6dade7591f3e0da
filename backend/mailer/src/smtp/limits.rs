//! How long a server may take.

use std::time::Duration;

/// How long a server may take for each part of the dialogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmtpLimits {
    /// For the connection, and for encrypting it.
    pub connect: Duration,
    /// For its greeting, and for its answer to EHLO, together.
    pub greeting: Duration,
    /// For each answer to a command.
    pub command: Duration,
    /// For its answer to DATA.
    pub data: Duration,
    /// For taking a part of the message.
    pub block: Duration,
    /// For its answer to the end of the message. Some look into a message before they take it; who does not wait for
    /// them sends copies.
    pub end: Duration,
    /// For everything before the message, together.
    pub before_message: Duration,
    /// How long a connection is kept for the next mail.
    pub idle: Duration,
    /// How long a dialogue may go on when Konfid stops.
    pub stop: Duration,
}

impl Default for SmtpLimits {
    /// What RFC 5321, section 4.5.3.2, asks for.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            greeting: Duration::from_mins(5),
            command: Duration::from_mins(5),
            data: Duration::from_mins(2),
            block: Duration::from_mins(3),
            end: Duration::from_mins(10),
            before_message: Duration::from_mins(15),
            idle: Duration::from_secs(30),
            stop: Duration::from_secs(5),
        }
    }
}

impl SmtpLimits {
    /// The most time that one mail can take, unless its message is very long.
    pub(super) fn longest_send(&self) -> Duration {
        self.before_message + self.block + self.end
    }
}
