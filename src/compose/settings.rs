//! What the configuration says about composing.

use crate::model::outline::Outline;

/// The parts of a briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// What to know first.
    KeyJudgements,
    /// The counts of page one.
    KeyFigures,
    /// The threat that an actor poses.
    ThreatAssessment,
    /// Denials beside attacks.
    DenialsVersusAttacks,
    /// How people live.
    HumanitarianContext,
    /// What is new since the previous edition.
    Changes,
    /// Every incident.
    IncidentLog,
    /// Every statement.
    StatementLog,
    /// Every article.
    Sources,
    /// How it was made.
    Method,
}

impl Section {
    /// All sections, in the order that holds where the configuration gives none.
    pub const ALL: [Self; 10] = [
        Self::KeyJudgements,
        Self::KeyFigures,
        Self::ThreatAssessment,
        Self::DenialsVersusAttacks,
        Self::HumanitarianContext,
        Self::Changes,
        Self::IncidentLog,
        Self::StatementLog,
        Self::Sources,
        Self::Method,
    ];

    /// The key in the configuration, which is also the name of the template.
    pub fn key(self) -> &'static str {
        match self {
            Self::KeyJudgements => "key_judgements",
            Self::KeyFigures => "key_figures",
            Self::ThreatAssessment => "threat_assessment",
            Self::DenialsVersusAttacks => "denials_versus_attacks",
            Self::HumanitarianContext => "humanitarian_context",
            Self::Changes => "changes",
            Self::IncidentLog => "incident_log",
            Self::StatementLog => "statement_log",
            Self::Sources => "sources",
            Self::Method => "method",
        }
    }
}

/// How a briefing is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// A marking for every page; `None` for none.
    pub marking: Option<String>,
    /// Longest quotation in a table, in words.
    pub quote_words: usize,
    /// Outlines of countries, from the codebook; the map needs one.
    pub outlines: Vec<Outline>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { sections: Section::ALL.to_vec(), marking: None, quote_words: 20, outlines: Vec::new() }
    }
}
