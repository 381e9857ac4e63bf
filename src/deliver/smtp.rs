//! Message → mail server: one connection for all readers, and for each reader how it ended.

use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, client::CertificateStore};

use super::message::Sealed;
use super::secret;
use super::settings::{Encryption, Server};
use crate::world::World;

/// How the sending of one message ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sending {
    /// The server has taken it.
    Sent,
    /// The server does not let the sender send: a 5xx reply before any reader was named.
    Denied(String),
    /// It may be tried again: a 4xx reply, or a connection that broke before the message was under way.
    Later(String),
    /// The server will not take it: a 5xx reply.
    Refused(String),
    /// It broke off after the message was under way and before the server's reply.
    Unknown(String),
}

/// Why no reader can be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Closed {
    /// It may go next time.
    Later(String),
    /// Somebody must change something first: a password, a certificate.
    Denied(String),
}

/// An open connection.
pub(super) struct Line {
    connection: SmtpConnection,
}

impl Line {
    /// Connects, encrypts and logs in.
    pub(super) fn open(world: &dyn World, server: &Server) -> Result<Self, Closed> {
        let Server { host, port, encryption, .. } = server;
        let place = format!("{host}:{port}");
        let hello = ClientId::default();
        let patience = Some(Duration::from_secs(server.patience));
        let tls = match encryption {
            Encryption::Nothing => None,
            Encryption::StartTls | Encryption::Tls => Some(parameters(world, server)?),
        };
        let at_once = tls.as_ref().filter(|_| *encryption == Encryption::Tls);
        let failed = |error: &Error| failed(error, &place);
        let mut connection = SmtpConnection::connect((host.as_str(), *port), patience, &hello, at_once, None)
            .map_err(|error| failed(&error))?;
        if let (Encryption::StartTls, Some(tls)) = (encryption, &tls) {
            if !connection.can_starttls() {
                let words =
                    "does not offer STARTTLS; use `smtps://`, or `encryption: none` for a server on this machine";
                return Err(Closed::Denied(format!("the mail server {place} {words}")));
            }
            connection.starttls(tls, &hello).map_err(|error| failed(&error))?;
        }
        if let (Some(user), Some(password)) = (&server.user, &server.password) {
            let password = secret::fetch(world, password).map_err(|error| {
                Closed::Denied(format!("the password for {user} at {place} is not to be had: {error}"))
            })?;
            let credentials = Credentials::new(user.clone(), password.shown().to_owned());
            connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).map_err(|error| {
                // What the server says of a login may repeat it; only its number is passed on.
                match error.status() {
                    Some(code) if error.is_transient() => {
                        Closed::Later(format!("the mail server {place} puts the login off ({code})"))
                    }
                    Some(code) => Closed::Denied(format!(
                        "the mail server {place} does not accept user and password of {user} ({code}); check both"
                    )),
                    None => failed(&error),
                }
            })?;
        }
        Ok(Self { connection })
    }

    /// Sends one message. `begins` is called before the first byte of it leaves, and stops it where it fails.
    pub(super) fn send<E>(&mut self, sealed: &Sealed, begins: impl FnOnce() -> Result<(), E>) -> Result<Sending, E> {
        if let Err(error) = self.connection.command(Mail::new(sealed.envelope.from().cloned(), Vec::new())) {
            let later = refused_or_later(&error);
            return Ok(if let Sending::Refused(words) = later { Sending::Denied(words) } else { later });
        }
        if let Err(error) = self.readers(sealed) {
            return Ok(refused_or_later(&error));
        }
        begins()?;
        Ok(match self.connection.message(&sealed.bytes) {
            Ok(_) => Sending::Sent,
            // A number is the server's reply; anything else is silence.
            Err(error) if error.status().is_some() => refused_or_later(&error),
            Err(error) => Sending::Unknown(words(&error)),
        })
    }

    fn readers(&mut self, sealed: &Sealed) -> Result<(), Error> {
        for reader in sealed.envelope.to() {
            self.connection.command(Rcpt::new(reader.clone(), Vec::new()))?;
        }
        self.connection.command(Data).map(drop)
    }

    /// Begins anew after a message that was not taken; false where the connection is of no use any more.
    pub(super) fn reset(&mut self) -> bool {
        self.connection.command(lettre::transport::smtp::commands::Rset).is_ok()
    }

    /// Says goodbye.
    pub(super) fn close(mut self) {
        // All that matters was said before.
        let _ = self.connection.quit();
    }
}

fn parameters(world: &dyn World, server: &Server) -> Result<TlsParameters, Closed> {
    let mut builder = TlsParameters::builder(server.host.clone()).certificate_store(CertificateStore::WebpkiRoots);
    if let Some(path) = &server.trusted {
        let denied =
            |why: String| Closed::Denied(format!("the certificates in `{}` cannot be used: {why}", path.display()));
        let bytes = world.read(path).map_err(|error| denied(error.to_string()))?;
        let certificate = Certificate::from_pem(&bytes).map_err(|error| denied(error.to_string()))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().map_err(|error| Closed::Denied(words(&error)))
}

/// Why there is no connection.
fn failed(error: &Error, place: &str) -> Closed {
    let words = words(error);
    if words.contains("certificate") {
        let hint = "name its authority under `trusted`, or the server by the name in its certificate";
        return Closed::Denied(format!("the certificate of the mail server {place} is not accepted ({words}); {hint}"));
    }
    Closed::Later(format!("the mail server {place} cannot be used: {words}"))
}

fn refused_or_later(error: &Error) -> Sending {
    if error.is_permanent() { Sending::Refused(words(error)) } else { Sending::Later(words(error)) }
}

/// An error with what is behind it, on one line.
fn words(error: &Error) -> String {
    let mut words = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        let more = inner.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        source = inner.source();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
