//! Shaped text → lines of a given measure → glyph runs at their places.

use std::ops::Range;

use super::order::{runs_left, visual};
use super::shape::{Cluster, Shaped, ShapedGlyph};
use crate::typeset::frame::{Glyph, GlyphRun, Item, Link, Rect};
use crate::typeset::length::Abs;

/// One line of a broken text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Range of clusters, white space at the end included.
    pub(crate) clusters: Range<usize>,
    /// Without white space at the end.
    pub(crate) width: Abs,
    /// What each space in it gains of its own width; below 0 where it loses.
    pub(crate) stretch: f32,
    /// Whether a hyphen ends it.
    pub(crate) hyphen: bool,
}

impl Line {
    /// A line as wide as it comes.
    pub(crate) fn plain(clusters: Range<usize>, width: Abs) -> Self {
        Self { clusters, width, stretch: 0.0, hyphen: false }
    }
}

/// Breaks a text into lines no wider than `measure`, taking on each what fits. A word that is wider alone is broken
/// between letters. The one place that decides on breaks.
pub(crate) fn break_lines(shaped: &Shaped, measure: Abs) -> Vec<Line> {
    let measure = measure.to_pt() + 0.01;
    let mut lines = Vec::new();
    let mut line = Pending::default();
    for segment in &shaped.segments {
        let clusters = segment.clusters.start as usize..segment.clusters.end as usize;
        if line.full + segment.width > measure && !line.clusters.is_empty() {
            line.end(&mut lines);
        }
        if segment.width <= measure {
            line.add(&clusters, segment.width, segment.full);
        } else {
            for index in clusters {
                // White space hangs over the end of a line.
                let Cluster { advance, space, .. } = shaped.clusters[index];
                let width = if space { 0.0 } else { advance };
                if !space && line.full + width > measure && !line.clusters.is_empty() {
                    line.end(&mut lines);
                }
                line.add(&(index..index + 1), width, advance);
            }
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

/// How many lines [`break_lines`] would make where no word is wider than the measure.
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
        lines.push(Line::plain(self.clusters.clone(), Abs::pt(self.width)));
        *self = Self { clusters: self.clusters.end..self.clusters.end, width: 0.0, full: 0.0 };
    }
}

/// Sets a line with its left end at `x` on a baseline, as glyph runs, strokes and links.
pub(crate) fn set_line(shaped: &Shaped, line: &Line, x: Abs, baseline: Abs, items: &mut Vec<Item>) {
    let order = visual(shaped, &line.clusters);
    let x = x - overhang(shaped, line);
    let mut pen = x;
    let first_item = items.len();
    let mut index = 0;
    while index < order.len() {
        let first = &shaped.clusters[order[index]];
        let link = shaped.link_at(first.text.start as usize);
        let alike = |other: &Cluster| {
            other.face == first.face
                && other.style == first.style
                && other.rtl == first.rtl
                && (shaped.links.is_empty() || shaped.link_at(other.text.start as usize) == link)
        };
        let count = order[index..].iter().take_while(|&&place| alike(&shaped.clusters[place])).count();
        let run = glyph_run(shaped, &order[index..index + count], line.stretch, pen, baseline);
        let style = &shaped.styles[usize::from(first.style)];
        let width = run.width();
        if !run.glyphs.is_empty() {
            items.push(Item::Glyphs(run));
        }
        if style.struck {
            let size = Abs::pt(style.size);
            let rect = Rect { x: pen, y: baseline - size * 0.27, width, height: size * 0.06 };
            items.push(Item::Rect(rect, style.colour));
        }
        pen += width;
        index += count;
    }
    if line.hyphen {
        set_hyphen(shaped, line, &mut items[first_item..]);
    }
    links(shaped, &order, line.stretch, x, baseline, items);
}

/// White space that ends a line from right to left hangs over its left end.
fn overhang(shaped: &Shaped, line: &Line) -> Abs {
    if !runs_left(shaped, &line.clusters) {
        return Abs::ZERO;
    }
    let members = shaped.clusters[line.clusters.clone()].iter().rev();
    Abs::pt(members.take_while(|cluster| cluster.space).map(|cluster| advance(cluster, line.stretch)).sum())
}

/// In points.
fn advance(cluster: &Cluster, stretch: f32) -> f32 {
    if cluster.space { cluster.advance * (1.0 + stretch) } else { cluster.advance }
}

/// Ends a line's last run with a hyphen that is none of the text's: a soft one to whoever copies it.
fn set_hyphen(shaped: &Shaped, line: &Line, items: &mut [Item]) {
    let style = line.clusters.clone().next_back().map_or(0, |last| usize::from(shaped.clusters[last].style));
    let run = items.iter_mut().rev().find_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None });
    if let (Some(run), Some(Some(hyphen))) = (run, shaped.hyphen_of.get(style))
        && run.face == hyphen.face
    {
        let start = run.text.len() as u32;
        run.text.push('\u{AD}');
        let ShapedGlyph { id, x, y, advance } = hyphen.glyph;
        let (advance, dx, dy) = (Abs::pt(advance), Abs::pt(x), Abs::pt(y));
        run.glyphs.push(Glyph { id, advance, dx, dy, start, end: run.text.len() as u32 });
    }
}

fn glyph_run(shaped: &Shaped, places: &[usize], stretch: f32, x: Abs, baseline: Abs) -> GlyphRun {
    let first = &shaped.clusters[places[0]];
    let style = &shaped.styles[usize::from(first.style)];
    let (mut text, mut glyphs) = (String::new(), Vec::with_capacity(places.len()));
    for &place in places {
        let cluster = &shaped.clusters[place];
        let words = &shaped.text[cluster.text.start as usize..cluster.text.end as usize];
        let set = &shaped.glyphs[cluster.glyphs.start as usize..cluster.glyphs.end as usize];
        // A letter and its accents, each with a glyph of its own, say each their own, from left to right as they stand;
        // else the first says all.
        let mut letters: Vec<char> = words.chars().collect();
        let each = set.len() > 1 && letters.len() == set.len();
        if cluster.rtl {
            letters.reverse();
        }
        let mut letters = letters.into_iter();
        let wider = if cluster.space { 1.0 + stretch } else { 1.0 };
        for (index, glyph) in set.iter().enumerate() {
            let start = text.len() as u32;
            match letters.next().filter(|_| each) {
                Some(letter) => text.push(letter),
                None if index == 0 => text.push_str(words),
                None => {}
            }
            glyphs.push(Glyph {
                id: glyph.id,
                advance: Abs::pt(glyph.advance * wider),
                dx: Abs::pt(glyph.x),
                dy: Abs::pt(glyph.y),
                start,
                end: text.len() as u32,
            });
        }
    }
    let size = Abs::pt(style.size);
    let baseline = baseline - Abs::pt(style.rise);
    let link = shaped.link_at(first.text.start as usize).and_then(|link| shaped.link_nodes.get(link).copied());
    let node = link.or(shaped.node);
    GlyphRun { face: first.face, size, colour: style.colour, x, baseline, rtl: first.rtl, node, text, glyphs }
}

/// One link for each stretch of the line that leads to one place.
fn links(shaped: &Shaped, order: &[usize], stretch: f32, x: Abs, baseline: Abs, items: &mut Vec<Item>) {
    if shaped.links.is_empty() {
        return;
    }
    let mut pen = x;
    let mut open: Option<(usize, Link)> = None;
    for &place in order {
        let cluster = &shaped.clusters[place];
        let here = shaped.link_at(cluster.text.start as usize);
        let advance = Abs::pt(advance(cluster, stretch));
        let words = &shaped.text[cluster.text.start as usize..cluster.text.end as usize];
        match (&mut open, here) {
            (Some((index, link)), Some(after)) if *index == after => {
                link.rect.width += advance;
                link.text.push_str(words);
            }
            (_, Some(after)) => {
                let target = &shaped.links[after].1;
                items.extend(open.take().map(|(_, link)| Item::Link(link)));
                let size = Abs::pt(shaped.styles[usize::from(cluster.style)].size);
                let rect = Rect { x: pen, y: baseline - size * 0.85, width: advance, height: size * 1.15 };
                let node = shaped.link_nodes.get(after).copied();
                open = Some((after, Link { rect, target: (**target).clone(), text: words.to_owned(), node }));
            }
            (_, None) => items.extend(open.take().map(|(_, link)| Item::Link(link))),
        }
        pen += advance;
    }
    items.extend(open.map(|(_, link)| Item::Link(link)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::font::Fonts;
    use crate::typeset::inline::Shaper;
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
    fn no_line_begins_with_an_ellipsis_or_the_short_end_of_a_name_or_range() {
        for (text, kept) in
            [("the long story …", "story …"), ("fighters of ISIS-K", "ISIS-K"), ("around 182–213", "182–213")]
        {
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
