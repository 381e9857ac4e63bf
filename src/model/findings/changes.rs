//! What is new, different or gone since the edition before.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::LevelName;
use crate::model::actor::Actor;
use crate::model::casualties::Toll;
use crate::model::date::Timex;
use crate::model::incident::{EventType, ResponsibilityKind};
use crate::model::place::Place;

/// What has changed since the edition before. Incidents that lie outside the period in both editions are not looked at.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Changes {
    /// The day that the edition before stands for; `None` for a first edition, which has nothing to be held beside.
    pub since: Option<NaiveDate>,
    /// Labels of articles that were not read then.
    pub articles: Vec<String>,
    /// Ids of articles that were read then and are not now.
    pub articles_gone: Vec<String>,
    /// Ids of incidents that the edition before did not have, under this or another id.
    pub new: Vec<String>,
    /// Incidents of both editions that read otherwise now, in the order of the log.
    pub updated: Vec<Update>,
    /// Incidents of the edition before that this one does not have.
    pub withdrawn: Vec<Withdrawn>,
    /// Ids of incidents that the analyst has corrected since.
    pub corrected: Vec<String>,
    /// Ids of statements: denials about the actor that were not in the edition before.
    pub denials: Vec<String>,
    /// Ids of plots and threats by the actor that were not in it.
    pub threats: Vec<String>,
    /// The threat level then and now, where both editions assess the same actor; a `None` inside is "not assessed".
    pub level: Option<Then<Option<LevelName>>>,
}

/// A value in the edition before, and in this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Then<T> {
    /// What it was.
    pub was: T,
    /// What it is.
    pub now: T,
}

/// An incident that reads otherwise now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Update {
    /// Its id.
    pub incident: String,
    /// What differs; at least one.
    pub changes: Vec<Change>,
    /// Ids of the documents that tell it now and did not then. Empty where an old article reads otherwise.
    pub documents: Vec<String>,
}

/// One thing that differs. A `None` inside means that no article states it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum Change {
    /// Kind of event.
    EventType(Then<EventType>),
    /// When.
    Date(Then<Option<Timex>>),
    /// Where.
    Place(Then<Option<Place>>),
    /// Who did it.
    Perpetrator(Then<Option<Actor>>),
    /// On whose word, the firmest.
    Responsibility(Then<Option<ResponsibilityKind>>),
    /// Killed.
    Killed(Then<Option<Toll>>),
    /// Wounded.
    Wounded(Then<Option<Toll>>),
    /// Abducted.
    Abducted(Then<Option<Toll>>),
    /// How many origins tell of it.
    Origins(Then<usize>),
}

/// An incident that is no longer there, as it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The id that it had.
    pub incident: String,
    /// What it was.
    pub event_type: EventType,
    /// When it was.
    pub date: Option<Timex>,
    /// Where it was.
    pub place: Option<Place>,
    /// Killed in it, as the edition before had it.
    pub killed: Option<Toll>,
    /// Why it is gone.
    pub why: Why,
    /// Id of the incident that its sentences tell now.
    pub into: Option<String>,
}

/// Why an incident is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Its reports are taken for another event's.
    Merged,
    /// No article that told it is read now.
    ArticlesGone,
    /// Its articles are there and do not tell it any more.
    NotTold,
}
