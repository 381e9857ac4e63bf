//! Corpus settings → the files to read, each with the id that its documents get.

use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};

use regex::Regex;

use super::settings::{Corpus, Settings};
use crate::world::{Kind, World};

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// Path relative to the corpus folder, with `/`.
    pub id: String,
    /// Where it is.
    pub path: PathBuf,
    /// Why it is not to be read, where that shows before it is opened: a link out of the corpus, a device.
    pub refused: Option<String>,
    /// Which place of the settings it was found in.
    pub corpus: usize,
}

/// Why a corpus cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// There is nothing under the path.
    #[error("the corpus `{0}` does not exist")]
    Missing(String),
    /// The folder does not open.
    #[error("the folder `{}` cannot be read: {error}", path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// Finds the files of a corpus, by id. Names that begin with a dot are left out. An id that two folders have in common is
/// prefixed with the folder as written in all folders but the first.
///
/// # Errors
/// A corpus that does not exist, or a folder that does not open. An empty folder is no error.
pub fn find(world: &dyn World, settings: &Settings) -> Result<Vec<Input>, IngestError> {
    let mut inputs = Vec::new();
    let mut ids = BTreeSet::new();
    for (place, corpus) in settings.corpus.iter().enumerate() {
        for mut input in of(world, corpus)? {
            input.corpus = place;
            if ids.contains(&input.id) {
                input.id = format!("{}/{}", corpus.written.trim_end_matches('/'), input.id);
            }
            if ids.insert(input.id.clone()) {
                inputs.push(input);
            }
        }
    }
    inputs.sort();
    Ok(inputs)
}

/// The files of one place.
fn of(world: &dyn World, corpus: &Corpus) -> Result<Vec<Input>, IngestError> {
    let missing = || IngestError::Missing(corpus.written.clone());
    match world.look(&corpus.path) {
        Ok(Kind::Folder) => walk(world, &corpus.path, None),
        Ok(_) => {
            let name = corpus.path.file_name().ok_or_else(missing)?;
            Ok(vec![Input {
                id: name.to_string_lossy().into_owned(),
                path: corpus.path.clone(),
                refused: None,
                corpus: 0,
            }])
        }
        Err(_) if is_pattern(&corpus.path) => {
            let (folder, pattern) = split_pattern(&corpus.path);
            if world.look(&folder).ok() != Some(Kind::Folder) {
                return Err(missing());
            }
            walk(world, &folder, Some(&pattern))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(missing()),
        Err(error) => Err(IngestError::Unreadable { path: corpus.path.clone(), error }),
    }
}

/// The files under a folder whose path from there fits the pattern.
fn walk(world: &dyn World, root: &Path, pattern: Option<&Regex>) -> Result<Vec<Input>, IngestError> {
    let unreadable = |path: &Path, error| IngestError::Unreadable { path: path.to_owned(), error };
    let mut inputs = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in world.list(&folder).map_err(|e| unreadable(&folder, e))? {
            let hidden = entry.path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if hidden {
                continue;
            }
            if entry.kind == Kind::Folder {
                folders.push(entry.path);
                continue;
            }
            let id = id(root, &entry.path);
            if pattern.is_none_or(|p| p.is_match(&id)) {
                let refused = refusal(world, root, &entry.path, entry.kind);
                inputs.push(Input { id, path: entry.path, refused, corpus: 0 });
            }
        }
    }
    Ok(inputs)
}

/// Why an entry is not to be read; `None` for files, and for links to files of the same corpus.
fn refusal(world: &dyn World, root: &Path, path: &Path, kind: Kind) -> Option<String> {
    match kind {
        Kind::File { .. } | Kind::Folder => None,
        Kind::Other => Some("is not a regular file".to_owned()),
        Kind::Link => {
            let inside = match (world.canonical(root), world.canonical(path)) {
                (Ok(root), Ok(target)) => target.starts_with(root),
                _ => return Some("is a symbolic link that leads nowhere".to_owned()),
            };
            match world.look(path) {
                Ok(Kind::File { .. }) if inside => None,
                Ok(Kind::File { .. }) => Some("is a symbolic link out of the corpus folder".to_owned()),
                _ => Some("is a symbolic link to something that is not a file".to_owned()),
            }
        }
    }
}

/// The path from `root` with `/` between its parts.
fn id(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = relative.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?'])
}

/// The folder before the first part with a wildcard, and the rest as an expression on the path from there.
fn split_pattern(path: &Path) -> (PathBuf, Regex) {
    let is_wild = |c: &Component<'_>| c.as_os_str().to_string_lossy().contains(['*', '?']);
    let folder: PathBuf = path.components().take_while(|c| !is_wild(c)).collect();
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    let mut expression = String::from("^");
    let rest: Vec<String> =
        path.components().skip_while(|c| !is_wild(c)).map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
    for (index, part) in rest.iter().enumerate() {
        let last = index + 1 == rest.len();
        match (part.as_str(), last) {
            ("**", true) => expression.push_str(".*"),
            ("**", false) => expression.push_str("(?:.*/)?"),
            _ => {
                for c in part.chars() {
                    match c {
                        '*' => expression.push_str("[^/]*"),
                        '?' => expression.push_str("[^/]"),
                        c => expression.push_str(&regex::escape(&c.to_string())),
                    }
                }
                expression.push_str(if last { "" } else { "/" });
            }
        }
    }
    expression.push('$');
    (folder, Regex::new(&expression).expect("everything but the wildcards is escaped"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::memory::Memory;

    fn settings(paths: &[&str]) -> Settings {
        let corpus =
            paths.iter().map(|p| Corpus { path: p.into(), written: (*p).to_owned(), ..Corpus::default() }).collect();
        Settings { corpus, ..Settings::default() }
    }

    fn ids(world: &Memory, paths: &[&str]) -> Vec<String> {
        find(world, &settings(paths)).expect("the corpus exists").into_iter().map(|i| i.id).collect()
    }

    #[test]
    fn files_come_by_id_and_hidden_ones_not_at_all() {
        let world =
            Memory::default().with("c/b.txt", "").with("c/a/z.txt", "").with("c/.git/x", "").with("c/.DS_Store", "");
        assert_eq!(ids(&world, &["c"]), ["a/z.txt", "b.txt"]);
    }

    #[test]
    fn a_file_goes_by_its_name_and_a_pattern_by_the_path_from_its_folder() {
        let world = Memory::default().with("c/b.txt", "").with("c/a/z.txt", "").with("c/a/z.md", "");
        assert_eq!(ids(&world, &["c/a/z.md"]), ["z.md"]);
        assert_eq!(ids(&world, &["c/*.txt"]), ["b.txt"]);
        assert_eq!(ids(&world, &["c/**/*.txt"]), ["a/z.txt", "b.txt"]);
    }

    #[test]
    fn an_id_that_two_folders_share_is_told_apart() {
        let world = Memory::default().with("c/a.txt", "").with("d/a.txt", "");
        assert_eq!(ids(&world, &["c", "d"]), ["a.txt", "d/a.txt"]);
    }

    #[test]
    fn a_missing_corpus_is_an_error_and_an_empty_one_is_not() {
        let world = Memory::default().with("c/d/.keep", "");
        assert!(matches!(find(&world, &settings(&["nowhere"])), Err(IngestError::Missing(path)) if path == "nowhere"));
        assert!(ids(&world, &["c"]).is_empty());
    }
}
