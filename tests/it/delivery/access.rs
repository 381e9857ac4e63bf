//! How the program gets at a server: encryption from the first byte, and passwords that stand elsewhere; and the log of it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use super::Desk;
use super::server::Server;

/// The name of the machine that the tests run on, for itself.
const HOST: &str = "localhost";

/// A desk whose mails go to that server, with more keys.
fn desk(server: &Server, scheme: &str, more: &str) -> Desk {
    let desk = Desk::with(&format!(
        "delivery:\n  email: {{server: '{scheme}://desk@{HOST}:{}', trusted: server.pem, from: d@example.org, \
         readers: [a@example.org], tries: 1, {more}}}\n",
        server.port
    ));
    desk.write("server.pem", &server.certificate);
    desk
}

#[test]
fn encryption_may_begin_with_the_first_byte_and_the_password_be_printed_by_a_program() {
    let server = Server::start_encrypted(HOST);
    let desk = desk(&server, "smtps", "password_command: [./print, desk]");
    let program = desk.write("print", "#!/bin/sh\n[ \"$1\" = desk ] && echo tulip && echo more && echo hush >&2\n");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it is ours");
    assert_eq!(desk.runs_to(0), "");
    assert_eq!(server.counted()["a@example.org"], 1);

    for (script, why) in [("echo tulip; exit 3", "it ended with 3"), ("echo", "it is empty")] {
        desk.write("print", &format!("#!/bin/sh\n{script}\n"));
        let (code, said) = desk.run(&["--as-of", "2023-03-02"]);
        assert_eq!(code, 77, "{said}");
        assert!(said.contains("is not to be had") && said.contains(why) && !said.contains("tulip"), "{said}");
    }
    assert_eq!(server.taken().len(), 1);
}

#[test]
fn a_password_may_lie_in_the_folder_of_credentials() {
    let server = Server::start(HOST);
    let desk = desk(&server, "smtp", "password_credential: smtp-password");
    let (code, said) = desk.told(&["run"], &[]);
    assert!(code == 77 && said.contains("`CREDENTIALS_DIRECTORY` is not set"), "{code}: {said}");
    desk.write("credentials/smtp-password", "tulip\n");
    let folder = desk.path().join("credentials").display().to_string();
    assert_eq!(desk.told(&["run"], &[("CREDENTIALS_DIRECTORY", &folder)]), (0, String::new()));
    assert_eq!(server.taken().len(), 1);
}

#[test]
fn a_log_tells_the_stages_of_an_edition_as_text_or_as_json() {
    let server = Server::start(HOST);
    let desk = desk(&server, "smtp", "password_env: DESK_PASSWORD");
    let variables = [("DESK_PASSWORD", "tulip")];
    let (code, said) = desk.told(&["run", "--log", "json"], &variables);
    assert_eq!(code, 0, "{said}");
    let lines: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    let stages: Vec<&str> = lines.iter().filter_map(|line| line["stage"].as_str()).collect();
    assert_eq!(stages.last(), Some(&"deliver"), "{said}");
    for stage in ["read", "typeset", "prove"] {
        assert!(stages.contains(&stage), "{stage}: {said}");
    }
    for line in &lines {
        assert_eq!((&line["level"], &line["span"]["edition"]), (&"INFO".into(), &"lage/2023-03-01".into()), "{line}");
        assert!(line["timestamp"].is_string(), "{line}");
    }
    let (code, said) = desk.told(&["run", "--log", "text", "--as-of", "2023-03-02"], &variables);
    assert_eq!(code, 0, "{said}");
    let deliver = said.lines().find(|line| line.contains("stage=\"deliver\"")).unwrap_or_else(|| panic!("{said}"));
    assert!(deliver.contains("INFO") && deliver.contains("lage/2023-03-02"), "{deliver}");
    assert!(!said.contains("tulip"), "{said}");
}
