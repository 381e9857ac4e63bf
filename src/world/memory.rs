//! A world in memory: for tests, and for callers without a disk.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use super::{Entry, Kind, World};

/// Files and folders held in memory, with a clock that stands still.
#[derive(Debug, Default)]
pub struct Memory {
    state: Mutex<State>,
    now: DateTime<Utc>,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<PathBuf, Vec<u8>>,
    folders: BTreeSet<PathBuf>,
    /// Writing operations that still succeed; `None` is without limit.
    writes_left: Option<usize>,
}

impl Memory {
    /// An empty world whose clock shows `now`.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self { state: Mutex::default(), now }
    }

    /// The same world with one more file, and the folders above it.
    #[must_use]
    pub fn with(self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> Self {
        let path = path.as_ref();
        let mut state = self.state();
        state.add_folders(path.parent().unwrap_or(Path::new("")));
        state.files.insert(path.to_owned(), bytes.into());
        drop(state);
        self
    }

    /// Lets `count` more writing operations succeed and then none, as if the process had been killed there. `None` takes
    /// the limit away.
    pub fn stop_after(&self, count: Option<usize>) {
        self.state().writes_left = count;
    }

    /// All files with their bytes, by path.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        self.state().files.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn add_folders(&mut self, folder: &Path) {
        self.folders.extend(folder.ancestors().map(Path::to_owned));
    }

    fn has_folder(&self, path: &Path) -> bool {
        self.folders.contains(path)
    }

    fn spend(&mut self) -> Result<()> {
        match &mut self.writes_left {
            None => Ok(()),
            Some(0) => Err(Error::other("stopped")),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
        }
    }
}

impl World for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        self.state().files.get(path).cloned().ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn look(&self, path: &Path) -> Result<Kind> {
        let state = self.state();
        match state.files.get(path) {
            Some(bytes) => Ok(Kind::File { size: bytes.len() as u64 }),
            None if state.has_folder(path) => Ok(Kind::Folder),
            None => Err(ErrorKind::NotFound.into()),
        }
    }

    fn list(&self, folder: &Path) -> Result<Vec<Entry>> {
        let state = self.state();
        if !state.has_folder(folder) {
            return Err(ErrorKind::NotFound.into());
        }
        let folders = state.folders.iter().map(|path| (path, Kind::Folder));
        let files = state.files.iter().map(|(path, bytes)| (path, Kind::File { size: bytes.len() as u64 }));
        let mut entries: Vec<Entry> = folders
            .chain(files)
            .filter(|(path, _)| path.parent() == Some(folder))
            .map(|(path, kind)| Entry { path: path.clone(), kind })
            .collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    fn canonical(&self, path: &Path) -> Result<PathBuf> {
        self.look(path).map(|_| path.to_owned())
    }

    fn create_folder(&self, path: &Path) -> Result<()> {
        let mut state = self.state();
        if path.ancestors().any(|above| state.files.contains_key(above)) {
            return Err(ErrorKind::NotADirectory.into());
        }
        if !state.has_folder(path) {
            state.spend()?;
            state.add_folders(path);
        }
        Ok(())
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let mut state = self.state();
        if state.files.contains_key(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        if !path.parent().is_some_and(|folder| state.has_folder(folder)) {
            return Err(ErrorKind::NotFound.into());
        }
        state.spend()?;
        state.files.insert(path.to_owned(), bytes.to_owned());
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        let mut state = self.state();
        if state.has_folder(to) || state.files.contains_key(to) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        if !state.has_folder(from) && !state.files.contains_key(from) {
            return Err(ErrorKind::NotFound.into());
        }
        state.spend()?;
        let moved = |path: &Path| match path.strip_prefix(from) {
            Ok(rest) if rest.as_os_str().is_empty() => to.to_owned(),
            Ok(rest) => to.join(rest),
            Err(_) => path.to_owned(),
        };
        let files = std::mem::take(&mut state.files);
        state.files = files.into_iter().map(|(path, bytes)| (moved(&path), bytes)).collect();
        let folders = std::mem::take(&mut state.folders);
        state.folders = folders.into_iter().map(|path| moved(&path)).collect();
        Ok(())
    }

    fn remove_folder(&self, path: &Path) -> Result<()> {
        let mut state = self.state();
        if !state.has_folder(path) {
            return Err(ErrorKind::NotFound.into());
        }
        state.spend()?;
        state.files.retain(|file, _| !file.starts_with(path));
        state.folders.retain(|folder| !folder.starts_with(path));
        Ok(())
    }

    fn settle(&self, _folder: &Path) -> Result<()> {
        Ok(())
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let mut state = self.state();
        if !path.parent().is_some_and(|folder| state.has_folder(folder)) {
            return Err(ErrorKind::NotFound.into());
        }
        state.spend()?;
        state.files.insert(path.to_owned(), bytes.to_owned());
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> Result<()> {
        let mut state = self.state();
        if !state.files.contains_key(path) {
            return Err(ErrorKind::NotFound.into());
        }
        state.spend()?;
        state.files.remove(path);
        Ok(())
    }

    /// There are no links here: the file holds its target's path.
    fn link(&self, link: &Path, target: &Path) -> Result<()> {
        self.replace(link, target.to_string_lossy().as_bytes())
    }

    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    fn variable(&self, _name: &str) -> Option<String> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_lists_its_own_entries_by_name() {
        let world = Memory::default().with("a/b/two", "2").with("a/one", "1").with("c", "3");
        let names: Vec<_> = world.list(Path::new("a")).expect("it exists").into_iter().map(|e| e.path).collect();
        assert_eq!(names, [PathBuf::from("a/b"), PathBuf::from("a/one")]);
    }

    #[test]
    fn a_folder_moves_with_what_is_in_it() {
        let world = Memory::default().with("a/b/two", "2");
        world.rename(Path::new("a/b"), Path::new("a/c")).expect("the new name is free");
        assert_eq!(world.read(Path::new("a/c/two")).expect("it moved"), b"2");
        assert!(world.read(Path::new("a/b/two")).is_err());
    }
}
