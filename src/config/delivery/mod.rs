//! `delivery:` and `hooks:`, as written → who is sent what.

mod options;
mod server;

pub use options::{DeliveryOptions, HookOptions};

use std::path::{Path, PathBuf};

use self::options::{EmailOptions, FolderOptions, PingOption, PingOptions, ReadersOption, WhenOption, WikiOptions};
use super::source::Source;
use crate::deliver::settings::{
    Address, CopyTo, Email, Flavour, Hooks, OnEdit, Ping, Readers, Secret, Settings, When, Wiki, by_place,
};
use crate::diag::Diagnostic;

/// The largest mail that servers commonly take, in bytes: 20 MB, of which a third is lost to base64.
const SIZE_LIMIT: usize = 20_000_000;

/// How long a ping may take, in seconds.
const PING_PATIENCE: u64 = 10;

/// Works out what `deliver` is told.
pub(super) fn settings(
    delivery: Option<&DeliveryOptions>,
    hooks: Option<&HookOptions>,
    output: PathBuf,
    state: PathBuf,
    source: &Source,
) -> Result<Settings, Diagnostic> {
    let mut settings = Settings { output, state, ..Settings::default() };
    if let Some(hooks) = hooks {
        settings.hooks = Hooks {
            on_failure: hooks.on_failure.clone(),
            on_success: hooks.on_success.clone(),
            ping: hooks.ping.as_ref().map(|given| ping(given, source)).transpose()?,
        };
    }
    let Some(delivery) = delivery else { return Ok(settings) };
    let mut names = Names { source, taken: Vec::new() };
    for (index, options) in delivery.email.iter().flat_map(options::OneOrMany::list).enumerate() {
        settings.email.push(email(options, names.next("email", index, options.name.as_deref())?, source)?);
    }
    for (index, options) in delivery.wiki.iter().flat_map(options::OneOrMany::list).enumerate() {
        settings.wiki.push(wiki(options, names.next("wiki", index, options.name.as_deref())?, source)?);
    }
    for (index, options) in delivery.folder.iter().flat_map(options::OneOrMany::list).enumerate() {
        let FolderOptions { name, path, when } = options;
        let channel = names.next("folder", index, name.as_deref())?;
        settings.folders.push(CopyTo { channel, path: source.beside(path), when: when_of(*when) });
    }
    Ok(settings)
}

/// The files that are read before anything is sent: the outer key, the key, the path as written, and whether it is a secret.
pub(super) fn files<'o>(
    delivery: Option<&'o DeliveryOptions>,
    hooks: Option<&'o HookOptions>,
) -> Vec<(&'static str, &'static str, &'o Path, bool)> {
    let mut files = Vec::new();
    for options in delivery.iter().flat_map(|delivery| delivery.email.iter()).flat_map(options::OneOrMany::list) {
        if let ReadersOption::File(path) = &options.readers {
            files.push(("delivery", "readers", path.as_path(), false));
        }
        files.extend(options.password_file.as_deref().map(|path| ("delivery", "password_file", path, true)));
    }
    if let Some(PingOption::Keys(keys)) = hooks.and_then(|hooks| hooks.ping.as_ref()) {
        files.extend(keys.url_file.as_deref().map(|path| ("hooks", "url_file", path, true)));
    }
    files
}

/// The names that ways have so far.
struct Names<'s> {
    source: &'s Source,
    taken: Vec<String>,
}

impl Names<'_> {
    /// The name of the next way: the one that is given, or its kind and place (`email`, `email 2`). No two have the same.
    fn next(&mut self, kind: &str, index: usize, given: Option<&str>) -> Result<String, Diagnostic> {
        let name = given.map_or_else(|| by_place(kind, index), |given| given.trim().to_owned());
        if name.is_empty() || name.chars().count() > 60 || name.chars().any(char::is_control) {
            let message = format!("`{}` is no name of a way", name.escape_debug());
            let location = self.source.at_word("delivery", given.unwrap_or(&name));
            return Err(Diagnostic::error(message).at(location).hint("write a short one, as in `name: the desk`"));
        }
        if self.taken.contains(&name) {
            let message = format!("two ways have the name `{name}`");
            let location = self.source.at_named("delivery", "name", &name, 1);
            let location = location.or_else(|| self.source.at_named("delivery", "name", &name, 0));
            let location = location.unwrap_or_else(|| self.source.at_key("delivery"));
            let hint = "give each a name of its own: by it the ledger knows who was sent what";
            return Err(Diagnostic::error(message).at(location).hint(hint));
        }
        self.taken.push(name.clone());
        Ok(name)
    }
}

/// Works out whom a run is told to.
fn ping(given: &PingOption, source: &Source) -> Result<Ping, Diagnostic> {
    let none = PingOptions::default();
    let (open, keys) = match given {
        PingOption::Open(address) => (Some(address), &none),
        PingOption::Keys(keys) => (keys.url.as_ref(), keys),
    };
    let secrets = [
        keys.url_file.as_deref().map(|path| Secret::File(source.beside(path))),
        keys.url_env.clone().map(Secret::Variable),
        keys.url_command.clone().map(Secret::Command),
        keys.url_credential.clone().map(Secret::Credential),
    ];
    let secrets = secrets.into_iter().flatten().map(Address::Secret);
    let mut addresses = open.cloned().map(Address::Open).into_iter().chain(secrets);
    let wrong = |message: &str| Diagnostic::error(message).at(source.at_word("hooks", "ping"));
    let hint = "write `ping: https://…`, or `ping: {url_file: …}` where the address is a secret";
    let address = addresses.next().ok_or_else(|| wrong("the ping has no address").hint(hint))?;
    if addresses.next().is_some() {
        return Err(wrong("the address of the ping is given twice").hint("keep one of the keys"));
    }
    if let Address::Open(open) = &address
        && !["https://", "http://"].iter().any(|scheme| open.starts_with(scheme))
    {
        return Err(wrong("the address of the ping begins neither with `https://` nor `http://`").hint(hint));
    }
    let trusted = keys.trusted.as_deref().map(|path| source.beside(path));
    Ok(Ping { address, trusted, patience: keys.timeout.unwrap_or(PING_PATIENCE).max(1) })
}

fn when_of(when: Option<WhenOption>) -> When {
    match when {
        None | Some(WhenOption::Always) => When::Always,
        Some(WhenOption::Changed) => When::Changed,
        Some(WhenOption::Level(level)) => When::Level(level),
    }
}

fn fault(source: &Source, value: &str, message: String) -> Diagnostic {
    Diagnostic::error(message).at(source.at_word("delivery", value))
}

fn email(options: &EmailOptions, channel: String, source: &Source) -> Result<Email, Diagnostic> {
    let readers = match &options.readers {
        ReadersOption::File(path) => Readers::File(source.beside(path)),
        ReadersOption::Listed(addresses) => Readers::Listed(addresses.clone()),
    };
    for address in [Some(&options.from), options.reply_to.as_ref()].into_iter().flatten() {
        if !address.contains('@') || address.contains(['\r', '\n']) {
            let message = format!("`{address}` is no mail address");
            return Err(fault(source, address, message).hint("write it as `Briefing desk <desk@example.org>`"));
        }
    }
    Ok(Email {
        channel,
        carrier: server::carrier(options, source)?,
        from: options.from.clone(),
        reply_to: options.reply_to.clone(),
        readers,
        subject: options.subject.clone(),
        list_unsubscribe: options.list_unsubscribe.clone(),
        attach_markdown: options.attach_markdown.unwrap_or(false),
        size_limit: options.size_limit.unwrap_or(SIZE_LIMIT),
        when: when_of(options.when),
    })
}

fn wiki(options: &WikiOptions, channel: String, source: &Source) -> Result<Wiki, Diagnostic> {
    let WikiOptions { name: _, repository, branch, flavour, folder, index, sidebar, author, on_edit, when } = options;
    if repository.starts_with('-') {
        return Err(fault(source, repository, format!("`{repository}` is no repository")));
    }
    let outside = |part: &str| matches!(part, ".." | "." | ".git" | "");
    if let Some(folder) = folder.as_deref().filter(|folder| folder.trim_matches('/').split('/').any(outside)) {
        let message = format!("`{folder}` is no folder of the wiki");
        return Err(fault(source, folder, message).hint("write its path from the topmost folder, as in `briefings`"));
    }
    if let Some(branch) = branch.as_deref().filter(|branch| branch.starts_with('-') || branch.contains([' ', ':', '~']))
    {
        return Err(fault(source, branch, format!("`{branch}` is no branch")));
    }
    // A path of this machine is one from the configuration's folder; an address is left as it is.
    let address = repository.contains(':') || repository.starts_with('/');
    Ok(Wiki {
        channel,
        repository: if address { repository.clone() } else { source.beside(repository.as_ref()).display().to_string() },
        branch: branch.clone(),
        flavour: flavour.map_or(Flavour::Github, Into::into),
        folder: folder.clone(),
        index: index.unwrap_or(true),
        sidebar: sidebar.unwrap_or(false),
        author: author.clone().unwrap_or_else(|| "wirebrief <wirebrief@localhost>".to_owned()),
        on_edit: on_edit.map_or(OnEdit::Keep, Into::into),
        when: when_of(*when),
    })
}

#[cfg(test)]
mod tests;
