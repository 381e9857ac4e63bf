//! What deliveries are told: where editions stand, and who is sent what by which way.

use std::path::PathBuf;

use crate::model::findings::LevelName;

/// Everything that `deliver` is told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The folder above those of the briefings.
    pub output: PathBuf,
    /// The folder for what is kept between runs.
    pub state: PathBuf,
    /// Ways by mail, in the order of the configuration.
    pub email: Vec<Email>,
    /// Wikis.
    pub wiki: Vec<Wiki>,
    /// Folders that editions are copied to.
    pub folders: Vec<CopyTo>,
    /// What is run after a run.
    pub hooks: Hooks,
}

impl Settings {
    /// Whether anything is sent anywhere.
    pub fn sends(&self) -> bool {
        !(self.email.is_empty() && self.wiki.is_empty() && self.folders.is_empty())
    }
}

/// Which editions a way takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// Each one.
    #[default]
    Always,
    /// One that tells something else than the last one that went this way; the as-of date and the period do not count.
    Changed,
    /// One whose threat level reaches this, or can no longer be assessed where it could be in the last one that went this way.
    Level(LevelName),
}

/// A way by mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    /// Its name in the ledger; without one given, `email` or `email 2` by its place.
    pub channel: String,
    /// Who carries it.
    pub carrier: Carrier,
    /// From whom, as in `Desk <desk@example.org>`.
    pub from: String,
    /// Whom answers go to; the sender where it is `None`.
    pub reply_to: Option<String>,
    /// Whom it goes to.
    pub readers: Readers,
    /// A template of the subject; the program's own where it is `None`.
    pub subject: Option<String>,
    /// An address or mail address for those who want it no more, as in `mailto:desk@example.org`; `None` for none.
    pub list_unsubscribe: Option<String>,
    /// Whether the Markdown is attached beside the PDF.
    pub attach_markdown: bool,
    /// Largest message in bytes. A larger one goes without attachments and says so.
    pub size_limit: usize,
    /// Which editions.
    pub when: When,
}

/// Where the readers' addresses stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readers {
    /// In the configuration.
    Listed(Vec<String>),
    /// In a file, one a line; empty lines and those that begin with `#` count for nothing.
    File(PathBuf),
}

/// Who carries a message to its reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carrier {
    /// A mail server.
    Smtp(Server),
    /// A program that takes a message as `sendmail` does.
    Sendmail(PathBuf),
}

/// A mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How what is said to it is kept secret.
    pub encryption: Encryption,
    /// Who logs in; `None` where nobody does.
    pub user: Option<String>,
    /// Where the password is; `None` only without a user.
    pub password: Option<Secret>,
    /// A file of certificates (PEM) that are trusted beside the usual ones; `None` for none.
    pub trusted: Option<PathBuf>,
    /// How long the server may be silent, in seconds.
    pub patience: u64,
    /// How often a reader's message is tried in one run.
    pub tries: u32,
    /// How long to wait before the second try, in seconds; before each later one twice as long as before the last.
    pub pause: u64,
}

/// How a connection is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// It begins in the clear and is encrypted before anything of weight is said; a server that cannot do so is refused.
    StartTls,
    /// From the first byte.
    Tls,
    /// Not at all; never with a password.
    Nothing,
}

/// Where a secret is. The secret itself stands in no value that is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Secret {
    /// In a file that only its owner may read.
    File(PathBuf),
    /// In a variable of the environment.
    Variable(String),
    /// On the first line that a program prints.
    Command(Vec<String>),
    /// In systemd's folder of credentials, under this name.
    Credential(String),
}

/// How pages are called and linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// GitHub's wiki: `Home.md`, `_Sidebar.md`.
    Github,
    /// GitLab's wiki: `home.md`, `_sidebar.md`.
    Gitlab,
    /// Gitea's and Forgejo's wiki: `Home.md`, `_Sidebar.md`.
    Gitea,
    /// Gollum: `Home.md`, `_Sidebar.md`.
    Gollum,
}

/// What happens to a page that somebody changed by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnEdit {
    /// Theirs is kept beside ours, and reported.
    #[default]
    Keep,
    /// Nothing is written, and that is reported.
    Refuse,
}

/// A wiki that is a repository of git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wiki {
    /// Its name in the ledger; without one given, `wiki` or `wiki 2` by its place.
    pub channel: String,
    /// Its address or path.
    pub repository: String,
    /// The branch; the remote's own where it is `None`.
    pub branch: Option<String>,
    /// How pages are called and linked.
    pub flavour: Flavour,
    /// A folder in the repository; the topmost where it is `None`.
    pub folder: Option<String>,
    /// Whether the front page gets a list of editions between markers.
    pub index: bool,
    /// Whether the sidebar gets one.
    pub sidebar: bool,
    /// Who writes, as in `Desk <desk@example.org>`.
    pub author: String,
    /// What happens to a page that somebody changed.
    pub on_edit: OnEdit,
    /// Which editions.
    pub when: When,
}

/// A folder that editions are copied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyTo {
    /// Its name in the ledger; without one given, `folder` or `folder 2` by its place.
    pub channel: String,
    /// The folder.
    pub path: PathBuf,
    /// Which editions.
    pub when: When,
}

/// What is done after a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hooks {
    /// A program with its arguments that is run after a failed one; it reads the run report from standard input.
    pub on_failure: Vec<String>,
    /// The same after a good run.
    pub on_success: Vec<String>,
    /// An address that is told of each run; `None` for none.
    pub ping: Option<Ping>,
}

/// An address that is called after each run, as those are that raise an alarm when they are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ping {
    /// Where it stands. Whoever knows it can call it.
    pub address: Address,
    /// A file of certificates (PEM) that are trusted in place of the usual ones; `None` for those.
    pub trusted: Option<PathBuf>,
    /// How long it may take, in seconds.
    pub patience: u64,
}

/// Where an address on the web stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// In the configuration.
    Open(String),
    /// Where secrets are.
    Secret(Secret),
}

/// The name of a way without one, by its kind and place.
pub fn by_place(kind: &str, index: usize) -> String {
    if index == 0 { kind.to_owned() } else { format!("{kind} {}", index + 1) }
}

/// The kind of a way that has its name by its place; `None` for a name that was given.
pub fn kind_by_place(name: &str) -> Option<&'static str> {
    let kind = ["email", "wiki", "folder"].into_iter().find(|kind| name.starts_with(kind))?;
    let rest = &name[kind.len()..];
    let number = rest.strip_prefix(' ').and_then(|number| number.parse::<usize>().ok());
    (rest.is_empty() || number.is_some_and(|number| number > 1 && by_place(kind, number - 1) == name)).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_by_place_is_told_from_one_that_was_given() {
        for (name, kind) in [
            ("email", Some("email")),
            ("wiki 2", Some("wiki")),
            ("folder 13", Some("folder")),
            ("email 0", None),
            ("email 1", None),
            ("email 02", None),
            ("emails", None),
            ("desk", None),
        ] {
            assert_eq!(kind_by_place(name), kind, "{name}");
        }
        assert_eq!((by_place("email", 0), by_place("email", 1)), ("email".to_owned(), "email 2".to_owned()));
    }
}
