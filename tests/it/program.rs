//! The program from outside, and the repository's own files: what several tests start from.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The repository's folder.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program in a folder, with something on its standard input.
pub(crate) fn wirebrief(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wirebrief"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that wants no input may be gone before it is written.
    let _ = child.stdin.take().expect("it is a pipe").write_all(input);
    child.wait_with_output().expect("the program ends")
}

/// The exit code.
pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().expect("the program was not killed")
}

/// What went to standard error.
pub(crate) fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file of the repository, as text.
pub(crate) fn text_of(path: impl AsRef<Path>) -> String {
    let path = repository().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files under a folder by path relative to it, with `/`.
pub(crate) fn files_under(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display()));
        for entry in entries {
            let path = entry.expect("a folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let parts: Vec<_> = path.strip_prefix(folder).expect("it is under the folder").iter().collect();
                let name = parts.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
                files.insert(name, fs::read(&path).expect("a file can be read"));
            }
        }
    }
    files
}

/// A folder that holds a copy of `fixtures/`, and will hold `reports/`.
pub(crate) fn fixtures() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (name, bytes) in files_under(&repository().join("fixtures")) {
        let path = folder.path().join("fixtures").join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be written to");
        fs::write(path, bytes).expect("it can be written to");
    }
    folder
}

/// The folder with material that is not part of the repository, if it has that file: `$WIREBRIEF_SHARED`, or `shared` beside
/// the repository.
pub(crate) fn shared_with(file: &str) -> Option<std::path::PathBuf> {
    let beside = repository().join("../shared");
    let folder = std::env::var_os("WIREBRIEF_SHARED").map_or(beside, std::path::PathBuf::from);
    let there = folder.join(file).is_file();
    if !there {
        eprintln!("skipped: there is no {}; set WIREBRIEF_SHARED", folder.join(file).display());
    }
    there.then_some(folder)
}
