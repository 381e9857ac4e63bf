//! Lines → glyph runs, strokes and links at their places.

use super::line::Line;
use super::order::{runs_left, visual};
use super::shaped::{Cluster, Shaped, ShapedGlyph};
use crate::typeset::frame::{Glyph, GlyphRun, Item, Link, Rect};
use crate::typeset::length::Abs;

/// Sets a line with its left end at `x` on a baseline, as glyph runs, strokes and links.
pub(crate) fn set_line(shaped: &Shaped, line: &Line, x: Abs, baseline: Abs, items: &mut Vec<Item>) {
    let order = visual(shaped, &line.clusters);
    let x = x - overhang(shaped, line) - Abs::pt(line.hang);
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
