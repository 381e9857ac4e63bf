//! The one door to the outside: files, the clock, the environment, and how far a run has come.
//!
//! Stages that need any of it are handed a [`World`]; the rest cannot reach it. The real one lives in `cli`; [`memory::Memory`]
//! is one for tests and for callers without a disk.

pub mod memory;

use std::io;
use std::path::{Path, PathBuf};

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

/// Files, clock and environment.
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

    /// Removes a folder with all that is in it.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Sees to it that the names in a folder are on the disk.
    fn settle(&self, folder: &Path) -> io::Result<()>;

    /// The present instant.
    fn now(&self) -> DateTime<Utc>;

    /// A variable of the environment; `None` where it is not set or not Unicode.
    fn variable(&self, name: &str) -> Option<String>;

    /// Takes note of how far the run has come; may do nothing.
    fn progress(&self, _progress: Progress) {}
}
