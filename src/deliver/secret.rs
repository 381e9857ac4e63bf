//! Where a secret is → the secret, which lives as short as it can and is printed nowhere.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::settings::Secret;
use crate::world::{Command, World};

/// How long a program that prints a secret may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Bits of a file's permissions that let others than its owner at it.
const OTHERS: u32 = 0o077;

/// A secret. It shows itself to [`Hidden::shown`] alone.
pub(super) struct Hidden(String);

impl Hidden {
    /// The secret itself, for the one who needs it.
    pub(super) fn shown(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

/// Why a secret is not to be had.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(super) enum SecretError {
    /// A file that others may read.
    #[error("the file `{}` may be read by others; take that away with `chmod 600`", .0.display())]
    Open(PathBuf),
    /// A file that cannot be read.
    #[error("the file `{}` cannot be read: {}", .0.display(), .1)]
    Unreadable(PathBuf, String),
    /// A variable that is not set.
    #[error("the variable `{0}` is not set")]
    Unset(String),
    /// A program that prints none.
    #[error("the program `{0}` gives no secret: {1}")]
    Silent(String, String),
    /// Nothing but blanks.
    #[error("it is empty")]
    Empty,
}

/// Fetches a secret: the first line of what is there, without the blanks around it.
pub(super) fn fetch(world: &dyn World, secret: &Secret) -> Result<Hidden, SecretError> {
    let text = match secret {
        Secret::File(path) => file(world, path)?,
        Secret::Variable(name) => world.variable(name).ok_or_else(|| SecretError::Unset(name.clone()))?,
        Secret::Command(words) => printed(world, words)?,
        Secret::Credential(name) => {
            let variable = "CREDENTIALS_DIRECTORY";
            let folder = world.variable(variable).ok_or_else(|| SecretError::Unset(variable.to_owned()))?;
            // The folder is the service's own; systemd lets nobody else in.
            let path = Path::new(&folder).join(name);
            text_of(world, &path)?
        }
    };
    let line = text.lines().next().unwrap_or_default().trim();
    if line.is_empty() { Err(SecretError::Empty) } else { Ok(Hidden(line.to_owned())) }
}

/// Says why the file of a secret cannot be used, if so. The secret is dropped again.
///
/// # Errors
/// A file that is not there, that others may read, or that is empty.
pub fn look_at_secret(world: &dyn World, path: &Path) -> Result<(), String> {
    fetch(world, &Secret::File(path.to_owned())).map(drop).map_err(|error| error.to_string())
}

fn file(world: &dyn World, path: &Path) -> Result<String, SecretError> {
    let unreadable = |error: std::io::Error| SecretError::Unreadable(path.to_owned(), error.to_string());
    let bits = world.permissions(path).map_err(unreadable)?;
    if bits.is_some_and(|bits| bits & OTHERS != 0) {
        return Err(SecretError::Open(path.to_owned()));
    }
    text_of(world, path)
}

fn text_of(world: &dyn World, path: &Path) -> Result<String, SecretError> {
    let unreadable = |error: String| SecretError::Unreadable(path.to_owned(), error);
    let bytes = world.read(path).map_err(|error| unreadable(error.to_string()))?;
    String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8".to_owned()))
}

/// What a program prints. Its own complaints may hold the secret and are left out.
fn printed(world: &dyn World, words: &[String]) -> Result<String, SecretError> {
    let (program, arguments) = words.split_first().ok_or(SecretError::Empty)?;
    let silent = |why: String| SecretError::Silent(program.clone(), why);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done =
        world.execute(&Command::new(program, &arguments, PATIENCE)).map_err(|error| silent(error.to_string()))?;
    match done.code {
        Some(0) => String::from_utf8(done.output).map_err(|_| silent("what it prints is not UTF-8".to_owned())),
        Some(code) => Err(silent(format!("it ended with {code}"))),
        None => Err(silent("a signal ended it".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::memory::Memory;

    #[test]
    fn the_first_line_of_a_file_counts_and_an_empty_one_is_an_error() {
        let world = Memory::default().with("secret", " tulip \nsecond line\n").with("empty", " \n");
        let secret = |path: &str| fetch(&world, &Secret::File(path.into()));
        assert_eq!(secret("secret").expect("it is there").shown(), "tulip");
        assert_eq!(secret("empty").expect_err("there is nothing"), SecretError::Empty);
        assert!(matches!(secret("none"), Err(SecretError::Unreadable(..))));
    }

    #[test]
    fn a_secret_is_not_printed() {
        assert_eq!(format!("{:?}", Hidden("tulip".to_owned())), "(hidden)");
    }

    #[test]
    fn a_variable_that_is_not_set_is_named() {
        let error =
            fetch(&Memory::default(), &Secret::Variable("MAIL_PASSWORD".to_owned())).expect_err("it is not set");
        assert_eq!(error.to_string(), "the variable `MAIL_PASSWORD` is not set");
    }
}
