//! What templates see: small structs of words, section by section. Numbers are done, values are entered in the ledger.

mod changes;
mod corrections;
mod denials;
mod figures;
mod header;
mod humanitarian;
mod incidents;
mod indicators;
mod judgements;
mod method;
mod pictures;
mod sources;
mod statements;
mod threat;

use std::collections::BTreeMap;

use serde::Serialize;

use super::desk::Desk;
use super::settings::Section;

/// What is looked up, not read.
const LOOKUP: [Section; 3] = [Section::StatementLog, Section::Sources, Section::Method];

/// The whole briefing, as the root template sees it.
#[derive(Debug, Serialize)]
pub(super) struct Briefing {
    /// Keys of the sections, in order.
    pub(super) sections: Vec<&'static str>,
    /// Those of them that have something in the annex, in the same order.
    in_annex: Vec<&'static str>,
    /// Keys of the sections that stand in the annex as a whole.
    lookup: [&'static str; 3],
    header: header::Header,
    judgements: judgements::Judgements,
    figures: figures::Figures,
    threat: Option<threat::Threat>,
    denials: Option<denials::Denials>,
    humanitarian: humanitarian::Humanitarian,
    changes: changes::Changes,
    incidents: incidents::Incidents,
    pictures: pictures::Pictures,
    statements: statements::Statements,
    sources: sources::Sources,
    corrections: corrections::Corrections,
    method: method::Method,
}

impl Briefing {
    /// `drawn` are the pictures by path.
    pub(super) fn of(desk: &mut Desk<'_>, drawn: &BTreeMap<String, Vec<u8>>) -> Self {
        let mut briefing = Self {
            sections: desk.settings.sections.iter().map(|section| section.key()).collect(),
            in_annex: Vec::new(),
            lookup: LOOKUP.map(Section::key),
            header: header::header(desk),
            judgements: judgements::judgements(desk),
            figures: figures::figures(desk),
            threat: threat::threat(desk),
            denials: denials::denials(desk),
            humanitarian: humanitarian::humanitarian(desk),
            changes: changes::changes(desk),
            incidents: incidents::incidents(desk),
            pictures: pictures::pictures(desk, drawn),
            statements: statements::statements(desk),
            sources: sources::sources(desk),
            corrections: corrections::corrections(desk),
            method: method::method(desk),
        };
        let sections = desk.settings.sections.iter().copied();
        briefing.in_annex = sections.filter(|section| briefing.has_annex(*section)).map(Section::key).collect();
        briefing
    }

    /// Whether a section has something in the annex: all of it, or what the body has no room for.
    fn has_annex(&self, section: Section) -> bool {
        match section {
            _ if LOOKUP.contains(&section) => true,
            Section::ThreatAssessment => self.threat.as_ref().is_some_and(threat::Threat::has_annex),
            Section::DenialsVersusAttacks => self.denials.as_ref().is_some_and(denials::Denials::has_annex),
            Section::HumanitarianContext => self.humanitarian.has_annex(),
            Section::IncidentLog => self.incidents.has_annex() || self.pictures.has_rows(),
            _ => false,
        }
    }
}
