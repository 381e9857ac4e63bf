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

/// The whole briefing, as the root template sees it.
#[derive(Debug, Serialize)]
pub(super) struct Briefing {
    /// Keys of the sections, in order.
    pub(super) sections: Vec<&'static str>,
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
        Self {
            sections: desk.settings.sections.iter().map(|section| section.key()).collect(),
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
        }
    }
}
