//! How a run ended → a call to an address on the web, for those who raise an alarm when no call comes. It never decides how a run
//! ends, and the address stands in no message: whoever knows it can call it.

use std::time::Duration;

use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Error};

use super::secret;
use super::settings::{Address, Ping};
use crate::diag::Diagnostic;
use crate::world::World;

/// What is added to the path after a run that is not good, as most of these services have it.
const FAILED: &str = "/fail";

/// Calls the address. A call that fails is told by a warning.
pub fn ping(world: &dyn World, ping: &Ping, good: bool) -> Option<Diagnostic> {
    let why = call(world, ping, good).err()?;
    Some(Diagnostic::warning(format!("the ping after the run failed: {why}")))
}

fn call(world: &dyn World, ping: &Ping, good: bool) -> Result<(), String> {
    let written = match &ping.address {
        Address::Open(address) => address.clone(),
        Address::Secret(at) => {
            let hidden = secret::fetch(world, at).map_err(|error| format!("its address is not to be had: {error}"))?;
            hidden.shown().to_owned()
        }
    };
    if !["http://", "https://"].iter().any(|scheme| written.starts_with(scheme)) {
        return Err("its address begins neither with `https://` nor `http://`".to_owned());
    }
    let mut tls = TlsConfig::builder();
    if let Some(path) = &ping.trusted {
        let unusable = |why: &str| format!("the certificates in `{}` cannot be used: {why}", path.display());
        let bytes = world.read(path).map_err(|error| unusable(&error.to_string()))?;
        let mut certificates: Vec<Certificate<'static>> = Vec::new();
        for item in parse_pem(&bytes) {
            if let PemItem::Certificate(certificate) = item.map_err(|_| unusable("they are no PEM"))? {
                certificates.push(certificate);
            }
        }
        if certificates.is_empty() {
            return Err(unusable("there is none"));
        }
        tls = tls.root_certs(RootCerts::new_with_certs(&certificates));
    }
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(ping.patience)))
        .user_agent(concat!("wirebrief/", env!("CARGO_PKG_VERSION")))
        .tls_config(tls.build())
        .build()
        .into();
    agent.get(address(&written, good)).call().map(drop).map_err(|error| words(&error))
}

/// The address for a good run or another one.
fn address(written: &str, good: bool) -> String {
    let (path, query) = written.split_once('?').map_or((written, None), |(path, query)| (path, Some(query)));
    let end = if good { "" } else { FAILED };
    let path = if good { path } else { path.trim_end_matches('/') };
    query.map_or_else(|| format!("{path}{end}"), |query| format!("{path}{end}?{query}"))
}

/// What went wrong, without the address.
fn words(error: &Error) -> String {
    match error {
        Error::StatusCode(code) => format!("the answer is {code}"),
        Error::Timeout(_) => "there is no answer in time".to_owned(),
        Error::HostNotFound => "there is no such machine".to_owned(),
        Error::Io(error) => format!("there is no connection: {error}"),
        Error::Rustls(error) => format!("the connection is not safe: {error}"),
        Error::BadUri(_) | Error::Http(_) => "its address is none of the web".to_owned(),
        Error::TooManyRedirects | Error::RedirectFailed => "it leads on and on".to_owned(),
        _ => "there is no connection".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::memory::Memory;

    #[test]
    fn a_failed_run_has_an_address_of_its_own() {
        for (written, failed) in [
            ("https://ping.example.org/abc", "https://ping.example.org/abc/fail"),
            ("https://ping.example.org/abc/", "https://ping.example.org/abc/fail"),
            ("https://ping.example.org/abc?rid=1", "https://ping.example.org/abc/fail?rid=1"),
        ] {
            assert_eq!(address(written, false), failed);
            assert_eq!(address(written, true), written);
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_the_address() {
        let world = Memory::default().with("address", "htps://ping.example.org/tulip\n").with("ca.pem", "tulip\n");
        let file = Address::Secret(crate::deliver::settings::Secret::File("address".into()));
        for (address, trusted) in [
            (file, None),
            (Address::Open("https://a b/tulip".to_owned()), None),
            (Address::Open("https://ping.example.org/tulip".to_owned()), Some("ca.pem".into())),
        ] {
            let said = ping(&world, &Ping { address, trusted, patience: 1 }, true).expect("it cannot be called");
            assert!(!said.to_string().contains("tulip"), "{said}");
        }
    }
}
