//! Exit codes, as in `sysexits.h`, and what leads to each.

use std::io;
use std::process::ExitCode;

use crate::diag::Diagnostic;
use crate::pipeline::{DeliverError, DispatchError, Error, IngestError};

/// How the process ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// All was done.
    Done = 0,
    /// The command line is wrong.
    Usage = 64,
    /// Data are wrong, or a proof failed.
    Data = 65,
    /// The input is not there.
    NoInput = 66,
    /// A reader or a wiki refuses what it is sent.
    Unavailable = 69,
    /// The edition cannot be written.
    CannotCreate = 73,
    /// A stream broke off.
    Io = 74,
    /// Something was left undone that the next run tries again, or that nobody knows of.
    Temporary = 75,
    /// The system denies access to the input, or a server or wiki to what is sent.
    Permission = 77,
    /// The configuration is wrong.
    Config = 78,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// What ended a command early.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) exit: Exit,
    pub(super) diagnostic: Box<Diagnostic>,
}

impl Failure {
    /// A wrong configuration.
    pub(super) fn config(diagnostic: Diagnostic) -> Self {
        Self { exit: Exit::Config, diagnostic: Box::new(diagnostic) }
    }
}

/// What to do where the disk is full.
const ROOM: &str = "make room on the disk; the next run does what is left, and nothing goes twice";

/// Whether there is no room for a file: the disk, the user's share of it, or the longest file allowed.
fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let message = Diagnostic::error(error.to_string());
        let (exit, diagnostic) = match error {
            Error::Config(diagnostic) | Error::Dispatch(DispatchError::Letter(diagnostic)) => {
                (Exit::Config, *diagnostic)
            }
            Error::Input(IngestError::Missing(_)) => {
                (Exit::NoInput, message.hint("paths in a configuration are relative to its own folder"))
            }
            Error::Input(IngestError::Unreadable { error, .. }) => {
                let denied = error.kind() == io::ErrorKind::PermissionDenied;
                (if denied { Exit::Permission } else { Exit::NoInput }, message)
            }
            Error::Edition { .. } => {
                (Exit::NoInput, message.hint("name the folder of one edition, as in `reports/khorasan/2023-03-01`"))
            }
            Error::Item { alike, .. } => {
                let message = alike.into_iter().fold(message, |message, id| message.hint(format!("there is `{id}`")));
                (Exit::Data, message.hint("the label stands beside each incident of the briefing, as `I2`; the ids stand in `briefing.json`"))
            }
            Error::Proof { failures } => {
                let shown = failures.iter().take(20).cloned();
                let message = Diagnostic::error("the edition does not hold against its corpus and was not written");
                (Exit::Data, shown.fold(message, Diagnostic::hint))
            }
            Error::Busy(_) => (Exit::Temporary, message.hint("the next run will do what is left; nothing is lost")),
            Error::Deliver(DeliverError { ref error, .. }) | Error::State { ref error, .. } if is_full(error) => {
                (Exit::Temporary, message.hint(ROOM))
            }
            Error::Ledger(ref error) | Error::Dispatch(DispatchError::Ledger(ref error)) if error.is_full() => {
                (Exit::Temporary, message.hint(ROOM))
            }
            Error::State { ref error, .. } => {
                let denied = error.kind() == io::ErrorKind::PermissionDenied;
                let message = message.hint("choose another folder with `state` in the configuration");
                (if denied { Exit::Permission } else { Exit::CannotCreate }, message)
            }
            Error::Ledger(_) => {
                (Exit::Io, message.hint("nothing was sent; the ledger says who got what: do not delete it"))
            }
            Error::Deliver(_) => (Exit::CannotCreate, message.hint("choose another folder with `--output`")),
            Error::Stream(_) | Error::Dispatch(DispatchError::Ledger(_)) => (Exit::Io, message),
        };
        Self { exit, diagnostic: Box::new(diagnostic) }
    }
}
