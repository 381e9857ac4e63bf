//! Neighbours among blocks → what of them must stand on one page: words that lead into a table with it, captions with theirs.

use crate::typeset::block::Block;
use crate::typeset::text::{Marks, Text};

/// A caption is shorter than this, in bytes.
const CAPTION: usize = 300;

/// How the end of a block is tied to what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tie {
    /// A page may end here.
    #[default]
    Free,
    /// It stays with what follows where it is a single line.
    IfSingle,
    /// It stays with what follows.
    Bound,
    /// It stays with what follows, and no page parts it.
    Whole,
}

/// How a block is tied to the next one.
pub(super) fn tie(before: Option<&Block>, block: &Block, next: Option<&Block>) -> Tie {
    let Some(next) = next else { return Tie::Free };
    match block {
        Block::Paragraph(text) if shows(next) || matches!(next, Block::List(_) | Block::Quote(_) | Block::Code(_)) => {
            let under = matches!(before, Some(Block::Heading { .. }));
            match () {
                () if leads(text) || (shows(next) && captions(text)) => Tie::Bound,
                () if under => Tie::IfSingle,
                () => Tie::Free,
            }
        }
        shown if shows(shown) && matches!(next, Block::Paragraph(text) if captions(text)) => Tie::Bound,
        _ => Tie::Free,
    }
}

fn shows(block: &Block) -> bool {
    matches!(block, Block::Table(_) | Block::Picture(_))
}

/// Whether a text announces what comes next.
fn leads(text: &Text) -> bool {
    text.text.ends_with([':', '：'])
}

/// Whether a text is set as captions in Markdown are: short, and slanted or heavy from end to end.
fn captions(text: &Text) -> bool {
    let marked = |mark| text.spans.iter().all(|span| span.marks.has(mark));
    text.text.len() < CAPTION && (marked(Marks::ITALIC) || marked(Marks::BOLD))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ties(markdown: &str) -> Vec<Tie> {
        let blocks = crate::typeset::block::read(markdown).blocks;
        let at = |place: usize| blocks.get(place);
        let before = |place: usize| place.checked_sub(1).and_then(at);
        (0..blocks.len()).map(|place| tie(before(place), &blocks[place], at(place + 1))).collect()
    }

    const TABLE: &str = "| a |\n|--|\n| b |\n";

    #[test]
    fn what_announces_stays() {
        assert_eq!(ties(&format!("These:\n\n{TABLE}")), [Tie::Bound, Tie::Free]);
        assert_eq!(ties("These:\n\n- a\n"), [Tie::Bound, Tie::Free]);
        assert_eq!(ties("These.\n\n- a\n"), [Tie::Free, Tie::Free]);
        assert_eq!(ties("These:\n\nThose.\n"), [Tie::Free, Tie::Free]);
    }

    #[test]
    fn a_single_line_under_a_heading_stays() {
        assert_eq!(ties(&format!("# H\n\nIn short.\n\n{TABLE}")), [Tie::Free, Tie::IfSingle, Tie::Free]);
        assert_eq!(ties(&format!("In short.\n\n{TABLE}")), [Tie::Free, Tie::Free]);
    }

    #[test]
    fn captions_stay_above_and_below() {
        assert_eq!(ties(&format!("**Table 1.** Not all heavy.\n\n{TABLE}")), [Tie::Free, Tie::Free]);
        assert_eq!(ties(&format!("*Table 1. What was told*\n\n{TABLE}")), [Tie::Bound, Tie::Free]);
        assert_eq!(ties(&format!("{TABLE}\n*Table 1. What was told*\n")), [Tie::Bound, Tie::Free]);
        assert_eq!(ties("![a](b.svg)\n\n*Figure 1*\n"), [Tie::Bound, Tie::Free]);
    }
}
