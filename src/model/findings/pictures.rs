//! What the pictures show: attacks by span of time, events on a line of time, incidents by province.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Group;

/// What the pictures are drawn from. Only what lies in the period, or may lie there, is in them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Pictures {
    /// The span that tempo and timeline show; `None` where nothing is dated.
    pub span: Option<Span>,
    /// Attacks by week, month or year.
    pub tempo: Tempo,
    /// Denials, attacks and operations in their order.
    pub timeline: Timeline,
    /// Incidents by province; `None` where no incident is placed in a country.
    pub map: Option<IncidentMap>,
}

/// A span of days with its division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First day of the first unit.
    pub start: NaiveDate,
    /// Last day: as-of.
    pub end: NaiveDate,
    /// How it is divided.
    pub unit: Unit,
}

/// A division of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// From Monday.
    Week,
    /// Of the calendar.
    Month,
    /// Of the calendar.
    Year,
}

/// How many attacks, how deadly.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tempo {
    /// Every unit of the span, empty ones too.
    pub bins: Vec<Bin>,
    /// How many units have attacks.
    pub busy: usize,
    /// How many units have no article that states a date in them: what happened then may not have been read.
    pub unread: usize,
    /// Attacks whose date is known too coarsely for one unit.
    pub coarse: Vec<String>,
    /// Attacks before the span.
    pub earlier: Vec<String>,
    /// Attacks without a date.
    pub undated: Vec<String>,
}

/// A week, month or year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bin {
    /// First day.
    pub start: NaiveDate,
    /// Last day, the whole unit's.
    pub end: NaiveDate,
    /// The actor's attacks; all attacks where the configuration names no actor.
    pub attacks: Group,
    /// Attacks of which the actor is suspected, and those for which nobody is named.
    pub others: Group,
    /// How many articles state a date in it.
    pub articles: usize,
}

/// What stands on the line of time, by id.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Timeline {
    /// Dated denials in the span.
    pub denials: Vec<String>,
    /// Denials without a date.
    pub undated_denials: Vec<String>,
    /// Dated attacks in the span: the actor's, suspected ones and those for which nobody is named.
    pub attacks: Vec<String>,
    /// Attacks without a date.
    pub undated_attacks: Vec<String>,
    /// Dated raids, arrests, strikes and clashes in the span: those against the actor, or all without one.
    pub operations: Vec<String>,
    /// The same without a date.
    pub undated_operations: Vec<String>,
    /// Everything before the span.
    pub earlier: Vec<String>,
}

/// Incidents by province of one country.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct IncidentMap {
    /// The country.
    pub country: String,
    /// Most incidents first; ties by name.
    pub provinces: Vec<MapPlace>,
    /// Incidents in other countries.
    pub abroad: Vec<String>,
    /// Incidents that no text places below the country.
    pub unplaced: Vec<String>,
}

/// A province with its incidents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapPlace {
    /// Name of the province; of the place itself where its province is not known.
    pub name: String,
    /// The point that most of its incidents have, in degrees north; `None` where none has one.
    pub lat: Option<f64>,
    /// The same in degrees east.
    pub lon: Option<f64>,
    /// The actor's attacks; all attacks where the configuration names no actor.
    pub attacks: Group,
    /// Attacks of which the actor is suspected, and those for which nobody is named.
    pub others: Group,
    /// Raids, arrests, strikes and clashes.
    pub operations: Vec<String>,
}

impl MapPlace {
    /// How many incidents.
    pub fn incidents(&self) -> usize {
        self.attacks.incidents.len() + self.others.incidents.len() + self.operations.len()
    }
}
