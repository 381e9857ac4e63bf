//! Floods, quakes and crashes that an article tells of, and the dead of its next sentences who are theirs: `A flood hit the valley.
//! Ten people were killed in two villages.`

use super::reading::Reading;
use crate::codebook::events::{Form, Word};

/// Sentences after which a disaster no longer accounts for the dead.
const REACH: usize = 4;

/// The disaster told last, as long as no violence was told after it.
#[derive(Debug, Default)]
pub(super) struct Disaster {
    told: Option<usize>,
}

impl Disaster {
    /// Takes note of what a sentence tells of.
    pub(super) fn note(&mut self, reading: &Reading) {
        let violent = |w: &Word| matches!(w, Word::Trigger(t) if !t.weak && t.form != Form::Agent);
        if reading.words.iter().any(|w| violent(&w.word)) {
            self.told = None;
        } else if reading.words.iter().any(|w| matches!(w.word, Word::Nature)) {
            self.told = Some(reading.index);
        }
    }

    /// Whether harm that a later sentence tells without an event word is the disaster's.
    pub(super) fn accounts_for(&self, sentence: usize, event_word: bool) -> bool {
        !event_word && self.told.is_some_and(|told| sentence > told && sentence - told <= REACH)
    }
}
