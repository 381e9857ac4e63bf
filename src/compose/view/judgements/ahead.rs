//! How likely a further attack is, or what keeps that from being stated.

use serde::Serialize;

use super::{AT, some};
use crate::compose::desk::Desk;
use crate::compose::wording::{self, plural};
use crate::model::edition::ClaimKind;
use crate::model::findings::Outlook;

/// How likely a further attack is, or why that is not stated.
#[derive(Debug, Serialize)]
pub(super) struct Ahead {
    actor: String,
    as_of: String,
    days: String,
    likelihood: Option<String>,
    windows: String,
    with_attack: String,
    months: String,
    months_covered: String,
    covered_verb: &'static str,
    ladder: Vec<String>,
}

pub(super) fn ahead(desk: &mut Desk<'_>, outlook: &Outlook) -> Ahead {
    let of = format!("{AT}/outlook");
    let findings = desk.findings;
    let actor = findings.findings.threat_assessment.as_ref().map_or("", |threat| threat.actor.as_str());
    let word = |desk: &mut Desk<'_>, likelihood, pointer: String| {
        desk.derive(ClaimKind::Word, wording::likelihood(likelihood), pointer)
    };
    let mut ladder = Vec::new();
    for (at, rung) in outlook.ladder.iter().enumerate() {
        let pointer = format!("{of}/ladder/{at}");
        let name = word(desk, rung.likelihood, format!("{pointer}/likelihood"));
        let to = desk.derive(ClaimKind::Figure, &rung.to_percent.to_string(), format!("{pointer}/to_percent"));
        ladder.push(format!("{name} to {to}"));
    }
    Ahead {
        actor: desk.actor(actor, "/findings/threat_assessment/actor"),
        as_of: desk.derive(ClaimKind::Date, &wording::long_day(findings.report.as_of), "/report/as_of"),
        days: desk.derive(ClaimKind::Figure, &outlook.days.to_string(), format!("{of}/days")),
        likelihood: outlook.likelihood.map(|likelihood| word(desk, likelihood, format!("{of}/likelihood"))),
        windows: desk.counted(outlook.windows.len(), format!("{of}/windows")),
        with_attack: desk.counted(outlook.with_attack.len(), format!("{of}/with_attack")),
        months: desk.counted_small(outlook.months.len(), format!("{of}/months")),
        covered_verb: plural(outlook.months_covered.len().max(1), "has", "have"),
        months_covered: some(desk, outlook.months_covered.len(), &format!("{of}/months_covered")),
        ladder,
    }
}
