//! What the user should know of a layout: words that are too wide, characters without a shape, links that lead nowhere.

use std::collections::BTreeSet;

use super::Flow;
use crate::diag::Diagnostic;
use crate::typeset::frame::{Frame, Item, Link, Target};
use crate::typeset::inline::Shaped;
use crate::typeset::length::Abs;

impl Flow<'_> {
    /// Tells of the words that are wider than the measure, up to a number.
    pub(super) fn overfull(&mut self, shaped: &Shaped, measure: Abs) {
        const NAMED: usize = 5;
        let measure = measure.to_pt();
        let wide = shaped.segments.iter().filter(|segment| segment.width > measure);
        for segment in wide.filter(|segment| shaped.widest_piece(segment) > measure) {
            self.broken += 1;
            if self.broken <= NAMED {
                let start: String = shaped.words(segment).chars().take(30).collect();
                self.warnings.push(
                    Diagnostic::warning(format!("a word is wider than the line: `{start}…`"))
                        .hint("it is broken between letters, without a hyphen"),
                );
            }
        }
    }
}

/// A warning for each character that no font has; a text in a foreign script gives a few and a count.
pub(super) fn missing_glyphs(missing: &[char]) -> Vec<Diagnostic> {
    const NAMED: usize = 12;
    let named = missing.iter().take(NAMED).map(|&c| {
        Diagnostic::warning(format!("no font has the character `{c}` (U+{:04X})", c as u32))
            .hint("a box stands for it in the PDF; the text that copies out is right")
            .hint("give a font that has it")
    });
    let rest = missing.len().saturating_sub(NAMED);
    let count = (rest > 0).then(|| Diagnostic::warning(format!("no font has {rest} more of the characters")));
    named.chain(count).collect()
}

/// Links to headings that the document does not have, each once.
pub(super) fn dangling(frames: &[Frame]) -> Vec<Diagnostic> {
    let items = || frames.iter().flat_map(|frame| &frame.items);
    let known: BTreeSet<&str> = items()
        .filter_map(|item| if let Item::Anchor(anchor) = item { Some(anchor.name.as_str()) } else { None })
        .collect();
    let wanted: BTreeSet<&str> = items()
        .filter_map(|item| match item {
            Item::Link(Link { target: Target::Anchor(name), .. }) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    wanted
        .difference(&known)
        .map(|name| Diagnostic::warning(format!("no heading has the anchor `#{name}` that a link leads to")))
        .collect()
}
