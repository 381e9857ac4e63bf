//! Mail through a server that behaves and one that does not.

use std::fs;
use std::time::Duration;

use mail_parser::MessageParser;

use super::Desk;
use super::server::{Manner, Server};

/// The name of the machine that the tests run on, for itself.
const HOST: &str = "localhost";

/// A way by mail to a server without encryption, which gives up soon.
fn plain(server: &Server, readers: &[&str]) -> String {
    let (port, readers) = (server.port, readers.join(", "));
    format!(
        "delivery:\n  email: {{server: 'smtp://127.0.0.1:{port}', encryption: none, from: desk@example.org, \
         readers: [{readers}], timeout: 8, tries: 2, pause: 0}}\n"
    )
}

#[test]
fn a_message_goes_encrypted_and_with_a_login_once_and_reads_back() {
    let server = Server::start(HOST);
    let desk = Desk::with(&format!(
        "delivery:\n  email:\n    server: smtp://desk@{HOST}:{}\n    password_file: secret\n    trusted: server.pem\n    \
         from: Lagezentrum Köln <desk@example.org>\n    readers: readers.txt\n    attach_markdown: true\n    \
         subject: '[Lage] {{{{ title }}}}, {{{{ as_of }}}}'\n",
        server.port
    ));
    desk.write("server.pem", &server.certificate);
    desk.write("readers.txt", "# the desk\nJosé Núñez <jose@example.org>\nada@example.org\n");
    let secret = desk.write("secret", "tulip\n");
    restrict(&secret, 0o600);
    assert_eq!(desk.runs_to(0), "", "a good run says nothing");
    assert_eq!(desk.runs_to(0), "", "and nor does one with nothing to do");

    let taken = server.taken();
    let to: Vec<&str> = taken.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(to, ["ada@example.org", "jose@example.org"]);
    let message = MessageParser::default().parse(&taken[1].1).expect("it is a message");
    assert_eq!(message.subject(), Some("[Lage] Lage in Chorasan – täglich, 1 March 2023"));
    let reader = message.to().and_then(|to| to.first()).expect("there is a reader");
    assert_eq!((reader.name(), reader.address()), (Some("José Núñez"), Some("jose@example.org")));
    let text = message.body_text(0).expect("there is a text").into_owned();
    let html = message.body_html(0).expect("there is a text").into_owned();
    for body in [&text, &html] {
        assert!(body.contains("For internal use") && body.contains("Lage in Chorasan – täglich"), "{body}");
    }
    let edition = desk.path().join("reports/lage/2023-03-01");
    let read = |name: &str| fs::read(edition.join(name)).expect("the edition is written");
    let attached: Vec<&[u8]> = message.attachments().map(mail_parser::MessagePart::contents).collect();
    assert_eq!(attached, [&read("briefing.pdf")[..], &read("briefing.md")]);
}

#[test]
fn each_misbehaviour_of_a_server_is_told_and_the_others_are_served() {
    let server = Server::start(HOST);
    let readers: Vec<String> = (0..10).map(|number| format!("r{number}@example.org")).collect();
    let names: Vec<&str> = readers.iter().map(String::as_str).collect();
    server.meets("r1@example.org", Manner::Refuses);
    server.meets("r3@example.org", Manner::Greylists(1));
    server.meets("r5@example.org", Manner::DropsAfterData);
    server.meets("r7@example.org", Manner::Closes);
    server.meets("r8@example.org", Manner::Hangs);
    let desk = Desk::with(&plain(&server, &names));
    let said = desk.runs_to(75);
    for (reader, words) in
        [("r1@", "refused"), ("r5@", "nobody knows"), ("r7@", "not delivered yet"), ("r8@", "nobody knows")]
    {
        let line = said.lines().find(|line| line.contains(reader)).unwrap_or_else(|| panic!("{reader}: {said}"));
        assert!(line.contains(words), "{line}");
    }
    for served in ["r0@", "r2@", "r3@", "r4@", "r6@", "r9@"] {
        assert!(!said.contains(served), "{said}");
    }

    // The next run does what can be done, and nothing else.
    server.meets("r7@example.org", Manner::Takes);
    server.meets("r1@example.org", Manner::Takes);
    assert_eq!(desk.runs_to(0), "");
    let counted = server.counted();
    for (index, reader) in readers.iter().enumerate() {
        assert_eq!(counted.get(reader).copied(), (index != 1).then_some(1), "{reader}");
    }

    // What nobody knows of goes again where somebody says so.
    server.meets("r5@example.org", Manner::Takes);
    let again = ["deliver", "--resend-unknown", "reports/lage/2023-03-01"];
    let output = crate::program::wirebrief(desk.path(), &again, b"");
    assert_eq!(output.status.code(), Some(75), "the server hangs still: {output:?}");
    assert_eq!(server.counted()["r5@example.org"], 2);
}

#[test]
fn a_sender_that_is_refused_costs_no_reader_the_edition() {
    let server = Server::start(HOST);
    let way = plain(&server, &["a@example.org", "b@example.org"]);
    let desk = Desk::with(&way.replace("desk@example.org", "nobody@example.org"));
    assert!(desk.runs_to(77).contains("does not take mail from nobody@example.org"));
    desk.configure(&way);
    assert_eq!(desk.runs_to(0), "");
    assert_eq!(server.counted().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_sendmail_program_and_hooks_are_given_what_they_need() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::with("");
    let program = desk.write("sendmail", "#!/bin/sh\ncat > \"$0.$5\"\n[ \"$5\" != late@example.org ] || exit 75\n");
    let hook = desk.write("hook", "#!/bin/sh\ncat > \"$0.$1\"\n");
    for path in [&program, &hook] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
    let (program, hook) = (program.display(), hook.display());
    desk.configure(&format!(
        "delivery:\n  email: {{server: 'sendmail://{program}', from: d@example.org, readers: [a@example.org, late@example.org]}}\n\
         hooks: {{on_failure: [{hook}, bad], on_success: [{hook}, good]}}\n"
    ));
    assert!(desk.runs_to(75).contains("late@example.org"));
    let message = fs::read(desk.path().join("sendmail.a@example.org")).expect("it was handed over");
    assert!(MessageParser::default().parse(&message).is_some_and(|message| message.attachment_count() == 1));
    let report = fs::read_to_string(desk.path().join("hook.bad")).expect("the hook ran");
    assert!(report.contains("\"pending\"") && report.contains("late@example.org"), "{report}");
    assert_eq!(fs::read_to_string(desk.path().join(".wirebrief/run.json")).expect("it is kept"), report);
    assert!(!desk.path().join("hook.good").exists());
}

#[test]
fn a_server_that_is_not_there_is_tried_again_by_the_next_run() {
    let server = Server::start(HOST);
    let desk = Desk::with(&plain(&server, &["a@example.org"]).replace(&server.port.to_string(), "1"));
    assert!(desk.runs_to(75).contains("not delivered yet"));
    desk.configure(&plain(&server, &["a@example.org"]));
    assert_eq!(desk.runs_to(0), "");
    assert_eq!(server.counted().values().copied().collect::<Vec<_>>(), [1]);
}

#[test]
fn a_wrong_certificate_and_a_wrong_password_say_what_to_do_and_no_secret() {
    let server = Server::start(HOST);
    let way = |more: &str| {
        format!(
            "delivery:\n  email: {{server: 'smtp://desk@{HOST}:{}', password_file: secret, from: d@example.org, \
             readers: [a@example.org], tries: 1{more}}}\n",
            server.port
        )
    };
    let desk = Desk::with(&way(""));
    let secret = desk.write("secret", "tulip\n");
    restrict(&secret, 0o644);
    let said = desk.runs_to(77);
    if cfg!(unix) {
        restrict(&secret, 0o600);
    }
    assert!(said.contains("certificate") && said.contains("`trusted`"), "{said}");

    desk.write("server.pem", &server.certificate);
    desk.configure(&way(", trusted: server.pem"));
    restrict(&secret, 0o644);
    let said = desk.runs_to(77);
    assert!(said.contains("chmod 600"), "{said}");
    fs::write(&secret, "rose\n").expect("it can be written");
    restrict(&secret, 0o600);
    let said = desk.runs_to(77);
    assert!(said.contains("does not accept user and password"), "{said}");
    assert!(!said.contains("tulip") && !said.contains("rose"), "{said}");

    fs::write(&secret, "tulip\n").expect("it can be written");
    assert_eq!(desk.runs_to(0), "");
    assert_eq!(server.taken().len(), 1);
}

#[test]
fn an_edition_that_has_gone_stays_and_the_next_goes_beside_it() {
    let server = Server::start(HOST);
    let way = plain(&server, &["a@example.org"]).replace("pause: 0", "pause: 0, when: changed");
    let desk = Desk::with(&way);
    desk.runs_to(0);
    let later = "Published: 1 March 2023\n\nGunmen killed two guards in Kunduz on Monday, officials said.\n";
    desk.write("articles/kunduz.txt", later);
    desk.runs_to(0);
    assert_eq!(server.taken().len(), 2);
    assert!(desk.path().join("reports/lage/2023-03-01/briefing.pdf").exists());
    assert!(desk.path().join("reports/lage/2023-03-01.2/briefing.pdf").exists());
    // Another day with nothing new: nobody is written to.
    let (code, said) = desk.run(&["--as-of", "2023-03-02"]);
    assert_eq!((code, said.as_str()), (0, ""));
    assert_eq!(server.taken().len(), 2);
}

#[test]
fn a_dry_run_says_who_would_be_sent_what_and_touches_nothing() {
    let server = Server::start(HOST);
    let desk = Desk::with(&plain(&server, &["a@example.org"]));
    let (code, said) = desk.run(&["--dry-run"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("subject: Lage in Chorasan – täglich, 1 March 2023"), "{said}");
    assert!(said.contains("email: a@example.org"), "{said}");
    assert!(!desk.path().join("reports").exists() && !desk.path().join(".wirebrief").exists());
    assert!(server.taken().is_empty());
}

#[test]
fn two_runs_at_a_time_are_one() {
    let server = Server::start(HOST);
    server.meets("a@example.org", Manner::Hangs);
    let desk = Desk::with(&plain(&server, &["a@example.org"]));
    std::thread::scope(|scope| {
        let first = scope.spawn(|| desk.run(&[]));
        while server.taken().is_empty() {
            std::thread::sleep(Duration::from_millis(10));
        }
        let said = desk.runs_to(75);
        assert!(said.contains("another run is at work"), "{said}");
        assert_eq!(first.join().expect("it ends").0, 75);
    });
}

#[cfg(unix)]
fn restrict(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
}

#[cfg(not(unix))]
fn restrict(_path: &std::path::Path, _mode: u32) {}
