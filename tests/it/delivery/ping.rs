//! The address that is called after each run: how it ended, whether the call fails, and that nobody reads where it is.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::Desk;

/// A server on the web that keeps what it is asked for and answers as it is told: with a number, or never.
struct Web {
    asked: Arc<Mutex<Vec<String>>>,
    port: u16,
}

impl Web {
    fn start(answer: Option<u16>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("there is a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let kept = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let first = lines.next().unwrap_or_default();
                lines.take_while(|line| !line.is_empty()).for_each(drop);
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(first);
                match answer {
                    // Whoever has hung up already needs no answer.
                    Some(code) => drop((&stream).write_all(
                        format!("HTTP/1.1 {code} Said\r\nContent-Length: 2\r\nConnection: close\r\n\r\nOK").as_bytes(),
                    )),
                    None => thread::sleep(Duration::from_secs(60)),
                }
            }
        });
        Self { asked, port }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Nothing between this test and its server.
const DIRECT: [(&str, &str); 6] = [
    ("http_proxy", ""),
    ("HTTP_PROXY", ""),
    ("https_proxy", ""),
    ("HTTPS_PROXY", ""),
    ("all_proxy", ""),
    ("ALL_PROXY", ""),
];

#[test]
fn a_good_run_and_a_failed_one_call_their_addresses() {
    let web = Web::start(Some(200));
    let address = format!("http://127.0.0.1:{}/tulip", web.port);
    let desk = Desk::with("hooks: {ping: {url_env: PING_ADDRESS}}\n");
    let variables = [&DIRECT[..], &[("PING_ADDRESS", &address)]].concat();
    assert_eq!(desk.told(&["run"], &variables), (0, String::new()));
    assert_eq!(web.asked(), ["GET /tulip HTTP/1.1"]);
    // A run that leaves something undone: the folder is a file.
    desk.configure("hooks: {ping: {url_env: PING_ADDRESS}}\ndelivery: {folder: {path: shelf/below}}\n");
    desk.write("shelf", "a file");
    let (code, said) = desk.told(&["run"], &variables);
    assert_eq!(code, 75, "{said}");
    assert_eq!(web.asked()[1..], ["GET /tulip/fail HTTP/1.1"]);
    // A delivery is told of like a run; a dry run is none.
    std::fs::remove_file(desk.path().join("shelf")).expect("it is there");
    assert_eq!(desk.told(&["run", "--dry-run"], &variables).0, 0);
    assert_eq!(desk.told(&["deliver", "reports/lage/2023-03-01"], &variables), (0, String::new()));
    assert_eq!(web.asked()[2..], ["GET /tulip HTTP/1.1"]);
    let report = std::fs::read_to_string(desk.path().join(".wirebrief/run.json")).expect("it is kept");
    assert!(report.contains("\"good\": true") && report.contains("folder"), "{report}");
}

#[test]
fn a_call_that_fails_is_a_warning_without_the_address() {
    for (answer, words) in [(Some(404), "the answer is 404"), (None, "no answer in time")] {
        let web = Web::start(answer);
        let desk = Desk::with("hooks: {ping: {url_file: address, timeout: 2}}\n");
        let secret = desk.write("address", &format!("http://127.0.0.1:{}/tulip\n", web.port));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let (code, said) = desk.told(&["run"], &DIRECT);
            assert!(code == 0 && said.contains("chmod 600"), "{code}: {said}");
            std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).expect("it is ours");
        }
        let (code, said) = desk.told(&["run"], &DIRECT);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("the ping after the run failed") && said.contains(words), "{said}");
        assert!(!said.contains("tulip"), "{secret:?}: {said}");
    }
}
