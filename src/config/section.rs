//! One entry of `sections:`: a map with one key, or the bare name.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::length::Length;
use crate::compose;
use crate::model::findings::LevelName;

/// A section with what is said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SectionOption {
    /// The threat that an actor poses.
    Threat(ThreatOptions),
    /// Denials beside attacks.
    Denials(DenialOptions),
    /// What to know first.
    Judgements(JudgementOptions),
    /// A section about which nothing is said.
    Plain(compose::Section),
}

impl SectionOption {
    /// Which section it is.
    pub(super) fn section(&self) -> compose::Section {
        match self {
            Self::Threat(_) => compose::Section::ThreatAssessment,
            Self::Denials(_) => compose::Section::DenialsVersusAttacks,
            Self::Judgements(_) => compose::Section::KeyJudgements,
            Self::Plain(section) => *section,
        }
    }
}

/// `threat_assessment`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThreatOptions {
    /// Whose threat.
    pub actor: String,
    /// How far back from the as-of date; 90 days where it is not given.
    pub window: Option<Length>,
    /// What a level needs.
    #[serde(default)]
    pub minimum: MinimumOptions,
    /// Whether acts under the parent's name count inside the actor's own area; they do where nothing is said.
    pub parent_counts: Option<bool>,
    /// From what on each level holds; the program's own where it is not given.
    pub levels: Option<BTreeMap<LevelName, ThresholdOptions>>,
}

/// What a threat level needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MinimumOptions {
    /// Fewest attacks in the window.
    pub attacks: Option<usize>,
    /// Fewest origins.
    pub origins: Option<usize>,
}

/// From what on a level holds; either number is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThresholdOptions {
    /// Attacks in the window.
    pub attacks: usize,
    /// Killed in the window.
    pub killed: u64,
}

/// `denials_versus_attacks`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DenialOptions {
    /// Whose denials.
    pub denier: String,
    /// About whose attacks.
    pub about: String,
    /// How long before a denial attacks are shown beside it; 30 days where it is not given.
    pub before: Option<Length>,
    /// How long after it; 90 days where it is not given.
    pub after: Option<Length>,
}

/// `key_judgements`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct JudgementOptions {
    /// The reader's kind: names of classes of targets in the codebook, or words. Reported plots against it come first.
    pub readers: Vec<String>,
}

/// The value of a section about which nothing can be said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

impl<'de> Deserialize<'de> for SectionOption {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SectionVisitor)
    }
}

struct SectionVisitor;

impl<'de> Visitor<'de> for SectionVisitor {
    type Value = SectionOption;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a section, as in `incident_log: {}`")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<SectionOption, E> {
        match named(name)? {
            section @ (compose::Section::ThreatAssessment | compose::Section::DenialsVersusAttacks) => Err(E::custom(
                format!("`{}` needs to be told about whom it is, as in the documentation", section.key()),
            )),
            section => Ok(SectionOption::Plain(section)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SectionOption, A::Error> {
        let name: String = map.next_key()?.ok_or_else(|| A::Error::custom("a section without a name"))?;
        let option = match named(&name)? {
            compose::Section::ThreatAssessment => SectionOption::Threat(map.next_value()?),
            compose::Section::DenialsVersusAttacks => SectionOption::Denials(map.next_value()?),
            compose::Section::KeyJudgements => {
                SectionOption::Judgements(map.next_value::<Option<JudgementOptions>>()?.unwrap_or_default())
            }
            section => {
                map.next_value::<Option<Nothing>>()?;
                SectionOption::Plain(section)
            }
        };
        match map.next_key::<String>()? {
            None => Ok(option),
            Some(next) => {
                Err(A::Error::custom(format!("`{next}` must be a list item of its own, with a dash before it")))
            }
        }
    }
}

/// The names of all sections, for messages.
const NAMES: &[&str] = &[
    "key_judgements", "key_figures", "threat_assessment", "denials_versus_attacks", "humanitarian_context", "changes",
    "incident_log", "statement_log", "sources", "method",
];

fn named<E: Error>(name: &str) -> Result<compose::Section, E> {
    compose::Section::ALL.into_iter().find(|s| s.key() == name).ok_or_else(|| E::unknown_variant(name, NAMES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_compose() {
        let keys: Vec<&str> = compose::Section::ALL.into_iter().map(compose::Section::key).collect();
        assert_eq!(keys, NAMES);
    }
}
