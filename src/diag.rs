//! Warnings and errors as values: what is wrong, where, and what to do about it. How they look is `cli`'s affair.

use std::fmt;
use std::ops::Range;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The run goes on; the reader should know.
    Warning,
    /// The thing asked for cannot be done.
    Error,
}

/// A place in a source text, with enough of the text to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Path as the user would write it.
    pub path: String,
    /// The whole source text; empty where only the path is known.
    pub source: String,
    /// Byte range in `source`.
    pub span: Range<usize>,
}

impl Location {
    /// Only a path: no source text is at hand.
    pub fn path(path: impl Into<String>) -> Self {
        Self { path: path.into(), source: String::new(), span: 0..0 }
    }

    /// A line of a source text, counted from one; the end of the text where it has fewer.
    pub fn line(path: &str, source: &str, line: usize) -> Self {
        let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let end = source[start..].find('\n').map_or(source.len(), |end| start + end);
        Self { path: path.to_owned(), source: source.to_owned(), span: start..end }
    }

    /// 1-based line and column (in characters) of the span's start.
    pub fn line_column(&self) -> (usize, usize) {
        let at = self.span.start.min(self.source.len());
        let before = &self.source[..(0..=at).rev().find(|&i| self.source.is_char_boundary(i)).unwrap_or(0)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }
}

/// One thing to tell the user. `message` is a lowercase fragment without a full stop; each hint says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Warning or error.
    pub severity: Severity,
    /// Where, if it has a place.
    pub location: Option<Location>,
    /// What is wrong.
    pub message: String,
    /// What can be done.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A warning without a place.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, location: None, message: message.into(), hints: Vec::new() }
    }

    /// An error without a place.
    pub fn error(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, location: None, message: message.into(), hints: Vec::new() }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// The same, with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

impl Diagnostic {
    /// The same, with the known word that is most like a wrong one, or with all of them.
    #[must_use]
    pub fn suggesting(self, wrong: &str, known: &[&str]) -> Self {
        let like = known.iter().map(|name| (strsim::damerau_levenshtein(wrong, name), name)).min();
        match like {
            Some((distance, name)) if distance <= 1 + wrong.len() / 3 => self.hint(format!("did you mean `{name}`?")),
            _ if known.is_empty() => self,
            _ => self.hint(format!("known here: {}", known.join(", "))),
        }
    }

    /// What a parser says of an entry of a list, at the entry or at the word in it that is wrong. `lines` holds the entry's
    /// first line and the one after its last.
    pub fn of_entry(what: &str, message: &str, path: &str, source: &str, lines: (usize, usize)) -> Self {
        let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let unknown = ["unknown field", "unknown variant"].iter().any(|start| message.contains(start));
        let Some((wrong, known)) = quoted.split_first().filter(|_| unknown) else {
            return Self::error(format!("{what} is wrong: {message}")).at(Location::line(path, source, lines.0));
        };
        let whole = |line: &str| line.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == *wrong);
        let inside = source.lines().enumerate().skip(lines.0 - 1).take(lines.1.saturating_sub(lines.0).max(1));
        let at = inside.filter(|(_, line)| whole(line)).map(|(at, _)| at + 1).next().unwrap_or(lines.0);
        let kind = if message.contains("unknown variant") { "value" } else { "key" };
        let error = Self::error(format!("{what} is wrong: unknown {kind} `{wrong}`"));
        error.at(Location::line(path, source, at)).suggesting(wrong, known)
    }
}

/// The lines, from one, that the entries of a list in a YAML file begin on; and the line after the list. The list stands under
/// a key at the margin.
pub fn entry_lines(text: &str, key: &str) -> (Vec<usize>, usize) {
    let mut lines = Vec::new();
    let mut inside = false;
    let mut dash = None;
    let mut after = text.lines().count() + 1;
    for (index, line) in text.lines().enumerate() {
        let inner = line.trim_start();
        if inner.is_empty() || inner.starts_with('#') {
            continue;
        }
        let indent = line.len() - inner.len();
        if indent == 0 && !inner.starts_with('-') {
            if inside {
                after = index + 1;
            }
            inside = inner.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
            dash = None;
        } else if inside && inner.starts_with('-') && dash.is_none_or(|dash| dash == indent) {
            dash = Some(indent);
            lines.push(index + 1);
        }
    }
    (lines, after)
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.location {
            Some(l) if l.source.is_empty() => write!(f, "{}: {}", l.path, self.message),
            Some(l) => {
                let (line, column) = l.line_column();
                write!(f, "{}:{line}:{column}: {}", l.path, self.message)
            }
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Diagnostic {}

/// A result that came with warnings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warned<T> {
    /// The result.
    pub output: T,
    /// What was met on the way, in the order of the input.
    pub warnings: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A result without warnings.
    pub fn clean(output: T) -> Self {
        Self { output, warnings: Vec::new() }
    }
}
