//! Findings → pictures: attacks by span of time, a timeline and a map, as SVG 1.1 with nothing from outside.
//!
//! All are as wide as the text of an A4 page and use the fonts of the PDF, with any sans serif in their place. Classes are told
//! apart by fill and outline, never by colour alone. What a picture says stands in words in its alternative text, which
//! [`view`](super::view) writes.

mod axis;
mod label;
mod map;
mod scale;
mod svg;
mod tempo;
mod timeline;

use std::collections::BTreeMap;

use crate::model::findings::Findings;
use crate::model::outline::Outline;

/// Width of all pictures in CSS pixels: the text of an A4 page, 470 points.
const WIDTH: f64 = 627.0;
/// Dark enough for any printer, and the same for all who see colours otherwise.
const INK: &str = "#1a3a54";
/// Words and lines that only explain.
const QUIET: &str = "#595959";
/// What is not known or not read.
const PALE: &str = "#ececec";

/// The pictures that the findings give, by the path in an edition.
pub(super) fn pictures(findings: &Findings, outlines: &[Outline]) -> BTreeMap<String, Vec<u8>> {
    let drawn = [
        ("charts/tempo.svg", tempo::tempo(findings)),
        ("charts/timeline.svg", timeline::timeline(findings)),
        ("charts/map.svg", map::map(findings, outlines)),
    ];
    drawn.into_iter().filter_map(|(path, svg)| Some((path.to_owned(), svg?.into_bytes()))).collect()
}

/// The outline of the country that the map is of; `None` where the codebook has none, or nothing is on the map.
pub(super) fn outline<'o>(findings: &Findings, outlines: &'o [Outline]) -> Option<&'o Outline> {
    let map = findings.findings.pictures.map.as_ref().filter(|map| !map.provinces.is_empty())?;
    outlines.iter().rev().find(|outline| outline.country == map.country)
}

/// The actor whose attacks are told from others, by the short name; `None` where the configuration names none.
fn actor(findings: &Findings) -> Option<String> {
    let analysis = &findings.findings;
    let threat = analysis.threat_assessment.as_ref().map(|threat| &threat.actor);
    let name = threat.or(analysis.denials_versus_attacks.as_ref().map(|denials| &denials.about))?;
    Some(analysis.short_names.get(name).unwrap_or(name).clone())
}

#[cfg(test)]
mod tests;
