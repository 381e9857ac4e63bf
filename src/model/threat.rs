//! Plots and threats: announced, feared or foiled attacks. Never incidents.

use serde::{Deserialize, Serialize};

use super::actor::Actor;
use super::date::Timex;
use super::evidence::Evidence;
use super::place::Place;

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreatKind {
    /// Somebody is said to plan it.
    Plot,
    /// Somebody announces it, or somebody fears it.
    Threat,
    /// Somebody stopped it.
    Foiled,
}

/// An attack that did not happen, or has not yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Threat {
    /// What became of it.
    pub kind: ThreatKind,
    /// Who would do it.
    pub actor: Option<Actor>,
    /// Against whom, in the words of the text.
    pub target: Option<String>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub date: Option<Timex>,
    /// Whose word it is.
    pub said_by: Option<Actor>,
    /// The sentences.
    pub evidence: Vec<Evidence>,
}
