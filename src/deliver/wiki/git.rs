//! The git program in a clone of our own. It asks nobody anything: keys and passwords come from the user's own ssh and credential
//! helpers, or not at all.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::shown;
use crate::world::{Command, Finished, World};

/// How long one step of git may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// The branch of a repository that is empty and names none.
const FIRST_BRANCH: &str = "master";

/// What a refused push says where another one came first.
const OVERTAKEN: [&str; 6] = [
    "[rejected]",
    "cannot lock ref",
    "failed to update ref",
    "incorrect old value",
    "reference already exists",
    "fetch first",
];

/// What git says where somebody must change something.
const DENIED: [&str; 12] = [
    "Permission denied",
    "permission denied",
    "Authentication failed",
    "could not read Username",
    "could not read Password",
    "Host key verification failed",
    "[remote rejected]",
    "insufficient permission",
    "access denied",
    "Access denied",
    "HTTP Basic",
    "returned error: 403",
];

/// What git says where the clone itself is not right: a killed run or a full disk left it so.
const BROKEN: [&str; 9] = [
    ".lock'", "object file", "loose object", "bad object", "corrupt", "index file", "unable to read tree",
    "not a git repository", "bad signature",
];

/// What git says where the disk is full.
const FULL: [&str; 3] = ["No space left on device", "Disk quota exceeded", "File too large"];

/// Whether the clone is not right; a new one is as good.
pub(super) fn is_broken(words: &str) -> bool {
    BROKEN.iter().any(|broken| words.contains(broken))
}

/// Whether there is no room for the clone.
pub(super) fn is_full(words: &str) -> bool {
    FULL.iter().any(|full| words.contains(full))
}

/// Why git did not do it.
#[derive(Debug)]
pub(super) enum Fault {
    /// It may go next time.
    Later(String),
    /// Somebody must change something first.
    Denied(String),
}

/// A file or folder of the clone that cannot be used.
pub(super) fn file_fault(path: &Path, error: &io::Error) -> Fault {
    let words = format!("the clone of the wiki cannot be written at `{}`: {error}", path.display());
    if error.kind() == io::ErrorKind::PermissionDenied {
        Fault::Denied(format!("{words}; it must belong to the user that runs wirebrief, and may be deleted"))
    } else {
        Fault::Later(words)
    }
}

/// A clone.
pub(super) struct Git<'g> {
    world: &'g dyn World,
    clone: &'g Path,
    repository: &'g str,
}

/// A clone as the repository is now; made where there is none.
pub(super) fn fetched<'g>(world: &'g dyn World, clone: &'g Path, repository: &'g str) -> Result<Git<'g>, Fault> {
    let git = Git { world, clone, repository };
    if world.look(&clone.join(".git").join("HEAD")).is_err() {
        if world.look(clone).is_ok() {
            world.remove_folder(clone).map_err(|error| file_fault(clone, &error))?;
        }
        world.create_folder(clone).map_err(|error| file_fault(clone, &error))?;
        git.done(&["init", "--quiet", &format!("--initial-branch={FIRST_BRANCH}")])?;
    }
    // The address is given each time: a remote of the clone's own could be another one.
    git.done(&["fetch", "--quiet", "--prune", "--no-tags", repository, "+refs/heads/*:refs/remotes/origin/*"])?;
    Ok(git)
}

impl Git<'_> {
    /// Puts the clone to the repository's state, whatever was begun in it, and tells the branch.
    pub(super) fn reset(&self, branch: Option<&str>) -> Result<String, Fault> {
        let branch = match branch {
            Some(branch) => branch.to_owned(),
            None => self.head()?.unwrap_or_else(|| FIRST_BRANCH.to_owned()),
        };
        let remote = format!("refs/remotes/origin/{branch}");
        if self.run(&["rev-parse", "--quiet", "--verify", &remote])?.code == Some(0) {
            self.done(&["checkout", "--quiet", "--force", "-B", &branch, &remote])?;
        } else {
            // An empty repository: the branch is not born yet, neither there nor here.
            self.done(&["symbolic-ref", "HEAD", &format!("refs/heads/{branch}")])?;
            let _ = self.run(&["update-ref", "-d", &format!("refs/heads/{branch}")])?;
            self.done(&["read-tree", "--empty"])?;
        }
        self.done(&["clean", "--quiet", "--force", "-d", "-x"])?;
        Ok(branch)
    }

    /// The branch that the repository itself names.
    fn head(&self) -> Result<Option<String>, Fault> {
        let done = self.done(&["ls-remote", "--symref", self.repository, "HEAD"])?;
        let text = String::from_utf8_lossy(&done.output).into_owned();
        let line = text.lines().find_map(|line| line.strip_prefix("ref: refs/heads/"));
        Ok(line.and_then(|line| line.split_whitespace().next()).map(str::to_owned))
    }

    /// Commits what differs; false where nothing does.
    pub(super) fn commit(&self, words: &str, author: &str) -> Result<bool, Fault> {
        self.done(&["add", "--all"])?;
        if self.run(&["diff", "--cached", "--quiet"])?.code == Some(0) {
            return Ok(false);
        }
        let (name, address) = author.trim_end_matches('>').rsplit_once('<').unwrap_or((author, ""));
        let (name, address) = (format!("user.name={}", name.trim()), format!("user.email={}", address.trim()));
        let own = ["-c", &name, "-c", &address, "-c", "commit.gpgSign=false", "-c", "core.hooksPath=/dev/null"];
        let arguments: Vec<&str> = own.into_iter().chain(["commit", "--quiet", "--no-verify", "-m", words]).collect();
        self.done(&arguments).map(|_| true)
    }

    /// What differs: file by file, then line by line in the pages that are there already.
    pub(super) fn difference(&self) -> Result<String, Fault> {
        self.done(&["add", "--all"])?;
        let files = self.done(&["diff", "--cached", "--stat"])?;
        let lines = self.done(&["diff", "--cached", "--diff-filter=M", "--", "*.md"])?;
        let [files, lines] = [files, lines].map(|done| String::from_utf8_lossy(&done.output).into_owned());
        Ok(format!("{files}{lines}"))
    }

    /// Pushes; false where another push came first.
    pub(super) fn push(&self, branch: &str) -> Result<bool, Fault> {
        let done = self.run(&["push", "--porcelain", self.repository, &format!("HEAD:refs/heads/{branch}")])?;
        if done.code == Some(0) {
            return Ok(true);
        }
        let said = said(&done);
        if OVERTAKEN.iter().any(|words| said.contains(words)) { Ok(false) } else { Err(self.fault("push", &said)) }
    }

    /// Runs git; anything but success is a fault.
    fn done(&self, arguments: &[&str]) -> Result<Finished, Fault> {
        let done = self.run(arguments)?;
        if done.code == Some(0) {
            return Ok(done);
        }
        let verb = arguments.iter().find(|word| !word.starts_with('-') && !word.contains(['=', '.'])).unwrap_or(&"git");
        Err(self.fault(verb, &said(&done)))
    }

    fn run(&self, arguments: &[&str]) -> Result<Finished, Fault> {
        let mut variables = vec![
            ("GIT_TERMINAL_PROMPT", "0"),
            ("LC_ALL", "C"),
            // ssh asks a program in place of a terminal: the user's own, or one that knows no answer.
            ("SSH_ASKPASS_REQUIRE", "force"),
            // Called from a hook of another repository, git would be told to work in that one.
            ("GIT_DIR", ".git"),
            ("GIT_WORK_TREE", "."),
            ("GIT_INDEX_FILE", ".git/index"),
        ];
        if self.world.variable("SSH_ASKPASS").is_none() {
            variables.push(("SSH_ASKPASS", "false"));
        }
        // A link that somebody put into the wiki must lead nowhere: it is checked out as a file that holds its target.
        let arguments: Vec<&str> = ["-c", "core.symlinks=false"].into_iter().chain(arguments.iter().copied()).collect();
        let command = Command {
            folder: Some(self.clone.to_owned()),
            variables: variables.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            ..Command::new("git", &arguments, PATIENCE)
        };
        self.world.execute(&command).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Fault::Denied("the program `git` is not there; install it".to_owned()),
            io::ErrorKind::PermissionDenied => file_fault(self.clone, &error),
            _ => Fault::Later(format!("git: {error}")),
        })
    }

    fn fault(&self, verb: &str, said: &str) -> Fault {
        let said = said.replace(self.repository, &shown(self.repository));
        let place = shown(self.repository);
        let words = format!("git {verb} with the wiki `{place}` failed: {said}");
        if DENIED.iter().any(|denied| said.contains(denied)) {
            Fault::Denied(format!("{words}; check that this user may write there, and what its hooks ask for"))
        } else {
            Fault::Later(words)
        }
    }
}

/// What git says, on one line.
fn said(done: &Finished) -> String {
    let words = [&done.errors, &done.output].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
