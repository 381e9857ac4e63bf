//! The one door to the outside: files, the clock, the environment, other programs, and how far a run has come.
//!
//! Stages that need any of it are handed a [`World`]; the rest cannot reach it. The real one lives in `cli`; [`memory::Memory`]
//! is one for tests and for callers without a disk.

pub mod memory;

use std::any::Any;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};

/// What stands under a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A regular file of so many bytes.
    File {
        /// Length in bytes.
        size: u64,
    },
    /// A folder.
    Folder,
    /// A symbolic link, not followed.
    Link,
    /// A device, socket or pipe.
    Other,
}

/// One entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The folder's path with the entry's name.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many of so many files are read.
    Read {
        /// Files read.
        done: usize,
        /// Files to read.
        total: usize,
    },
    /// A stage begins; the word is its verb, as in `typeset`.
    Stage(&'static str),
    /// Nothing more will be told.
    Done,
}

/// Another program, with what it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Its name, looked up as the system does, or its path.
    pub program: String,
    /// What it is told, each as one word; no shell reads them.
    pub arguments: Vec<String>,
    /// The folder that it works in; this process's where it is `None`.
    pub folder: Option<PathBuf>,
    /// Variables that it finds in its environment beside this process's.
    pub variables: Vec<(String, String)>,
    /// What it reads from standard input.
    pub input: Vec<u8>,
    /// After which time it is stopped.
    pub limit: Duration,
}

impl Command {
    /// A program with its arguments, stopped after `limit`.
    pub fn new(program: &str, arguments: &[&str], limit: Duration) -> Self {
        Self {
            program: program.to_owned(),
            arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
            folder: None,
            variables: Vec::new(),
            input: Vec::new(),
            limit,
        }
    }
}

/// What became of another program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// Its exit code; `None` where a signal ended it, as at the end of its time.
    pub code: Option<i32>,
    /// What it wrote to standard output.
    pub output: Vec<u8>,
    /// What it wrote to standard error.
    pub errors: Vec<u8>,
}

/// Holds a lock until it is dropped, or until the process ends in whatever way.
pub type Lock = Box<dyn Any + Send>;

/// Files, clock, environment and other programs.
///
/// What has a body here need not be had: a world without other programs, links or locks says so, or has nobody to lock out.
///
/// Every method that can fail fails as the operating system does; its error is passed on with the path by the caller.
#[expect(clippy::missing_errors_doc, reason = "each passes on the error of the system call that it stands for")]
pub trait World: Sync {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// A file, to be read bit by bit; a world that cannot do so reads it whole.
    fn open(&self, path: &Path) -> io::Result<Box<dyn io::Read + Send>> {
        Ok(Box::new(io::Cursor::new(self.read(path)?)))
    }

    /// What a path leads to, links followed.
    fn look(&self, path: &Path) -> io::Result<Kind>;

    /// The entries of a folder by name, links not followed.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;

    /// The absolute path without links.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// Makes a folder and those above it; one that exists is no error.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Writes a file that does not exist yet. When this returns, its bytes are on the disk.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Gives a file or folder another name on the same file system, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file these bytes in one step, whether there is one of that name or not. A reader sees the old ones or the new ones.
    fn replace(&self, _path: &Path, _bytes: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Removes a file.
    fn remove_file(&self, _path: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Lets a symbolic link lead to `target`, in one step, whether there is a link of that name or not.
    fn link(&self, _link: &Path, _target: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Who may do what with a file, as the nine lowest bits of Unix; `None` where the system knows no such thing.
    fn permissions(&self, _path: &Path) -> io::Result<Option<u32>> {
        Ok(None)
    }

    /// Takes the lock that a file stands for; `None` where another process has it.
    fn lock(&self, _path: &Path) -> io::Result<Option<Lock>> {
        Ok(Some(Box::new(())))
    }

    /// Removes a folder with all that is in it.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Sees to it that the names in a folder are on the disk.
    fn settle(&self, folder: &Path) -> io::Result<()>;

    /// The present instant.
    fn now(&self) -> DateTime<Utc>;

    /// A variable of the environment; `None` where it is not set or not Unicode.
    fn variable(&self, name: &str) -> Option<String>;

    /// Runs another program to its end, or to the end of its time.
    fn execute(&self, _command: &Command) -> io::Result<Finished> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Lets so much time pass.
    fn pause(&self, _time: Duration) {}

    /// Takes note of how far the run has come; may do nothing.
    fn progress(&self, _progress: Progress) {}
}
