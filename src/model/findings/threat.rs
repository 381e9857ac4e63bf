//! The threat that an actor poses: its attacks by what they rest on and where they lie, and the level with its thresholds.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Basis, Confidence, Group, Indicators, Step, Window};
use crate::model::incident::EventType;

/// The threat that an actor poses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ThreatAssessment {
    /// The actor.
    pub actor: String,
    /// The actor's parent, where acts under its name count.
    pub parent: Option<String>,
    /// The actor's own country, inside which they count.
    pub area: Option<String>,
    /// The span that the level is made from.
    pub window: Window,
    /// The level, or why there is none.
    pub level: Level,
    /// Attacks that count as the actor's.
    pub attacks: Counted,
    /// Attacks of which the actor is suspected.
    pub suspected: Counted,
    /// Attacks for which nobody is named.
    pub unattributed: Counted,
    /// The basis of each of these attacks, by incident.
    pub basis: BTreeMap<String, Basis>,
    /// Attacks counted because the parent is named.
    pub as_parent: Vec<String>,
    /// The actor's and suspected attacks by kind of event.
    pub methods: Vec<Share<EventType>>,
    /// The same by city or province.
    pub reach: Vec<Share<Option<String>>>,
    /// The same outside the actor's area, by country.
    pub abroad: Vec<Share<String>>,
    /// The same by target, in the words of the texts.
    pub targets: Vec<Share<Option<String>>>,
    /// Plots and threats by the actor or by nobody named.
    pub threats: Vec<String>,
    /// The actor's claims of responsibility.
    pub claims: Vec<String>,
    /// Raids, arrests, strikes and clashes against the actor, by kind of event.
    pub pressure: Vec<Share<EventType>>,
    /// The same with their dates.
    pub pressure_counted: Counted,
    /// Counts by others of the actor's acts.
    pub tallies: Vec<String>,
    /// What others than the actor and the denier say of the threat.
    pub assessments: Vec<String>,
    /// The indicators with their baseline and trend.
    #[serde(default)]
    pub indicators: Indicators,
}

/// A part of a whole: the incidents that share a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share<T> {
    /// The value; `None` in an optional one means that the texts do not say.
    pub of: T,
    /// Ids of the incidents.
    pub incidents: Vec<String>,
}

/// How high the threat is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// The level; `None`: not assessed.
    pub value: Option<LevelName>,
    /// Attacks in the window that count.
    pub attacks: usize,
    /// Origins that tell of them.
    pub origins: usize,
    /// Fewest attacks for a level.
    pub minimum_attacks: usize,
    /// Fewest origins for a level.
    pub minimum_origins: usize,
    /// From what on each level holds, lowest first.
    pub thresholds: Vec<Threshold>,
    /// How sure the level is; `None` where there is none.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// Months of the window without a dated article, by first day.
    #[serde(default)]
    pub months_without: Vec<NaiveDate>,
    /// Ids of the actor's attacks that may lie in the window besides, and of those without a date.
    #[serde(default)]
    pub open: Vec<String>,
    /// What the next level would take; `None` without a level and on the highest.
    #[serde(default)]
    pub next: Option<Step>,
}

/// The five levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelName {
    /// Lowest.
    Low,
    /// Second.
    Moderate,
    /// Third.
    Substantial,
    /// Fourth.
    Severe,
    /// Highest.
    Critical,
}

/// From what on a level holds: either number is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// The level.
    pub level: LevelName,
    /// Attacks in the window.
    pub attacks: usize,
    /// Killed in them, best figures.
    pub killed: u64,
}

/// One class of incidents, as far as their dates go.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counted {
    /// Dated ones of the whole corpus.
    pub dated: Group,
    /// Undated ones.
    pub undated: Group,
    /// Those whose every possible day lies in the window.
    pub window: Group,
    /// Those that may lie in the window besides: their span overlaps it, or their earliest possible day lies in it.
    pub possible: Group,
}
