//! What the body of a briefing shows of lists that may grow long, and what it leaves to the annex.

use serde::{Deserialize, Serialize};

/// One list in two parts, each in the order of the list. Together they are the whole of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Part {
    /// Ids of what the body shows.
    pub shown: Vec<String>,
    /// Ids of the rest.
    pub rest: Vec<String>,
}

/// The lists of the body. Those of sections that are not configured are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Body {
    /// Plots and threats, of those of the threat section.
    pub plots: Part,
    /// Statements of the assessed actor, claims of responsibility apart.
    pub said: Part,
    /// Counts by others.
    pub tallies: Part,
    /// Assessments by others, group by group as the indicators have them; of those without a group all is left.
    pub assessments: Vec<Part>,
    /// The rows of the ledger of denials.
    pub denials: Part,
    /// The denier's assurances.
    pub assurances: Part,
    /// The denier's denials of other things.
    pub other_matters: Part,
    /// What the denier announced against the actor.
    pub successes: Part,
    /// Statements by others about the actor, without those that the threat section shows.
    pub by_others: Part,
    /// Series of conditions, each by its latest one.
    pub conditions: Part,
    /// Statements that warn of how people will live.
    pub warned_by: Part,
    /// Forecasts that none of these statements holds.
    pub forecasts: Part,
}
