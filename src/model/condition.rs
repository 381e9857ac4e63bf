//! How people live: humanitarian conditions.

use serde::{Deserialize, Serialize};

use super::actor::Actor;
use super::casualties::Qualifier;
use super::date::Timex;
use super::evidence::Evidence;
use super::place::Place;

/// Field of humanitarian work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// People who fled or were driven out, returns.
    Displacement,
    /// Hunger, malnutrition, food prices.
    Food,
    /// Whether aid can reach people.
    AidAccess,
    /// Incomes, frozen funds, poverty.
    Economy,
    /// Restrictions, of women above all.
    Rights,
    /// Illness, injuries, hospitals.
    Health,
    /// Schools and universities.
    Education,
    /// Homes.
    Shelter,
    /// People in need, disaster deaths, pledged sums.
    Other,
}

impl Sector {
    /// All sectors, in the order of a briefing.
    pub const ALL: [Self; 9] = [
        Self::Displacement,
        Self::Food,
        Self::AidAccess,
        Self::Economy,
        Self::Rights,
        Self::Health,
        Self::Education,
        Self::Shelter,
        Self::Other,
    ];
}

/// Where a value is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Up.
    Increase,
    /// Down.
    Decrease,
    /// Unchanged.
    Level,
}

/// Whether it is so or may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// Told as being so.
    Fact,
    /// Expected or feared.
    Forecast,
}

/// One indicator of how people live, as one sentence states it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// Field.
    pub sector: Sector,
    /// Indicator of the codebook, as in `food prices`.
    pub indicator: String,
    /// Plain number in `unit`; `None` where the text gives no figure.
    pub value: Option<f64>,
    /// Hedge of the figure; `None` without a figure.
    pub qualifier: Option<Qualifier>,
    /// Unit, as in `percent`, `people`, `USD`; `None` without a figure.
    pub unit: Option<String>,
    /// Direction; `None` where the text gives none.
    pub direction: Option<Direction>,
    /// Fact or forecast.
    pub modality: Modality,
    /// Where.
    pub place: Option<Place>,
    /// When it holds.
    pub as_of: Option<Timex>,
    /// Whose word it is; `None` where the article itself states it.
    pub said_by: Option<Actor>,
    /// The sentences.
    pub evidence: Vec<Evidence>,
}
