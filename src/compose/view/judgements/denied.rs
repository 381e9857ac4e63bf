//! Denials in one sentence: the latest dated one with the attacks before and after it.

use serde::Serialize;

use super::event::first_cites;
use super::{Line, NAMED, some, sum_of, sure};
use crate::compose::desk::Desk;
use crate::compose::wording::plural;
use crate::model::edition::{ClaimKind, Rule};
use crate::model::findings::{Neighbours, Sureness};

/// A dated denial and what stands beside it.
#[derive(Debug, Serialize)]
pub(super) struct Denied {
    label: String,
    date: String,
    speaker: String,
    cites: String,
    before_days: String,
    before: Option<String>,
    after_days: String,
    after: Option<String>,
}

pub(super) fn denials(desk: &mut Desk<'_>, latest: Option<usize>, sureness: &Sureness, of: &str) -> Option<Line> {
    let findings = desk.findings;
    let section = findings.findings.denials_versus_attacks.as_ref()?;
    let at = "/findings/denials_versus_attacks";
    let latest = latest.and_then(|index| {
        let denial = section.denials.get(index)?;
        let (statement_at, statement) = desk.statement(&denial.statement)?;
        let pointer = format!("{at}/denials/{index}");
        let label = format!("D{}", index + 1);
        Some(Denied {
            label: desk.ledger.derive(ClaimKind::Reference, &label, Rule::Numbered, &pointer),
            date: desk.date(statement.date.as_ref(), &statement.evidence, format!("/statements/{statement_at}/date")),
            speaker: desk.speaker(statement_at, statement),
            cites: desk.cites(&statement.evidence),
            before_days: desk.derive(ClaimKind::Figure, &section.before_days.to_string(), format!("{at}/before_days")),
            before: near(desk, denial.before.as_ref(), &format!("{pointer}/before")),
            after_days: desk.derive(ClaimKind::Figure, &section.after_days.to_string(), format!("{at}/after_days")),
            after: near(desk, denial.after.as_ref(), &format!("{pointer}/after")),
        })
    });
    Some(Line::Denials {
        denier: desk.actor(&section.denier, format!("{at}/denier")),
        about: desk.actor(&section.about, format!("{at}/about")),
        statements: desk.counted_small(section.denials.len(), format!("{at}/denials")),
        dated: some(desk, section.dated.len(), &format!("{at}/dated")),
        latest,
        sure: sure(desk, sureness, of),
    })
}

/// `two attacks, 190 (190–221) killed (I1, I2)`; `None` for none.
fn near(desk: &mut Desk<'_>, near: Option<&Neighbours>, of: &str) -> Option<String> {
    let attacks = &near?.attacks;
    let n = attacks.incidents.len();
    if n == 0 {
        return None;
    }
    let list = format!("{of}/attacks/incidents");
    let number = desk.counted_small(n, &list);
    let killed = sum_of(desk, attacks, "killed", &format!("{of}/attacks"));
    let refs = desk.incident_plain(&attacks.incidents, NAMED, &list);
    let cites = first_cites(desk, &attacks.incidents);
    Some(format!("{number} {}, killed: {killed} ({refs}) {cites}", plural(n, "attack", "attacks")))
}
