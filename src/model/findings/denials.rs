//! Denials beside attacks: the rows of the ledger, and the statements that stand beside it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Group;

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
