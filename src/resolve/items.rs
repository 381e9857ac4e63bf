//! Facts that are not incidents → items with ids and tellings.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::model::condition::Condition;
use crate::model::dataset::{Item, Source, Telling};
use crate::model::date::Timex;
use crate::model::evidence::Evidence;
use crate::model::publication::Publication;
use crate::model::statement::Statement;
use crate::model::tally::Tally;
use crate::model::threat::Threat;

/// A fact that can be told twice.
pub(super) trait Fact {
    /// The sentences.
    fn evidence(&self) -> &[Evidence];
    /// What makes it the same fact in another document; `None` where only the document itself tells it.
    fn same(&self) -> Option<String>;
}

impl Fact for Statement {
    fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    fn same(&self) -> Option<String> {
        let words: Vec<String> = self
            .content
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect();
        // Said on another day, it is said again.
        let day = self.date.as_ref().and_then(Timex::range);
        let said =
            || format!("{}|{:?}|{day:?}|{}", self.speaker.display().to_lowercase(), self.stance, words.join(" "));
        (words.len() >= 5).then(said)
    }
}

impl Fact for Condition {
    fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    fn same(&self) -> Option<String> {
        None
    }
}

impl Fact for Threat {
    fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    fn same(&self) -> Option<String> {
        None
    }
}

impl Fact for Tally {
    fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    fn same(&self) -> Option<String> {
        None
    }
}

impl Fact for Publication {
    fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    fn same(&self) -> Option<String> {
        let (start, end) = self.date.as_ref().and_then(Timex::range)?;
        (start == end).then(|| format!("{}|{:?}|{start}", self.actor.name, self.medium))
    }
}

/// The items of one kind while the documents come in.
pub(super) struct Items<T> {
    kind: &'static str,
    all: Vec<Item<T>>,
    /// Items that another document may tell too, by what makes them the same.
    known: BTreeMap<String, usize>,
}

impl<T: Fact> Items<T> {
    /// No items of that kind yet.
    pub(super) fn new(kind: &'static str) -> Self {
        Self { kind, all: Vec::new(), known: BTreeMap::new() }
    }

    /// All items, in the order of documents and sentences.
    pub(super) fn into_all(self) -> Vec<Item<T>> {
        self.all
    }

    /// Adds the facts of a document: one that stands already gets one more telling.
    pub(super) fn add(&mut self, facts: Vec<T>, source: &Source) {
        for (number, fact) in facts.into_iter().enumerate() {
            let telling = Telling {
                document: source.record.id.clone(),
                origin: source.origin_counted.clone(),
                evidence: fact.evidence().to_vec(),
            };
            let same = fact.same();
            if let Some(&at) = same.as_ref().and_then(|same| self.known.get(same)) {
                self.all[at].reports.push(telling);
                continue;
            }
            if let Some(same) = same {
                self.known.insert(same, self.all.len());
            }
            let id = id(self.kind, &telling, number);
            self.all.push(Item { id, fact, reports: vec![telling] });
        }
    }
}

/// From the content alone: the document's name, the sentences and the place among the document's facts.
fn id(kind: &str, telling: &Telling, number: usize) -> String {
    let mut hash = Sha256::new();
    hash.update(telling.document.as_bytes());
    for evidence in &telling.evidence {
        hash.update(evidence.start.to_le_bytes());
        hash.update(evidence.text.as_bytes());
    }
    hash.update(number.to_le_bytes());
    let mut id = format!("{kind}-");
    for byte in hash.finalize().iter().take(5) {
        let _ = write!(id, "{byte:02x}");
    }
    id
}
