//! Indicators of a threat: what was counted in the window, what in the windows before it, and where it is going.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{LevelName, Share, Sum, Window};

/// The indicators of the threat section.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Indicators {
    /// The span before the window that the baseline is taken from; `None` where the calendar ends.
    pub before: Option<Window>,
    /// How many windows long that span is.
    pub windows_before: u32,
    /// Months of the span and the window without a dated article, by first day; with any, no trend is stated.
    pub months_without: Vec<NaiveDate>,
    /// In the order of the table.
    pub list: Vec<Indicator>,
    /// The actor's attacks by class of target, most first; `None`: no class fits.
    pub targets: Vec<Share<Option<String>>>,
    /// The same in the window.
    pub targets_window: Vec<Share<Option<String>>>,
    /// The same in the span before.
    pub targets_before: Vec<Share<Option<String>>>,
    /// What others say of the threat, in groups.
    pub outlooks: Vec<OutlookGroup>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// What is counted.
    pub kind: IndicatorKind,
    /// What certainly lies in the window.
    pub window: Measured,
    /// Ids of what may lie in it besides.
    pub possible: Vec<String>,
    /// What certainly lies in the span before.
    pub before: Measured,
    /// Everything, dated or not.
    pub all: Measured,
    /// Where it is going; `None` where the coverage does not bear it.
    pub trend: Option<Trend>,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Measured {
    /// Ids, or names of places: their number is the value.
    pub of: Vec<String>,
    /// Killed in them, where the indicator is of the killed.
    pub killed: Option<Sum>,
}

/// What an indicator counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// Attacks.
    Tempo,
    /// Killed in them.
    Lethality,
    /// Provinces in which they lie.
    Reach,
    /// Attacks outside the actor's own country.
    Abroad,
    /// Suicide bombings among them.
    Suicide,
    /// Attacks by several means or at several places at once.
    Coordinated,
    /// Attacks with a vehicle as the bomb.
    Vehicle,
    /// Attacks that the actor claims.
    Claims,
    /// What else the actor says, in public or in threats.
    Statements,
    /// What it published: videos, recordings, magazines, photographs.
    Publications,
    /// Plots and threats that were reported.
    Plots,
    /// Raids, arrests, strikes and clashes against it.
    Pressure,
    /// Killed in them.
    Losses,
}

/// Where an indicator is going: a quarter more or less than the baseline, and at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// More than before.
    Up,
    /// As before.
    Steady,
    /// Less than before.
    Down,
}

/// Assessments by others that say the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlookGroup {
    /// Name of the group by the codebook; `None`: none of them fits.
    pub name: Option<String>,
    /// Ids of the statements.
    pub statements: Vec<String>,
}

/// What the next level would take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The level.
    pub level: LevelName,
    /// So many more attacks in the window.
    pub attacks: usize,
    /// Or so many more killed; `None` where the level asks for no killed.
    pub killed: Option<u64>,
}
