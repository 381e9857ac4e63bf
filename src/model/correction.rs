//! What the analyst set right in the facts, as it took effect: the corrections of an edition.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;

/// A field of an incident that can be set or cleared. The names are those of `briefing.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Kind of event.
    EventType,
    /// When.
    Date,
    /// Where.
    Place,
    /// Who did it, and with it on whose word.
    Perpetrator,
    /// Whom or what it was directed at.
    Target,
    /// Killed over all reports.
    Killed,
    /// Wounded over all reports.
    Wounded,
    /// Abducted over all reports.
    Abducted,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::EventType,
        Self::Date,
        Self::Place,
        Self::Perpetrator,
        Self::Target,
        Self::Killed,
        Self::Wounded,
        Self::Abducted,
    ];

    /// The name in `briefing.json` and in the file of corrections.
    pub fn key(self) -> &'static str {
        match self {
            Self::EventType => "event_type",
            Self::Date => "date",
            Self::Place => "place",
            Self::Perpetrator => "perpetrator",
            Self::Target => "target",
            Self::Killed => "killed",
            Self::Wounded => "wounded",
            Self::Abducted => "abducted",
        }
    }
}

/// How far a source is trusted, by the letters of the Admiralty code (NATO STANAG 2511); `F` is no low grade but an open one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    F,
}

impl Reliability {
    /// The letter.
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
            Self::F => "F",
        }
    }
}

/// What a correction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Sets fields of an incident.
    Set,
    /// Clears fields of an incident.
    Clear,
    /// Makes one incident of several.
    Merge,
    /// Makes an incident of its own of some reports of another.
    Split,
    /// Takes an incident out.
    Suppress,
    /// Grades a source.
    Grade,
    /// Adds words to an item or a section.
    Note,
}

/// One correction that took effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The line of the file that it begins on, from one.
    pub line: usize,
    /// What it does.
    pub action: Action,
    /// The fields that it sets or clears; those that a later correction overrules are not among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// Ids of the items that it touched, as they are called in this edition; of a suppressed incident, as it would be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// Ids of the documents that it grades or says something of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// The section that a note belongs to; `None` for a note to an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The source that it grades.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reliability: Option<Reliability>,
    /// The words of a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who decided it.
    pub author: String,
    /// When.
    pub date: NaiveDate,
    /// Why; `None` for a note, which says it itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The sentences by which its items are told: the first one of each report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// An incident as the articles alone make it, where a merge, a split or a suppression made something else of it. By these the
/// next edition finds its ids again, whether the correction still stands or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uncorrected {
    /// Its id.
    pub id: String,
    /// Its sentences.
    pub evidence: Vec<Evidence>,
}
