//! Ways and what the ledger knows them by: names, older editions, what was refused, and what a dry run says of them.

use super::Desk;
use super::server::{Manner, Server};

/// The name of the machine that the tests run on, for itself.
const HOST: &str = "localhost";

/// A way by mail.
fn way(server: &Server, more: &str) -> String {
    let port = server.port;
    format!(
        "{{server: 'smtp://127.0.0.1:{port}', encryption: none, from: d@example.org, timeout: 8, tries: 1, pause: 0, {more}}}"
    )
}

#[test]
fn a_way_that_gets_a_name_and_another_place_sends_nothing_twice() {
    let server = Server::start(HOST);
    let [first, second] = ["Ada@Example.org, bo@example.org", "cy@example.org"];
    let list = |ways: &[String]| {
        format!("delivery:\n  email:\n{}", ways.iter().map(|way| format!("    - {way}\n")).collect::<Vec<_>>().concat())
    };
    let with = |name: &str, readers: &str| way(&server, &format!("{name}readers: [{readers}]"));
    let desk = Desk::with(&list(&[with("", first), with("", second)]));
    desk.runs_to(0);
    assert_eq!(server.taken().len(), 3);
    // Names, another order, another way before them, other spellings: one reader is new.
    let again = [
        with("name: new, ", "dee@example.org"),
        with("name: second, ", "CY@example.org"),
        with("name: first, ", "bo@example.org, ada@EXAMPLE.org"),
    ];
    desk.configure(&list(&again));
    assert_eq!(desk.runs_to(0), "");
    let counted: Vec<(String, usize)> = server.counted().into_iter().collect();
    let once = ["Ada@example.org", "bo@example.org", "cy@example.org", "dee@example.org"];
    assert_eq!(counted.len(), 4, "{counted:?}");
    for ((address, times), expected) in counted.iter().zip(once) {
        assert!(address.eq_ignore_ascii_case(expected) && *times == 1, "{counted:?}");
    }
    let (code, said) = desk.told(&["check"], &[]);
    assert!(code == 0 && !said.contains("by their place"), "{said}");
    desk.configure(&list(&[with("", first), with("name: second, ", second)]));
    let (code, said) = desk.told(&["check"], &[]);
    assert!(code == 0 && said.contains("knows `email` by their place"), "{said}");
}

#[test]
fn an_edition_older_than_what_has_gone_goes_where_somebody_asks_for_it() {
    let server = Server::start(HOST);
    let desk = Desk::with(&format!("delivery:\n  email: {}\n", way(&server, "readers: [a@example.org]")));
    // Without an edition before it, each is what it is whatever else is there.
    let alone = ["--previous", "none"];
    assert_eq!(desk.run(&alone), (0, String::new()));
    let older = [&alone[..], &["--as-of", "2023-02-15"]].concat();
    let (code, said) = desk.run(&older);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("2023-02-15 of lage is older than what went by `email`"), "{said}");
    assert!(said.contains("`wirebrief deliver EDITION`"), "{said}");
    assert_eq!(server.taken().len(), 1);
    let (code, said) = desk.run(&[&older[..], &["--dry-run"]].concat());
    assert!(code == 0 && said.contains("nobody would be sent anything"), "{code}: {said}");

    // Somebody asks for it, and the server puts it off: the runs to come do not forget it, and say so before.
    server.meets("a@example.org", Manner::Closes);
    let edition = "reports/lage/2023-02-15";
    let (code, said) = desk.told(&["deliver", "--dry-run", edition], &[]);
    assert!(code == 0 && said.contains("email: a@example.org\n"), "{code}: {said}");
    assert_eq!(desk.told(&["deliver", edition], &[]).0, 75);
    let (code, said) = desk.run(&[&alone[..], &["--dry-run"]].concat());
    assert_eq!(code, 0, "{said}");
    let left = said.split("edition: 2023-02-15 (left from before)\n").nth(1).unwrap_or_else(|| panic!("{said}"));
    assert!(
        left.starts_with("subject: Lage in Chorasan – täglich, 15 February 2023\nemail: a@example.org ("),
        "{said}"
    );
    server.meets("a@example.org", Manner::Takes);
    assert_eq!(desk.run(&alone), (0, String::new()));
    assert_eq!(server.taken().len(), 2);
    let (code, said) = desk.told(&["deliver", "--dry-run", edition], &[]);
    assert!(code == 0 && said.contains("has it: email a@example.org"), "{code}: {said}");
}

#[test]
fn what_was_refused_goes_again_where_somebody_says_so() {
    let server = Server::start(HOST);
    server.meets("b@example.org", Manner::Refuses);
    let desk =
        Desk::with(&format!("delivery:\n  email: {}\n", way(&server, "readers: [a@example.org, b@example.org]")));
    let said = desk.runs_to(69);
    assert!(said.contains("b@example.org") && said.contains("--resend-failed"), "{said}");
    assert_eq!(desk.runs_to(0), "", "it is told once");
    let edition = "reports/lage/2023-03-01";
    let (_, said) = desk.told(&["deliver", edition, "--dry-run"], &[]);
    assert!(said.contains("refused: email b@example.org (") && said.contains("550"), "{said}");
    server.meets("b@example.org", Manner::Takes);
    assert_eq!(desk.told(&["deliver", edition], &[]).0, 0);
    assert_eq!(server.counted().get("b@example.org"), None);
    assert_eq!(desk.told(&["deliver", edition, "--resend-failed"], &[]), (0, String::new()));
    assert_eq!(server.counted().into_values().collect::<Vec<_>>(), [1, 1]);
}
