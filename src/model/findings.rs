//! Numbers and orders, no prose: what `analyse` hands to `compose`. Serialised it is `briefing.json` (CONTRACT.md §4).
//!
//! Incidents, statements and the like are named by their ids; each list keeps the order of the list it was drawn from.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::condition::{Condition, Sector};
use super::correction::{Correction, Uncorrected};
use super::dataset::{Item, Source};
use super::date::Period;
use super::document::Skipped;
use super::incident::{EventType, Incident, NearMiss};
use super::statement::Statement;
use super::tally::Tally;
use super::threat::Threat;

mod changes;
mod log;
mod series;

pub use changes::{Change, Changes, Then, Update, Why, Withdrawn};
pub use log::{Apart, KeptApart, StatementLog};
pub use series::Series;
mod figures;
mod gaps;
mod incident_log;
mod indicators;
mod judgements;
mod pictures;

pub use figures::{Column, KeyFigures};
pub use gaps::{Datable, Gap};
pub use incident_log::{IncidentLog, LogSpan};
pub use indicators::{Indicator, IndicatorKind, Indicators, Measured, OutlookGroup, Step, Trend};
pub use judgements::{Doubt, Judgement, KeyJudgements, Latest, Likelihood, Outlook, Rung, Sureness};
pub use pictures::{Bin, IncidentMap, MapPlace, Pictures, Span, Tempo, Timeline, Unit};

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
    /// What the pictures show.
    #[serde(default)]
    pub pictures: Pictures,
    /// What has changed since the edition before.
    #[serde(default)]
    pub changes: Changes,
}

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

/// Denials beside attacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denials {
    /// Who denies.
    pub denier: String,
    /// About whom.
    pub about: String,
    /// Days before a denial.
    pub before_days: u32,
    /// Days after it.
    pub after_days: u32,
    /// Each denial about the actor.
    pub denials: Vec<Denial>,
    /// Ids of those with a date.
    pub dated: Vec<String>,
    /// Ids of those without.
    pub undated: Vec<String>,
    /// Ids of those that certainly lie in the threat section's window; empty where there is none.
    pub window: Vec<String>,
    /// Assurances by the denier about the actor or about security at large.
    pub assurances: Vec<Beside>,
    /// The denier's denials of other things.
    pub other_matters: Vec<String>,
    /// What the denier announced against the actor.
    pub successes: Vec<Beside>,
    /// Statements by others about the actor.
    pub by_others: Vec<String>,
}

/// One denial and the attacks around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    /// Id of the statement.
    pub statement: String,
    /// Attacks on the days before it; `None` for an undated denial.
    pub before: Option<Neighbours>,
    /// Attacks on the day itself; their order is not known.
    pub same_day: Vec<String>,
    /// Attacks on the days after it.
    pub after: Option<Neighbours>,
    /// Whether the days after it go beyond as-of.
    pub after_open: bool,
    /// Attacks told in the same articles: all that can be said of an undated denial.
    pub same_article: Vec<String>,
    /// The next attack, where every month between has a dated article.
    pub next: Option<NextAttack>,
}

/// Attacks near a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbours {
    /// First day looked at.
    pub from: NaiveDate,
    /// Last day looked at.
    pub to: NaiveDate,
    /// Attacks by the actor, with their tolls.
    pub attacks: Group,
    /// Suspected and unattributed ones.
    pub others: Vec<String>,
    /// Those of which only the month or year is known and that may lie there.
    pub possible: Vec<String>,
}

/// The attack that followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextAttack {
    /// Id of the incident.
    pub incident: String,
    /// Days from the denial to the incident's first day.
    pub days: i64,
}

/// A statement and the attacks told in the same articles or dated after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Id of the statement.
    pub statement: String,
    /// Attacks told in the same articles.
    pub same_article: Vec<String>,
    /// Dated attacks after it up to as-of; `None` for an undated statement.
    pub later: Option<Vec<String>>,
}

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
