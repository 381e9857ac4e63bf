//! What all documents together state: what `resolve` hands to `analyse`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::correction::{Correction, Reliability, Uncorrected};
use super::document::{Record, Skipped};
use super::evidence::Evidence;
use super::incident::{Incident, NearMiss};
use super::publication::Publication;
use super::statement::Statement;
use super::tally::Tally;
use super::threat::Threat;

/// A document that was read, under the label that citations use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// `A1`, `A2`, … in the order of the documents' ids.
    pub label: String,
    /// Whose report it is at the root: the stated origin, else the publisher, else the document's own id.
    pub origin_counted: String,
    /// An article without a date cannot be older than this day: it tells an event that other articles date to it. `None` where
    /// it has a date, or tells no such event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before_by_reports: Option<NaiveDate>,
    /// How far the analyst trusts its origin or publisher; `None` where nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reliability: Option<Reliability>,
    /// Its record.
    #[serde(flatten)]
    pub record: Record,
}

/// Where a fact is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// Id of the document.
    pub document: String,
    /// Whose report it is at the root.
    pub origin: String,
    /// The sentences.
    pub evidence: Vec<Evidence>,
}

/// A fact with an id and everyone who tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item<T> {
    /// Follows from the content alone.
    pub id: String,
    /// The fact.
    #[serde(flatten)]
    pub fact: T,
    /// Every telling, by document; at least one.
    pub reports: Vec<Telling>,
}

/// Everything that the corpus states, each event once.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Dataset {
    /// Documents by id.
    pub documents: Vec<Source>,
    /// Files that were not read, by path.
    pub skipped: Vec<Skipped>,
    /// Incidents: dated ones by first day, then undated ones; ties by id.
    pub incidents: Vec<Incident>,
    /// Pairs of incidents that were nearly taken for one, the nearest first.
    pub near_misses: Vec<NearMiss>,
    /// Statements, in the order of documents and sentences.
    pub statements: Vec<Item<Statement>>,
    /// Conditions, in the order of documents and sentences.
    pub conditions: Vec<Item<Condition>>,
    /// Threats, in the order of documents and sentences.
    pub threats: Vec<Item<Threat>>,
    /// Tallies, in the order of documents and sentences.
    pub tallies: Vec<Item<Tally>>,
    /// What groups published, in the order of documents and sentences.
    #[serde(default)]
    pub publications: Vec<Item<Publication>>,
    /// The analyst's corrections that took effect, in the order of their lines.
    pub corrections: Vec<Correction>,
    /// Incidents as they would be without the merges, splits and suppressions among them.
    pub uncorrected: Vec<Uncorrected>,
}
