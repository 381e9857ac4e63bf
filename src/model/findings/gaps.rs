//! What the coverage leaves open: months without an article, and what an article's date would place.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Months in a row without a dated article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// First day of the first of them.
    pub start: NaiveDate,
    /// First day of the last of them.
    pub end: NaiveDate,
    /// First days of all of them.
    pub months: Vec<NaiveDate>,
}

/// An undated article, and what its date could place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Datable {
    /// Label of the article.
    pub article: String,
    /// Ids of undated incidents that it tells with words of time, as in "on Sunday".
    pub incidents: Vec<String>,
    /// Ids of the denier's undated denials that it tells.
    pub denials: Vec<String>,
}
