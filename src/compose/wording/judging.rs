//! Codes of judgements and indicators in words.

use crate::model::findings::{Doubt, IndicatorKind, Likelihood, Trend};
use crate::model::threat::ThreatKind;

/// Words of the ladder of likelihood.
pub(in crate::compose) fn likelihood(likelihood: Likelihood) -> &'static str {
    match likelihood {
        Likelihood::AlmostNoChance => "almost no chance",
        Likelihood::VeryUnlikely => "very unlikely",
        Likelihood::Unlikely => "unlikely",
        Likelihood::RoughlyEvenChance => "roughly even chance",
        Likelihood::Likely => "likely",
        Likelihood::VeryLikely => "very likely",
        Likelihood::AlmostCertain => "almost certain",
    }
}

/// What takes from a judgement's confidence.
pub(in crate::compose) fn doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::NotVerified => "a text says that it could not be verified",
        Doubt::OneParty => "figures from one party to the conflict",
        Doubt::SourcesNotNamed => "sources not named",
        Doubt::NotDated => "not dated",
    }
}

/// Where an indicator is going.
pub(in crate::compose) fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::Up => "up",
        Trend::Steady => "steady",
        Trend::Down => "down",
    }
}

/// What an indicator counts, as the head of its row.
pub(in crate::compose) fn indicator(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Tempo => "Tempo: attacks",
        IndicatorKind::Lethality => "Lethality: killed",
        IndicatorKind::Reach => "Reach: provinces",
        IndicatorKind::Abroad => "– abroad",
        IndicatorKind::Suicide => "Complexity: suicide bombings",
        IndicatorKind::Coordinated => "– coordinated",
        IndicatorKind::Vehicle => "– by vehicle",
        IndicatorKind::Claims => "Attacks claimed",
        IndicatorKind::Statements => "Other statements by it",
        IndicatorKind::Publications => "Publications",
        IndicatorKind::Plots => "Plots and threats",
        IndicatorKind::Pressure => "Pressure: operations",
        IndicatorKind::Losses => "– killed in them",
    }
}

/// The same where nothing of it was found.
pub(in crate::compose) fn indicator_sought(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Tempo => "attacks",
        IndicatorKind::Lethality => "killed in attacks",
        IndicatorKind::Reach => "places of attacks",
        IndicatorKind::Abroad => "attacks abroad",
        IndicatorKind::Suicide => "suicide bombings",
        IndicatorKind::Coordinated => "coordinated attacks",
        IndicatorKind::Vehicle => "attacks by vehicle",
        IndicatorKind::Claims => "claims of attacks",
        IndicatorKind::Statements => "other statements by the actor",
        IndicatorKind::Publications => "publications of the actor",
        IndicatorKind::Plots => "plots and threats",
        IndicatorKind::Pressure => "operations against the actor",
        IndicatorKind::Losses => "losses in them",
    }
}

/// What became of a threat.
pub(in crate::compose) fn threat(kind: ThreatKind) -> &'static str {
    match kind {
        ThreatKind::Plot => "plan",
        ThreatKind::Threat => "threat",
        ThreatKind::Foiled => "foiled attack",
    }
}
