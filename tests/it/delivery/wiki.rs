//! Wikis as bare repositories: an empty one, one that others push to, one that refuses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use super::{Desk, git_is_there};

/// Rounds of the competition.
const ROUNDS: usize = 100;

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=Other", "-c", "user.email=other@example.org", "-c", "init.defaultBranch=master"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn bare(desk: &Desk) -> PathBuf {
    git(desk.path(), &["init", "--quiet", "--bare", "wiki.git"]);
    desk.path().join("wiki.git")
}

fn way(more: &str) -> String {
    format!("delivery:\n  wiki: {{repository: wiki.git, sidebar: true{more}}}\n")
}

/// A file of the repository's branch.
fn page(repository: &Path, name: &str) -> String {
    git(repository, &["show", &format!("master:{name}")])
}

fn commits(repository: &Path) -> usize {
    git(repository, &["rev-list", "--count", "master"]).trim().parse().expect("it is a number")
}

#[test]
fn an_empty_wiki_gets_its_first_commit_and_nothing_is_pushed_twice() {
    if !git_is_there() {
        return;
    }
    let desk = Desk::with(&way(""));
    let repository = bare(&desk);
    for _ in 0..2 {
        assert_eq!(desk.runs_to(0), "");
    }
    assert_eq!(commits(&repository), 1);
    assert!(page(&repository, "lage-2023-03-01.md").starts_with("# Lage in Chorasan – täglich"));
    assert!(page(&repository, "Home.md").contains("- [2023-03-01](lage-2023-03-01)"));
    assert!(page(&repository, "_Sidebar.md").contains("(lage-2023-03-01)"));
    // Without its clone and its ledger it finds what is there.
    fs::remove_dir_all(desk.path().join(".wirebrief")).expect("it is there");
    desk.runs_to(0);
    assert_eq!(commits(&repository), 1);
}

#[test]
fn a_page_that_somebody_changed_is_kept_beside_ours_or_left_alone() {
    if !git_is_there() {
        return;
    }
    for (more, code) in [("", 0), (", on_edit: refuse", 69)] {
        let desk = Desk::with(&way(more));
        let repository = bare(&desk);
        desk.runs_to(0);
        let clone = desk.path().join("colleague");
        git(desk.path(), &["clone", "--quiet", "wiki.git", "colleague"]);
        fs::write(clone.join("lage-2023-03-01.md"), "# Ours\n").expect("it can be written");
        git(&clone, &["commit", "--quiet", "--all", "-m", "better"]);
        git(&clone, &["push", "--quiet", "origin", "HEAD:master"]);
        // Delivered again by a second configuration of the same wiki: the ledger is gone, the page is not ours.
        fs::remove_file(desk.path().join(".wirebrief/ledger.sqlite")).expect("it is there");
        let said = desk.runs_to(code);
        assert!(said.contains("changed by hand"), "{said}");
        let names = git(&repository, &["ls-tree", "--name-only", "master"]);
        if code == 0 {
            let kept = names.lines().find(|name| name.contains("-edited-")).expect("theirs is kept");
            assert_eq!(page(&repository, kept), "# Ours\n");
            assert!(page(&repository, "lage-2023-03-01.md").starts_with("# Lage in Chorasan"));
        } else {
            assert_eq!(page(&repository, "lage-2023-03-01.md"), "# Ours\n");
            // It is told once. Whoever has decided says so.
            assert_eq!(desk.runs_to(0), "");
            let again = ["deliver", "reports/lage/2023-03-01", "--resend-failed"];
            desk.configure(&way(""));
            let output = crate::program::wirebrief(desk.path(), &again, b"");
            assert_eq!(output.status.code(), Some(0), "{output:?}");
            assert!(page(&repository, "lage-2023-03-01.md").starts_with("# Lage in Chorasan"));
        }
    }
}

#[test]
fn nothing_is_lost_on_either_side_when_others_push_during_ours() {
    if !git_is_there() {
        return;
    }
    let desk = Desk::with(&way(""));
    let repository = bare(&desk);
    desk.runs_to(0);
    let clone = desk.path().join("colleague");
    git(desk.path(), &["clone", "--quiet", "wiki.git", "colleague"]);
    thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0..ROUNDS {
                fs::write(clone.join(format!("note-{round}.md")), format!("{round}\n")).expect("it can be written");
                git(&clone, &["add", "--all"]);
                git(&clone, &["commit", "--quiet", "-m", "note"]);
                loop {
                    git(&clone, &["pull", "--quiet", "--rebase", "origin", "master"]);
                    let push = ["push", "--quiet", "origin", "HEAD:master"];
                    if Command::new("git").args(push).current_dir(&clone).output().expect("git starts").status.success()
                    {
                        break;
                    }
                }
            }
        });
        // As many editions of ours, a day each.
        for round in 0..ROUNDS / 10 {
            let day = format!("2023-03-{:02}", round + 2);
            let (code, said) = desk.run(&["--as-of", &day]);
            assert_eq!(code, 0, "{said}");
        }
    });
    let names = git(&repository, &["ls-tree", "--name-only", "master"]);
    let count = |prefix: &str| names.lines().filter(|name| name.starts_with(prefix)).count();
    assert_eq!(count("note-"), ROUNDS);
    assert_eq!(
        names.lines().filter(|name| name.starts_with("lage-") && !name.contains("evidence")).count(),
        1 + ROUNDS / 10
    );
    let home = page(&repository, "Home.md");
    assert_eq!(home.lines().filter(|line| line.starts_with("- [")).count(), 1 + ROUNDS / 10, "{home}");
}

#[cfg(unix)]
#[test]
fn a_hook_that_refuses_says_so_and_the_run_ends_with_77() {
    use std::os::unix::fs::PermissionsExt as _;
    if !git_is_there() {
        return;
    }
    let desk = Desk::with(&way(""));
    let repository = bare(&desk);
    let hook = repository.join("hooks/pre-receive");
    fs::write(&hook, "#!/bin/sh\necho only on Mondays >&2\nexit 1\n").expect("it can be written");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("it is ours");
    let said = desk.runs_to(77);
    assert!(said.contains("only on Mondays") && said.contains("check that this user may write there"), "{said}");
    fs::remove_file(&hook).expect("it is there");
    assert_eq!(desk.runs_to(0), "");
    assert_eq!(commits(&repository), 1);
}

#[test]
fn a_dry_run_shows_the_difference_and_leaves_the_wiki_alone() {
    if !git_is_there() {
        return;
    }
    let desk = Desk::with(&way(""));
    let repository = bare(&desk);
    let (code, said) = desk.run(&["--dry-run"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("wiki: ") && said.contains("lage-2023-03-01.md"), "{said}");
    assert_eq!(git(&repository, &["for-each-ref"]), "");
    assert!(!desk.path().join(".wirebrief").exists());
    // Of a page that is there already it shows the lines.
    desk.runs_to(0);
    let (code, said) = desk.run(&["--as-of", "2023-03-02", "--dry-run"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("+- [2023-03-02](lage-2023-03-02)"), "{said}");
    assert_eq!(commits(&repository), 1);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_wiki_leads_nowhere() {
    if !git_is_there() {
        return;
    }
    let desk = Desk::with(&way(""));
    let repository = bare(&desk);
    desk.write("secret", "tulip\n");
    let clone = desk.path().join("colleague");
    git(desk.path(), &["clone", "--quiet", "wiki.git", "colleague"]);
    std::os::unix::fs::symlink(desk.path().join("secret"), clone.join("Home.md")).expect("it can be made");
    git(&clone, &["add", "--all"]);
    git(&clone, &["commit", "--quiet", "-m", "home"]);
    git(&clone, &["push", "--quiet", "origin", "HEAD:master"]);
    desk.runs_to(0);
    assert!(!page(&repository, "Home.md").contains("tulip"), "{}", page(&repository, "Home.md"));
    assert_eq!(fs::read_to_string(desk.path().join("secret")).expect("it is there"), "tulip\n");
}

#[test]
fn a_clone_that_is_broken_is_made_anew() {
    if !git_is_there() {
        return;
    }
    let desk = Desk::with(&way(""));
    let repository = bare(&desk);
    desk.runs_to(0);
    let clones = fs::read_dir(desk.path().join(".wirebrief/wiki")).expect("there is one");
    let clone = clones.map(|entry| entry.expect("it is there").path()).next().expect("there is one");
    for broken in ["index.lock", "HEAD.lock", "index"] {
        fs::write(clone.join(".git").join(broken), "half").expect("it can be written");
    }
    let (code, said) = desk.run(&["--as-of", "2023-03-02"]);
    assert_eq!((code, said.as_str()), (0, ""));
    assert_eq!(commits(&repository), 2);
}
