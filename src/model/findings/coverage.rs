//! What was read, by date and origin: articles by month, months without any, and what could be dated.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Datable, Gap};

/// What was read, and how much of it has a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Labels of articles that state their date.
    pub dated: Vec<String>,
    /// Labels of articles that do not.
    pub undated: Vec<String>,
    /// Date of the earliest dated article.
    pub first: Option<NaiveDate>,
    /// Date of the latest dated article.
    pub last: Option<NaiveDate>,
    /// Days from the latest dated article to as-of.
    pub days_since_last: Option<i64>,
    /// Earliest and latest day of any dated article or incident.
    pub span: Option<(NaiveDate, NaiveDate)>,
    /// Origins that articles name, with the labels of their articles, by name.
    pub origins: Vec<Origin>,
    /// Labels of articles that name no origin and no publisher; each counts as an origin of its own.
    pub without_origin: Vec<String>,
    /// Incidents without a date.
    pub undated_incidents: Vec<String>,
    /// How many incidents have one.
    pub dated_incidents: usize,
    /// How many incidents certainly lie outside the period.
    pub incidents_outside: usize,
    /// How many statements do.
    pub statements_outside: usize,
    /// Languages other than English, with the documents that were skipped for them, by name.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// Articles by month of publication; months between the first and the last that have none stand with none.
    pub months: Vec<Month>,
    /// Months without a dated article: of the period, or where it is open from the first month that has one, to the last full
    /// one before as-of.
    #[serde(default)]
    pub gaps: Vec<Gap>,
    /// From how many days on the latest dated article is too old to speak for as-of.
    #[serde(default)]
    pub stale_after_days: u32,
    /// Whether it is.
    #[serde(default)]
    pub stale: bool,
    /// Undated articles whose date could place something, the one that could place most first.
    #[serde(default)]
    pub datable: Vec<Datable>,
}

/// Whose reports articles are at the root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Name.
    pub name: String,
    /// Labels of its articles.
    pub articles: Vec<String>,
}

/// A language other than English, and what was not read for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// English name.
    pub name: String,
    /// Paths of the documents.
    pub documents: Vec<String>,
}

/// A month and the articles that were published in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// First day of the month.
    pub first_day: NaiveDate,
    /// Labels.
    pub articles: Vec<String>,
    /// Their origins, each once, by name.
    #[serde(default)]
    pub origins: Vec<String>,
}
