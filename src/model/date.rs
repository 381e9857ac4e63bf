//! Time expressions, resolved as far as the text allows, and periods.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;

/// How fine a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A day, or the few days of "the weekend" or "overnight".
    Day,
    /// A month, first to last day.
    Month,
    /// A season.
    Season,
    /// A year, first to last day.
    Year,
    /// Not resolved.
    Unknown,
}

/// What a resolved date hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    /// The text states it in full.
    Stated,
    /// Counted from the article's publication date.
    Published,
    /// Counted from a date in a caption.
    Caption,
    /// Taken from a neighbouring sentence on the same event.
    Neighbour,
    /// Taken from another article's report of the same incident.
    Report,
    /// The analyst's correction.
    Correction,
}

/// A time expression of a text: DATE in the facts. Unresolved, it keeps its words, its TIMEX3 value and its bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timex {
    /// First possible day; `None` where unresolved.
    pub start: Option<NaiveDate>,
    /// Last possible day; `None` where unresolved. Never before `start`.
    pub end: Option<NaiveDate>,
    /// How fine.
    pub precision: Precision,
    /// What it hangs on.
    pub basis: DateBasis,
    /// The words of the text.
    pub text: String,
    /// TIMEX3 value, as in `XXXX-08-26`; `None` where nothing of it is known.
    pub value: Option<String>,
    /// No earlier than this day, for an unresolved one.
    pub not_before: Option<NaiveDate>,
    /// No later than this day, for an unresolved one.
    pub not_after: Option<NaiveDate>,
    /// The slice that anchors it, where that is not the sentence itself.
    pub source: Option<Evidence>,
}

impl Timex {
    /// A resolved expression: `start` to `end` inclusive.
    pub fn resolved(
        start: NaiveDate,
        end: NaiveDate,
        precision: Precision,
        basis: DateBasis,
        text: impl Into<String>,
    ) -> Self {
        debug_assert!(start <= end, "a date ends before it starts: {start} {end}");
        Self {
            start: Some(start),
            end: Some(end),
            precision,
            basis,
            text: text.into(),
            value: None,
            not_before: None,
            not_after: None,
            source: None,
        }
    }

    /// An expression that nothing anchors.
    pub fn unresolved(text: impl Into<String>, value: Option<String>) -> Self {
        Self {
            start: None,
            end: None,
            precision: Precision::Unknown,
            basis: DateBasis::Stated,
            text: text.into(),
            value,
            not_before: None,
            not_after: None,
            source: None,
        }
    }

    /// First and last possible day, where resolved.
    pub fn range(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.start?, self.end?))
    }
}

/// The span of time that a briefing reports on; both days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day; `None` is open: everything up to `to`.
    pub from: Option<NaiveDate>,
    /// Last day: the as-of date.
    pub to: NaiveDate,
}

impl Period {
    /// Whether all days of `start..=end` lie inside.
    pub fn holds(&self, start: NaiveDate, end: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= start) && end <= self.to
    }

    /// Whether some day of `start..=end` lies inside.
    pub fn overlaps(&self, start: NaiveDate, end: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= end) && start <= self.to
    }
}
