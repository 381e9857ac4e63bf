//! What the configuration says about analysing.

use chrono::NaiveDate;

use crate::model::date::Period;
use crate::model::findings::{LevelName, Threshold};

/// What a briefing is about and how it counts.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Title of the briefing.
    pub title: String,
    /// Its folder name.
    pub slug: String,
    /// The day that it stands for.
    pub as_of: NaiveDate,
    /// The span that it reports on; ends on `as_of`.
    pub period: Period,
    /// The actor to assess; `None` leaves the section out.
    pub threat: Option<ThreatSettings>,
    /// The denier to hold beside events; `None` leaves the section out.
    pub denials: Option<DenialSettings>,
    /// What page one says first.
    pub page_one: PageOneSettings,
}

/// What page one says first, and when it warns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOneSettings {
    /// The reader's kind: names of classes of targets in the codebook, or words. Plots against it come first; empty for none.
    pub readers: Vec<String>,
    /// From how many days before as-of on the latest dated article is too old to speak for it.
    pub stale_after_days: u32,
}

impl Default for PageOneSettings {
    fn default() -> Self {
        Self { readers: Vec::new(), stale_after_days: 30 }
    }
}

/// Whose threat is assessed, and how.
#[derive(Debug, Clone)]
pub struct ThreatSettings {
    /// Canonical name of the actor.
    pub actor: String,
    /// Length of the window that ends on as-of, in days; at least 1.
    pub window_days: u32,
    /// Fewest attacks in the window for a level.
    pub minimum_attacks: usize,
    /// Fewest origins for a level.
    pub minimum_origins: usize,
    /// Whether acts under the parent's name count inside the actor's own area.
    pub parent_counts: bool,
    /// From what on each level holds, lowest first; either number of a threshold is enough.
    pub levels: Vec<Threshold>,
}

impl ThreatSettings {
    /// The defaults for an actor: 90 days, 5 attacks from 2 origins, the parent counts.
    pub fn of(actor: impl Into<String>) -> Self {
        Self {
            actor: actor.into(),
            window_days: 90,
            minimum_attacks: 5,
            minimum_origins: 2,
            parent_counts: true,
            levels: Self::default_levels(),
        }
    }

    /// The thresholds that hold where the configuration gives none.
    pub fn default_levels() -> Vec<Threshold> {
        [
            (LevelName::Low, 0, 0),
            (LevelName::Moderate, 8, 25),
            (LevelName::Substantial, 15, 75),
            (LevelName::Severe, 30, 150),
            (LevelName::Critical, 60, 400),
        ]
        .map(|(level, attacks, killed)| Threshold { level, attacks, killed })
        .to_vec()
    }
}

/// Whose denials are held beside whose attacks.
#[derive(Debug, Clone)]
pub struct DenialSettings {
    /// Canonical name of the denier.
    pub denier: String,
    /// Canonical name of the actor that the denials are about.
    pub about: String,
    /// Days before a denial.
    pub before_days: u32,
    /// Days after it.
    pub after_days: u32,
}

impl DenialSettings {
    /// The defaults for two actors: 30 days before, 90 after.
    pub fn of(denier: impl Into<String>, about: impl Into<String>) -> Self {
        Self { denier: denier.into(), about: about.into(), before_days: 30, after_days: 90 }
    }
}
