//! Key judgements: what a reader has to know first, each with how sure it is, and the outlook by a base rate.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Confidence, Group, Window};

/// The judgements of page one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KeyJudgements {
    /// At most five, in the order of a briefing. Where the texts hold little there are fewer.
    pub judgements: Vec<Judgement>,
    /// How likely a further attack is; `None` where the configuration names no actor.
    pub outlook: Option<Outlook>,
}

/// One judgement. Items are named by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Judgement {
    /// An attack that is said to be planned, threatened or foiled.
    ReportedPlan {
        /// The threat: one against the reader's kind before any other, then the latest told.
        threat: String,
        /// Whether it is directed at the reader's kind.
        at_reader: bool,
        /// Other threats of the period.
        more: Vec<String>,
        /// Denials in the same article, within a few sentences of it.
        denied: Vec<String>,
        /// How sure.
        sureness: Sureness,
    },
    /// The last that happened.
    Latest {
        /// The latest attack with a day or a month; `None` where none has one.
        attack: Option<Latest>,
        /// The latest raid, arrest, strike or clash with a day or a month.
        operation: Option<Latest>,
    },
    /// What attacks were directed at.
    Targets {
        /// The class of targets that most of them share.
        class: String,
        /// The attacks on it, with their tolls.
        attacks: Group,
        /// First possible day of the first of them that has a date.
        from: Option<NaiveDate>,
        /// Last possible day of the last of them that has a date.
        to: Option<NaiveDate>,
        /// All attacks of which the class of the target is known.
        known: Vec<String>,
        /// How sure.
        sureness: Sureness,
    },
    /// What was denied, and what happened beside it.
    Denials {
        /// Place of the latest dated denial in the list of the denials section; `None` where none has a date.
        latest: Option<usize>,
        /// How sure.
        sureness: Sureness,
    },
    /// How people live.
    Humanitarian {
        /// The conditions told; at most two.
        conditions: Vec<String>,
        /// How sure.
        sureness: Sureness,
    },
}

/// The latest incident of its sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Latest {
    /// Id of the incident.
    pub incident: String,
    /// How sure.
    pub sureness: Sureness,
}

/// How sure a judgement is, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sureness {
    /// By the rule of the method note.
    pub confidence: Confidence,
    /// The origins that it rests on.
    pub origins: Vec<String>,
    /// What takes from it.
    pub doubts: Vec<Doubt>,
}

/// What makes a judgement less sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// A text says that its account could not be verified.
    NotVerified,
    /// All accounts rest on one party to the conflict.
    OneParty,
    /// Those whose word it is are not named.
    SourcesNotNamed,
    /// No date says that it still holds.
    NotDated,
}

/// How likely a further attack is, by the share of past windows that had one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlook {
    /// The days that it looks ahead, and the length of each window.
    pub days: u32,
    /// The windows looked at; the last one ends on as-of.
    pub windows: Vec<Window>,
    /// Those of them in which an attack by the actor certainly lies.
    pub with_attack: Vec<Window>,
    /// First days of the last full calendar months, the earliest first: as many as the rule asks for.
    pub months: Vec<NaiveDate>,
    /// Those of them in which a dated article was published.
    pub months_covered: Vec<NaiveDate>,
    /// In the words of the ladder; `None` where a month has no dated article.
    pub likelihood: Option<Likelihood>,
    /// What each word stands for.
    pub ladder: Vec<Rung>,
}

/// Words for likelihood, as the United States intelligence community's directive on analytic standards sets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likelihood {
    /// Up to 5 in a hundred.
    AlmostNoChance,
    /// Up to 20.
    VeryUnlikely,
    /// Up to 45.
    Unlikely,
    /// Up to 55.
    RoughlyEvenChance,
    /// Up to 80.
    Likely,
    /// Up to 95.
    VeryLikely,
    /// Above 95.
    AlmostCertain,
}

/// What a word for likelihood stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// The word.
    pub likelihood: Likelihood,
    /// From more than this many in a hundred.
    pub from_percent: u8,
    /// To this many.
    pub to_percent: u8,
}
