//! Findings → manuscript: views of words are filled into templates, and every value printed is recorded as a claim with
//! its byte range and evidence.

mod chart;
mod desk;
mod evidence;
mod export;
mod ledger;
mod letter;
mod quotation;
mod settings;
mod templates;
mod view;
mod wording;

pub use letter::letter;
pub use settings::{Section, Settings};
pub use templates::Templates;

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::model::edition::Claim;
use crate::model::findings::Findings;
use crate::model::manuscript::{Image, Manuscript};

/// What was composed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composition {
    /// The briefing.
    pub manuscript: Manuscript,
    /// Every cited sentence in full, as Markdown.
    pub evidence_md: String,
    /// Every value that the Markdown prints, in its order.
    pub claims: Vec<Claim>,
    /// The incidents as `incidents.csv` and `incidents.geojson`, by name.
    pub exports: BTreeMap<String, Vec<u8>>,
}

/// Puts findings into words.
///
/// # Errors
/// A user's template that cannot be filled in, or that cuts a value in two.
pub fn compose(findings: &Findings, templates: &Templates, settings: &Settings) -> Result<Composition, Diagnostic> {
    let mut desk = desk::Desk::new(findings, settings);
    let drawn = chart::pictures(findings, &settings.outlines);
    let view = view::Briefing::of(&mut desk, &drawn);
    let rendered = templates.render(&view)?;
    let (markdown, claims) = desk.ledger.settle(&rendered)?;
    Ok(Composition {
        evidence_md: evidence::evidence(findings, &claims),
        manuscript: Manuscript {
            title: findings.report.title.clone(),
            language: "en-GB".to_owned(),
            marking: settings.marking.clone(),
            footer: format!("As of {}", wording::long_day(findings.report.as_of)),
            images: drawn
                .into_iter()
                .filter(|(path, _)| markdown.contains(&format!("]({path})")))
                .map(|(path, data)| (path, Image { data }))
                .collect(),
            markdown,
        },
        claims,
        exports: export::exports(findings),
    })
}

#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod tests;
