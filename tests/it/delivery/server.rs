//! A mail server in this process: it keeps what it has taken, and misbehaves as it is told.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// How the server meets a reader's message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// It takes it.
    Takes,
    /// It puts so many tries off with 451 and takes the next.
    Greylists(u32),
    /// It says 550 to the address.
    Refuses,
    /// It takes the message and breaks the line without a word.
    DropsAfterData,
    /// It breaks the line at the address.
    Closes,
    /// It takes the message and says nothing.
    Hangs,
}

#[derive(Debug, Default)]
struct State {
    manners: BTreeMap<String, Manner>,
    taken: Vec<(String, Vec<u8>)>,
}

/// A running server.
#[derive(Debug, Clone)]
pub(super) struct Server {
    state: Arc<Mutex<State>>,
    pub(super) port: u16,
    /// The certificate that it shows, as PEM.
    pub(super) certificate: String,
}

impl Server {
    /// Starts on a port of the system's choice; it ends with the process. The certificate is one for `name`.
    pub(super) fn start(name: &str) -> Self {
        Self::begin(name, false)
    }

    /// The same with encryption from the first byte.
    pub(super) fn start_encrypted(name: &str) -> Self {
        Self::begin(name, true)
    }

    fn begin(name: &str, encrypted: bool) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("there is a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).expect("a certificate can be made");
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the provider knows them")
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .expect("they belong together");
        let server = Self { state: Arc::default(), port, certificate: made.cert.pem() };
        let (clone, tls) = (server.clone(), Arc::new(tls));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (server, tls) = (clone.clone(), Arc::clone(&tls));
                // A line that the other side breaks is over.
                thread::spawn(move || server.talk(&stream, tls, encrypted));
            }
        });
        server
    }

    /// How it meets messages for an address from now on.
    pub(super) fn meets(&self, address: &str, manner: Manner) {
        self.state().manners.insert(address.to_owned(), manner);
    }

    /// Addresses and messages, in the order in which they were taken.
    pub(super) fn taken(&self) -> Vec<(String, Vec<u8>)> {
        self.state().taken.clone()
    }

    /// How many messages each address has.
    pub(super) fn counted(&self) -> BTreeMap<String, usize> {
        self.taken().into_iter().fold(BTreeMap::new(), |mut counted, (address, _)| {
            *counted.entry(address).or_default() += 1;
            counted
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn talk(&self, stream: &TcpStream, tls: Arc<ServerConfig>, encrypted: bool) -> Option<()> {
        if !encrypted {
            let mut plain = stream;
            plain.write_all(b"220 test\r\n").ok()?;
            if !self.session(&mut BufReader::new(plain), stream, true)? {
                return Some(());
            }
        }
        let connection = ServerConnection::new(tls).ok()?;
        let mut secret = StreamOwned::new(connection, stream.try_clone().ok()?);
        if encrypted {
            secret.write_all(b"220 test\r\n").ok()?;
        }
        self.session(&mut BufReader::new(secret), stream, false).map(drop)
    }

    /// Talks until the line ends; true where it is to be encrypted from here on.
    fn session<S: Read + Write>(&self, line: &mut BufReader<S>, raw: &TcpStream, open: bool) -> Option<bool> {
        let mut to = String::new();
        loop {
            let mut command = String::new();
            if line.read_line(&mut command).ok()? == 0 {
                return None;
            }
            let (verb, rest) = command.trim_end().split_once([' ', ':']).unwrap_or((command.trim_end(), ""));
            let reply: &[u8] = match verb.to_ascii_uppercase().as_str() {
                "EHLO" if open => b"250-test\r\n250 STARTTLS\r\n",
                "EHLO" => b"250-test\r\n250 AUTH PLAIN LOGIN\r\n",
                "STARTTLS" => {
                    line.get_mut().write_all(b"220 go on\r\n").ok()?;
                    return Some(true);
                }
                // desk, tulip
                "AUTH" if rest == "PLAIN AGRlc2sAdHVsaXA=" => b"235 welcome\r\n",
                "AUTH" => b"535 5.7.8 no such user as desk with tulip\r\n",
                "RCPT" => {
                    rest.trim_start_matches("TO:").trim_matches(['<', '>']).clone_into(&mut to);
                    match self.manner(&to) {
                        Manner::Refuses => b"550 5.1.1 nobody here\r\n",
                        Manner::Greylists(left) if left > 0 => {
                            self.meets(&to, Manner::Greylists(left - 1));
                            b"451 4.7.1 later\r\n"
                        }
                        Manner::Closes => {
                            let _ = raw.shutdown(Shutdown::Both);
                            return None;
                        }
                        _ => b"250 ok\r\n",
                    }
                }
                "MAIL" if rest.contains("nobody@") => b"550 5.7.1 not you\r\n",
                "DATA" => {
                    line.get_mut().write_all(b"354 go on\r\n").ok()?;
                    let message = body(line)?;
                    self.state().taken.push((to.clone(), message));
                    match self.manner(&to) {
                        Manner::DropsAfterData => {
                            let _ = raw.shutdown(Shutdown::Both);
                            return None;
                        }
                        Manner::Hangs => {
                            thread::sleep(Duration::from_secs(60));
                            return None;
                        }
                        _ => b"250 taken\r\n",
                    }
                }
                "QUIT" => b"221 bye\r\n",
                _ => b"250 ok\r\n",
            };
            line.get_mut().write_all(reply).ok()?;
            line.get_mut().flush().ok()?;
        }
    }

    fn manner(&self, address: &str) -> Manner {
        self.state().manners.get(address).copied().unwrap_or(Manner::Takes)
    }
}

/// A message up to the line with a single point.
fn body<S: Read>(line: &mut BufReader<S>) -> Option<Vec<u8>> {
    let mut message = Vec::new();
    loop {
        let mut next = Vec::new();
        if line.read_until(b'\n', &mut next).ok()? == 0 {
            return None;
        }
        if next == b".\r\n" {
            return Some(message);
        }
        message.extend_from_slice(next.strip_prefix(b".").unwrap_or(&next));
    }
}
