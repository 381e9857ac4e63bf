//! Clusters of a line → the order in which they stand from left to right (Unicode Standard Annex 9, rules L1 and L2).

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::shaped::{Cluster, Shaped};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::font::Fonts;
    use crate::typeset::frame::Item;
    use crate::typeset::inline::{Shaper, break_lines, set_line};
    use crate::typeset::length::Abs;
    use crate::typeset::style::Theme;
    use crate::typeset::text::Text;

    /// What stands on the one line of a text, from left to right, each run as it is read.
    fn seen(text: &str) -> Vec<String> {
        let fonts = Fonts::bundled();
        let theme = Theme::default();
        let shaped = Shaper::new(&fonts, "en-GB").shape(&Text::plain(text), &theme.body, &theme);
        let mut items = Vec::new();
        set_line(&shaped, &break_lines(&shaped, Abs::pt(500.0))[0], Abs::ZERO, Abs::ZERO, &mut items);
        let mut runs: Vec<_> =
            items.into_iter().filter_map(|i| if let Item::Glyphs(run) = i { Some(run) } else { None }).collect();
        runs.sort_by(|a, b| a.x.to_pt().total_cmp(&b.x.to_pt()));
        let read = |run: crate::typeset::frame::GlyphRun| -> String {
            if run.rtl { run.text.chars().rev().collect() } else { run.text }
        };
        runs.into_iter().map(read).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn digits_and_names_keep_their_direction_within_a_line_from_the_right() {
        assert_eq!(seen("گفت که 12 تن در BBC"), ["BBC", "در", "تن", "12", "که", "گفت"]);
    }

    #[test]
    fn a_name_in_a_line_from_the_left_takes_nothing_along() {
        assert_eq!(seen("told کابل پرس, 12 dead"), ["told", "پرس", "کابل", ", 12 dead"]);
    }

    #[test]
    fn direction_is_known_where_there_is_one_to_know() {
        assert!(Directions::of("Zürich – 182").is_none());
        let directions = Directions::of("one\nخراسان\n").expect("the second runs from right to left");
        assert!(!directions.paragraph(0) && directions.paragraph(6));
    }
}
