//! Shaped text → the places within words where a hyphen may end a line, by the patterns of the text's language.

use hypher::Lang;

use super::shape::{Shaped, ShapedGlyph};
use crate::typeset::font::FaceId;

/// Shorter words stay whole.
const SHORTEST: usize = 5;
/// Longer ones are no words; the patterns would have nothing to say.
const LONGEST: usize = 60;

/// A place where a word may be parted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct HyphenPoint {
    /// The cluster that would begin the next line.
    pub(crate) cluster: u32,
    /// Width of the hyphen, in points.
    pub(crate) width: f32,
    /// Whether the word has a capital, as names have; they are parted only where it must be.
    pub(crate) name: bool,
}

/// The hyphen of a style.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hyphen {
    pub(crate) face: FaceId,
    pub(crate) glyph: ShapedGlyph,
}

/// The language that a BCP 47 tag names, if there are patterns for it.
pub(super) fn language(tag: &str) -> Option<Lang> {
    let code = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    Lang::from_iso(code.as_bytes().try_into().ok()?)
}

/// The places in a text, in order. `hyphens` holds the hyphen of each of the text's styles. Links, code and words with digits
/// in them are left whole.
pub(super) fn points(shaped: &Shaped, hyphens: &[Option<Hyphen>], language: Lang) -> Vec<HyphenPoint> {
    let text = &shaped.text;
    let mut points = Vec::new();
    let mut starts = shaped.clusters.iter().enumerate().peekable();
    for (start, word) in words(text) {
        let letters = word.chars().count();
        if !(SHORTEST..=LONGEST).contains(&letters) || shaped.link_at(start).is_some() {
            continue;
        }
        let name = word.chars().any(char::is_uppercase);
        let mut at = start;
        let syllables: Vec<&str> = hypher::hyphenate(word, language).collect();
        for syllable in &syllables[..syllables.len().saturating_sub(1)] {
            at += syllable.len();
            while starts.next_if(|(_, cluster)| (cluster.text.start as usize) < at).is_some() {}
            // No place within a ligature.
            let Some((index, cluster)) = starts.peek().filter(|(_, c)| c.text.start as usize == at) else { continue };
            let style = usize::from(cluster.style);
            if let Some(hyphen) = hyphens.get(style).and_then(Option::as_ref).filter(|_| !shaped.styles[style].code) {
                points.push(HyphenPoint { cluster: *index as u32, width: hyphen.glyph.advance, name });
            }
        }
    }
    points
}

/// Runs of letters that no digit, apostrophe or sign touches, each with its place.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let apart = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '“' | '”' | '‘' | '(' | ')' | '"');
    text.split(apart).filter_map(move |piece| {
        let start = piece.as_ptr() as usize - text.as_ptr() as usize;
        let word =
            piece.trim_matches(|c: char| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '’' | '\'' | '…' | '[' | ']'));
        let start = start + (word.as_ptr() as usize - piece.as_ptr() as usize);
        (!word.is_empty() && word.chars().all(char::is_alphabetic)).then_some((start, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_told_by_its_tag() {
        assert_eq!(language("en-GB"), Some(Lang::English));
        assert_eq!(language("de"), Some(Lang::German));
        assert_eq!(language("tlh"), None);
        assert_eq!(language(""), None);
    }

    #[test]
    fn words_are_letters_alone() {
        let found: Vec<_> = words("“Kabul-based (press), don’t x2 fin.”").collect();
        assert_eq!(found, [(3, "Kabul"), (9, "based"), (16, "press"), (35, "fin")]);
    }
}
