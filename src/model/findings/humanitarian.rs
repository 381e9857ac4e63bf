//! How people live: facts by sector and measure, forecasts, and what no text tells.

use serde::{Deserialize, Serialize};

use super::Series;
use crate::model::condition::Sector;

/// How people live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Humanitarian {
    /// Sectors with their facts, in the order of a briefing.
    pub sectors: Vec<SectorRows>,
    /// Forecasts.
    pub warnings: Vec<String>,
    /// Ids of the statements that give them, where somebody is quoted with them.
    pub warned_by: Vec<String>,
    /// Sectors of which no text tells.
    pub not_found: Vec<Sector>,
    /// Conditions without a date.
    pub undated: Vec<String>,
}

/// Facts of one sector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorRows {
    /// The sector.
    pub sector: Sector,
    /// Ids of the conditions.
    pub conditions: Vec<String>,
    /// The same by what they measure, each with its latest figure first.
    #[serde(default)]
    pub series: Vec<Series>,
}
