//! `delivery:` and `hooks:`, as written → who is sent what.

mod options;
mod server;

pub use options::{DeliveryOptions, HookOptions};

use std::path::PathBuf;

use self::options::{EmailOptions, FolderOptions, ReadersOption, WhenOption, WikiOptions};
use super::source::Source;
use crate::deliver::settings::{CopyTo, Email, Flavour, Hooks, OnEdit, Readers, Settings, When, Wiki};
use crate::diag::Diagnostic;

/// The largest mail that servers commonly take, in bytes: 20 MB, of which a third is lost to base64.
const SIZE_LIMIT: usize = 20_000_000;

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
        settings.hooks = Hooks { on_failure: hooks.on_failure.clone(), on_success: hooks.on_success.clone() };
    }
    let Some(delivery) = delivery else { return Ok(settings) };
    for (index, options) in delivery.email.iter().flat_map(options::OneOrMany::list).enumerate() {
        settings.email.push(email(options, channel("email", index), source)?);
    }
    for (index, options) in delivery.wiki.iter().flat_map(options::OneOrMany::list).enumerate() {
        settings.wiki.push(wiki(options, channel("wiki", index), source)?);
    }
    for (index, FolderOptions { path, when }) in delivery.folder.iter().flat_map(options::OneOrMany::list).enumerate() {
        let (channel, path) = (channel("folder", index), source.beside(path));
        settings.folders.push(CopyTo { channel, path, when: when_of(*when) });
    }
    Ok(settings)
}

/// `email`, `email 2`, `email 3`.
fn channel(kind: &str, index: usize) -> String {
    if index == 0 { kind.to_owned() } else { format!("{kind} {}", index + 1) }
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
    let WikiOptions { repository, branch, flavour, folder, index, sidebar, author, on_edit, when } = options;
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
