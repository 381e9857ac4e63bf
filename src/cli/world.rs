//! The real world: the file system, the clock, the environment, other programs. The one place that touches them.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Result, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::programs;
use super::terminal::Terminal;
use crate::world::{Command, Entry, Finished, Kind, Lock, Progress, World};

/// The machine that the program runs on.
#[derive(Debug)]
pub(super) struct RealWorld<'t> {
    terminal: &'t Terminal,
}

impl<'t> RealWorld<'t> {
    pub(super) fn new(terminal: &'t Terminal) -> Self {
        Self { terminal }
    }
}

fn kind(metadata: &fs::Metadata) -> Kind {
    let file_type = metadata.file_type();
    if file_type.is_symlink() {
        Kind::Link
    } else if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_file() {
        Kind::File { size: metadata.len() }
    } else {
        Kind::Other
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one door to the outside")]
impl World for RealWorld<'_> {
    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        fs::read(path)
    }

    fn open(&self, path: &Path) -> Result<Box<dyn Read + Send>> {
        Ok(Box::new(File::open(path)?))
    }

    fn look(&self, path: &Path) -> Result<Kind> {
        fs::metadata(path).map(|metadata| kind(&metadata))
    }

    fn list(&self, folder: &Path) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            entries.push(Entry { path: entry.path(), kind: kind(&entry.metadata()?) });
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    fn canonical(&self, path: &Path) -> Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn create_folder(&self, path: &Path) -> Result<()> {
        fs::create_dir_all(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        fs::rename(from, to)
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let beside = beside(path);
        // One that a killed run left.
        let _ = fs::remove_file(&beside);
        let done = self.write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
        if done.is_err() {
            // What was begun goes, as far as that goes: the disk may be full.
            let _ = fs::remove_file(&beside);
        }
        done
    }

    fn remove_file(&self, path: &Path) -> Result<()> {
        fs::remove_file(path)
    }

    #[cfg(unix)]
    fn link(&self, link: &Path, target: &Path) -> Result<()> {
        let beside = beside(link);
        let _ = fs::remove_file(&beside);
        std::os::unix::fs::symlink(target, &beside)?;
        fs::rename(&beside, link)
    }

    #[cfg(not(unix))]
    fn link(&self, _link: &Path, _target: &Path) -> Result<()> {
        Err(std::io::ErrorKind::Unsupported.into())
    }

    #[cfg(unix)]
    fn permissions(&self, path: &Path) -> Result<Option<u32>> {
        use std::os::unix::fs::PermissionsExt as _;
        fs::metadata(path).map(|metadata| Some(metadata.permissions().mode() & 0o777))
    }

    #[cfg(not(unix))]
    fn permissions(&self, path: &Path) -> Result<Option<u32>> {
        fs::metadata(path).map(|_| None)
    }

    fn lock(&self, path: &Path) -> Result<Option<Lock>> {
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn remove_folder(&self, path: &Path) -> Result<()> {
        fs::remove_dir_all(path)
    }

    fn settle(&self, folder: &Path) -> Result<()> {
        // Windows cannot open a folder; its renames are settled by themselves.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn execute(&self, command: &Command) -> Result<Finished> {
        programs::execute(command)
    }

    fn pause(&self, time: Duration) {
        thread::sleep(time);
    }

    fn progress(&self, progress: Progress) {
        match progress {
            Progress::Stage(stage) => tracing::info!(stage, "begins"),
            Progress::Read { done, total } if done == total => tracing::info!(stage = "read", files = total, "done"),
            Progress::Read { .. } | Progress::Done => {}
        }
        self.terminal.progress(progress);
    }
}

/// The name under which a file is written before it takes its own.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    path.with_file_name(name)
}
