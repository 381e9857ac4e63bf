//! The real world: the file system, the clock and the environment. The one place that touches them.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Result, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::terminal::Terminal;
use crate::world::{Entry, Kind, Progress, World};

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

    fn progress(&self, progress: Progress) {
        self.terminal.progress(progress);
    }
}
