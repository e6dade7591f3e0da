//! What an answer of an email server concerns: one email, or all of them.

/// Where in the dialogue a server answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogueStage {
    /// The greeting, EHLO and the encryption: before it knows who asks.
    Connecting,
    /// Signing in.
    SigningIn,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA, before the message.
    Data,
    /// The end of the message.
    End,
}

/// What keeps every email from leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueTrouble {
    /// The server cannot be reached, or breaks the connection off.
    Connection,
    /// It wants Konfid to sign in, or does not let it.
    SignIn,
    /// It does not take emails from the sender.
    Sender,
    /// It takes none now, because of its rules or because something fails there.
    Refused,
    /// It takes fewer at a time, or fewer in a while.
    Busy,
}

/// What a refusal concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailConcern {
    /// This email.
    Mail {
        /// Whether trying again is of little use.
        for_good: bool,
    },
    /// Every email.
    Queue(QueueTrouble),
}

/// An answer: RFC 5321's code, RFC 3463's code if there is one, and words in lower case.
struct Answer<'text> {
    code: u16,
    enhanced: Option<(u16, u16)>,
    words: &'text str,
}

/// What servers write when they want fewer emails or connections, whatever code they give it.
const BUSY: [&str; 12] = [
    "too many",
    "rate limit",
    "rate exceeded",
    "ratelimit",
    "limit exceeded",
    "sending limit",
    "daily limit",
    "hourly limit",
    "quota exceeded",
    "throttl",
    "slow down",
    "concurrent",
];

/// What they write about a sender after it was named, beside RFC 3463's own codes.
const SENDER: [&str; 7] = [
    "sendasdenied",
    "send as denied",
    "sender address",
    "sender refused",
    "sender denied",
    "sender rejected",
    "sender not allowed",
];

/// Judges a refusal by where it came, its codes and, where the codes say too little, its words.
pub fn concern(stage: DialogueStage, code: u16, text: &str) -> MailConcern {
    let words = text.to_lowercase();
    let answer = Answer { code, enhanced: enhanced(code, &words), words: &words };
    match stage {
        DialogueStage::Connecting if answer.may_pass() || answer.is_busy() => {
            MailConcern::Queue(QueueTrouble::Busy)
        }
        DialogueStage::Connecting => MailConcern::Queue(QueueTrouble::Refused),
        DialogueStage::SigningIn => MailConcern::Queue(answer.while_signing_in()),
        DialogueStage::Sender | DialogueStage::Recipient | DialogueStage::Data | DialogueStage::End
            if answer.asks_to_sign_in() =>
        {
            MailConcern::Queue(QueueTrouble::SignIn)
        }
        DialogueStage::Sender => answer.after_sender(),
        DialogueStage::Recipient | DialogueStage::Data | DialogueStage::End => answer.after_recipient(),
    }
}

impl Answer<'_> {
    const fn may_pass(&self) -> bool {
        self.code < 500
    }

    fn says(&self, any: &[&str]) -> bool {
        any.iter().any(|part| self.words.contains(part))
    }

    fn is_busy(&self) -> bool {
        // 421 ends the connection and 432 is what Exchange says to one too many; 5.1.90 and 5.4.5 are quotas of senders.
        matches!(self.code, 421 | 432)
            || matches!(self.enhanced, Some((1, 90) | (4, 5)))
            || self.says(&BUSY) && !self.is_about_a_mailbox() && !self.is_about_size()
    }

    fn is_about_a_mailbox(&self) -> bool {
        // 552 alone means that the mailbox is full.
        matches!(self.enhanced, Some((2, detail)) if detail != 252)
            || self.code == 552 && self.enhanced.is_none()
    }

    fn is_about_size(&self) -> bool {
        matches!(self.enhanced, Some((3, 4) | (2, 3))) || self.words.contains("size")
    }

    fn is_about_the_sender(&self) -> bool {
        matches!(self.enhanced, Some((1, 7 | 8) | (2, 252))) || self.says(&SENDER)
    }

    fn asks_to_sign_in(&self) -> bool {
        matches!(self.code, 530 | 534 | 535 | 538)
            || matches!(self.enhanced, Some((7, 8 | 9 | 11 | 57 | 139)))
    }

    fn while_signing_in(&self) -> QueueTrouble {
        // 4.7.12 asks for another password.
        if self.is_busy() && self.enhanced != Some((7, 12)) {
            QueueTrouble::Busy
        } else {
            QueueTrouble::SignIn
        }
    }

    /// The sender is in every email, so there is little that is about one.
    fn after_sender(&self) -> MailConcern {
        let trouble = if self.is_about_size() || self.code == 555 || matches!(self.enhanced, Some((6, _))) {
            return self.one_mail();
        } else if self.is_about_the_sender() {
            QueueTrouble::Sender
        } else if self.is_busy() {
            QueueTrouble::Busy
        } else if matches!(self.enhanced, Some((3, _)))
            || matches!((self.code, self.enhanced), (452 | 500..=504, None))
        {
            QueueTrouble::Refused
        } else if self.may_pass() {
            QueueTrouble::Busy
        } else {
            QueueTrouble::Sender
        };
        MailConcern::Queue(trouble)
    }

    fn after_recipient(&self) -> MailConcern {
        if self.is_about_the_sender() {
            return MailConcern::Queue(QueueTrouble::Sender);
        }
        if self.is_about_size() || self.is_about_a_mailbox() || self.says(&["greylist", "graylist"]) {
            return self.one_mail();
        }
        if self.is_busy() {
            return MailConcern::Queue(QueueTrouble::Busy);
        }
        match (self.enhanced, self.code) {
            (Some((7, _)), _) if self.may_pass() => MailConcern::Queue(QueueTrouble::Busy),
            // Storage that is short without RFC 3463's code is the server's.
            (Some((3 | 7, _)), _) | (None, 452) => MailConcern::Queue(QueueTrouble::Refused),
            (Some(_) | None, _) => self.one_mail(),
        }
    }

    const fn one_mail(&self) -> MailConcern {
        MailConcern::Mail { for_good: !self.may_pass() }
    }
}

/// RFC 3463's code in an answer, without its class, which must be that of the reply code.
fn enhanced(code: u16, text: &str) -> Option<(u16, u16)> {
    text.split(|character: char| !(character.is_ascii_digit() || character == '.')).find_map(|word| {
        let mut parts = word.trim_end_matches('.').split('.');
        let class: u16 = parts.next()?.parse().ok()?;
        let subject: u16 = parts.next()?.parse().ok()?;
        let detail: u16 = parts.next()?.parse().ok()?;
        // An address on the network has four parts.
        let is_code = class == code / 100 && subject <= 7 && detail <= 999 && parts.next().is_none();
        is_code.then_some((subject, detail))
    })
}

#[cfg(test)]
mod tests {
    use DialogueStage::{Connecting, Data, End, Recipient, Sender, SigningIn};
    use proptest::prelude::*;

    use super::*;

    const ONE: MailConcern = MailConcern::Mail { for_good: true };
    const ONE_FOR_NOW: MailConcern = MailConcern::Mail { for_good: false };

    const fn all(trouble: QueueTrouble) -> MailConcern {
        MailConcern::Queue(trouble)
    }

    #[test]
    fn answers_of_real_servers_are_told_apart() {
        use QueueTrouble::{Busy, Refused, SignIn};
        let about_sender = all(QueueTrouble::Sender);
        for (stage, code, text, expected) in [
            (Connecting, 432, "4.3.2 Concurrent connections limit exceeded", all(Busy)),
            (Connecting, 421, "mx busy", all(Busy)),
            (Connecting, 554, "5.7.1 no SMTP service for you", all(Refused)),
            (SigningIn, 535, "5.7.8 Username and Password not accepted", all(SignIn)),
            (SigningIn, 454, "4.7.0 Temporary authentication failure", all(SignIn)),
            (SigningIn, 454, "4.7.0 Too many login attempts", all(Busy)),
            (SigningIn, 432, "4.3.2 Concurrent connections limit exceeded", all(Busy)),
            (SigningIn, 432, "4.7.12 A password transition is needed", all(SignIn)),
            (Sender, 530, "5.7.57 Client not authenticated to send mail", all(SignIn)),
            (Sender, 530, "5.7.0 Must issue a STARTTLS command first", all(SignIn)),
            (Sender, 553, "5.7.1 Sender address rejected: not owned by user", about_sender),
            (Sender, 550, "administrative prohibition", about_sender),
            (Sender, 450, "4.1.8 Sender address rejected: Domain not found", about_sender),
            (Sender, 450, "4.7.1 Error: too much mail from 192.0.2.7", all(Busy)),
            (Sender, 421, "4.7.66 message rate limit exceeded", all(Busy)),
            (Sender, 452, "4.3.1 Insufficient system storage", all(Refused)),
            (Sender, 552, "5.3.4 Message size exceeds fixed limit", ONE),
            (Recipient, 553, "5.7.1 <k@c>: Sender address rejected: not logged in", about_sender),
            (Recipient, 550, "5.1.1 no such mailbox", ONE),
            (Recipient, 550, "No such user here", ONE),
            (Recipient, 554, "5.7.1 <x@y>: Relay access denied", all(Refused)),
            (Recipient, 450, "4.2.0 Recipient address rejected: Greylisted", ONE_FOR_NOW),
            (Recipient, 451, "4.7.1 Greylisting in action, come back later", ONE_FOR_NOW),
            (Recipient, 450, "4.7.1 Error: too many recipients from 192.0.2.7", all(Busy)),
            (Recipient, 452, "4.2.2 The mailbox is over quota; quota exceeded", ONE_FOR_NOW),
            (Recipient, 552, "Quota exceeded", ONE),
            (Recipient, 450, "4.2.1 The user is receiving mail too quickly", ONE_FOR_NOW),
            (Recipient, 451, "4.3.0 try later", all(Refused)),
            (Recipient, 450, "mailbox busy", ONE_FOR_NOW),
            (Data, 452, "Insufficient system storage", all(Refused)),
            (Data, 554, "5.5.1 Error: no valid recipients", ONE),
            (End, 554, "5.2.252 SendAsDenied; konfid@x not allowed", about_sender),
            (End, 550, "5.4.5 Daily user sending limit exceeded", all(Busy)),
            (End, 550, "5.1.90 daily limit for message recipients", all(Busy)),
            (End, 554, "5.7.1 message looks like spam", all(Refused)),
            (End, 451, "4.3.2 Please try again later", all(Refused)),
            (End, 552, "5.2.3 message length exceeds the administrative limit", ONE),
            (End, 550, "from 4.7.66.1: content rejected", ONE),
        ] {
            assert_eq!(concern(stage, code, text), expected, "{stage:?} {code} {text}");
        }
    }

    #[test]
    fn the_code_is_found_behind_other_words_and_no_address_is_one() {
        assert_eq!(enhanced(550, "5.7.1 no"), Some((7, 1)));
        assert_eq!(enhanced(550, "<a>: (5.1.10)."), Some((1, 10)));
        assert_eq!(enhanced(450, "5.7.1 no"), None);
        assert_eq!(enhanced(550, "5.7.1.9 is blocked"), None);
    }

    proptest! {
        #[test]
        fn nothing_before_the_sender_is_about_one_email(code in 400_u16..600, text in ".{0,40}") {
            for stage in [Connecting, SigningIn] {
                prop_assert!(matches!(concern(stage, code, &text), MailConcern::Queue(_)));
            }
        }
    }
}
