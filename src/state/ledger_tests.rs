//! What the ledger keeps: states, names of ways, forms of its own past.

#![expect(clippy::disallowed_methods, reason = "a test looks at what is left on the disk")]

use chrono::NaiveDate;

use super::*;

const NOW: &str = "2023-03-02T05:00:00Z";

fn issue_of(day: u32, revision: u32) -> Issue {
    Issue {
        slug: "khorasan".to_owned(),
        as_of: NaiveDate::from_ymd_opt(2023, 3, day).expect("a day of the calendar"),
        revision,
        manifest: format!("m{day}.{revision}"),
        findings: format!("f{day}"),
        level: Some(LevelName::Severe),
    }
}

fn ledger() -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().expect("there is room");
    let ledger = Ledger::open(&folder.path().join("ledger.sqlite")).expect("it can be made");
    (folder, ledger)
}

#[test]
fn a_delivery_is_planned_once_and_a_later_edition_takes_its_place() {
    let (_folder, mut ledger) = ledger();
    for (day, revision) in [(1, 1), (1, 2), (2, 1)] {
        let issue = issue_of(day, revision);
        ledger.enter(&issue).expect("it can be written");
        for _ in 0..2 {
            ledger.plan(&issue, "email", "a@example.org", NOW).expect("it can be written");
        }
    }
    let pending = ledger.errands("khorasan", DeliveryState::Pending).expect("it can be read");
    assert_eq!(pending.iter().map(|e| e.edition.as_str()).collect::<Vec<_>>(), ["2023-03-02"]);
    let superseded = ledger.errands("khorasan", DeliveryState::Superseded).expect("it can be read");
    assert_eq!(superseded.iter().map(|e| e.edition.as_str()).collect::<Vec<_>>(), ["2023-03-01", "2023-03-01.2"]);
    assert_eq!(ledger.errands("other", DeliveryState::Pending).expect("it can be read"), []);
    // Somebody asks for an earlier one: it is to be made again, and the later one stays.
    ledger.plan(&issue_of(1, 2), "email", "a@example.org", NOW).expect("it can be written");
    let pending = ledger.errands("khorasan", DeliveryState::Pending).expect("it can be read");
    assert_eq!(pending.iter().map(|e| e.edition.as_str()).collect::<Vec<_>>(), ["2023-03-01.2", "2023-03-02"]);
}

#[test]
fn what_a_killed_run_had_begun_is_unknown_and_counts_as_having_left() {
    let (folder, mut ledger) = ledger();
    let issue = issue_of(1, 1);
    ledger.enter(&issue).expect("it can be written");
    ledger.plan(&issue, "email", "a@example.org", NOW).expect("it can be written");
    assert!(!ledger.has_left("khorasan", "2023-03-01").expect("it can be read"));
    let errand = ledger.errands("khorasan", DeliveryState::Pending).expect("it can be read").remove(0);
    ledger.set(&errand, DeliveryState::Sending, "", NOW).expect("it can be written");
    drop(ledger);
    let ledger = Ledger::open(&folder.path().join("ledger.sqlite")).expect("it is there");
    assert_eq!(ledger.recover("khorasan", NOW).expect("it can be written").len(), 1);
    let unknown = ledger.errands("khorasan", DeliveryState::Unknown).expect("it can be read");
    assert_eq!((unknown.len(), unknown[0].attempts), (1, 1));
    assert!(ledger.has_left("khorasan", "2023-03-01").expect("it can be read"));
    assert_eq!(ledger.last("khorasan", "email", "2023-03-02").expect("it can be read"), Some(issue));
    assert_eq!(ledger.last("khorasan", "wiki", "2023-03-02").expect("it can be read"), None);
}

#[test]
fn a_way_gets_a_name_with_all_that_it_has_sent() {
    let (_folder, mut ledger) = ledger();
    let issue = issue_of(1, 1);
    ledger.enter(&issue).expect("it can be written");
    ledger.plan(&issue, "wiki", "/srv/w.git", NOW).expect("it can be written");
    ledger.keep_pages("wiki", &[("a.md".to_owned(), "h".to_owned())]).expect("it can be written");
    ledger.rename("khorasan", "wiki", "desk").expect("it can be written");
    let ways = ledger.ways("khorasan").expect("it can be read");
    assert_eq!(ways, BTreeMap::from([("desk".to_owned(), BTreeSet::from(["/srv/w.git".to_owned()]))]));
    assert_eq!(ledger.page("desk", "a.md").expect("it can be read").as_deref(), Some("h"));
    assert_eq!(ledger.newest("khorasan", "desk", "2023-03-02").expect("it can be read"), Some(issue));
    assert_eq!(ledger.newest("khorasan", "wiki", "2023-03-02").expect("it can be read"), None);
}

#[test]
fn a_ledger_of_the_first_form_is_brought_up_to_this_one() {
    let (folder, mut ledger) = ledger();
    let issue = issue_of(1, 1);
    ledger.enter(&issue).expect("it can be written");
    for (channel, recipient) in [("email 2", "Ada@example.org"), ("folder", "/srv/Desk")] {
        ledger.plan(&issue, channel, recipient, NOW).expect("it can be written");
    }
    ledger.connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA user_version = 1").expect("it can be set");
    drop(ledger);
    let path = folder.path().join("ledger.sqlite");
    let ledger = Ledger::open(&path).expect("it is there");
    let recipients: Vec<_> = ledger.of_edition("khorasan", "2023-03-01").expect("it can be read");
    let recipients: Vec<_> = recipients.iter().map(|errand| errand.recipient.as_str()).collect();
    assert_eq!(recipients, ["ada@example.org", "/srv/Desk"]);
    assert_eq!(ledger.form().expect("it can be read"), FORM);
    drop(ledger);
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("it is there").collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn one_who_looks_sees_no_step_that_was_half_done() {
    let (folder, mut ledger) = ledger();
    let issue = issue_of(1, 1);
    ledger.enter(&issue).expect("it can be written");
    for reader in 0..100 {
        ledger.plan(&issue, "email", &format!("r{reader}@example.org"), NOW).expect("it can be written");
    }
    // A step so large that a part of it is on the disk before its end, as if the run had been killed there.
    let half =
        "PRAGMA cache_size = 2; PRAGMA cache_spill = 2; BEGIN; UPDATE delivery SET note = hex(randomblob(2000));";
    ledger.connection.execute_batch(half).expect("it can be begun");
    let killed = tempfile::tempdir().expect("there is room");
    for name in ["ledger.sqlite", "ledger.sqlite-journal"] {
        std::fs::copy(folder.path().join(name), killed.path().join(name)).expect("it is there");
    }
    let journal = std::fs::read(killed.path().join("ledger.sqlite-journal")).expect("it is there");
    assert!(journal[8..12] != [0; 4], "the journal must hold pages that are overwritten already");
    let looked = Ledger::look(&killed.path().join("ledger.sqlite")).expect("it can be read").expect("it is there");
    let errands = looked.of_edition("khorasan", "2023-03-01").expect("it can be read");
    assert_eq!(errands.iter().filter(|errand| errand.note.is_empty()).count(), 100);
    ledger.connection.execute_batch("ROLLBACK").expect("it was begun");
}

#[test]
fn looking_makes_no_ledger_and_a_file_of_something_else_is_an_error() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("ledger.sqlite");
    assert!(Ledger::look(&path).expect("nothing is there").is_none());
    assert!(!path.exists());
    let (_other, ledger) = ledger();
    ledger.connection.execute_batch("PRAGMA user_version = 99").expect("it can be set");
    let later = Ledger::open(&ledger.path).expect_err("it is of a later version");
    assert!(later.to_string().contains("later version"), "{later}");
}
