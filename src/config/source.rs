//! The text of a configuration, and where in it something stands.

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::diag::Location;

/// A configuration as read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it was read; paths in it are relative to its folder.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

impl Source {
    /// A path of the file, from the file's own folder.
    pub(super) fn beside(&self, path: &Path) -> PathBuf {
        match self.path.parent() {
            Some(folder) if folder != Path::new("") => folder.join(path),
            _ => path.to_owned(),
        }
    }

    /// A stretch of the text.
    pub(super) fn at(&self, span: Range<usize>) -> Location {
        Location { path: self.path.display().to_string(), source: self.text.clone(), span }
    }

    /// The value of a key of the outermost level; the start of the text where the key is not found.
    pub(super) fn at_key(&self, key: &str) -> Location {
        let line =
            lines(&self.text).find(|(_, line)| line.strip_prefix(key).is_some_and(|r| r.trim_start().starts_with(':')));
        let Some((start, line)) = line else { return self.at(0..self.first_line_end()) };
        let value = line.find(':').map_or(0, |colon| colon + 1);
        let value = value + (line[value..].len() - line[value..].trim_start().len());
        let end = line.trim_end().len();
        self.at(if value < end { start + value..start + end } else { start..start + key.len() })
    }

    /// A word of the value of a key of the outermost level; the value where the word is not found.
    pub(super) fn at_word(&self, key: &str, word: &str) -> Location {
        let value = self.at_key(key);
        match self.text[value.span.start..].find(word) {
            Some(offset) => {
                let start = value.span.start + offset;
                self.at(start..start + word.len())
            }
            None => value,
        }
    }

    /// A value as some key below a key of the outermost level gives it, the first time (`nth` 0) or a later one; `None` where it
    /// does not so often.
    pub(super) fn at_named(&self, outer: &str, key: &str, value: &str, nth: usize) -> Option<Location> {
        let from = self.at_key(outer).span.start;
        let starts = |at: usize| {
            let after = self.text[at..].strip_prefix(key)?.strip_prefix(':')?.trim_start_matches([' ', '"', '\'']);
            let rest = after.strip_prefix(value)?;
            let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
            let whole = !self.text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            (ends && whole).then(|| self.text.len() - after.len())
        };
        let found = self.text[from..].match_indices(key).filter_map(|(at, _)| starts(from + at)).nth(nth);
        found.map(|start| self.at(start..start + value.len()))
    }

    /// A key below other keys, of which the first is of the outermost level; the last of them that is found where one is not.
    pub(super) fn at_inner(&self, path: &[&str]) -> Location {
        let Some((outer, inner)) = path.split_first() else { return self.at(0..self.first_line_end()) };
        let mut place = self.at_key(outer);
        for key in inner {
            let from = place.span.start;
            let mut found = self.text[from..].match_indices(key).map(|(at, _)| from + at);
            let Some(at) = found.find(|&at| self.is_key(at, key)) else { return place };
            place = self.at(at..at + key.len());
        }
        place
    }

    /// A word of the value of a key below other keys; the key where the word is not found.
    pub(super) fn at_inner_value(&self, path: &[&str], word: &str) -> Location {
        let key = self.at_inner(path);
        match self.text[key.span.end..].find(word).filter(|_| !word.is_empty()) {
            Some(offset) => self.at(key.span.end + offset..key.span.end + offset + word.len()),
            None => key,
        }
    }

    /// Whether a key, and no comment or longer word, stands at a byte.
    fn is_key(&self, at: usize, key: &str) -> bool {
        let (before, after) = (&self.text[..at], &self.text[at + key.len()..]);
        let line = before.rsplit('\n').next().unwrap_or_default();
        let comment = line.trim_start().starts_with('#') || line.contains(" #");
        let begins = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        begins && !comment && after.trim_start_matches(['"', '\'']).trim_start_matches(' ').starts_with(':')
    }

    /// A line and column, both from one, the column in characters; up to the end of the word that stands there.
    pub(super) fn at_line_column(&self, line: usize, column: usize) -> Location {
        let Some((start, text)) = lines(&self.text).nth(line.saturating_sub(1)) else {
            return self.at(self.text.len()..self.text.len());
        };
        let from = text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(i, _)| i);
        let word = text[from..].find([' ', ':', ',', '}', ']', '\r']).filter(|&i| i > 0).unwrap_or(text.len() - from);
        self.at(start + from..start + from + word)
    }

    /// The second line that gives a key at the indentation of the first; `None` where there is no second.
    pub(super) fn at_second(&self, key: &str) -> Option<Location> {
        let mut seen: Vec<usize> = Vec::new();
        for (start, line) in lines(&self.text) {
            let inner = line.trim_start_matches([' ', '-']);
            let indentation = line.len() - inner.len();
            let bare = inner.trim_start_matches(['"', '\'']);
            if bare.strip_prefix(key).is_some_and(|r| r.trim_start_matches(['"', '\'']).trim_start().starts_with(':')) {
                if seen.contains(&indentation) {
                    return Some(self.at(start + indentation..start + indentation + key.len()));
                }
                seen.push(indentation);
            }
        }
        None
    }

    fn first_line_end(&self) -> usize {
        self.text.find(['\n', '\r']).unwrap_or(self.text.len())
    }
}

/// Lines with the byte that each begins at.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |start, line| {
        let at = *start;
        *start += line.len();
        Some((at, line.trim_end_matches('\n')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source { path: "briefing.yaml".into(), text: text.to_owned() }
    }

    fn slice(location: &Location) -> &str {
        &location.source[location.span.clone()]
    }

    #[test]
    fn places_of_keys_and_words() {
        let source = source("title: A\ncodebook: [core, afganistan]\nperiod:\n  from: 2021-01-01\n");
        assert_eq!(slice(&source.at_key("title")), "A");
        assert_eq!(slice(&source.at_key("period")), "period");
        assert_eq!(slice(&source.at_word("codebook", "afganistan")), "afganistan");
        assert_eq!(source.at_line_column(4, 3).line_column(), (4, 3));
        assert_eq!(slice(&source.at_line_column(4, 3)), "from");
    }

    #[test]
    fn a_value_below_a_key_is_found_where_that_key_gives_it() {
        let source =
            source("title: name\ndelivery:\n  email: [{name: desk, from: desk@x}, {from: name, name: 'desk'}]\n");
        let places: Vec<_> = (0..3).map(|nth| source.at_named("delivery", "name", "desk", nth)).collect();
        let columns: Vec<_> = places.iter().flatten().map(|place| (slice(place), place.line_column())).collect();
        assert_eq!(columns, [("desk", (3, 18)), ("desk", (3, 59))]);
    }

    #[test]
    fn the_second_of_two_equal_keys() {
        let source = source("slug: a\npdf:\n  slug: b\nslug: c\n");
        assert_eq!(source.at_second("slug").map(|l| l.line_column()), Some((4, 1)));
        assert_eq!(source.at_second("pdf"), None);
    }
}
