//! Counts of people, as texts give them, and tolls, as reports of one incident add up to them.

use serde::{Deserialize, Serialize};

use super::actor::Actor;

/// How a text hedges a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// Plain number.
    Exact,
    /// "at least", "more than", "over".
    AtLeast,
    /// "up to", "as many as", "no more than".
    AtMost,
    /// "around", "about", "some", "nearly".
    About,
}

/// How many of one kind of people; the kind is a word of the codebook such as `civilian`, `military`, `attacker`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClassCount {
    /// The kind.
    pub class: String,
    /// How many; `None` where the text names the kind without a number.
    pub count: Option<u64>,
}

/// A number of people as one text states it. Victims only: dead attackers stand in `classes` alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Smallest number stated; `None` for "up to N" and for words such as "dozens".
    pub low: Option<u64>,
    /// Largest number stated; `None` for words alone. Never below `low`.
    pub high: Option<u64>,
    /// How the text hedges it.
    pub qualifier: Qualifier,
    /// The words of the text, as in `at least eight`.
    pub qualifier_text: String,
    /// The parts by kind of people.
    pub classes: Vec<ClassCount>,
    /// Whose word it is; `None` where the article itself states it.
    pub said_by: Option<Actor>,
}

impl Count {
    /// A number with its hedge: `at most` leaves the lower end open.
    pub fn of(number: u64, qualifier: Qualifier, words: impl Into<String>) -> Self {
        let low = (qualifier != Qualifier::AtMost).then_some(number);
        Self { low, high: Some(number), qualifier, qualifier_text: words.into(), classes: Vec::new(), said_by: None }
    }

    /// Words without a number, as in `dozens`.
    pub fn words(words: impl Into<String>) -> Self {
        Self {
            low: None,
            high: None,
            qualifier: Qualifier::Exact,
            qualifier_text: words.into(),
            classes: Vec::new(),
            said_by: None,
        }
    }

    /// Whether any number is known.
    pub fn is_numeric(&self) -> bool {
        self.low.is_some() || self.high.is_some()
    }

    /// The number that totals are made of: `low`, or `high` where only that is stated.
    pub fn number(&self) -> Option<u64> {
        self.low.or(self.high)
    }
}

/// The rule that chose a toll's best figure (CONTRACT.md §4), first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TollRule {
    /// All reports agree, or there is one.
    Agreed,
    /// An exact figure goes before rounded ones.
    ExactBeforeRounded,
    /// The later report of the same origin.
    LaterOfSameOrigin,
    /// The figure that most origins give.
    MostOrigins,
    /// The lowest figure.
    Lowest,
    /// No report gives a number.
    WordsOnly,
    /// The analyst set it.
    Corrected,
}

/// Casualties of one incident over all its reports, as low–best–high (UCDP GED).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toll {
    /// Smallest total of any report that was not superseded; `None` where none gives a number.
    pub low: Option<u64>,
    /// The figure to use where one is needed; between `low` and `high`.
    pub best: Option<u64>,
    /// Largest total.
    pub high: Option<u64>,
    /// Why `best` is what it is.
    pub rule: TollRule,
    /// The parts of the best report by kind of people.
    pub classes: Vec<ClassCount>,
    /// The hedge of the best report, or the words where there is no number.
    pub qualifier_text: String,
    /// Hedge of the best report.
    pub qualifier: Qualifier,
    /// Whose word the figures are; empty where the articles state them themselves.
    pub said_by: Vec<Actor>,
}
