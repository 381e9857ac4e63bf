//! What one document states: a line of facts.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::document::Record;
use super::evidence::Span;
use super::incident::IncidentMention;
use super::publication::Publication;
use super::statement::Statement;
use super::tally::Tally;
use super::threat::Threat;

/// Number of the schema of facts lines and of `briefing.json`; raised when a meaning changes.
pub const SCHEMA: u32 = 1;

/// All facts of one document. Merging works from these lines alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The document's record.
    pub document: Record,
    /// Events.
    pub incidents: Vec<IncidentMention>,
    /// Attributions.
    pub statements: Vec<Statement>,
    /// Humanitarian conditions.
    pub conditions: Vec<Condition>,
    /// Plots and threats.
    pub threats: Vec<Threat>,
    /// Counts of many events.
    pub tallies: Vec<Tally>,
    /// What groups published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub publications: Vec<Publication>,
    /// What could not be made out, in words.
    pub warnings: Vec<String>,
    /// What was recognised on the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<Trace>,
}

/// What was recognised on the way to the facts, so that anyone can measure it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Trace {
    /// Ranges kept as article text.
    pub body: Vec<Span>,
    /// Sentences of the article; the first is number 1.
    pub sentences: Vec<Span>,
    /// Time expressions, with their TIMEX3 values.
    pub dates: Vec<Recognised>,
    /// Places, with their canonical names.
    pub places: Vec<Recognised>,
    /// Actors, with their canonical names.
    pub actors: Vec<Recognised>,
    /// Names of all rules that fired, sorted.
    pub rules: Vec<String>,
}

/// A recognised expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognised {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: String,
    /// What they stand for; `None` where that is open.
    pub value: Option<String>,
}
