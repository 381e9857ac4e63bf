//! Words by which a text tells that a group publishes: nouns for what, verbs for that it is put out.

use serde::Deserialize;

use super::lexicon::{Lexicon, Vocabulary};
use crate::model::publication::Medium;

/// The nouns for one kind of publication.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediumEntry {
    /// What it is.
    pub kind: Medium,
    /// Words and phrases in lower case.
    pub words: Vec<String>,
}

/// The section as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Nouns by kind.
    pub media: Vec<MediumEntry>,
    /// Verbs in every form that tells of something done.
    pub verbs: Vec<String>,
}

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// The noun for something published.
    Medium(Medium),
    /// The verb that puts it out.
    Verb,
}

impl Options {
    /// Adds the words of a later pack.
    pub(super) fn extend(&mut self, other: Self) {
        self.media.extend(other.media);
        self.verbs.extend(other.verbs);
    }

    pub(super) fn compile(&self, vocabulary: &mut Vocabulary) -> Lexicon<Sign> {
        let mut signs = Lexicon::default();
        for entry in &self.media {
            for word in &entry.words {
                signs.add(vocabulary, word, Sign::Medium(entry.kind));
            }
        }
        for verb in &self.verbs {
            signs.add(vocabulary, verb, Sign::Verb);
        }
        signs
    }
}
