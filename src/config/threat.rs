//! `threat_assessment:`, as written → what the analysis is told: levels that rise, and minima that ask for something.

use super::section::ThreatOptions;
use super::source::Source;
use crate::analyse::ThreatSettings;
use crate::diag::Diagnostic;
use crate::model::findings::{LevelName, Threshold};

/// The levels as the file writes them, lowest first.
const LEVELS: [(LevelName, &str); 5] = [
    (LevelName::Low, "low"),
    (LevelName::Moderate, "moderate"),
    (LevelName::Substantial, "substantial"),
    (LevelName::Severe, "severe"),
    (LevelName::Critical, "critical"),
];

/// Works out how the threat is assessed.
///
/// # Errors
/// Levels that are not all given or that fall, and a minimum of nothing.
pub(super) fn settings(given: &ThreatOptions, source: &Source) -> Result<ThreatSettings, Diagnostic> {
    let mut settings = ThreatSettings::of(&given.actor);
    settings.window_days = given.window.map_or(settings.window_days, |length| length.days);
    settings.minimum_attacks = given.minimum.attacks.unwrap_or(settings.minimum_attacks);
    settings.minimum_origins = given.minimum.origins.unwrap_or(settings.minimum_origins);
    settings.parent_counts = given.parent_counts.unwrap_or(settings.parent_counts);
    for (key, least) in [("attacks", settings.minimum_attacks), ("origins", settings.minimum_origins)] {
        if least == 0 {
            let place = source.at_inner(&["sections", "threat_assessment", "minimum", key]);
            return Err(Diagnostic::error(format!("a minimum of 0 {key} would make a level of nothing"))
                .at(place)
                .hint(format!("write 1 or more, or leave `{key}` out")));
        }
    }
    if given.levels.is_some() {
        settings.levels = levels(given, source)?;
    }
    Ok(settings)
}

/// The thresholds, lowest level first.
fn levels(given: &ThreatOptions, source: &Source) -> Result<Vec<Threshold>, Diagnostic> {
    let place = |level: &[&str]| {
        let path = [&["sections", "threat_assessment", "levels"], level].concat();
        source.at_inner(&path)
    };
    let written = given.levels.as_ref();
    let of = |level: LevelName| written.and_then(|levels| levels.get(&level)).copied();
    let missing: Vec<String> =
        LEVELS.iter().filter(|(level, _)| of(*level).is_none()).map(|(_, name)| format!("`{name}`")).collect();
    if !missing.is_empty() {
        let verb = if missing.len() == 1 { "is" } else { "are" };
        return Err(Diagnostic::error(format!("of the five levels, {} {verb} missing", missing.join(", ")))
            .at(place(&[]))
            .hint("give all five, or leave `levels` out to keep the usual ones"));
    }
    for pair in LEVELS.windows(2) {
        let [(lower, lower_name), (higher, higher_name)] = pair else { continue };
        let (Some(below), Some(above)) = (of(*lower), of(*higher)) else { continue };
        let numbers = [("attacks", below.attacks as u64, above.attacks as u64), ("killed", below.killed, above.killed)];
        if let Some((what, least, less)) = numbers.into_iter().find(|(_, least, less)| less < least) {
            let message =
                format!("the level `{higher_name}` asks for {less} {what}, fewer than `{lower_name}` with {least}");
            return Err(Diagnostic::error(message)
                .at(place(&[higher_name]))
                .hint("a higher level asks for as many attacks and killed as the one below it, or more"));
        }
    }
    let thresholds = LEVELS.into_iter().filter_map(|(level, _)| {
        of(level).map(|least| Threshold { level, attacks: least.attacks, killed: least.killed })
    });
    Ok(thresholds.collect())
}
