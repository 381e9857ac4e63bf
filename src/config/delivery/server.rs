//! `server:` and the password beside it → who carries the mail.

use super::fault;
use super::options::EmailOptions;
use crate::config::source::Source;
use crate::deliver::settings::{Carrier, Encryption, Secret, Server};
use crate::diag::Diagnostic;

/// Ports by convention: submission with STARTTLS, and with TLS from the start (RFC 8314).
const PORTS: (u16, u16) = (587, 465);

/// Works out the carrier.
pub(super) fn carrier(options: &EmailOptions, source: &Source) -> Result<Carrier, Diagnostic> {
    let wrong = |why: &str| {
        fault(source, &options.server, format!("`{}` is no mail server: {why}", hidden(&options.server)))
            .hint("write it as `smtp://user@mail.example.org:587`, `smtps://…` or `sendmail:///usr/sbin/sendmail`")
    };
    let (scheme, rest) = options.server.split_once("://").ok_or_else(|| wrong("it has no `://`"))?;
    let secret = secret(options, source)?;
    if scheme == "sendmail" {
        return match secret {
            Some(_) => Err(wrong("a sendmail program needs no password")),
            None => Ok(Carrier::Sendmail(rest.into())),
        };
    }
    let (encryption, port) = match scheme {
        "smtp" => (Encryption::StartTls, PORTS.0),
        "smtps" => (Encryption::Tls, PORTS.1),
        _ => return Err(wrong("it begins neither with `smtp`, `smtps` nor `sendmail`")),
    };
    let encryption = options.encryption.map_or(encryption, Into::into);
    let rest = rest.trim_end_matches('/');
    let (user, place) = rest.rsplit_once('@').map_or((None, rest), |(user, place)| (Some(user), place));
    if user.is_some_and(|user| user.contains(':')) {
        return Err(wrong("a password does not belong into the configuration; use `password_file`"));
    }
    // An address of IPv6 stands in brackets.
    let (host, port) = match place.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')) {
        Some((host, digits)) => (host, digits.parse().map_err(|_| wrong("its port is no number"))?),
        None => (place, port),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    if host.is_empty() || host.contains(['/', ' ']) {
        return Err(wrong("it names no machine"));
    }
    match (user, &secret, encryption) {
        (Some(_), None, _) => return Err(wrong("there is a user and no password; add `password_file`")),
        (None, Some(_), _) => return Err(wrong("there is a password and no user; add one before an `@`")),
        (Some(_), Some(_), Encryption::Nothing) => return Err(wrong("a password is never sent without encryption")),
        _ => {}
    }
    Ok(Carrier::Smtp(Server {
        host: host.to_owned(),
        port,
        encryption,
        user: user.map(unescaped),
        password: secret,
        trusted: options.trusted.as_deref().map(|path| source.beside(path)),
        patience: options.timeout.unwrap_or(60).max(1),
        tries: options.tries.unwrap_or(3).max(1),
        pause: options.pause.unwrap_or(5),
    }))
}

/// Where the password is; `None` where the configuration names no place.
fn secret(options: &EmailOptions, source: &Source) -> Result<Option<Secret>, Diagnostic> {
    let EmailOptions { password_file, password_env, password_command, password_credential, .. } = options;
    let given = [
        password_file.as_deref().map(|path| Secret::File(source.beside(path))),
        password_env.clone().map(Secret::Variable),
        password_command.clone().map(Secret::Command),
        password_credential.clone().map(Secret::Credential),
    ];
    let mut given = given.into_iter().flatten();
    let (first, second) = (given.next(), given.next());
    match second {
        None => Ok(first),
        Some(_) => {
            Err(fault(source, "password_", "the password is given twice".to_owned()).hint("keep one of the keys"))
        }
    }
}

/// The server as it may be shown: whoever wrote a password there does not want it in a log.
fn hidden(server: &str) -> String {
    match server.split_once("://").map(|(scheme, rest)| (scheme, rest.rsplit_once('@'))) {
        Some((scheme, Some((user, place)))) if user.contains(':') => {
            format!("{scheme}://{}:…@{place}", user.split(':').next().unwrap_or_default())
        }
        _ => server.to_owned(),
    }
}

/// `%40` and its like in a user's name.
fn unescaped(user: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = user.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        if let Some(byte) = digits.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| first == b'%') {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
