//! Humanitarian indicators: the words that show one, and what its figure counts.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexicon::{Lexicon, Vocabulary};
use crate::diag::Diagnostic;
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

/// An indicator as written in a pack. A sentence shows it by one of its phrases, with something of each group it needs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name, as printed. Several entries may bear one name.
    pub indicator: String,
    /// Its sector.
    pub sector: Sector,
    /// Phrases that show it where a figure goes with them.
    #[serde(default)]
    pub words: Vec<String>,
    /// Phrases that show it without a figure, too.
    #[serde(default)]
    pub alone: Vec<String>,
    /// Groups of which a phrase must stand near.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Groups of which no phrase may stand in the sentence.
    #[serde(default)]
    pub never: Vec<String>,
    /// How many sentences back a phrase of `needs` may stand.
    #[serde(default)]
    pub back: usize,
    /// Units that its figure may have; none: it takes no figure.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// What its figure counts where the unit is things.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Smallest number of people or things that is a condition rather than somebody's story.
    #[serde(default)]
    pub least: f64,
    /// Whether what it counts lies abroad: the place is the country whose it is, not where it is held.
    #[serde(default)]
    pub abroad: bool,
    /// Whether only a named speaker's word counts (generic words such as `humanitarian crisis`).
    #[serde(default)]
    pub attributed_only: bool,
    /// Whether it counts, without a figure, only where the sentence shows nothing else.
    #[serde(default)]
    pub lesser: bool,
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
    /// Phrases by what they have in common, for [`Entry::needs`] and [`Entry::never`].
    pub groups: BTreeMap<String, Vec<String>>,
    /// What figures belong to that are no condition: the dead of an attack, an army's budget.
    pub elsewhere: Vec<String>,
    /// Words that stand for the figure of the sentence before.
    pub anaphors: Vec<String>,
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
    /// The indicator at that index; without a figure only where `alone`.
    Shows {
        /// Index in [`Indicators::entries`].
        entry: usize,
        /// Whether the phrase needs no figure.
        alone: bool,
    },
    /// Something that is no condition, see [`Options::elsewhere`].
    Elsewhere,
    /// See [`Options::anaphors`].
    Anaphor,
}

/// An entry with its groups by number.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// As written.
    pub entry: Entry,
    /// Numbers of the groups it needs.
    pub needs: Vec<usize>,
    /// Numbers of the groups that rule it out.
    pub never: Vec<usize>,
}

/// The section compiled.
#[derive(Debug, Default)]
pub struct Indicators {
    /// Indicators in the order of the packs.
    pub entries: Vec<Indicator>,
    /// Phrases that show an indicator or take a figure away. A phrase may serve several; behind its own signs come those of
    /// the shorter phrases that it begins with, which count where none of its own holds.
    pub signs: Lexicon<Vec<Vec<Sign>>>,
    /// Phrases of groups, with the groups' numbers.
    pub groups: Lexicon<Vec<usize>>,
    /// Nouns that figures of things count, with the indicators that take them.
    pub nouns: Lexicon<Vec<usize>>,
    /// Words of direction.
    pub directions: Lexicon<Direction>,
    /// Words that look ahead.
    pub forecast: Lexicon<()>,
}

impl Options {
    pub(super) fn extend(&mut self, more: Self) {
        self.indicators.extend(more.indicators);
        for (group, phrases) in more.groups {
            self.groups.entry(group).or_default().extend(phrases);
        }
        self.elsewhere.extend(more.elsewhere);
        self.anaphors.extend(more.anaphors);
        self.increase.extend(more.increase);
        self.decrease.extend(more.decrease);
        self.forecast.extend(more.forecast);
    }

    /// # Errors
    /// An indicator that names a group which there is not.
    pub(super) fn compile(&self, vocabulary: &mut Vocabulary) -> Result<Indicators, Diagnostic> {
        let mut compiled = Indicators::default();
        let mut signs: BTreeMap<&str, Vec<Sign>> = BTreeMap::new();
        let mut nouns: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, entry) in self.indicators.iter().enumerate() {
            let numbers = |names: &[String]| names.iter().map(|name| self.group(entry, name)).collect::<Result<_, _>>();
            compiled.entries.push(Indicator {
                entry: entry.clone(),
                needs: numbers(&entry.needs)?,
                never: numbers(&entry.never)?,
            });
            for (phrases, alone) in [(&entry.words, false), (&entry.alone, true)] {
                for phrase in phrases {
                    signs.entry(phrase).or_default().push(Sign::Shows { entry: index, alone });
                }
            }
            for noun in &entry.nouns {
                nouns.entry(noun).or_default().push(index);
            }
        }
        for (phrases, sign) in [(&self.elsewhere, Sign::Elsewhere), (&self.anaphors, Sign::Anaphor)] {
            for phrase in phrases {
                signs.entry(phrase).or_default().push(sign);
            }
        }
        for (phrase, own) in &signs {
            let shorter = phrase.rmatch_indices(' ').filter_map(|(at, _)| signs.get(&phrase[..at]));
            let tiers = std::iter::once(own).chain(shorter).cloned().collect();
            compiled.signs.add(vocabulary, phrase, tiers);
        }
        for (phrase, entries) in nouns {
            compiled.nouns.add(vocabulary, phrase, entries);
        }
        for (phrase, groups) in self.grouped() {
            compiled.groups.add(vocabulary, phrase, groups);
        }
        for (words, direction) in [(&self.increase, Direction::Increase), (&self.decrease, Direction::Decrease)] {
            for word in words {
                compiled.directions.add(vocabulary, word, direction);
            }
        }
        for word in &self.forecast {
            compiled.forecast.add(vocabulary, word, ());
        }
        Ok(compiled)
    }

    fn group(&self, entry: &Entry, name: &str) -> Result<usize, Diagnostic> {
        self.groups.keys().position(|group| group == name).ok_or_else(|| {
            Diagnostic::error(format!("indicator `{}` names a group `{name}`, which there is not", entry.indicator))
        })
    }

    /// Phrases with the groups that hold them, or hold what they begin with: the longest phrase alone is found.
    fn grouped(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut grouped: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, phrases) in self.groups.values().enumerate() {
            for phrase in phrases {
                grouped.entry(phrase).or_default().push(number);
            }
        }
        let whole = grouped.clone();
        for (phrase, groups) in &mut grouped {
            for (at, _) in phrase.match_indices(' ') {
                groups.extend(whole.get(&phrase[..at]).into_iter().flatten());
            }
        }
        grouped
    }
}
