//! Deliveries from outside: a mail server in this process, repositories of git on this disk, and runs that are killed.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

#[cfg(unix)]
mod access;
#[cfg(unix)]
mod full;
#[cfg(unix)]
mod gollum;
mod killed;
mod mail;
mod ping;
#[cfg(unix)]
mod real;
mod server;
mod ways;
mod wiki;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::program::wirebrief;

/// An article from which the briefing has something to tell.
const ARTICLE: &str = "Published: 1 March 2023\n\nA bomb killed six people at a market in Herat on Tuesday, the police said.\n\
    Islamic State Khorasan Province claimed the attack. The Taliban said that the group was no threat.\n";

/// A desk with one article and a configuration that delivers as it says.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn with(delivery: &str) -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        let desk = Self { folder };
        desk.write("articles/herat.txt", ARTICLE);
        desk.configure(delivery);
        desk
    }

    fn configure(&self, delivery: &str) {
        let text = format!(
            "title: Lage in Chorasan – täglich\nslug: lage\nas_of: 2023-03-01\ncorpus: [{{path: articles}}]\nmarking: For internal use\n{delivery}"
        );
        self.write("briefing.yaml", &text);
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("the folder can be made");
        fs::write(&path, text).expect("the file can be written");
        path
    }

    /// Runs `wirebrief run`; its exit code and what it says.
    fn run(&self, more: &[&str]) -> (i32, String) {
        let output = wirebrief(self.path(), &[&["run"], more].concat(), b"");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.code().expect("it was not killed"), said)
    }

    /// Runs any command with variables in its environment; its exit code and what it says.
    fn told(&self, arguments: &[&str], variables: &[(&str, &str)]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wirebrief"));
        command.args(arguments).current_dir(self.path()).envs(variables.iter().copied());
        let output = command.output().expect("the program starts");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.code().expect("it was not killed"), said)
    }

    /// Runs with a warning or without any; the exit code is checked.
    fn runs_to(&self, code: i32) -> String {
        let (found, said) = self.run(&[]);
        assert_eq!(found, code, "{said}");
        said
    }

    /// Files of the state folder and of the editions whose names begin or end as those of temporary ones.
    fn left_over(&self) -> Vec<PathBuf> {
        left_over(self.path())
    }
}

/// Files below a folder whose names begin or end as those of temporary ones.
fn left_over(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("it is there").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let hidden = name.starts_with('.') && [".new", ".old"].iter().any(|end| name.ends_with(*end));
            if hidden || name.ends_with("-journal") || name.ends_with("-wal") {
                found.push(path.clone());
            }
            if path.is_dir() && !path.is_symlink() && name != ".git" {
                folders.push(path);
            }
        }
    }
    found
}

/// Whether a program is there and ends well.
fn starts(program: &Path, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
}

/// Says that a test is skipped. Where `WIREBRIEF_SKIP_NOTHING` is set, that is a failure.
fn missing(why: &str) {
    assert!(std::env::var_os("WIREBRIEF_SKIP_NOTHING").is_none(), "{why}");
    eprintln!("skipped: {why}");
}

/// Whether git is there; a test of wikis is skipped with a clear line where it is not.
fn git_is_there() -> bool {
    let there = starts(Path::new("git"), &["--version"]);
    if !there {
        missing("the program git is not there");
    }
    there
}
