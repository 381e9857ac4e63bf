//! The analyst's corrections of documents, as written in `corrections.yaml`: applied before anything is read from a text.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::diag::{Diagnostic, Location, entry_lines};

/// The keys of the file that are `resolve`'s.
const OF_FACTS: [&str; 3] = ["incidents", "sources", "notes"];

/// The file as far as it concerns documents; what concerns facts is `resolve`'s.
#[derive(Debug, Deserialize)]
struct File {
    #[serde(default)]
    documents: Vec<serde_yaml::Value>,
    #[serde(flatten)]
    other: BTreeMap<String, serde_yaml::Value>,
}

/// What the analyst says of one document. A field that is not there is left as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Id of the document, or its address.
    pub document: String,
    /// When it was published.
    pub published: Option<NaiveDate>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who first reported it.
    pub origin: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// BCP 47 tag of its language; `en` has it read whatever it looks like.
    pub language: Option<String>,
    /// Whether it is not to be read at all.
    #[serde(default)]
    pub leave_out: bool,
    /// Who says so.
    pub author: Option<String>,
    /// When it was said.
    pub date: Option<NaiveDate>,
    /// Why.
    pub reason: Option<String>,
}

/// Corrections by document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    by_document: BTreeMap<String, (Correction, usize)>,
    path: String,
    text: String,
}

impl Corrections {
    /// Reads the file. The warnings are of documents that are corrected twice: what stands later counts.
    ///
    /// # Errors
    /// A file that is no YAML, or an entry that is not a correction: at its line.
    pub fn parse(path: &str, text: &str) -> Result<(Self, Vec<Diagnostic>), Diagnostic> {
        let mut corrections = Self { by_document: BTreeMap::new(), path: path.to_owned(), text: text.to_owned() };
        let mut warnings = Vec::new();
        if text.trim().is_empty() {
            return Ok((corrections, warnings));
        }
        let file: File = serde_yaml::from_str(text).map_err(|error| {
            let line = error.location().map_or(1, |place| place.line());
            Diagnostic::error(format!("the corrections cannot be read: {error}")).at(corrections.at_line(line))
        })?;
        if let Some(key) = file.other.keys().find(|key| !OF_FACTS.contains(&key.as_str())) {
            let known = [&["documents"], &OF_FACTS[..]].concat();
            let error = Diagnostic::error(format!("unknown key `{key}` in the corrections"));
            return Err(error.at(corrections.at_key(key)).suggesting(key, &known));
        }
        let (lines, after) = entry_lines(text, "documents");
        for (index, value) in file.documents.into_iter().enumerate() {
            let line = lines.get(index).copied().unwrap_or(1);
            let correction: Correction = serde_yaml::from_value(value).map_err(|error| {
                let end = lines.get(index + 1).copied().unwrap_or(after);
                Diagnostic::of_entry("a correction of a document", &error.to_string(), path, text, (line, end))
                    .hint("it has `document`, and any of `published`, `publisher`, `origin`, `title`, `language`, `leave_out`; \
                           `author`, `date` and `reason` say who decided it")
            })?;
            let name = correction.document.clone();
            if let Some((_, before)) = corrections.by_document.insert(name.clone(), (correction, line)) {
                warnings.push(
                    Diagnostic::warning(format!(
                        "`{name}` is corrected twice, on lines {before} and {line}; the second counts"
                    ))
                    .at(corrections.at_line(line)),
                );
            }
        }
        Ok((corrections, warnings))
    }

    /// What is said of a document, by its id or its address.
    pub(super) fn of(&self, id: &str, url: Option<&str>) -> Option<&Correction> {
        let found = self.by_document.get(id).or_else(|| self.by_document.get(url?));
        found.map(|(correction, _)| correction)
    }

    /// A warning for each correction that fits none of the documents, which are given by id and address.
    pub fn unmatched<'d>(&self, documents: impl Iterator<Item = (&'d str, Option<&'d str>)>) -> Vec<Diagnostic> {
        let mut open: BTreeMap<&str, usize> =
            self.by_document.iter().map(|(name, (_, line))| (name.as_str(), *line)).collect();
        for (id, url) in documents {
            open.remove(id);
            url.map(|url| open.remove(url));
        }
        let warning = |(name, line): (&str, usize)| {
            Diagnostic::warning(format!("there is no document `{name}` to correct"))
                .at(self.at_line(line))
                .hint("a document goes by its path in the corpus folder, as the briefing's sources list it")
        };
        open.into_iter().map(warning).collect()
    }

    fn at_key(&self, key: &str) -> Location {
        self.at_line(self.text.lines().position(|line| line.starts_with(key)).map_or(1, |line| line + 1))
    }

    fn at_line(&self, line: usize) -> Location {
        Location::line(&self.path, &self.text, line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# decided in the desk meeting\ndocuments:\n  - document: a.txt\n    published: 2021-09-21\n    \
        author: EK\n    reason: read off the page\n  - document: b.txt\n    leave_out: true\n";

    #[test]
    fn documents_are_found_by_id_and_address() {
        let (corrections, warnings) = Corrections::parse("c.yaml", FILE).expect("it is right");
        assert!(warnings.is_empty());
        assert_eq!(
            corrections.of("a.txt", None).and_then(|c| c.published).map(|d| d.to_string()).as_deref(),
            Some("2021-09-21")
        );
        assert!(corrections.of("b.txt", None).is_some_and(|c| c.leave_out));
        assert!(corrections.of("c.txt", Some("a.txt")).is_some());
    }

    #[test]
    fn one_that_fits_nothing_is_told_with_its_line() {
        let (corrections, _) = Corrections::parse("c.yaml", FILE).expect("it is right");
        let warnings = corrections.unmatched([("a.txt", None)].into_iter());
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].to_string(), "c.yaml:7:1: there is no document `b.txt` to correct");
    }

    #[test]
    fn what_is_of_facts_is_left_to_others_and_unknown_keys_are_errors() {
        assert!(Corrections::parse("c.yaml", &format!("{FILE}incidents:\n  - x: 1\n")).is_ok());
        let error = Corrections::parse("c.yaml", &format!("{FILE}incident:\n  - x: 1\n")).expect_err("it is no key");
        assert_eq!(error.to_string(), "c.yaml:9:1: unknown key `incident` in the corrections");
        assert_eq!(error.hints, ["did you mean `incidents`?"]);
    }

    #[test]
    fn what_is_wrong_stands_at_its_line() {
        let text = "documents:\n  - document: a.txt\n  - document: b.txt\n    publishd: 2021-01-01\n";
        let error = Corrections::parse("c.yaml", text).expect_err("there is no such key");
        assert_eq!(error.to_string(), "c.yaml:4:1: a correction of a document is wrong: unknown key `publishd`");
        assert_eq!(error.hints[0], "did you mean `published`?");
        let twice = "documents:\n- document: a.txt\n  title: x\n- document: a.txt\n  title: y\n";
        let (corrections, warnings) = Corrections::parse("c.yaml", twice).expect("it is right");
        assert_eq!(corrections.of("a.txt", None).and_then(|c| c.title.as_deref()), Some("y"));
        assert!(warnings[0].message.contains("lines 2 and 4"));
    }
}
