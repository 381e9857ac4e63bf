//! Real mail servers, started here and stopped again: a message goes through each and is read back by Python's own parser.
//!
//! aiosmtpd is looked for in the Python that `WIREBRIEF_PYTHON` names, Postfix with Cyrus SASL on the path; it starts for root alone.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{Desk, missing, starts};

/// The name in the servers' certificate.
const HOST: &str = "localhost";

/// Whom the mail goes to.
const READERS: [(&str, &str); 3] =
    [("José Núñez", "jose@example.org"), ("", "ada@example.org"), ("Юлия Œ. 王", "yulia@example.org")];

/// How long a server may take to start, and a message to arrive.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program of this folder.
fn program(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/delivery/programs").join(name)
}

/// A desk whose mails go to a server on that port, with its certificate in `server.pem` and its key in `key.pem`.
fn desk(port: u16) -> Desk {
    let readers: Vec<String> =
        READERS.iter().map(|(name, address)| format!("{name} <{address}>").trim().to_owned()).collect();
    let desk = Desk::with(&format!(
        "delivery:\n  email:\n    server: smtp://desk@{HOST}:{port}\n    password_file: secret\n    trusted: server.pem\n    \
         from: Lagezentrum Köln <desk@example.org>\n    readers: readers.txt\n    attach_markdown: true\n    \
         list_unsubscribe: mailto:stop@example.org\n    timeout: 30\n"
    ));
    desk.write("readers.txt", &readers.join("\n"));
    let secret = desk.write("secret", "tulip\n");
    fs::set_permissions(secret, fs::Permissions::from_mode(0o600)).expect("it is ours");
    let made = rcgen::generate_simple_self_signed(vec![HOST.to_owned()]).expect("a certificate can be made");
    desk.write("server.pem", &made.cert.pem());
    desk.write("key.pem", &made.signing_key.serialize_pem());
    desk
}

/// Runs until nothing is to be done, reads what has arrived and holds it against the edition.
fn delivers(desk: &Desk, python: &Path, arrived: impl Fn() -> Vec<PathBuf>) {
    for _ in 0..2 {
        assert_eq!(desk.runs_to(0), "");
    }
    let begin = Instant::now();
    while arrived().len() < READERS.len() && begin.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(50));
    }
    let read = Command::new(python).arg(program("read_mail.py")).args(arrived()).output().expect("Python starts");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let messages: Vec<Value> = serde_json::from_slice(&read.stdout).expect("it is JSON");
    let mut seen = BTreeMap::new();
    for message in &messages {
        let [to] = message["to"].as_array().expect("it is a list").as_slice() else { panic!("{message}") };
        let [name, address] = [&to[0], &to[1]].map(|part| part.as_str().expect("it is text"));
        assert_eq!(seen.insert(address, name), None, "{address} has it twice");
        assert_eq!(message["defects"].as_array().map(Vec::len), Some(0), "{}", message["defects"]);
        assert_eq!(message["subject"], "Lage in Chorasan – täglich, 1 March 2023");
        assert_eq!(message["from"], serde_json::json!([["Lagezentrum Köln", "desk@example.org"]]));
        assert_eq!(message["headers"]["List-Id"], "<lage.example.org>");
        assert_eq!(message["headers"]["Auto-Submitted"], "auto-generated");
        for body in ["text", "html"] {
            let text = message[body].as_str().expect("there is one");
            for words in
                ["For internal use", "Lage in Chorasan – täglich", "bombing claimed by ISKP, Herat", "killed: 6"]
            {
                assert!(text.contains(words), "{words} in {body}: {text}");
            }
            assert_eq!(text.contains("</p>"), body == "html");
        }
        let edition = desk.path().join("reports/lage/2023-03-01");
        let attached = ["pdf", "md"].map(|ending| {
            let bytes = fs::read(edition.join(format!("briefing.{ending}"))).expect("the edition is written");
            let kind = if ending == "pdf" { "application/pdf" } else { "text/markdown" };
            let digest = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
            serde_json::json!([format!("lage-2023-03-01.{ending}"), kind, digest])
        });
        assert_eq!(message["attached"], Value::from(attached.to_vec()));
    }
    assert_eq!(seen, READERS.into_iter().map(|(name, address)| (address, name)).collect());
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .map_or_else(|_| Vec::new(), |entries| entries.map(|entry| entry.expect("it is there").path()).collect());
    files.sort();
    files
}

/// aiosmtpd, stopped when this goes.
struct Aiosmtpd(Child);

impl Drop for Aiosmtpd {
    fn drop(&mut self) {
        // Its standard input closes; that is how it is told to end.
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

#[test]
fn a_message_goes_through_aiosmtpd_and_reads_back_without_a_defect() {
    let python = std::env::var_os("WIREBRIEF_PYTHON").map_or_else(|| "python3".into(), PathBuf::from);
    if !starts(&python, &["-c", "import aiosmtpd"]) {
        return missing("there is no Python with aiosmtpd; name one in WIREBRIEF_PYTHON");
    }
    let desk = desk(0);
    let inbox = desk.path().join("inbox");
    fs::create_dir(&inbox).expect("there is room");
    let mut child = Command::new(&python)
        .arg(program("mail_server.py"))
        .args([&inbox, &desk.path().join("server.pem"), &desk.path().join("key.pem")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Python starts");
    let mut port = String::new();
    let output = child.stdout.take().expect("it is a pipe");
    let server = Aiosmtpd(child);
    BufReader::new(output).read_line(&mut port).expect("it says its port");
    let text = fs::read_to_string(desk.path().join("briefing.yaml")).expect("it is there");
    desk.write("briefing.yaml", &text.replace(&format!("{HOST}:0"), &format!("{HOST}:{}", port.trim())));
    delivers(&desk, &python, || files_in(&inbox));
    drop(server);
}

/// Postfix with a configuration of its own, stopped when this goes.
struct Postfix {
    configuration: PathBuf,
    inbox: PathBuf,
}

impl Postfix {
    /// A server that takes mail for example.org from `desk` with `tulip` over STARTTLS, into a folder.
    fn start(folder: &Path, port: u16) -> Self {
        let at = |name: &str| folder.join("postfix").join(name);
        let [configuration, queue, data, inbox] = ["etc", "queue", "data", "mail"].map(at);
        let sasl = configuration.join("sasl");
        for folder in [&sasl, &queue, &data, &inbox] {
            fs::create_dir_all(folder).expect("there is room");
        }
        // Its processes are of other users, which must get as far as here.
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("it is ours");
        let settings = include_str!("programs/postfix-main.cf").replace("FOLDER", &at("").display().to_string());
        let services = include_str!("programs/postfix-master.cf").replace("PORT", &port.to_string());
        let password = sasl.join("sasldb2");
        let login = format!(
            "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: {}\nmech_list: PLAIN LOGIN\n",
            password.display()
        );
        for (path, text) in [
            (configuration.join("main.cf"), settings),
            (configuration.join("master.cf"), services),
            (sasl.join("smtpd.conf"), login),
        ] {
            fs::write(path, text).expect("there is room");
        }
        for name in ["server.pem", "key.pem"] {
            fs::copy(folder.join(name), configuration.join(name)).expect("there is room");
        }
        let mut entered = Command::new("saslpasswd2")
            .args(["-p", "-c", "-f", &password.display().to_string(), "-u", "mail.example.org", "desk"])
            .stdin(Stdio::piped())
            .spawn()
            .expect("it starts");
        std::io::Write::write_all(&mut entered.stdin.take().expect("it is a pipe"), b"tulip").expect("it reads");
        assert!(entered.wait().is_ok_and(|status| status.success()));
        let owner = Command::new("id").args(["-u", "postfix"]).output().expect("it starts").stdout;
        let owner: u32 = String::from_utf8_lossy(&owner).trim().parse().expect("Postfix has a user");
        chown(&data, Some(owner), None).expect("we are root");
        chown(&password, Some(owner), None).expect("we are root");
        chown(&inbox, Some(65534), Some(65534)).expect("we are root");
        let server = Self { configuration, inbox };
        let started = server.told("start");
        assert!(started.status.success(), "{}", String::from_utf8_lossy(&started.stderr));
        server
    }

    fn told(&self, word: &str) -> std::process::Output {
        Command::new("postfix").arg("-c").arg(&self.configuration).arg(word).output().expect("it starts")
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        let _ = self.told("stop");
    }
}

#[test]
fn a_message_goes_through_postfix_with_starttls_and_a_login_and_reads_back_without_a_defect() {
    // Its help ends with an error; that it starts is enough.
    let sasl = Command::new("saslpasswd2").arg("-h").output().is_ok();
    let there = sasl && starts(Path::new("postconf"), &["-d", "mail_version"]);
    let root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if !there || !root {
        return missing("there is no Postfix with Cyrus SASL (saslpasswd2), or we are not root");
    }
    if !starts(Path::new("python3"), &["-c", "import email"]) {
        return missing("there is no Python");
    }
    let port =
        TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).expect("there is a free port").port();
    let desk = desk(port);
    let server = Postfix::start(desk.path(), port);
    delivers(&desk, Path::new("python3"), || files_in(&server.inbox.join("all/new")));
}
