//! The faces that frames use → subsets with new glyph numbers, widths, and the text that each glyph stands for.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use printpdf::{FontId, ParsedFont};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::diag::{Diagnostic, Warned};
use crate::typeset::font::{Face, FaceId, Fonts};
use crate::typeset::frame::{Frame, GlyphRun, Item};

/// A face as the PDF holds it.
pub(super) struct Embedded {
    /// Its name among the page's resources.
    pub(super) id: FontId,
    /// The subset.
    pub(super) font: ParsedFont,
    glyphs: BTreeMap<u16, Subset>,
}

/// A glyph of a subset.
pub(super) struct Subset {
    /// Number in the subset.
    pub(super) id: u16,
    /// Width in thousandths of the type size, as the PDF states it.
    pub(super) width: u16,
    /// What a reader gets that copies it. Where a place means something else, it says so itself.
    pub(super) text: String,
}

impl Embedded {
    pub(super) fn glyph(&self, id: u16) -> Option<&Subset> {
        self.glyphs.get(&id)
    }

    pub(super) fn glyphs(&self) -> impl Iterator<Item = &Subset> {
        self.glyphs.values()
    }
}

/// Subsets every face that a run uses.
pub(super) fn embed(frames: &[Frame], fonts: &Fonts) -> Warned<BTreeMap<FaceId, Embedded>> {
    let mut used: BTreeMap<FaceId, BTreeMap<u16, String>> = BTreeMap::new();
    for run in runs(frames) {
        let texts = used.entry(run.face).or_default();
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let text = &run.text[glyph.start as usize..glyph.end as usize];
            // A glyph that says a cluster alone is what the glyph means; others say it only for want of better.
            let alone = run.glyphs.get(index + 1).is_none_or(|next| next.start != next.end);
            let known = texts.entry(glyph.id).or_default();
            if known.is_empty() || (alone && glyph.id != 0 && text.len() < known.len()) {
                text.clone_into(known);
            }
        }
    }
    let mut embedded = Warned::clean(BTreeMap::new());
    for (face, texts) in used {
        match subset(face, fonts.face(face), texts) {
            Some(subset) => {
                embedded.output.insert(face, subset);
            }
            None => embedded.warnings.push(
                Diagnostic::warning(format!(
                    "the font `{}` cannot be embedded; its text is left out",
                    fonts.face(face).name
                ))
                .hint("give a static TrueType or OpenType font"),
            ),
        }
    }
    embedded
}

fn runs(frames: &[Frame]) -> impl Iterator<Item = &GlyphRun> {
    frames.iter().flat_map(|frame| &frame.items).filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    })
}

fn subset(id: FaceId, face: &Face, texts: BTreeMap<u16, String>) -> Option<Embedded> {
    let mut remapper = GlyphRemapper::new();
    for &glyph in texts.keys() {
        remapper.remap(glyph);
    }
    let bytes = subsetter::subset(face.data.data(), face.index, &remapper).ok()?;
    let mut font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())?;
    normalise(&mut font);
    font.font_name = Some(format!("{}+{}", tag(&bytes), face.name));
    font.pdf_font_metrics.us_weight_class = face.weight;
    let glyphs = texts.into_iter().filter_map(|(old, text)| {
        let new = remapper.get(old)?;
        let width = font.get_glyph_width(new).unwrap_or_default();
        // Nothing may copy out as nothing: some readers take it for an error.
        let text = if text.is_empty() { " ".to_owned() } else { text };
        Some((old, Subset { id: new, width, text }))
    });
    let glyphs = glyphs.collect();
    Some(Embedded { id: FontId(format!("F{}", id.0)), font, glyphs })
}

/// Restates the font's measures in thousandths, rounded: the writer would cut them off.
fn normalise(font: &mut ParsedFont) {
    let units = f32::from(font.units_per_em.max(1));
    if font.units_per_em == 1000 {
        return;
    }
    let scale = |value: f32| (value * 1000.0 / units).round();
    for width in font.glyph_widths.values_mut() {
        *width = scale(f32::from(*width)) as u16;
    }
    let metrics = &mut font.pdf_font_metrics;
    for value in [&mut metrics.x_min, &mut metrics.y_min, &mut metrics.x_max, &mut metrics.y_max] {
        *value = scale(f32::from(*value)) as i16;
    }
    for value in [&mut font.font_metrics.ascent, &mut font.font_metrics.descent] {
        *value = scale(f32::from(*value)) as i16;
    }
    metrics.units_per_em = 1000;
    font.units_per_em = 1000;
}

/// Six capitals that mark a subset (ISO 32000-1, 9.6.4), from its bytes.
fn tag(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).fold(String::new(), |mut tag, byte| {
        let _ = write!(tag, "{}", char::from(b'A' + byte % 26));
        tag
    })
}
