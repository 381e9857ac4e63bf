//! What templates see: small structs of words, section by section. Numbers are done, values are entered in the ledger.

mod changes;
mod denials;
mod figures;
mod header;
mod humanitarian;
mod incidents;
mod indicators;
mod sources;
mod statements;
mod threat;

use serde::Serialize;

use super::desk::Desk;

/// The whole briefing, as the root template sees it.
#[derive(Debug, Serialize)]
pub(super) struct Briefing {
    /// Keys of the sections, in order.
    pub(super) sections: Vec<&'static str>,
    header: header::Header,
    figures: figures::Figures,
    threat: Option<threat::Threat>,
    denials: Option<denials::Denials>,
    humanitarian: humanitarian::Humanitarian,
    changes: changes::Changes,
    incidents: incidents::Incidents,
    statements: statements::Statements,
    sources: sources::Sources,
}

impl Briefing {
    pub(super) fn of(desk: &mut Desk<'_>) -> Self {
        Self {
            sections: desk.settings.sections.iter().map(|section| section.key()).collect(),
            header: header::header(desk),
            figures: figures::figures(desk),
            threat: threat::threat(desk),
            denials: denials::denials(desk),
            humanitarian: humanitarian::humanitarian(desk),
            changes: changes::changes(desk),
            incidents: incidents::incidents(desk),
            statements: statements::statements(desk),
            sources: sources::sources(desk),
        }
    }
}
