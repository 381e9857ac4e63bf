//! Planned mails → a mail server or a sendmail program, reader by reader, each step in the ledger before it is taken.

use std::time::Duration;

use super::dispatch::{Dispatched, Files};
use super::message::{Mailing, Sealed};
use super::readers::Reader;
use super::settings::{Carrier, Email, Server};
use super::smtp::{Closed, Line, Sending};
use crate::diag::Diagnostic;
use crate::model::delivery::{DeliveryState, Errand, Issue};
use crate::model::letter::Letter;
use crate::state::{Ledger, LedgerError};
use crate::world::{Command, World};

/// How long a sendmail program may take for one message.
const PATIENCE: Duration = Duration::from_secs(120);

/// sysexits.h: the message could not be handed over now.
const TEMPORARY: i32 = 75;

/// sysexits.h: what a message or its address is refused for: usage, data, no input, no user, no host.
const REFUSED: std::ops::RangeInclusive<i32> = 64..=68;

/// The mails of one edition by one way.
pub(super) struct Outbox<'o> {
    pub(super) world: &'o dyn World,
    pub(super) ledger: &'o Ledger,
    pub(super) email: &'o Email,
    pub(super) issue: &'o Issue,
    pub(super) letter: &'o Letter,
    pub(super) files: &'o Files,
}

/// A message that is ready to go.
struct Ready<'e> {
    errand: &'e Errand,
    sealed: Sealed,
    /// Why it was not taken yet; empty where nobody said.
    why: String,
}

impl Outbox<'_> {
    /// Sends what is to be sent, and tells of each how it ended.
    pub(super) fn send(
        &self,
        readers: &[Reader],
        errands: &[Errand],
        done: &mut Dispatched,
    ) -> Result<(), LedgerError> {
        let (email, issue, letter, files) = (self.email, self.issue, self.letter, self.files);
        let mailing = Mailing { email, issue, letter, files, now: self.world.now() };
        let mut ready = Vec::new();
        for errand in errands {
            let Some(reader) = readers.iter().find(|reader| reader.address == errand.recipient) else {
                self.set(errand, DeliveryState::Superseded, "no reader any more")?;
                continue;
            };
            match mailing.seal(&reader.written) {
                Ok(sealed) => ready.push(Ready { errand, sealed, why: String::new() }),
                Err(error) => self.settle(errand, DeliveryState::Failed, &error.to_string(), done)?,
            }
        }
        if ready.iter().any(|ready| ready.sealed.bare) {
            let limit = email.size_limit;
            let warning = Diagnostic::warning(format!(
                "the briefing went without attachments: with them a mail has more than {limit} bytes"
            ));
            done.warnings.push(warning.hint("raise `size_limit` if the mail server takes more"));
        }
        match &email.carrier {
            Carrier::Smtp(server) => self.by_server(server, ready, done),
            Carrier::Sendmail(program) => {
                ready.iter().try_for_each(|ready| self.by_program(&program.display().to_string(), ready, done))
            }
        }
    }

    fn by_server(&self, server: &Server, mut ready: Vec<Ready<'_>>, done: &mut Dispatched) -> Result<(), LedgerError> {
        for attempt in 0..server.tries {
            if ready.is_empty() {
                return Ok(());
            }
            if attempt > 0 {
                self.world.pause(Duration::from_secs(server.pause << (attempt - 1).min(10)));
            }
            let closed;
            (ready, closed) = self.round(server, ready, done)?;
            if let Some(Closed::Later(why) | Closed::Denied(why)) = &closed {
                for ready in &mut ready {
                    ready.why.clone_from(why);
                }
            }
            if let Some(Closed::Denied(_)) = closed {
                done.denied = true;
                break;
            }
        }
        ready.iter().try_for_each(|ready| self.settle(ready.errand, DeliveryState::Pending, &ready.why, done))
    }

    /// One try for each message: what is left, and why there is no connection, where there is none.
    fn round<'e>(
        &self,
        server: &Server,
        ready: Vec<Ready<'e>>,
        done: &mut Dispatched,
    ) -> Result<(Vec<Ready<'e>>, Option<Closed>), LedgerError> {
        let mut left = Vec::new();
        let mut line = None;
        let mut ready = ready.into_iter();
        while let Some(next) = ready.next() {
            let open = match line.take() {
                Some(open) => Ok(open),
                None => Line::open(self.world, server),
            };
            let mut open = match open {
                Ok(open) => open,
                Err(closed) => {
                    left.push(next);
                    left.extend(ready);
                    return Ok((left, Some(closed)));
                }
            };
            let begins = || self.set(next.errand, DeliveryState::Sending, "");
            let usable = match open.send(&next.sealed, begins)? {
                Sending::Sent => {
                    self.settle(next.errand, DeliveryState::Sent, "", done)?;
                    true
                }
                Sending::Refused(words) => {
                    self.settle(next.errand, DeliveryState::Failed, &words, done)?;
                    open.reset()
                }
                Sending::Unknown(words) => {
                    self.settle(next.errand, DeliveryState::Unknown, &words, done)?;
                    false
                }
                Sending::Denied(words) => {
                    left.push(next);
                    left.extend(ready);
                    let words = format!("the mail server does not take mail from {}: {words}", self.email.from);
                    return Ok((left, Some(Closed::Denied(words))));
                }
                Sending::Later(words) => {
                    self.set(next.errand, DeliveryState::Pending, &words)?;
                    left.push(Ready { why: words, ..next });
                    open.reset()
                }
            };
            if usable {
                line = Some(open);
            }
        }
        if let Some(line) = line {
            line.close();
        }
        Ok((left, None))
    }

    fn by_program(&self, program: &str, ready: &Ready<'_>, done: &mut Dispatched) -> Result<(), LedgerError> {
        let envelope = &ready.sealed.envelope;
        let from = envelope.from().map_or_else(String::new, ToString::to_string);
        let to: Vec<String> = envelope.to().iter().map(ToString::to_string).collect();
        let mut arguments = vec!["-i", "-f", &from, "--"];
        arguments.extend(to.iter().map(String::as_str));
        let command = Command { input: ready.sealed.bytes.clone(), ..Command::new(program, &arguments, PATIENCE) };
        self.set(ready.errand, DeliveryState::Sending, "")?;
        let (state, note) = match self.world.execute(&command) {
            Ok(finished) => {
                let said = String::from_utf8_lossy(&finished.errors);
                let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
                match finished.code {
                    Some(0) => (DeliveryState::Sent, String::new()),
                    Some(code) if REFUSED.contains(&code) => {
                        (DeliveryState::Failed, format!("`{program}` refuses it ({code}): {said}"))
                    }
                    Some(TEMPORARY) => (DeliveryState::Pending, format!("`{program}` puts it off: {said}")),
                    Some(code) => (DeliveryState::Pending, format!("`{program}` failed ({code}): {said}")),
                    None => (DeliveryState::Unknown, format!("`{program}` was ended by a signal: {said}")),
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::TimedOut => {
                (DeliveryState::Unknown, format!("`{program}`: {error}"))
            }
            Err(error) => {
                done.denied = true;
                (DeliveryState::Pending, format!("`{program}` cannot be run: {error}"))
            }
        };
        self.settle(ready.errand, state, &note, done)
    }

    fn set(&self, errand: &Errand, state: DeliveryState, note: &str) -> Result<(), LedgerError> {
        self.ledger.set(errand, state, note, &self.world.now().to_rfc3339())
    }

    fn settle(
        &self,
        errand: &Errand,
        state: DeliveryState,
        note: &str,
        done: &mut Dispatched,
    ) -> Result<(), LedgerError> {
        self.set(errand, state, note)?;
        done.note(errand, state, note);
        Ok(())
    }
}
