//! What the logs of a briefing show, and which incidents at one place are not one.

use serde::{Deserialize, Serialize};

/// Which statements stand in the log. Those of the period are in exactly one of the three lists.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StatementLog {
    /// Ids of those in the log.
    pub shown: Vec<String>,
    /// Ids of those that other sections show.
    pub above: Vec<String>,
    /// Ids of those left to `briefing.json`, because the log would grow too long.
    pub left: Vec<String>,
}

/// Incidents at one place that were not taken for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptApart {
    /// Name of the place.
    pub place: String,
    /// Ids of the incidents; at least two.
    pub incidents: Vec<String>,
    /// What tells them apart.
    pub by: Apart,
}

/// What tells incidents at one place apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// No two share a day.
    Day,
    /// They are of different kinds.
    Kind,
    /// Some have no date that could be compared.
    Undated,
}
