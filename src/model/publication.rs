//! What a group makes public on its own channels: videos, sound recordings, magazines, photographs.

use serde::{Deserialize, Serialize};

use super::actor::Actor;
use super::date::Timex;
use super::evidence::Evidence;

/// What was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// Moving pictures.
    Video,
    /// A recorded voice.
    Audio,
    /// A magazine or newsletter, or an issue of it.
    Magazine,
    /// Still pictures.
    Photographs,
}

/// Something that a group published, as an article tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Publication {
    /// What.
    pub medium: Medium,
    /// Who published it.
    pub actor: Actor,
    /// When, where the sentence says so.
    pub date: Option<Timex>,
    /// Whose word it is; `None` where the article tells it itself.
    pub said_by: Option<Actor>,
    /// The sentences.
    pub evidence: Vec<Evidence>,
}
