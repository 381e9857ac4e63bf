//! Runs that are killed at any moment: nothing goes twice, nothing is half, nothing is left.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::server::Server;
use super::{Desk, git_is_there};

/// How often a run is killed.
const KILLS: u32 = 200;

/// Readers of the edition.
const READERS: usize = 3;

#[test]
fn however_often_a_run_is_killed_each_reader_has_the_edition_once_or_is_listed() {
    if !git_is_there() {
        return;
    }
    let server = Server::start("localhost");
    let readers: Vec<String> = (0..READERS).map(|number| format!("r{number}@example.org")).collect();
    let delivery = format!(
        "delivery:\n  email: {{server: 'smtp://127.0.0.1:{}', encryption: none, from: d@example.org, readers: [{}], pause: 0}}\n  \
         wiki: {{repository: wiki.git}}\n  folder: {{path: shelf}}\n",
        server.port,
        readers.join(", ")
    );
    let desk = Desk::with(&delivery);
    let made = Command::new("git").args(["init", "--quiet", "--bare", "wiki.git"]).current_dir(desk.path()).status();
    assert!(made.is_ok_and(|status| status.success()));

    let begin = Instant::now();
    desk.runs_to(0);
    let whole = begin.elapsed();
    let mut days = vec!["2023-03-01".to_owned()];
    let mut random = 7_u64;
    for kill in 0..KILLS {
        // Each tenth kill a new edition, so that there is always something to do.
        let day = format!("2023-04-{:02}", 1 + kill / 10);
        if !days.contains(&day) {
            days.push(day.clone());
        }
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = whole.mul_f64((random >> 40) as f64 / f64::from(1_u32 << 24));
        let mut child = Command::new(env!("CARGO_BIN_EXE_wirebrief"))
            .args(["run", "--as-of", &day])
            .current_dir(desk.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        thread::sleep(moment);
        // One that is through already cannot be killed.
        let _ = child.kill();
        child.wait().expect("it was ours");
        if kill % 10 == 9 {
            // A git that outlives its parent holds its own locks for a moment.
            thread::sleep(Duration::from_millis(100));
            let (code, said) = desk.run(&["--as-of", &day]);
            assert!(code == 0 || code == 75, "{code}: {said}");
            let (code, said) = desk.run(&["--as-of", &day]);
            assert_eq!((code, said.as_str()), (0, ""), "the run after it has nothing to do");
        }
    }

    let states = states(&desk);
    assert_eq!(states.len(), days.len() * (READERS + 2));
    let mut unknown = 0;
    for (edition, channel, recipient, state) in &states {
        assert!(
            ["sent", "unknown", "superseded"].contains(&state.as_str()),
            "{edition} {channel} {recipient}: {state}"
        );
        unknown += usize::from(state == "unknown");
    }
    // No message of one edition has gone to one reader twice.
    let mut ids: Vec<String> = server.taken().iter().map(|(to, message)| format!("{to} {}", id(message))).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "a message went twice");
    let sent = states.iter().filter(|(_, channel, _, state)| channel == "email" && state == "sent").count();
    assert!(all >= sent && all <= sent + unknown, "{sent} sent, {unknown} unknown, {all} taken");
    assert_eq!(desk.left_over(), Vec::<std::path::PathBuf>::new());
    let log =
        Command::new("git").args(["log", "--format=%s", "master"]).current_dir(desk.path().join("wiki.git")).output();
    let log = String::from_utf8(log.expect("git starts").stdout).expect("it is text");
    let mut subjects: Vec<&str> = log.lines().collect();
    let all = subjects.len();
    subjects.sort_unstable();
    subjects.dedup();
    assert_eq!(subjects.len(), all, "an edition was pushed twice: {log}");
}

/// Edition, way, recipient and state of every delivery in the ledger, which must be whole.
fn states(desk: &Desk) -> Vec<(String, String, String, String)> {
    let ledger = rusqlite::Connection::open(desk.path().join(".wirebrief/ledger.sqlite")).expect("it is there");
    let whole: String = ledger.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("it answers");
    assert_eq!(whole, "ok");
    let mut query =
        ledger.prepare("SELECT edition, channel, recipient, state FROM delivery ORDER BY 1, 2, 3").expect("it is SQL");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    rows.expect("it answers").map(|row| row.expect("it is a row")).collect()
}

fn id(message: &[u8]) -> String {
    let text = String::from_utf8_lossy(message);
    text.lines().find_map(|line| line.strip_prefix("Message-ID: ")).expect("each message has one").to_owned()
}
