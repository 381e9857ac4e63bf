//! Shaped text → lines of a given measure, each filled as far as it goes.

use std::ops::Range;

use super::shaped::{Segment, Shaped};
use crate::typeset::length::Abs;

/// One line of a broken text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Range of clusters, white space at the end included.
    pub(crate) clusters: Range<usize>,
    /// Without white space at the end, and without what hangs over the edges.
    pub(crate) width: Abs,
    /// What each space in it gains of its own width; below 0 where it loses.
    pub(crate) stretch: f32,
    /// Whether a hyphen ends it.
    pub(crate) hyphen: bool,
    /// How far its first sign hangs over the left edge, in points.
    pub(crate) hang: f32,
}

impl Line {
    /// A line as wide as it comes.
    pub(crate) fn plain(clusters: Range<usize>, width: Abs) -> Self {
        Self { clusters, width, stretch: 0.0, hyphen: false, hang: 0.0 }
    }
}

/// Breaks a text into lines no wider than `measure`, taking on each what fits. Words are parted where their author lets them
/// be; one that is wider than the measure also where its language does, or an address may be, and at last between letters.
pub(crate) fn break_lines(shaped: &Shaped, measure: Abs) -> Vec<Line> {
    let measure = measure.to_pt() + 0.01;
    let mut lines = Vec::new();
    let mut line = Pending::default();
    for segment in &shaped.segments {
        let clusters = segment.clusters.start as usize..segment.clusters.end as usize;
        if line.full + segment.width <= measure {
            line.add(&clusters, segment.width, segment.full);
        } else {
            parted(shaped, segment, measure, &mut line, &mut lines);
        }
        if segment.forced {
            line.end(&mut lines);
        }
    }
    if !line.clusters.is_empty() {
        line.end(&mut lines);
    }
    lines
}

/// Adds a segment for which a line has not enough room.
fn parted(shaped: &Shaped, segment: &Segment, measure: f32, line: &mut Pending, lines: &mut Vec<Line>) {
    let whole = segment.width <= measure;
    let mut points = shaped.points_in(segment);
    let (mut start, end) = (segment.clusters.start as usize, segment.clusters.end as usize);
    let (mut width, mut full) = (segment.width, segment.full);
    while start < end {
        if line.full + width <= measure {
            line.add(&(start..end), width, full);
            return;
        }
        // The last place in reach.
        let (mut reach, mut at, mut found) = (0.0, start, None);
        for (index, point) in points.iter().enumerate() {
            let place = point.cluster as usize;
            if place <= start {
                continue;
            }
            reach += shaped.clusters[at..place].iter().map(|cluster| cluster.advance).sum::<f32>();
            at = place;
            if line.full + reach > measure {
                break;
            }
            if line.full + reach + point.width <= measure && (point.own || !whole) {
                found = Some((index, reach));
            }
        }
        let (place, taken) = if let Some((index, reach)) = found {
            let point = points[index];
            points = &points[index + 1..];
            let place = point.cluster as usize;
            line.add(&(start..place), reach, reach);
            line.hyphen = point.hyphen.then_some(point.width);
            line.end(lines);
            (place, reach)
        } else if !line.clusters.is_empty() {
            line.end(lines);
            continue;
        } else {
            let mut place = start;
            while place < end {
                // White space hangs over the end of a line.
                let cluster = &shaped.clusters[place];
                let width = if cluster.space { 0.0 } else { cluster.advance };
                if !cluster.space && line.full + width > measure && place > start {
                    break;
                }
                line.add(&(place..place + 1), width, cluster.advance);
                place += 1;
            }
            (place, line.full)
        };
        (start, width, full) = (place, (width - taken).max(0.0), (full - taken).max(0.0));
    }
}

/// How many lines [`break_lines`] would make where no word is parted.
pub(crate) fn count_lines(shaped: &Shaped, measure: Abs) -> usize {
    let measure = measure.to_pt() + 0.01;
    let (mut count, mut full, mut empty) = (0, 0.0, true);
    for segment in &shaped.segments {
        if !empty && full + segment.width > measure {
            count += 1;
            full = 0.0;
        }
        full += segment.full;
        empty = segment.forced;
        if segment.forced {
            count += 1;
            full = 0.0;
        }
    }
    count + usize::from(!empty)
}

/// A line that is being filled.
#[derive(Default)]
struct Pending {
    clusters: Range<usize>,
    width: f32,
    full: f32,
    /// Width of the hyphen that ends it.
    hyphen: Option<f32>,
}

impl Pending {
    fn add(&mut self, clusters: &Range<usize>, width: f32, full: f32) {
        if width > 0.0 {
            self.width = self.full + width;
        }
        self.full += full;
        self.clusters.end = clusters.end.max(self.clusters.end);
    }

    fn end(&mut self, lines: &mut Vec<Line>) {
        let width = Abs::pt(self.width + self.hyphen.unwrap_or_default());
        lines.push(Line { hyphen: self.hyphen.is_some(), ..Line::plain(self.clusters.clone(), width) });
        *self = Self { clusters: self.clusters.end..self.clusters.end, ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::font::Fonts;
    use crate::typeset::frame::Item;
    use crate::typeset::inline::{Shaper, set_line};
    use crate::typeset::style::Theme;
    use crate::typeset::text::Text;

    fn shape(text: &str) -> Shaped {
        let fonts = Fonts::bundled();
        let theme = Theme::default();
        Shaper::new(&fonts, "en-GB").shape(&Text::plain(text), &theme.body, &theme)
    }

    fn words(shaped: &Shaped, lines: &[Line]) -> Vec<String> {
        lines
            .iter()
            .map(|line| {
                let clusters = &shaped.clusters[line.clusters.clone()];
                clusters.iter().map(|c| &shaped.text[c.text.start as usize..c.text.end as usize]).collect::<String>()
            })
            .collect()
    }

    #[test]
    fn lines_fill_the_measure_and_lose_nothing() {
        let shaped = shape("The quick brown fox jumps over the lazy dog and runs on.");
        let lines = break_lines(&shaped, Abs::pt(100.0));
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| line.width <= Abs::pt(100.01)));
        assert_eq!(words(&shaped, &lines).concat(), shaped.text);
        for measure in [60.0, 75.5, 100.0, 400.0].map(Abs::pt) {
            assert_eq!(count_lines(&shaped, measure), break_lines(&shaped, measure).len());
        }
    }

    #[test]
    fn a_word_wider_than_the_measure_is_broken() {
        let shaped = shape(&format!("so {} it", "m".repeat(60)));
        let lines = break_lines(&shaped, Abs::pt(100.0));
        assert!(lines.iter().all(|line| line.width <= Abs::pt(100.01)));
        assert_eq!(words(&shaped, &lines).concat(), shaped.text);
        assert_eq!(break_lines(&shaped, Abs::pt(1.0)).len(), 66 - 2);
    }

    #[test]
    fn words_are_parted_where_their_author_lets_them_be() {
        let shaped = shape("the inter\u{AD}na\u{AD}tion\u{AD}al word");
        let lines = break_lines(&shaped, Abs::pt(60.0));
        assert_eq!(words(&shaped, &lines), ["the interna", "tional word"]);
        assert!(lines[0].hyphen && !lines[1].hyphen && lines[0].width <= Abs::pt(60.01));
    }

    #[test]
    fn a_wide_word_is_parted_by_its_language_and_an_address_at_its_signs() {
        let shaped = shape("so incomprehensibilities it");
        let lines = break_lines(&shaped, Abs::pt(70.0));
        assert!(lines[..lines.len() - 1].iter().any(|line| line.hyphen), "{:?}", words(&shaped, &lines));
        let shaped = shape("see https://www.example.org/reports/index.php?page=two&part=three_and_four");
        let lines = break_lines(&shaped, Abs::pt(90.0));
        let said = words(&shaped, &lines);
        assert!(lines.iter().all(|line| !line.hyphen && line.width <= Abs::pt(90.01)));
        assert!(
            said[..said.len() - 1].iter().all(|line| line.ends_with(['/', '.', '?', '=', '&', '_', ' '])),
            "{said:?}"
        );
    }

    #[test]
    fn no_line_begins_with_an_ellipsis_or_the_short_end_of_a_name_or_range() {
        for (text, kept) in [
            ("the long story …", "story …"),
            ("fighters of ISIS-K", "ISIS-K"),
            ("around 182–213", "182–213"),
            ("stands at /var", "at /var"),
        ] {
            let shaped = shape(text);
            let last = break_lines(&shaped, Abs::pt(50.0)).pop().expect("a line");
            assert_eq!(words(&shaped, &[last]), [kept]);
        }
    }

    #[test]
    fn forced_breaks_end_lines_even_empty_ones() {
        let shaped = shape("a\n\nb");
        assert_eq!(words(&shaped, &break_lines(&shaped, Abs::pt(100.0))), ["a", "", "b"]);
    }

    #[test]
    fn a_link_covers_its_words() {
        let mut text = Text::plain("see ");
        let target = std::rc::Rc::new(crate::typeset::frame::Target::Anchor("a2".into()));
        text.push("A2.10", crate::typeset::text::Marks::default(), Some(&target));
        let fonts = Fonts::bundled();
        let theme = Theme::default();
        let shaped = Shaper::new(&fonts, "en-GB").shape(&text, &theme.body, &theme);
        let lines = break_lines(&shaped, Abs::pt(200.0));
        let mut items = Vec::new();
        set_line(&shaped, &lines[0], Abs::pt(10.0), Abs::pt(20.0), &mut items);
        let links: Vec<_> =
            items.iter().filter_map(|item| if let Item::Link(link) = item { Some(link) } else { None }).collect();
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].text, "A2.10");
        assert!(links[0].rect.x > Abs::pt(20.0) && links[0].rect.width > Abs::pt(15.0));
    }
}
