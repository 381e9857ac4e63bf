//! A disk that is full: what was begun is cleared up, and when there is room again everything is there once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::server::Server;
use super::{Desk, git_is_there, left_over, starts};

/// The name of the machine that the tests run on, for itself.
const HOST: &str = "localhost";

/// Readers of the edition.
const READERS: [&str; 3] = ["a@example.org", "b@example.org", "c@example.org"];

/// A desk that writes all it writes below `disk`.
fn desk(server: &Server, more: &str) -> Desk {
    let desk = Desk::with(&format!(
        "output: disk/reports\nstate: disk/state\ndelivery:\n  email: {{server: 'smtp://127.0.0.1:{}', encryption: none, \
         from: d@example.org, readers: [{}], pause: 0}}\n{more}",
        server.port,
        READERS.join(", ")
    ));
    fs::create_dir(desk.path().join("disk")).expect("there is room");
    desk
}

/// Runs a script of the shell in the desk's folder, where `$0` is the program.
fn script(desk: &Desk, program: &str, before: &[&str], text: &str) -> (i32, String) {
    let mut command = Command::new(program);
    let output =
        command.args(before).args(["-c", text, env!("CARGO_BIN_EXE_wirebrief")]).current_dir(desk.path()).output();
    let output = output.expect("the shell starts");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code().expect("it was not killed"), said)
}

/// Every reader has the edition once; it is whole; the ledger is, too; nothing is left over.
fn all_is_well(server: &Server, disk: &Path, what: &str) {
    let counted = server.counted();
    assert_eq!(counted, READERS.iter().map(|reader| ((*reader).to_owned(), 1)).collect(), "{what}");
    assert_eq!(left_over(disk), Vec::<PathBuf>::new(), "{what}");
    let edition = disk.join("reports/lage/2023-03-01");
    for name in ["briefing.md", "briefing.pdf", "manifest.json"] {
        assert!(fs::metadata(edition.join(name)).is_ok_and(|file| file.len() > 0), "{what}: {name}");
    }
    let ledger = rusqlite::Connection::open(disk.join("state/ledger.sqlite")).expect("it is there");
    let whole: String = ledger.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("it answers");
    assert_eq!(whole, "ok", "{what}");
    let undone: u32 = ledger
        .query_row("SELECT count(*) FROM delivery WHERE state <> 'sent'", [], |row| row.get(0))
        .expect("it answers");
    assert_eq!(undone, 0, "{what}");
}

/// Room for a whole edition and all that is kept, in kilobytes, as `du` counts it; `None` where no disk of our own is to be had.
fn needed(desk: &Desk, part: &str) -> Option<u64> {
    let text = format!("mount -t tmpfs -o size=64m tmpfs disk || exit 99; \"$0\" run || exit; du -sk {part} | cut -f1");
    let (code, said) = script(desk, "unshare", &["--map-root-user", "--mount", "sh"], &text);
    if code == 99 {
        return None;
    }
    assert_eq!(code, 0, "{said}");
    Some(said.trim().parse().expect("it is a number"))
}

/// Runs on a disk of so many kilobytes, then twice with room; whether the disk was too small.
fn tried(more: &str, size: u64) -> bool {
    let server = Server::start(HOST);
    let desk = desk(&server, more);
    if !more.is_empty() {
        wiki(&desk);
    }
    let text = format!(
        "mount -t tmpfs -o size={size}k tmpfs disk; \"$0\" run 2>first; echo $?; mount -o remount,size=64m disk; \
         \"$0\" run; echo $?; \"$0\" run; echo $?; cp -r disk kept"
    );
    let (code, said) = script(&desk, "unshare", &["--map-root-user", "--mount", "sh"], &text);
    assert_eq!(code, 0, "{said}");
    let first = fs::read_to_string(desk.path().join("first")).expect("it was written");
    let codes: Vec<&str> = said.lines().collect();
    match codes.as_slice() {
        ["0", "0", "0"] => {}
        ["75", "0", "0"] => {
            let clear = ["No space left on device", "disk is full"].iter().any(|words| first.contains(words));
            assert!(clear, "{size}: {first}");
        }
        _ => panic!("{size}: {said}\n{first}"),
    }
    all_is_well(&server, &desk.path().join("kept"), &format!("{size} k: {first}"));
    codes[0] == "75"
}

fn wiki(desk: &Desk) {
    let made = Command::new("git").args(["init", "--quiet", "--bare", "wiki.git"]).current_dir(desk.path()).status();
    assert!(made.is_ok_and(|status| status.success()));
}

#[test]
fn when_there_is_room_again_each_reader_has_the_edition_once() {
    if !git_is_there() {
        return;
    }
    let server = Server::start(HOST);
    let more = "  wiki: {repository: wiki.git}\n  folder: {path: disk/shelf}\n";
    let whole = desk(&server, more);
    wiki(&whole);
    let needed_by_all = if starts(Path::new("unshare"), &["--map-root-user", "--mount", "true"]) {
        needed(&whole, "disk")
    } else {
        None
    };
    // Where that is so nothing that could be installed would help.
    let Some(whole) = needed_by_all else {
        return eprintln!("skipped: no disk of our own can be had here (unshare, mount)");
    };
    let small = (1..8).filter(|part| tried(more, whole * part / 8)).count();
    assert!(small > 4, "of seven disks only {small} were too small");
    // Where the edition is written and the messages begin, page by page of the ledger.
    let edition = needed(&desk(&server, ""), "disk/reports").expect("it was there before");
    let small = (6..14).filter(|page| tried("", edition + 4 * page)).count();
    assert!(0 < small && small < 8, "the messages begin elsewhere: {small}");
}

#[test]
fn a_file_that_may_not_grow_is_no_reason_to_send_twice() {
    let server = Server::start(HOST);
    let desk = desk(&server, "  folder: {path: disk/shelf}\n");
    for blocks in [0, 4, 24, 48, 160, 400] {
        let text = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" run");
        let (code, said) = script(&desk, "sh", &[], &text);
        assert!([0, 73, 74, 75].contains(&code), "{blocks}: {code}: {said}");
        assert_eq!(left_over(&desk.path().join("disk/reports")), Vec::<PathBuf>::new(), "{blocks}: {said}");
    }
    for _ in 0..2 {
        assert_eq!(desk.runs_to(0), "");
    }
    all_is_well(&server, &desk.path().join("disk"), "with room");
}
