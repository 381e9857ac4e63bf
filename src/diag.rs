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
