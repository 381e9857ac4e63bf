//! Humanitarian indicators: the words that show one, and what its figure counts.

use serde::Deserialize;

use super::lexicon::{Lexicon, Vocabulary};
use crate::model::condition::{Direction, Sector};

/// What the figure of an indicator counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// People, families, children.
    People,
    /// A share.
    Percent,
    /// An amount of money.
    Money,
    /// Houses, schools and the like.
    Things,
}

/// An indicator as written in a pack. A sentence shows it when it holds one of `words`, and one of `with` where given.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name, as printed.
    pub indicator: String,
    /// Its sector.
    pub sector: Sector,
    /// Phrases that show it.
    pub words: Vec<String>,
    /// Phrases of which one must stand in the same sentence.
    #[serde(default)]
    pub with: Vec<String>,
    /// Units that its figure may have, best first; none: it takes no figure.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// Whether a sentence without a figure shows it too.
    #[serde(default)]
    pub without_figure: bool,
    /// Whether only a named speaker's word counts (generic words such as `humanitarian crisis`).
    #[serde(default)]
    pub attributed_only: bool,
    /// Sentences that show it.
    #[serde(default)]
    pub examples: Vec<String>,
    /// Sentences that must not.
    #[serde(default)]
    pub not: Vec<String>,
}

/// The section as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Indicators, more special ones first.
    pub indicators: Vec<Entry>,
    /// Words of rise.
    pub increase: Vec<String>,
    /// Words of fall.
    pub decrease: Vec<String>,
    /// Words by which a sentence looks ahead: `could reach`, `is expected to`.
    pub forecast: Vec<String>,
}

/// What a phrase of this section shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// The indicator at that index.
    Shows(usize),
    /// A companion of the indicator at that index.
    With(usize),
}

/// The section compiled.
#[derive(Debug, Default)]
pub struct Indicators {
    /// Entries in the order of the packs.
    pub entries: Vec<Entry>,
    /// Phrases that show an indicator, or go with one. A phrase may serve several.
    pub signs: Lexicon<Vec<Sign>>,
    /// Words of direction.
    pub directions: Lexicon<Direction>,
    /// Words that look ahead.
    pub forecast: Lexicon<()>,
}

impl Options {
    pub(super) fn extend(&mut self, more: Self) {
        self.indicators.extend(more.indicators);
        self.increase.extend(more.increase);
        self.decrease.extend(more.decrease);
        self.forecast.extend(more.forecast);
    }

    pub(super) fn compile(&self, vocabulary: &mut Vocabulary) -> Indicators {
        let mut compiled = Indicators { entries: self.indicators.clone(), ..Indicators::default() };
        let mut phrases: std::collections::BTreeMap<&str, Vec<Sign>> = std::collections::BTreeMap::new();
        for (i, entry) in self.indicators.iter().enumerate() {
            for word in &entry.words {
                phrases.entry(word).or_default().push(Sign::Shows(i));
            }
            for word in &entry.with {
                phrases.entry(word).or_default().push(Sign::With(i));
            }
        }
        for (phrase, signs) in phrases {
            compiled.signs.add(vocabulary, phrase, signs);
        }
        for word in &self.increase {
            compiled.directions.add(vocabulary, word, Direction::Increase);
        }
        for word in &self.decrease {
            compiled.directions.add(vocabulary, word, Direction::Decrease);
        }
        for word in &self.forecast {
            compiled.forecast.add(vocabulary, word, ());
        }
        compiled
    }
}
