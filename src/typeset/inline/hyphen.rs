//! Shaped text → the places within words where a line may end: by soft hyphens, by the patterns of the text's language, and
//! after the signs of an address.

use hypher::Lang;

use super::shaped::{Shaped, ShapedGlyph};
use crate::typeset::font::FaceId;
use crate::typeset::text::Seam;

/// Shorter words stay whole.
const SHORTEST: usize = 5;
/// Longer ones are no words; the patterns would have nothing to say.
const LONGEST: usize = 60;
/// In ragged text words are parted only where they are wider than the measure, as long ones may be.
const LONG: usize = 9;
/// An address is at least so long, in bytes.
const ADDRESS: usize = 12;
/// The signs after which an address may be parted.
const SIGNS: [char; 13] = ['/', '\\', '_', '.', ',', ':', ';', '=', '&', '?', '#', '%', '@'];

/// What it costs to end a line at a place, as TeX counts it; a hyphen costs somewhat more than TeX's 50.
const HYPHEN: f32 = 90.0;
const NAME: f32 = 300.0;
const SIGN: f32 = 120.0;

/// A place where a word may be parted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct HyphenPoint {
    /// The cluster that would begin the next line.
    pub(crate) cluster: u32,
    /// Width of the hyphen, in points; 0 where there is none.
    pub(crate) width: f32,
    /// Whether a hyphen is set there.
    pub(crate) hyphen: bool,
    /// What it costs to end a line there.
    pub(crate) penalty: f32,
    /// Whether the author of the text gave it.
    pub(crate) own: bool,
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

/// Where a text may be parted, in order; without a language there are no patterns. Of links and code only addresses are parted.
pub(super) fn places(shaped: &Shaped, seams: &[Seam], language: Option<Lang>, justified: bool) -> Vec<(usize, Kind)> {
    let mut places: Vec<(usize, Kind)> = seams.iter().map(|seam| (seam.at, Kind::Own(seam.hyphen))).collect();
    if let Some(language) = language {
        syllables(shaped, seams, language, if justified { SHORTEST } else { LONG }, &mut places);
    }
    signs(&shaped.text, &mut places);
    places.sort_by_key(|(at, _)| *at);
    places
}

/// The same as places between clusters, with the hyphen of the style that each stands in.
pub(super) fn points(shaped: &Shaped, places: Vec<(usize, Kind)>) -> Vec<HyphenPoint> {
    let mut points: Vec<HyphenPoint> = Vec::with_capacity(places.len());
    let mut starts = shaped.clusters.iter().enumerate().peekable();
    for (at, kind) in places {
        while starts.next_if(|(_, cluster)| (cluster.text.start as usize) < at).is_some() {}
        // No place within a ligature.
        let Some(&(index, cluster)) = starts.peek().filter(|(_, c)| c.text.start as usize == at) else { continue };
        let known = points.last().is_some_and(|last| last.cluster as usize == index);
        if known || index == 0 || cluster.space || shaped.clusters[index - 1].space {
            continue;
        }
        let style = usize::from(shaped.clusters[index - 1].style);
        let width = shaped.hyphen_of.get(style).and_then(Option::as_ref).map(|hyphen| hyphen.glyph.advance);
        let (hyphen, penalty, own) = match kind {
            Kind::Own(hyphen) => (hyphen, HYPHEN, true),
            Kind::Syllable { name } => (true, if name { NAME } else { HYPHEN }, false),
            Kind::Sign => (false, SIGN, false),
        };
        // Where the face has no hyphen, none can end the line.
        let width = match (hyphen, width) {
            (false, _) => 0.0,
            (true, Some(width)) => width,
            (true, None) => continue,
        };
        points.push(HyphenPoint { cluster: index as u32, width, hyphen, penalty, own });
    }
    points
}

/// Why a line may end at a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// The author says so, with a hyphen or without.
    Own(bool),
    Syllable {
        /// Whether the word has a capital, as names have; those are parted only where it must be.
        name: bool,
    },
    /// A sign of an address stands before it.
    Sign,
}

/// Between the syllables of words of a length and more; not where the author has said where a word may be parted.
fn syllables(shaped: &Shaped, seams: &[Seam], language: Lang, shortest: usize, places: &mut Vec<(usize, Kind)>) {
    let code = |at: usize| {
        let cluster = shaped.clusters.partition_point(|cluster| cluster.text.end as usize <= at);
        shaped.clusters.get(cluster).is_some_and(|cluster| shaped.styles[usize::from(cluster.style)].code)
    };
    for (start, word) in words(&shaped.text) {
        let end = start + word.len();
        let seam = seams.partition_point(|seam| seam.at <= start);
        let seamed = seams.get(seam).is_some_and(|seam| seam.at < end);
        // What is too short in bytes is so in letters.
        if word.len() < shortest || seamed {
            continue;
        }
        let letters = word.chars().count();
        if !(shortest..=LONGEST).contains(&letters) || shaped.link_at(start).is_some() || code(start) {
            continue;
        }
        let name = word.chars().any(char::is_uppercase);
        let mut at = start;
        let syllables: Vec<&str> = hypher::hyphenate(word, language).collect();
        for syllable in &syllables[..syllables.len().saturating_sub(1)] {
            at += syllable.len();
            places.push((at, Kind::Syllable { name }));
        }
    }
}

/// After the signs of addresses and paths, though not before their second letter nor before their last.
fn signs(text: &str, places: &mut Vec<(usize, Kind)>) {
    for piece in text.split(char::is_whitespace) {
        if piece.len() < ADDRESS || !is_address(piece) {
            continue;
        }
        let start = piece.as_ptr() as usize - text.as_ptr() as usize;
        for (index, sign) in piece.char_indices().filter(|(_, c)| SIGNS.contains(c)) {
            let after = index + sign.len_utf8();
            let next = piece[after..].chars().next();
            if index > 1 && piece.len() - after > 1 && next.is_some_and(char::is_alphanumeric) {
                places.push((start + after, Kind::Sign));
            }
        }
    }
}

/// Whether a piece without white space looks like an address, a path or a name in a program: two of the signs within it, or a
/// low line.
fn is_address(piece: &str) -> bool {
    let inner = piece.trim_matches(|c: char| !c.is_alphanumeric());
    inner.contains('_') || inner.chars().filter(|c| SIGNS.contains(c)).count() >= 2
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

    #[test]
    fn addresses_are_parted_after_their_signs() {
        let parts = |text: &str| {
            let mut places = Vec::new();
            signs(text, &mut places);
            places.into_iter().map(|(at, _)| text[..at].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(parts("at www.example.org/ab, then"), ["at www.", "at www.example.", "at www.example.org/"]);
        assert_eq!(parts("let MAX_LENGTH_OF = 5"), ["let MAX_", "let MAX_LENGTH_"]);
        assert!(parts("the end.Another sentence, and 1,000.50 more").is_empty());
    }
}
