//! The faces that frames use → subsets with new glyph numbers, widths, and the text that each glyph stands for.

use std::fmt::Write as _;

use printpdf::{FontId, FontType, ParsedFont};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::diag::{Diagnostic, Warned};
use crate::typeset::font::{Face, FaceId, Fonts};
use crate::typeset::frame::{Frame, GlyphRun, Item};

/// The faces that a document uses.
pub(super) struct Faces(Vec<Option<Embedded>>);

impl Faces {
    pub(super) fn get(&self, id: FaceId) -> Option<&Embedded> {
        self.0.get(usize::from(id.0)).and_then(Option::as_ref)
    }

    /// In the order of their ids.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Embedded> {
        self.0.iter().flatten()
    }
}

/// A face as the PDF holds it.
pub(super) struct Embedded {
    /// Its name among the page's resources.
    pub(super) id: FontId,
    /// The subset.
    pub(super) font: ParsedFont,
    /// By their numbers in the face.
    glyphs: Vec<Option<Subset>>,
}

/// A glyph of a subset.
pub(super) struct Subset {
    /// Width in thousandths of the type size, as the PDF states it.
    pub(super) width: u16,
    /// What a reader gets that copies it, and the code that shows it so. The first is what it usually says, by its own number in
    /// the subset; a no-break space or a hyphen at a line's end have codes of their own.
    pub(super) codes: Vec<(String, u16)>,
}

impl Subset {
    /// The code that says a text, if one does.
    pub(super) fn saying(&self, text: &str) -> Option<u16> {
        self.codes.iter().find(|(said, _)| said == text).map(|(_, code)| *code)
    }

    /// The code of the glyph, whatever it says.
    pub(super) fn code(&self) -> u16 {
        self.codes.first().map_or(0, |(_, code)| *code)
    }
}

impl Embedded {
    pub(super) fn glyph(&self, id: u16) -> Option<&Subset> {
        self.glyphs.get(usize::from(id)).and_then(Option::as_ref)
    }

    /// Every code with what it says.
    pub(super) fn codes(&self) -> impl Iterator<Item = (u16, &str)> {
        let all = self.glyphs.iter().flatten().flat_map(|glyph| &glyph.codes);
        all.map(|(text, code)| (*code, text.as_str()))
    }

    /// The glyph that each code shows, from 0 on; `None` where they are the same numbers.
    pub(super) fn map(&self) -> Option<Vec<u16>> {
        let most = self.codes().map(|(code, _)| code).max()?;
        let mut map: Vec<u16> = (0..=most).collect();
        for glyph in self.glyphs.iter().flatten() {
            for (_, code) in &glyph.codes {
                map[usize::from(*code)] = glyph.code();
            }
        }
        map.iter().enumerate().any(|(code, glyph)| code != usize::from(*glyph)).then_some(map)
    }
}

/// What a glyph says in a document.
#[derive(Default)]
struct Said {
    /// By itself as a rule; empty where it says nothing.
    usual: String,
    /// Further texts that it says by itself.
    also: Vec<String>,
}

/// The most texts that one glyph has a code for; for more, the place says what it means.
const MOST_CODES: usize = 8;

impl Said {
    /// Takes a note of a text. `alone`: a glyph that says a cluster alone is what the glyph means; others say it only for want
    /// of better.
    fn note(&mut self, text: &str, alone: bool) {
        if self.usual == text {
            return;
        }
        if self.usual.is_empty() || (alone && text.len() < self.usual.len()) {
            let before = std::mem::replace(&mut self.usual, text.to_owned());
            self.also.retain(|known| known != text);
            // What a cluster of several said is not worth a code.
            if before.chars().count() == 1 {
                self.also.push(before);
            }
        } else if alone
            && !text.is_empty()
            && self.also.len() + 1 < MOST_CODES
            && !self.also.iter().any(|known| known == text)
        {
            self.also.push(text.to_owned());
        }
    }
}

/// By the glyphs' numbers; `None` for those that are not shown.
type Texts = Vec<Option<Said>>;

/// Subsets every face that a run uses.
pub(super) fn embed(frames: &[Frame], fonts: &Fonts) -> Warned<Faces> {
    let mut used: Vec<Texts> = Vec::new();
    for run in runs(frames) {
        let texts = entry(&mut used, usize::from(run.face.0));
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let text = &run.text[glyph.start as usize..glyph.end as usize];
            let alone = run.glyphs.get(index + 1).is_none_or(|next| next.start != next.end);
            // The sign for what has no shape would have to say everything.
            entry(texts, usize::from(glyph.id)).get_or_insert_default().note(text, alone && glyph.id != 0);
        }
    }
    let mut embedded = Warned::clean(Faces(Vec::new()));
    for (place, texts) in used.into_iter().enumerate() {
        let id = FaceId(place as u16);
        let shown = !texts.is_empty();
        let subset = if shown { subset(id, fonts.face(id), texts) } else { None };
        if shown && subset.is_none() {
            embedded.warnings.push(
                Diagnostic::warning(format!(
                    "the font `{}` cannot be embedded; its text is left out",
                    fonts.face(id).name
                ))
                .hint("give a static TrueType or OpenType font"),
            );
        }
        embedded.output.0.push(subset);
    }
    embedded
}

/// The entry of a list at a place, which it grows to have.
fn entry<T: Default>(list: &mut Vec<T>, place: usize) -> &mut T {
    if place >= list.len() {
        list.resize_with(place + 1, T::default);
    }
    &mut list[place]
}

fn runs(frames: &[Frame]) -> impl Iterator<Item = &GlyphRun> {
    frames.iter().flat_map(|frame| &frame.items).filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    })
}

fn subset(id: FaceId, face: &Face, texts: Texts) -> Option<Embedded> {
    let mut remapper = GlyphRemapper::new();
    for (glyph, _) in texts.iter().enumerate().filter(|(_, text)| text.is_some()) {
        remapper.remap(glyph as u16);
    }
    let bytes = subsetter::subset(face.data.data(), face.index, &remapper).ok()?;
    let mut font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())?;
    normalise(&mut font);
    font.font_name = Some(format!("{}+{}", tag(&bytes), face.name));
    font.pdf_font_metrics.us_weight_class = face.weight;
    // Outlines of the other kind have no map from codes to glyphs.
    let mapped = font.font_type == FontType::TrueType;
    let mut free = remapper.num_gids();
    let mut glyphs = Vec::with_capacity(texts.len());
    for (old, said) in texts.into_iter().enumerate() {
        let found = said.and_then(|said| Some((said, remapper.get(old as u16)?)));
        glyphs.push(found.map(|(Said { usual, also }, new)| {
            let width = font.get_glyph_width(new).unwrap_or_default();
            // Nothing may copy out as nothing: some readers take it for an error.
            let mut codes = vec![(if usual.is_empty() { " ".to_owned() } else { usual }, new)];
            for text in also.into_iter().filter(|_| mapped) {
                let Some(next) = free.checked_add(1) else { break };
                font.glyph_widths.insert(free, width);
                codes.push((text, free));
                free = next;
            }
            Subset { width, codes }
        }));
    }
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
