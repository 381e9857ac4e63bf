//! Violent events: as one article mentions them, and as all reports of one event add up.

use serde::{Deserialize, Serialize};

use super::actor::Actor;
use super::casualties::{Count, Toll};
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

/// What one document reports of an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Id of the document.
    pub document: String,
    /// Whose report it is at the root; the document's id where nothing says.
    pub origin: String,
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
    /// On whose word.
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
