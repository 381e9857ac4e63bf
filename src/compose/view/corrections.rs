//! What the analyst set right: a line for each correction, marks at the rows that they changed, notes to sections.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording;
use crate::model::correction::{Action, Correction};
use crate::model::edition::ClaimKind;
use crate::model::incident::Incident;

/// The corrections.
#[derive(Debug, Serialize)]
pub(super) struct Corrections {
    /// Every one that took effect.
    rows: Vec<String>,
    /// Notes by the key of their section; every section of the briefing has an entry.
    notes: BTreeMap<&'static str, Vec<String>>,
}

pub(super) fn corrections(desk: &mut Desk<'_>) -> Corrections {
    let mut notes: BTreeMap<&'static str, Vec<String>> =
        desk.settings.sections.iter().map(|section| (section.key(), Vec::new())).collect();
    let mut rows = Vec::new();
    let findings = desk.findings;
    for (at, correction) in findings.corrections.iter().enumerate() {
        let of_section = correction.section.as_deref().and_then(|section| notes.get_mut(section));
        if let Some(section) = of_section {
            section.push(note(desk, at, correction));
        }
        rows.push(row(desk, at, correction));
    }
    Corrections { rows, notes }
}

/// The sentences that say what was corrected of an incident.
pub(super) fn of_incident(desk: &mut Desk<'_>, incident: &Incident) -> Vec<String> {
    let findings = desk.findings;
    let own = findings.corrections.iter().enumerate().filter(|(_, correction)| correction.items.contains(&incident.id));
    let mut sentences = Vec::new();
    for (at, correction) in own {
        let fields = fields(correction);
        sentences.push(match correction.action {
            Action::Set => format!("The analyst set its {fields}: {}.", why(desk, at, correction)),
            Action::Clear => format!("The analyst cleared its {fields}: {}.", why(desk, at, correction)),
            Action::Merge => format!("The analyst merged it from two: {}.", why(desk, at, correction)),
            Action::Split => format!("The analyst split it from another: {}.", why(desk, at, correction)),
            Action::Note => note(desk, at, correction),
            Action::Suppress | Action::Grade => continue,
        });
    }
    sentences
}

/// One line of the list.
fn row(desk: &mut Desk<'_>, at: usize, correction: &Correction) -> String {
    let known: Vec<usize> = correction.items.iter().filter_map(|id| Some(desk.incident(id)?.0)).collect();
    let known: Vec<String> = known.into_iter().map(|at| desk.incident_ref(at)).collect();
    let of = wording::list(&known);
    let fields = fields(correction);
    let cites = desk.cites(&correction.evidence);
    let what = match correction.action {
        Action::Set => format!("{of}: {fields} set"),
        Action::Clear => format!("{of}: {fields} cleared"),
        Action::Merge => format!("{of}: merged with what {cites} tells"),
        Action::Split => format!("{of}: {cites} split off"),
        Action::Suppress => format!("Suppressed: the incident told by {cites}"),
        Action::Grade => {
            let source = desk.analyst(ClaimKind::Name, correction.source.as_deref().unwrap_or_default(), at, "source");
            let grade = correction.reliability.map_or("", |grade| grade.letter());
            format!("{source}: reliability {}", desk.analyst(ClaimKind::Word, grade, at, "reliability"))
        }
        Action::Note => {
            let about = if known.is_empty() { cites } else { of };
            let articles: Vec<String> = correction.documents.iter().filter_map(|id| label(desk, id)).collect();
            let section = correction.section.as_deref().map(|section| section.replace('_', " "));
            let about = [Some(about), Some(articles.join(", ")), section.map(|section| format!("section {section}"))];
            let about: Vec<String> = about.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            return format!("{}: {}", about.join(", "), note(desk, at, correction));
        }
    };
    format!("{what}: {}.", why(desk, at, correction))
}

/// The label of an article, as a link.
fn label(desk: &mut Desk<'_>, document: &str) -> Option<String> {
    let source = desk.findings.documents.iter().find(|source| source.record.id == document)?;
    let label = source.label.clone();
    Some(desk.article(&label))
}

/// The names of the fields, in words.
fn fields(correction: &Correction) -> String {
    let names: Vec<String> = correction.fields.iter().map(|field| field.key().replace('_', " ")).collect();
    wording::list(&names)
}

/// The reason, who decided it and when.
fn why(desk: &mut Desk<'_>, at: usize, correction: &Correction) -> String {
    let who = who(desk, at, correction);
    match &correction.reason {
        Some(reason) => format!("{} ({who})", desk.analyst(ClaimKind::Quote, reason, at, "reason")),
        None => who,
    }
}

fn who(desk: &mut Desk<'_>, at: usize, correction: &Correction) -> String {
    let author = desk.analyst(ClaimKind::Name, &correction.author, at, "author");
    let day = desk.analyst(ClaimKind::Date, &wording::short_day(correction.date), at, "date");
    format!("{author}, {day}")
}

/// The words of a note.
fn note(desk: &mut Desk<'_>, at: usize, correction: &Correction) -> String {
    let words = desk.analyst(ClaimKind::Quote, correction.note.as_deref().unwrap_or_default(), at, "note");
    format!("Note by the analyst: {words} ({})", who(desk, at, correction))
}
