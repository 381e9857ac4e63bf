//! Which incidents the body of a briefing shows, and which are left to its annex.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Sum;

/// The incident log. A short one stands in the body as it is; of a long one the body shows a few rows and a summary.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct IncidentLog {
    /// Ids of the incidents of the period.
    pub rows: Vec<String>,
    /// Whether they are too many for the body and stand in the annex.
    pub in_annex: bool,
    /// Ids of those that the body shows of a long log: the latest, and those that killed most.
    pub lead: Vec<String>,
    /// Ids of the others.
    pub rest: Vec<String>,
    /// A long log by time.
    pub spans: Vec<LogSpan>,
}

/// The incidents of some months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogSpan {
    /// First day; `None` for those without a date.
    pub start: Option<NaiveDate>,
    /// Last day; `None` for those without a date.
    pub end: Option<NaiveDate>,
    /// Ids of the incidents whose first possible day lies there.
    pub incidents: Vec<String>,
    /// Ids of the attacks of the assessed actor among them.
    pub attacks: Vec<String>,
    /// Killed in all of them.
    pub killed: Sum,
}
