//! The analyst's corrections of facts: what `corrections.yaml` orders, and how it is carried out.
//!
//! Merges, splits and suppressions change which mentions make an incident; they come first, and name incidents as the articles
//! alone make them. Fields come after, on the incidents as they then are. Nothing that a correction does is kept but in the
//! file: without it the articles' own facts stand again.

mod address;
mod fields;
mod read;
mod remarks;
mod structure;

pub(super) use self::fields::apply as set_fields;
pub(super) use self::remarks::apply as remark;
pub(super) use self::structure::{Group, Structure};

use chrono::NaiveDate;

use self::address::Address;
use self::fields::Values;
use crate::diag::{Diagnostic, Location};
use crate::model::correction::{Action, Correction, Field, Reliability};

/// What the file orders, in the order of its lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Corrections {
    path: String,
    text: String,
    entries: Vec<Entry>,
}

/// One entry of the file.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    line: usize,
    order: Order,
    author: String,
    date: NaiveDate,
    reason: Option<String>,
}

/// What an entry orders.
#[derive(Debug, Clone, PartialEq)]
enum Order {
    Fields { of: Address, set: Box<Values>, clear: Vec<Field> },
    Merge { into: Address, others: Vec<Address> },
    Split { of: Address, off: Vec<Address> },
    Suppress { of: Address },
    Grade { source: String, reliability: Reliability },
    Note { to: NoteTo, words: String },
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum NoteTo {
    Incident(Address),
    /// By its id, or by a sentence.
    Item(Address),
    /// By its id: the path in the corpus.
    Document(String),
    /// By its key in the configuration.
    Section(String),
}

impl Corrections {
    /// Whether any entry changes which mentions make an incident.
    pub(super) fn restructure(&self) -> bool {
        let structural =
            |order: &Order| matches!(order, Order::Merge { .. } | Order::Split { .. } | Order::Suppress { .. });
        self.entries.iter().any(|entry| structural(&entry.order))
    }

    fn warning(&self, entry: &Entry, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(message).at(Location::line(&self.path, &self.text, entry.line))
    }

    /// An entry that was told nothing to do it to.
    fn unmatched(&self, entry: &Entry, why: &str) -> Diagnostic {
        self.warning(entry, format!("the correction changes nothing: {why}")).hint(
            "`wirebrief explain` finds an incident's id; `evidence` with words of a sentence holds where an id changes",
        )
    }
}

impl Entry {
    /// The record of what it did; what it did it to is filled in by who did it.
    fn record(&self, action: Action) -> Correction {
        Correction {
            line: self.line,
            action,
            fields: Vec::new(),
            items: Vec::new(),
            documents: Vec::new(),
            section: None,
            source: None,
            reliability: None,
            note: None,
            author: self.author.clone(),
            date: self.date,
            reason: self.reason.clone(),
            evidence: Vec::new(),
        }
    }
}

/// What the corrections came to, while they are carried out.
#[derive(Debug, Default)]
pub(super) struct Log {
    pub(super) corrections: Vec<Correction>,
    pub(super) warnings: Vec<Diagnostic>,
}

impl Log {
    /// Everything in the order of the file's lines.
    pub(super) fn sort(&mut self) {
        self.corrections.sort_by_key(|correction| (correction.line, correction.action));
        self.warnings.sort_by_key(|warning| warning.location.as_ref().map(|place| place.span.start));
    }
}
