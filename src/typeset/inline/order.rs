//! Clusters of a line → the order in which they stand from left to right (Unicode Standard Annex 9, rules L1 and L2).

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::shape::{Cluster, Shaped};

/// The direction of a text that runs from right to left somewhere.
#[derive(Debug, Clone, Default)]
pub(crate) struct Directions {
    /// For each byte of the text.
    levels: Vec<Level>,
    /// Ends of its paragraphs in bytes, and whether each runs from right to left as a whole.
    paragraphs: Vec<(usize, bool)>,
}

impl Directions {
    /// `None` where all runs from left to right.
    pub(super) fn of(text: &str) -> Option<Self> {
        if text.is_ascii() {
            return None;
        }
        let info = BidiInfo::new(text, None);
        info.has_rtl().then(|| Self {
            paragraphs: info.paragraphs.iter().map(|part| (part.range.end, part.level.is_rtl())).collect(),
            levels: info.levels,
        })
    }

    fn paragraph(&self, at: usize) -> bool {
        let place = self.paragraphs.partition_point(|(end, _)| *end <= at);
        self.paragraphs.get(place).or(self.paragraphs.last()).is_some_and(|(_, rtl)| *rtl)
    }
}

/// Whether the paragraph that a line belongs to runs from right to left.
pub(crate) fn runs_left(shaped: &Shaped, line: &Range<usize>) -> bool {
    let start = shaped.clusters.get(line.start).map_or(0, |cluster| cluster.text.start as usize);
    shaped.directions.as_ref().is_some_and(|directions| directions.paragraph(start))
}

/// Clusters from left to right.
pub(super) fn visual(shaped: &Shaped, line: &Range<usize>) -> Vec<usize> {
    let mut order: Vec<usize> = line.clone().collect();
    let Some(directions) = &shaped.directions else { return order };
    let base = u8::from(runs_left(shaped, line));
    let level = |cluster: &Cluster| {
        directions.levels.get(cluster.text.start as usize).map_or(base, |level| {
            // The shaper has set the glyphs by its own reading; both must lean the same way.
            let level = level.number();
            if (level % 2 == 1) == cluster.rtl { level } else { level + 1 }
        })
    };
    let mut levels: Vec<u8> = order.iter().map(|&place| level(&shaped.clusters[place])).collect();
    // White space at the end of the line goes with the paragraph.
    let tail = order.iter().rev().take_while(|&&place| shaped.clusters[place].space).count();
    let start = levels.len() - tail;
    levels[start..].fill(base);
    let (highest, lowest) =
        (levels.iter().copied().max().unwrap_or(0), levels.iter().copied().filter(|l| l % 2 == 1).min());
    for level in (lowest.unwrap_or(u8::MAX)..=highest).rev() {
        let mut at = 0;
        while at < levels.len() {
            let count = levels[at..].iter().take_while(|&&l| l >= level).count();
            order[at..at + count].reverse();
            levels[at..at + count].reverse();
            at += count.max(1);
        }
    }
    order
}
