//! `corrections.yaml`, as far as it concerns facts → orders, each checked and with its line.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::address::{Address, Written};
use super::fields::{Values, WrittenValues};
use super::{Corrections, Entry, NoteTo, Order};
use crate::codebook::Codebook;
use crate::diag::{Diagnostic, Location, entry_lines};
use crate::model::correction::{Field, Reliability};

/// The file; what concerns documents, and whether there are other keys, is `ingest`'s.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct File {
    incidents: Vec<Value>,
    sources: Vec<Value>,
    notes: Vec<Value>,
}

/// An entry of `incidents`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfIncident {
    incident: Option<String>,
    evidence: Option<String>,
    document: Option<String>,
    set: Option<WrittenValues>,
    clear: Option<Vec<Field>>,
    merge: Option<Vec<Written>>,
    split: Option<Vec<Written>>,
    #[serde(default)]
    suppress: bool,
    author: String,
    date: NaiveDate,
    reason: String,
}

/// An entry of `sources`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfSource {
    source: String,
    reliability: Reliability,
    author: String,
    date: NaiveDate,
    reason: String,
}

/// An entry of `notes`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfNote {
    incident: Option<String>,
    item: Option<String>,
    evidence: Option<String>,
    document: Option<String>,
    section: Option<String>,
    note: String,
    author: String,
    date: NaiveDate,
    reason: Option<String>,
}

const INCIDENT: &str = "a correction of an incident";
const WHO: &str = "`author`, `date` and `reason` say who decided it, when and why";

impl Corrections {
    /// Reads the file. `sections` are the keys of a briefing's sections.
    ///
    /// # Errors
    /// A file that is no YAML, or an entry that orders nothing that can be done: at its line.
    pub fn parse(path: &str, text: &str, codebook: &Codebook, sections: &[&str]) -> Result<Self, Diagnostic> {
        let mut corrections = Self { path: path.to_owned(), text: text.to_owned(), entries: Vec::new() };
        if text.trim().is_empty() {
            return Ok(corrections);
        }
        let file: File = serde_yaml::from_str(text).map_err(|error| {
            let line = error.location().map_or(1, |place| place.line());
            Diagnostic::error(format!("the corrections cannot be read: {error}")).at(Location::line(path, text, line))
        })?;
        let mut entries = Vec::new();
        each(path, text, "incidents", file.incidents, |value, place| {
            let known = fields_of(&value, place)?;
            let entry = parsed::<OfIncident>(value, INCIDENT, WHO, place)?;
            entries.push(Entry {
                line: place.line(),
                author: entry.author.clone(),
                date: entry.date,
                reason: Some(entry.reason.clone()),
                order: of_incident(entry, known, codebook).map_err(|fault| place.wrong(INCIDENT, &fault))?,
            });
            Ok(())
        })?;
        each(path, text, "sources", file.sources, |value, place| {
            let OfSource { source, reliability, author, date, reason } =
                parsed(value, "the grade of a source", "`reliability` is a letter from A to F", place)?;
            let order = Order::Grade { source, reliability };
            entries.push(Entry { line: place.line(), order, author, date, reason: Some(reason) });
            Ok(())
        })?;
        each(path, text, "notes", file.notes, |value, place| {
            let note = parsed::<OfNote>(value, "a note", "`note` holds its words", place)?;
            let (author, date, reason) = (note.author.clone(), note.date, note.reason.clone());
            let order = of_note(note, sections).map_err(|fault| place.wrong("a note", &fault))?;
            entries.push(Entry { line: place.line(), order, author, date, reason });
            Ok(())
        })?;
        entries.sort_by_key(|entry| entry.line);
        corrections.entries = entries;
        Ok(corrections)
    }
}

/// Where an entry stands.
#[derive(Clone, Copy)]
struct Place<'t> {
    path: &'t str,
    text: &'t str,
    /// First line, and the one after the last.
    lines: (usize, usize),
}

impl Place<'_> {
    fn line(&self) -> usize {
        self.lines.0
    }

    fn wrong(&self, what: &str, fault: &str) -> Diagnostic {
        Diagnostic::error(format!("{what} is wrong: {fault}")).at(Location::line(self.path, self.text, self.lines.0))
    }
}

/// Hands out the entries of a list with their places.
fn each(
    path: &str,
    text: &str,
    key: &str,
    values: Vec<Value>,
    mut take: impl FnMut(Value, Place<'_>) -> Result<(), Diagnostic>,
) -> Result<(), Diagnostic> {
    let (lines, after) = entry_lines(text, key);
    for (index, value) in values.into_iter().enumerate() {
        let first = lines.get(index).copied().unwrap_or(1);
        let next = lines.get(index + 1).copied().unwrap_or(after);
        take(value, Place { path, text, lines: (first, next) })?;
    }
    Ok(())
}

fn parsed<T: DeserializeOwned>(value: Value, what: &str, hint: &str, place: Place<'_>) -> Result<T, Diagnostic> {
    serde_yaml::from_value(value)
        .map_err(|error| Diagnostic::of_entry(what, &error.to_string(), place.path, place.text, place.lines).hint(hint))
}

/// The fields that `set` names, so that one without a value is noticed.
fn fields_of(entry: &Value, place: Place<'_>) -> Result<usize, Diagnostic> {
    let Some(Value::Mapping(set)) = entry.get("set") else { return Ok(0) };
    match set.iter().find(|(_, value)| value.is_null()) {
        Some((key, _)) => {
            let key = key.as_str().unwrap_or_default();
            Err(place.wrong(INCIDENT, &format!("`{key}` is set to nothing")).hint(format!("write `clear: [{key}]`")))
        }
        None => Ok(set.len()),
    }
}

fn of_incident(entry: OfIncident, set: usize, codebook: &Codebook) -> Result<Order, String> {
    let of = Address { id: entry.incident, evidence: entry.evidence, document: entry.document };
    if of.id.is_none() && of.evidence.is_none() {
        return Err("it says by neither `incident` nor `evidence` which one it means".to_owned());
    }
    if of.id.is_some() && of.evidence.is_some() {
        return Err("`incident` and `evidence` both say which one it means".to_owned());
    }
    let clear = entry.clear.unwrap_or_default();
    let fields = set > 0 || !clear.is_empty();
    let kinds = [fields, entry.merge.is_some(), entry.split.is_some(), entry.suppress];
    if kinds.iter().filter(|kind| **kind).count() != 1 {
        return Err("it does exactly one of: `set` and `clear`, `merge`, `split`, `suppress`".to_owned());
    }
    if let Some(others) = entry.merge {
        return Ok(Order::Merge { into: of, others: others.into_iter().map(Written::incident).collect() });
    }
    if let Some(off) = entry.split {
        return Ok(Order::Split { of, off: off.into_iter().map(Written::report).collect() });
    }
    if entry.suppress {
        return Ok(Order::Suppress { of });
    }
    let set = Values::of(entry.set.unwrap_or_default(), codebook)?;
    if let Some(both) = clear.iter().find(|field| set.fields().contains(field)) {
        return Err(format!("`{}` is both set and cleared", both.key()));
    }
    if clear.contains(&Field::EventType) {
        return Err("an incident is of some kind: `event_type` can be set to `other`, not cleared".to_owned());
    }
    Ok(Order::Fields { of, set: Box::new(set), clear })
}

fn of_note(note: OfNote, sections: &[&str]) -> Result<Order, String> {
    let by_words = |words| Address { id: None, evidence: Some(words), document: None };
    let by_id = |id| Address { id: Some(id), evidence: None, document: None };
    let to = match (note.incident, note.item, note.evidence, note.document, note.section) {
        (Some(id), None, None, None, None) => NoteTo::Incident(by_id(id)),
        (None, Some(id), None, None, None) => NoteTo::Item(by_id(id)),
        (None, None, Some(words), document, None) => NoteTo::Item(Address { document, ..by_words(words) }),
        (None, None, None, Some(document), None) => NoteTo::Document(document),
        (None, None, None, None, Some(section)) => {
            if !sections.contains(&section.as_str()) {
                return Err(format!("there is no section `{section}`; there are {}", sections.join(", ")));
            }
            NoteTo::Section(section)
        }
        _ => {
            let which = "`incident`, `item`, `evidence`, `document` or `section`";
            return Err(format!("one of {which} says what it is about"));
        }
    };
    let words = note.note.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return Err("it has no words".to_owned());
    }
    Ok(Order::Note { to, words })
}
