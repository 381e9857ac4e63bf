//! Codes in words: kinds of event, stances, sectors, levels and the like.

use crate::model::condition::{Direction, Sector};
use crate::model::findings::{Apart, Basis, Confidence, LevelName, Unit};
use crate::model::incident::{EventType, ResponsibilityKind};
use crate::model::publication::Medium;
use crate::model::statement::{Form, Stance};

use super::{NOT_STATED, plural};

/// Kind of event in words.
pub(in crate::compose) fn event(event_type: EventType) -> &'static str {
    match event_type {
        EventType::Airstrike => "air strike",
        EventType::SuicideBombing => "suicide bombing",
        EventType::Kidnapping => "kidnapping",
        EventType::Bombing => "bombing",
        EventType::Raid => "raid",
        EventType::ArrestOperation => "arrests",
        EventType::Clash => "clash",
        EventType::Assassination => "assassination or attempt",
        EventType::ArmedAttack => "armed attack",
        EventType::Other => "other violence",
    }
}

/// Kind of event in words, for a number of events.
pub(in crate::compose) fn events(event_type: EventType, n: usize) -> &'static str {
    match event_type {
        EventType::Airstrike => plural(n, "air strike", "air strikes"),
        EventType::SuicideBombing => plural(n, "suicide bombing", "suicide bombings"),
        EventType::Kidnapping => plural(n, "kidnapping", "kidnappings"),
        EventType::Bombing => plural(n, "bombing", "bombings"),
        EventType::Raid => plural(n, "raid", "raids"),
        EventType::ArrestOperation => plural(n, "arrest operation", "arrest operations"),
        EventType::Clash => plural(n, "clash", "clashes"),
        EventType::Assassination => plural(n, "assassination or attempt", "assassinations or attempts"),
        EventType::ArmedAttack => plural(n, "armed attack", "armed attacks"),
        EventType::Other => "of another kind",
    }
}

/// The mark of the word that an attack rests on.
pub(in crate::compose) fn basis_mark(basis: Basis) -> &'static str {
    match basis {
        Basis::Claimed => "(c)",
        Basis::Stated => "(s)",
        Basis::Attributed => "(a)",
        Basis::Suspected => "(?)",
        Basis::Unattributed => "–",
    }
}

/// On whose word somebody is blamed, in a word.
pub(in crate::compose) fn responsibility(kind: ResponsibilityKind) -> &'static str {
    match kind {
        ResponsibilityKind::Claimed => "claimed",
        ResponsibilityKind::Attributed => "attributed",
        ResponsibilityKind::Suspected => "suspected",
        ResponsibilityKind::Denied => "denied",
        ResponsibilityKind::Stated => "stated",
    }
}

/// Stance in words.
pub(in crate::compose) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::ClaimOfResponsibility => "claim of responsibility",
        other => other.code(),
    }
}

/// Kind of publication in words, for a number of them.
pub(in crate::compose) fn media(medium: Medium, n: usize) -> &'static str {
    match medium {
        Medium::Video => plural(n, "video", "videos"),
        Medium::Audio => plural(n, "audio recording", "audio recordings"),
        Medium::Magazine => plural(n, "magazine", "magazines"),
        Medium::Photographs => "photographs",
    }
}

/// Form of a statement, where it is not the speaker's own words throughout.
pub(in crate::compose) fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "",
        Form::Indirect => "(indirect) ",
        Form::Mixed => "(partly indirect) ",
    }
}

/// Whether the word that introduces a statement turns it round: what follows `denied` is what is not so.
pub(in crate::compose) fn turns_round(cue: &str) -> bool {
    const STEMS: [&str; 9] =
        ["denied", "denies", "deny", "reject", "dismiss", "ruled out", "refut", "disput", "played down"];
    let cue = cue.to_lowercase();
    STEMS.iter().any(|stem| cue.starts_with(stem))
}

/// Sector in words.
pub(in crate::compose) fn sector(sector: Sector) -> &'static str {
    match sector {
        Sector::Displacement => "displacement",
        Sector::Food => "food",
        Sector::AidAccess => "aid access",
        Sector::Economy => "economy",
        Sector::Rights => "rights",
        Sector::Health => "health",
        Sector::Education => "education",
        Sector::Shelter => "shelter",
        Sector::Other => "other",
    }
}

/// Direction in words.
pub(in crate::compose) fn direction(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::Increase) => "up",
        Some(Direction::Decrease) => "down",
        Some(Direction::Level) => "unchanged",
        None => NOT_STATED,
    }
}

/// Confidence in words.
pub(in crate::compose) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Moderate => "moderate",
        Confidence::High => "high",
    }
}

/// Level in words.
pub(in crate::compose) fn level(level: Option<LevelName>) -> &'static str {
    match level {
        None => "not assessed",
        Some(LevelName::Low) => "low",
        Some(LevelName::Moderate) => "moderate",
        Some(LevelName::Substantial) => "substantial",
        Some(LevelName::Severe) => "severe",
        Some(LevelName::Critical) => "critical",
    }
}

/// Why incidents at one place are not one.
pub(in crate::compose) fn apart(apart: Apart) -> &'static str {
    match apart {
        Apart::Day => "different days",
        Apart::Kind => "different kinds of event",
        Apart::Undated => "not all are dated",
    }
}

/// How a picture divides time, in words: `by month`.
pub(in crate::compose) fn unit_adverb(unit: Unit) -> &'static str {
    match unit {
        Unit::Week => "by week",
        Unit::Month => "by month",
        Unit::Year => "by year",
    }
}

/// A division of time, in words for a number of them.
pub(in crate::compose) fn units(unit: Unit, n: usize) -> &'static str {
    match unit {
        Unit::Week => plural(n, "week", "weeks"),
        Unit::Month => plural(n, "month", "months"),
        Unit::Year => plural(n, "year", "years"),
    }
}
