//! How a correction names what it corrects: by id, by words of a sentence, or by an article; and what answers to it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::model::evidence::Evidence;

/// Whom a correction means. What is not given does not decide; one of the first two is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::resolve) struct Address {
    /// An item's id.
    pub(super) id: Option<String>,
    /// Words of a sentence that tells it; blanks and line ends do not matter.
    pub(super) evidence: Option<String>,
    /// Id of the document in which it is told.
    pub(super) document: Option<String>,
}

/// An address inside a list: an id or a quotation alone, or one with its document.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Written {
    /// An id among incidents, words of a sentence among reports.
    Plain(String),
    /// With keys.
    Keyed(Keyed),
}

/// The keys of an address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keyed {
    incident: Option<String>,
    evidence: Option<String>,
    document: Option<String>,
}

impl Written {
    /// As the address of an incident.
    pub(super) fn incident(self) -> Address {
        match self {
            Self::Plain(id) => Address { id: Some(id), ..Address::default() },
            Self::Keyed(keyed) => keyed.address(),
        }
    }

    /// As the address of a report.
    pub(super) fn report(self) -> Address {
        match self {
            Self::Plain(words) => Address { evidence: Some(words), ..Address::default() },
            Self::Keyed(keyed) => keyed.address(),
        }
    }
}

impl Keyed {
    fn address(self) -> Address {
        Address { id: self.incident, evidence: self.evidence, document: self.document }
    }
}

impl Address {
    /// As a warning names it.
    pub(super) fn words(&self) -> String {
        match (&self.id, &self.evidence, &self.document) {
            (Some(id), ..) => format!("`{id}`"),
            (None, Some(words), _) => format!("“{words}”"),
            (None, None, Some(document)) => format!("`{document}`"),
            (None, None, None) => "nothing".to_owned(),
        }
    }

    /// Whether a sentence is meant, as far as words and document go.
    pub(super) fn fits(&self, evidence: &Evidence) -> bool {
        self.document.as_ref().is_none_or(|document| *document == evidence.document)
            && self.evidence.as_ref().is_none_or(|words| single(&evidence.text).contains(&single(words)))
    }
}

/// Text with single blanks.
fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Address {
    /// The one thing that is meant, by its number: `ids` are what things are called, `told` the sentences that tell them.
    ///
    /// # Errors
    /// There is none, or more than one, in words.
    pub(super) fn find<'e>(
        &self,
        ids: &BTreeMap<String, usize>,
        told: impl Iterator<Item = (usize, &'e Evidence)>,
        what: &str,
    ) -> Result<usize, String> {
        if let Some(id) = &self.id {
            return ids.get(id).copied().ok_or_else(|| format!("there is no {what} `{id}`"));
        }
        let found: BTreeSet<usize> =
            told.filter(|(_, evidence)| self.fits(evidence)).map(|(number, _)| number).collect();
        match (found.first(), found.len()) {
            (Some(one), 1) => Ok(*one),
            (None, _) => Err(format!("no {what} is told by {}", self.words())),
            (_, n) => Err(format!("{} stands with {n}, and more words would tell which {what} is meant", self.words())),
        }
    }
}
