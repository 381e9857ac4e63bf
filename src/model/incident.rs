//! Violent events: as one article mentions them, and as all reports of one event add up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::actor::Actor;
use super::casualties::{Count, Toll};
use super::correction::Field;
use super::date::Timex;
use super::evidence::Evidence;
use super::place::Place;

/// Kind of event (CONTRACT.md §3); where several fit, the first in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventType {
    /// Air or drone strike.
    Airstrike,
    /// A bomber who blows himself up, with gunmen or not.
    SuicideBombing,
    /// Abduction.
    Kidnapping,
    /// Another explosion set by someone.
    Bombing,
    /// Security forces against a hideout or cell, fighting included.
    Raid,
    /// Arrests only.
    ArrestOperation,
    /// Two armed forces fighting.
    Clash,
    /// One targeted person, attempts too.
    Assassination,
    /// Any other attack.
    ArmedAttack,
    /// Violence of another kind.
    Other,
}

impl EventType {
    /// The code as it stands in the facts, as in `suicide_bombing`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Airstrike => "airstrike",
            Self::SuicideBombing => "suicide_bombing",
            Self::Kidnapping => "kidnapping",
            Self::Bombing => "bombing",
            Self::Raid => "raid",
            Self::ArrestOperation => "arrest_operation",
            Self::Clash => "clash",
            Self::Assassination => "assassination",
            Self::ArmedAttack => "armed_attack",
            Self::Other => "other",
        }
    }
}

/// On whose word somebody is blamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponsibilityKind {
    /// The actor claimed it.
    Claimed,
    /// A named party blames the actor.
    Attributed,
    /// The text hedges: "alleged", "suspected".
    Suspected,
    /// The actor denies it.
    Denied,
    /// The article states it as fact.
    Stated,
}

/// Who is said to be responsible for an event, by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsibility {
    /// How firm, and on whose word.
    pub kind: ResponsibilityKind,
    /// Who is blamed.
    pub actor: Actor,
    /// Who blames; `None` for a claim and for the article's own word.
    pub by: Option<Actor>,
    /// The sentences.
    pub evidence: Vec<Evidence>,
}

/// One event as one article tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IncidentMention {
    /// Kind of event.
    pub event_type: EventType,
    /// When; `None` only where the text has no time expression for it.
    pub date: Option<Timex>,
    /// Where.
    pub place: Option<Place>,
    /// Who did it, if the text names anybody.
    pub perpetrator: Option<Actor>,
    /// On whose word.
    pub responsibility: Vec<Responsibility>,
    /// Whom or what it was directed at, in the words of the text.
    pub target: Option<String>,
    /// Killed, victims only.
    pub killed: Option<Count>,
    /// Wounded, victims only.
    pub wounded: Option<Count>,
    /// Abducted.
    pub abducted: Option<Count>,
    /// Told in passing, not as the article's news.
    pub background: bool,
    /// What the text says against its own account, as in "not possible to verify".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caveats: Vec<Evidence>,
    /// The sentences that state it.
    pub evidence: Vec<Evidence>,
    /// Names of the rules that made it.
    pub rules: Vec<String>,
}

/// What speaks for one event behind two reports, in points by feature; what speaks against it is below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Agreement {
    /// Their days, or what is known of them.
    #[serde(skip_serializing_if = "is_nothing")]
    pub date: i32,
    /// Their places.
    #[serde(skip_serializing_if = "is_nothing")]
    pub place: i32,
    /// The kind of event.
    #[serde(skip_serializing_if = "is_nothing")]
    pub event_type: i32,
    /// Who did it.
    #[serde(skip_serializing_if = "is_nothing")]
    pub perpetrator: i32,
    /// Whom or what it was directed at.
    #[serde(skip_serializing_if = "is_nothing")]
    pub target: i32,
    /// How many were killed.
    #[serde(skip_serializing_if = "is_nothing")]
    pub killed: i32,
    /// How many were wounded.
    #[serde(skip_serializing_if = "is_nothing")]
    pub wounded: i32,
    /// Names that few other reports share.
    #[serde(skip_serializing_if = "is_nothing")]
    pub names: i32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_nothing(points: &i32) -> bool {
    *points == 0
}

impl Agreement {
    /// All points together.
    pub fn score(&self) -> i32 {
        self.features().iter().map(|(_, points)| points).sum()
    }

    /// The points by the names that `briefing.json` gives them.
    pub fn features(&self) -> [(&'static str, i32); 8] {
        [
            ("date", self.date),
            ("place", self.place),
            ("event_type", self.event_type),
            ("perpetrator", self.perpetrator),
            ("target", self.target),
            ("killed", self.killed),
            ("wounded", self.wounded),
            ("names", self.names),
        ]
    }
}

/// Why two reports were taken for one event: the pair that brought them together, of all pairs of the two sides the best.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Ids of the two documents.
    pub reports: [String; 2],
    /// Sum of the features.
    pub score: i32,
    /// The points by feature.
    pub features: Agreement,
    /// Whether the analyst brought them together; then no points say so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub corrected: bool,
}

/// What kept two reports apart that are much alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// Too little speaks for it.
    Score,
    /// One article tells both.
    Article,
    /// Other reports of theirs are of different days.
    Date,
    /// Other reports of theirs are of different places.
    Place,
    /// Other reports of theirs are of different kinds of event.
    EventType,
    /// Another incident, which this one cannot be, is just as much like it.
    Ambiguous,
}

/// Two incidents that were nearly taken for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearMiss {
    /// Ids of the two incidents.
    pub incidents: [String; 2],
    /// Ids of the two documents whose reports are the most alike.
    pub reports: [String; 2],
    /// Sum of the features.
    pub score: i32,
    /// The points by feature.
    pub features: Agreement,
    /// What spoke against it.
    pub against: Against,
}

/// What one document reports of an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Id of the document.
    pub document: String,
    /// Whose report it is at the root; the document's id where nothing says.
    pub origin: String,
    /// When, by this report. Where it leaves the day open and another report gives it: that day, with basis `report`, the words
    /// of this report and the sentence of the other one as source.
    #[serde(default)]
    pub date: Option<Timex>,
    /// Killed by this report.
    pub killed: Option<Count>,
    /// Wounded by this report.
    pub wounded: Option<Count>,
    /// Abducted by this report.
    pub abducted: Option<Count>,
    /// What the report says against its own account.
    pub caveats: Vec<Evidence>,
    /// The sentences.
    pub evidence: Vec<Evidence>,
    /// Names of the rules that made its mention.
    #[serde(default)]
    pub rules: Vec<String>,
}

/// One real event with every report of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Human id, as in `2021-08-26-kabul-airport-suicide-bombing`.
    pub id: String,
    /// Kind of event; the broader one where reports differ.
    pub event_type: EventType,
    /// When.
    pub date: Option<Timex>,
    /// Where.
    pub place: Option<Place>,
    /// Who did it.
    pub perpetrator: Option<Actor>,
    /// On whose word, in the order in which it was first reported; what no dated article reports comes last.
    pub responsibility: Vec<Responsibility>,
    /// Whom or what it was directed at.
    pub target: Option<String>,
    /// Killed over all reports.
    pub killed: Option<Toll>,
    /// Wounded over all reports.
    pub wounded: Option<Toll>,
    /// Abducted over all reports.
    pub abducted: Option<Toll>,
    /// Every report, by document.
    pub reports: Vec<Report>,
    /// Whether the analyst's corrections touched it.
    pub corrected: bool,
    /// What the articles alone give, for each field that the analyst set or cleared.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub was: BTreeMap<Field, serde_json::Value>,
    /// Why its reports were taken for one event: one pair fewer than there are reports, in the order in which they joined.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merges: Vec<Merge>,
}

impl Incident {
    /// The distinct origins of its reports, in order.
    pub fn origins(&self) -> Vec<&str> {
        let mut origins: Vec<&str> = self.reports.iter().map(|r| r.origin.as_str()).collect();
        origins.sort_unstable();
        origins.dedup();
        origins
    }

    /// Every sentence of every report, in the order of the reports.
    pub fn evidence(&self) -> impl Iterator<Item = &Evidence> {
        self.reports.iter().flat_map(|r| &r.evidence)
    }
}
