//! What is wrong with a configuration, in words and with its place.

use super::options::Options;
use super::source::Source;
use crate::diag::Diagnostic;

/// Parses the file.
pub(super) fn parse(source: &Source) -> Result<Options, Diagnostic> {
    if source.text.trim().is_empty() {
        return Err(Diagnostic::error("the configuration is empty")
            .at(source.at(0..0))
            .hint("it needs at least `title:` and `corpus:`"));
    }
    let deserializer = serde_yaml::Deserializer::from_str(&source.text);
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let path = error.path().to_string();
        described(&error.into_inner(), &path, source)
    })
}

/// A parser's error as a diagnostic: at the key or value that is meant, with what to do.
fn described(error: &serde_yaml::Error, path: &str, source: &Source) -> Diagnostic {
    let message = plain(&error.to_string(), path);
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let stated = error.location().map_or_else(|| source.at(0..0), |l| source.at_line_column(l.line(), l.column()));
    // Where a value is refused after it was read, the parser knows no better than the start of the file.
    let top = path.split(['.', '[']).find(|part| !part.is_empty());
    let refused = quoted.first().filter(|_| message.starts_with('`')).zip(top);
    let location = refused.map_or(stated, |(value, key)| source.at_word(key, value));
    if let Some(key) = doubled(&message) {
        let location = source.at_second(&key).unwrap_or(location);
        return Diagnostic::error(format!("the key `{key}` is given twice")).at(location).hint("keep one of them");
    }
    let unknown = ["unknown field", "unknown variant"].iter().any(|start| message.starts_with(start));
    if let (true, [name, known @ ..]) = (unknown, quoted.as_slice()) {
        let what = if message.starts_with("unknown variant") { "name" } else { "key" };
        let location = near(source, &location, name);
        return Diagnostic::error(format!("unknown {what} `{name}`")).at(location).suggesting(name, known);
    }
    if let (true, [name, ..]) = (message.starts_with("missing field"), quoted.as_slice()) {
        let of = if path.is_empty() || path == "." { String::new() } else { format!(" in `{path}`") };
        return Diagnostic::error(format!("the key `{name}` is missing{of}"))
            .at(location)
            .hint(format!("add `{name}: …`, exactly below the keys that belong with it"));
    }
    let diagnostic = Diagnostic::error(message.clone()).at(location);
    if source.text.lines().any(|line| line.starts_with('\t')) {
        diagnostic.hint("indent with blanks; YAML does not allow tabs there")
    } else if message.contains("expected a sequence") {
        diagnostic.hint("write a list: each item on a line of its own, after a dash and a blank")
    } else if refused.is_some() {
        diagnostic
    } else if path == "." || path.is_empty() {
        diagnostic.hint("check the indentation and the dashes; keys of one list item stand exactly below each other")
    } else {
        diagnostic.hint(format!("this is the value of `{path}`"))
    }
}

/// The message without the place and path, which stand beside it.
fn plain(message: &str, path: &str) -> String {
    let message = match message.split_once(": ") {
        Some((place, rest)) if path.starts_with(place) => rest,
        _ => message,
    };
    match message.rfind(" at line ") {
        Some(end) => message[..end].to_owned(),
        None => message.to_owned(),
    }
}

/// The key that a message says is doubled.
fn doubled(message: &str) -> Option<String> {
    let rest = message.strip_prefix("duplicate ")?;
    let key = rest.split(['`', '"']).nth(1)?;
    Some(key.to_owned())
}

/// The word at or nearest after a place, or the nearest before it: parsers point at the map that holds a wrong key.
fn near(source: &Source, location: &crate::diag::Location, word: &str) -> crate::diag::Location {
    let is_word = |start: usize| {
        let before = source.text[..start].chars().next_back();
        let after = source.text[start + word.len()..].chars().next();
        let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !part(before) && !part(after)
    };
    let places = source.text.match_indices(word).map(|(start, _)| start).filter(|&start| is_word(start));
    let nearest = places.min_by_key(|&start| start.abs_diff(location.span.start));
    nearest.map_or_else(|| location.clone(), |start| source.at(start..start + word.len()))
}
