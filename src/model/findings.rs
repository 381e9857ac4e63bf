//! Numbers and orders, no prose: what `analyse` hands to `compose`. Serialised it is `briefing.json` (CONTRACT.md §4).
//!
//! Incidents, statements and the like are named by their ids; each list keeps the order of the list it was drawn from.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::correction::{Correction, Uncorrected};
use super::dataset::{Item, Source};
use super::date::Period;
use super::document::Skipped;
use super::incident::{Incident, NearMiss};
use super::publication::Publication;
use super::statement::Statement;
use super::tally::Tally;
use super::threat::Threat;

mod body;
mod changes;
mod coverage;
mod denials;
mod figures;
mod gaps;
mod humanitarian;
mod incident_log;
mod indicators;
mod judgements;
mod log;
mod pictures;
mod series;
mod threat;

pub use body::{Body, Part};
pub use changes::{Change, Changes, Then, Update, Why, Withdrawn};
pub use coverage::{Coverage, Language, Month, Origin};
pub use denials::{Beside, Denial, Denials, Neighbours, NextAttack};
pub use figures::{Column, KeyFigures};
pub use gaps::{Datable, Gap};
pub use humanitarian::{Humanitarian, SectorRows};
pub use incident_log::{IncidentLog, LogSpan};
pub use indicators::{Indicator, IndicatorKind, Indicators, Measured, OutlookGroup, Step, Trend};
pub use judgements::{Doubt, Judgement, KeyJudgements, Latest, Likelihood, Outlook, Rung, Sureness};
pub use log::{Apart, KeptApart, StatementLog};
pub use pictures::{Bin, IncidentMap, MapPlace, Pictures, Span, Tempo, Timeline, Unit};
pub use series::Series;
pub use threat::{Counted, Level, LevelName, Share, ThreatAssessment, Threshold};

/// Everything that a briefing is made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// [`SCHEMA`](super::extraction::SCHEMA).
    pub schema: u32,
    /// What the briefing is.
    pub report: ReportHead,
    /// Documents by id.
    pub documents: Vec<Source>,
    /// Files that were not read, by path.
    pub skipped: Vec<Skipped>,
    /// Every incident: dated ones by first day, then undated ones.
    pub incidents: Vec<Placed<Incident>>,
    /// Pairs of incidents that were nearly taken for one, the nearest first.
    #[serde(default)]
    pub near_misses: Vec<NearMiss>,
    /// The analyst's corrections that took effect, in the order of their lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// Incidents as they would be without the merges, splits and suppressions among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uncorrected: Vec<Uncorrected>,
    /// Every statement.
    pub statements: Vec<Placed<Item<Statement>>>,
    /// Every condition.
    pub conditions: Vec<Placed<Item<Condition>>>,
    /// Every plot and threat.
    pub threats: Vec<Placed<Item<Threat>>>,
    /// Every count of many events by somebody.
    pub tallies: Vec<Placed<Item<Tally>>>,
    /// Everything that a group published.
    #[serde(default)]
    pub publications: Vec<Placed<Item<Publication>>>,
    /// What follows from them.
    pub findings: Analysis,
}

/// What a briefing is: its title, day and period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportHead {
    /// Title.
    pub title: String,
    /// Folder name.
    pub slug: String,
    /// The day that the briefing stands for.
    pub as_of: NaiveDate,
    /// The span that it reports on.
    pub period: Period,
    /// Hash of the previous edition; `None` for a first one.
    pub previous: Option<String>,
}

/// An item with its place in the period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Placed<T> {
    /// The item.
    #[serde(flatten)]
    pub item: T,
    /// `Some(true)` if all its possible days lie in the period, `Some(false)` if none does, `None` where that is open.
    pub in_period: Option<bool>,
}

/// What follows from the facts, section by section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// What was read.
    pub coverage: Coverage,
    /// Short names of actors that the codebook gives, by canonical name.
    pub short_names: BTreeMap<String, String>,
    /// How sure it is that each incident happened as told; one entry for each incident, in their order.
    pub grounds: Vec<Grounds>,
    /// Incidents at one place that were not taken for one.
    pub kept_apart: Vec<KeptApart>,
    /// Which incidents the body shows, and which the annex.
    #[serde(default)]
    pub incident_log: IncidentLog,
    /// Which statements the log shows.
    pub statement_log: StatementLog,
    /// What a reader has to know first.
    #[serde(default)]
    pub key_judgements: KeyJudgements,
    /// The counts of page one; `None` in editions of earlier versions.
    #[serde(default)]
    pub key_figures: Option<KeyFigures>,
    /// The threat that an actor poses; `None` where the configuration names no actor.
    pub threat_assessment: Option<ThreatAssessment>,
    /// Denials beside attacks; `None` where the configuration names no denier.
    pub denials_versus_attacks: Option<Denials>,
    /// How people live.
    pub humanitarian_context: Humanitarian,
    /// What the body shows of lists that may grow long, and what it leaves to the annex.
    #[serde(default)]
    pub body: Body,
    /// What the pictures show.
    #[serde(default)]
    pub pictures: Pictures,
    /// What has changed since the edition before.
    #[serde(default)]
    pub changes: Changes,
}

/// What an incident rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounds {
    /// Id of the incident.
    pub incident: String,
    /// How many articles tell it.
    pub articles: usize,
    /// How many origins.
    pub origins: usize,
    /// Whether a report says that its account could not be verified.
    pub caveat: bool,
    /// Whether every report has its figures from one party to the conflict.
    #[serde(default)]
    pub one_party: bool,
    /// By the rule of the method note.
    pub confidence: Confidence,
    /// Where no text names a target, the class of target that the name of the site shows; `None` where that shows none either.
    #[serde(default)]
    pub target_by_place: Option<String>,
}

/// How sure, by the number of independent origins (ICD 203's words).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// One origin.
    Low,
    /// Two.
    Moderate,
    /// Three or more.
    High,
}

/// On whose word an attack is the actor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The actor's own.
    Claimed,
    /// The article states it as fact.
    Stated,
    /// A named party's.
    Attributed,
    /// The text hedges.
    Suspected,
    /// Nobody is named.
    Unattributed,
}

impl Basis {
    /// Whether the attack counts as the actor's.
    pub fn counts(self) -> bool {
        matches!(self, Self::Claimed | Self::Stated | Self::Attributed)
    }
}

/// Incidents with their tolls added up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Group {
    /// Their ids.
    pub incidents: Vec<String>,
    /// Killed, all together.
    pub killed: Sum,
    /// Wounded, all together.
    pub wounded: Sum,
}

/// Tolls added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sum {
    /// Sum of the lowest figures; `None` where no toll has a number.
    pub low: Option<u64>,
    /// Sum of the best figures.
    pub best: Option<u64>,
    /// Sum of the highest figures.
    pub high: Option<u64>,
    /// Whether some summand is "at least" or "more than".
    pub at_least: bool,
    /// Whether some summand is "about".
    pub about: bool,
    /// How many incidents have a number.
    pub numbered: usize,
    /// How many have words only, as in "dozens".
    pub worded: usize,
    /// How many do not state it.
    pub not_stated: usize,
}

/// A span of days up to as-of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First day.
    pub from: NaiveDate,
    /// Last day, which counts.
    pub to: NaiveDate,
    /// Length in days.
    pub days: u32,
}
