//! Key figures: the same counts for the whole corpus, for what has no date, for a span of days and for the span before it.

use serde::{Deserialize, Serialize};

use super::{Group, Window};

/// The box of key figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyFigures {
    /// The span that is counted: the period where it has a length, else the window of the threat section, else 90 days.
    pub span: Window,
    /// Whether the span is the briefing's period.
    pub is_period: bool,
    /// The span of the same length that ends the day before; `None` where the calendar ends.
    pub before: Option<Window>,
    /// Everything that has a date.
    pub dated: Column,
    /// Everything that has none.
    pub undated: Column,
    /// What certainly lies in the span.
    pub within: Column,
    /// What may lie in it besides.
    pub possible: Column,
    /// What certainly lies in the span before.
    pub earlier: Column,
}

/// One column of the box.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Column {
    /// Incidents of any kind, by anybody.
    pub incidents: Group,
    /// Attacks that count as the actor's; empty without an actor.
    pub attacks: Group,
    /// Ids of those of them that the actor claims.
    #[serde(default)]
    pub claimed: Vec<String>,
    /// Ids of those that an article states as the actor's and that it does not claim.
    #[serde(default)]
    pub stated: Vec<String>,
    /// Ids of the others, which a named party attributes to the actor.
    #[serde(default)]
    pub attributed: Vec<String>,
    /// Attacks that it is suspected of.
    pub suspected: Group,
    /// Attacks for which nobody is named.
    pub unattributed: Group,
    /// Provinces in which the actor's attacks lie; without an actor, all incidents.
    pub provinces: Vec<String>,
    /// Ids of raids, arrests, strikes and clashes against the actor.
    pub pressure: Vec<String>,
    /// Ids of the denier's denials; empty without a denier.
    pub denials: Vec<String>,
}
