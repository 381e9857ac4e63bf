//! Counts of many events by somebody: shown, never summed.

use serde::{Deserialize, Serialize};

use super::actor::Actor;
use super::casualties::Count;
use super::date::Timex;
use super::evidence::Evidence;
use super::place::Place;

/// Somebody's count of many events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// What is counted, as in `attacks`, `killed`.
    pub of: String,
    /// How many.
    pub count: Count,
    /// Whose acts.
    pub actor: Option<Actor>,
    /// Where.
    pub place: Option<Place>,
    /// Over which time.
    pub period: Option<Timex>,
    /// Who counts.
    pub said_by: Option<Actor>,
    /// The sentences.
    pub evidence: Vec<Evidence>,
}
