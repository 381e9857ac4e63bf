//! Shaped text → justified lines, chosen for the paragraph as a whole: Knuth and Plass, "Breaking paragraphs into lines" (1981).
//!
//! Badness, penalties and demerits are TeX's. A first pass tries without hyphens, a second with them, and a last one takes
//! whatever is least bad. The work grows with the length of the text: only breaks within one line's reach are compared.

use super::line::{Line, break_lines};
use super::shape::Shaped;
use crate::typeset::length::Abs;

/// By how much of its width a space may grow, and shrink, before that counts as bad (Computer Modern's measures).
const STRETCH: f32 = 0.5;
const SHRINK: f32 = 1.0 / 3.0;

const HYPHEN_PENALTY: f32 = 50.0;
/// At a hyphen or dash that is written out.
const DASH_PENALTY: f32 = 50.0;
const LINE_PENALTY: f32 = 10.0;
const ADJACENT: f32 = 10_000.0;
const DOUBLE_HYPHEN: f32 = 10_000.0;
const FINAL_HYPHEN: f32 = 5_000.0;

/// Badness up to which each pass takes a line, and whether it may hyphenate.
const PASSES: [(f32, bool); 3] = [(100.0, false), (400.0, true), (10_000.0, true)];

/// Spaces more than so many times wider than usual are worse than a ragged line.
const WIDEST: f32 = 1.6;

/// The most starts of a line that are kept in mind at once.
const MOST_ACTIVE: usize = 600;

/// Breaks a text into lines that fill the measure, the last ones of its paragraphs aside. Where a word is wider than the
/// measure, lines are filled one by one and stay ragged.
pub(crate) fn justify_lines(shaped: &Shaped, measure: Abs) -> Vec<Line> {
    let width = measure.to_pt();
    if shaped.narrowest() > width {
        return break_lines(shaped, measure);
    }
    let mut lines = Vec::new();
    let mut start = 0;
    for (index, segment) in shaped.segments.iter().enumerate() {
        if segment.forced || index + 1 == shaped.segments.len() {
            let breaks = breaks(shaped, start..index + 1);
            let found = PASSES.iter().find_map(|&(tolerance, hyphens)| fit(&breaks, width, tolerance, hyphens));
            match found {
                Some(chosen) => lines.extend(set(&breaks, &chosen, width)),
                None => return break_lines(shaped, measure),
            }
            start = index + 1;
        }
    }
    lines
}

/// A place where a line may end. Sums run from the start of the paragraph; the first entry is that start.
#[derive(Debug, Clone, Copy, Default)]
struct Break {
    /// Clusters before it.
    cluster: usize,
    /// Of what stands before it, white space at the end of the line left out.
    end: Sums,
    /// The same with that white space: where the next line begins.
    next: Sums,
    /// What the hyphen adds to the line; 0 where there is none.
    hyphen: f32,
    penalty: f32,
    hyphenated: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    width: f32,
    /// Width of the spaces in it.
    spaces: f32,
}

fn breaks(shaped: &Shaped, segments: std::ops::Range<usize>) -> Vec<Break> {
    let segments = &shaped.segments[segments];
    let first = segments.first().map_or(0, |segment| segment.clusters.start as usize);
    let mut list = vec![Break { cluster: first, ..Break::default() }];
    // What was summed up to the last cluster, and up to the last that is no space.
    let (mut next, mut end) = (Sums::default(), Sums::default());
    let from = shaped.hyphens.partition_point(|hyphen| (hyphen.cluster as usize) < first);
    let mut hyphens = shaped.hyphens[from..].iter().copied().peekable();
    for (index, segment) in segments.iter().enumerate() {
        for place in segment.clusters.start as usize..segment.clusters.end as usize {
            while hyphens.next_if(|hyphen| (hyphen.cluster as usize) < place).is_some() {}
            if let Some(hyphen) = hyphens.next_if(|hyphen| hyphen.cluster as usize == place) {
                let penalty = HYPHEN_PENALTY * if hyphen.name { 6.0 } else { 1.0 };
                let hyphen = hyphen.width;
                list.push(Break { cluster: place, end, next: end, hyphen, penalty, hyphenated: true });
            }
            let cluster = &shaped.clusters[place];
            next.width += cluster.advance;
            if cluster.space {
                next.spaces += cluster.advance;
            } else {
                end = next;
            }
        }
        let last = index + 1 == segments.len();
        let spaced = next.width > end.width;
        let penalty = if spaced || last { 0.0 } else { DASH_PENALTY };
        let cluster = segment.clusters.end as usize;
        list.push(Break { cluster, end, next, hyphen: 0.0, penalty, hyphenated: false });
    }
    list
}

/// A way to end a line at a break.
#[derive(Debug, Clone, Copy)]
struct Node {
    at: usize,
    /// 0 tight to 3 very loose.
    fitness: u8,
    demerits: f32,
    previous: usize,
}

/// The breaks with the fewest demerits, the start left out; `None` where no line may be as bad as some would have to be.
fn fit(breaks: &[Break], measure: f32, tolerance: f32, hyphens: bool) -> Option<Vec<usize>> {
    let last = breaks.len() - 1;
    let mut nodes = vec![Node { at: 0, fitness: 1, demerits: 0.0, previous: usize::MAX }];
    let mut active = vec![0_usize];
    for (at, here) in breaks.iter().enumerate().skip(1) {
        if here.hyphenated && !hyphens {
            continue;
        }
        let mut best: [Option<(f32, usize)>; 4] = [None; 4];
        active.retain(|&place| {
            let node = nodes[place];
            let Some(ratio) = ratio(&breaks[node.at], here, measure, at == last) else { return false };
            let badness = (100.0 * ratio.abs().powi(3)).min(10_000.0);
            if badness <= tolerance {
                let fitness = class(ratio);
                let mut demerits = (LINE_PENALTY + badness).powi(2) + here.penalty.powi(2) + node.demerits;
                if fitness.abs_diff(node.fitness) > 1 {
                    demerits += ADJACENT;
                }
                if breaks[node.at].hyphenated {
                    demerits += if here.hyphenated { DOUBLE_HYPHEN } else { 0.0 };
                    demerits += if at == last { FINAL_HYPHEN } else { 0.0 };
                }
                let known = &mut best[usize::from(fitness)];
                if known.is_none_or(|(least, _)| demerits < least) {
                    *known = Some((demerits, place));
                }
            }
            true
        });
        let least = best.iter().flatten().map(|(demerits, _)| *demerits).fold(f32::INFINITY, f32::min);
        for (fitness, found) in best.iter().enumerate() {
            if let Some((demerits, previous)) = *found
                && demerits <= least + ADJACENT
            {
                active.push(nodes.len());
                nodes.push(Node { at, fitness: fitness as u8, demerits, previous });
            }
        }
        if active.is_empty() {
            return None;
        }
        if active.len() > MOST_ACTIVE {
            active.drain(..active.len() - MOST_ACTIVE);
        }
    }
    let end = active.iter().copied().filter(|&place| nodes[place].at == last);
    let mut place = end.min_by(|&a, &b| nodes[a].demerits.total_cmp(&nodes[b].demerits))?;
    let mut chosen = Vec::new();
    while nodes[place].at != 0 {
        chosen.push(nodes[place].at);
        place = nodes[place].previous;
    }
    chosen.reverse();
    Some(chosen)
}

/// How far the spaces between two breaks must stretch (above 0) or shrink (below); `None` where they cannot shrink enough.
fn ratio(from: &Break, to: &Break, measure: f32, last: bool) -> Option<f32> {
    let (width, spaces) = between(from, to);
    let spare = measure - width;
    if spare < -0.01 {
        let room = spaces * SHRINK;
        return (-spare <= room).then(|| spare / room);
    }
    if last {
        return Some(0.0);
    }
    Some(if spaces > 0.0 { spare / (spaces * STRETCH) } else { 1000.0 })
}

/// Width of a line, and of the spaces in it.
fn between(from: &Break, to: &Break) -> (f32, f32) {
    let width = (to.end.width - from.next.width).max(0.0) + to.hyphen;
    (width, (to.end.spaces - from.next.spaces).max(0.0))
}

fn class(ratio: f32) -> u8 {
    match ratio {
        r if r < -0.5 => 0,
        r if r <= 0.5 => 1,
        r if r <= 1.0 => 2,
        _ => 3,
    }
}

fn set(breaks: &[Break], chosen: &[usize], measure: f32) -> Vec<Line> {
    let mut from = &breaks[0];
    let mut lines = Vec::with_capacity(chosen.len());
    for (index, &at) in chosen.iter().enumerate() {
        let to = &breaks[at];
        let (width, spaces) = between(from, to);
        let spare = measure - width;
        let fills = spare < 0.0 || index + 1 < chosen.len();
        let grown = if fills && spaces > 0.0 { spare / spaces } else { 0.0 };
        let stretch = if grown > WIDEST { 0.0 } else { grown };
        let clusters = from.cluster..to.cluster;
        lines.push(Line { clusters, width: Abs::pt(width + spaces * stretch), stretch, hyphen: to.hyphenated });
        from = to;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::font::Fonts;
    use crate::typeset::inline::Shaper;
    use crate::typeset::style::Theme;
    use crate::typeset::text::Text;

    const WORDS: &str = "The administration described the reconstruction of the neighbouring irrigation infrastructure as \
        comparatively straightforward, although representatives of international organisations were considerably less \
        enthusiastic about its implementation and its consequences for agricultural communities downstream.";

    fn shape(text: &str, language: &str) -> Shaped {
        let fonts = Fonts::bundled();
        let theme = Theme::default();
        Shaper::new(&fonts, language).shape(&Text::plain(text), &theme.body, &theme)
    }

    fn words(shaped: &Shaped, lines: &[Line]) -> Vec<String> {
        let text = |line: &Line| -> String {
            let clusters = &shaped.clusters[line.clusters.clone()];
            clusters.iter().map(|c| &shaped.text[c.text.start as usize..c.text.end as usize]).collect()
        };
        lines.iter().map(|line| text(line) + if line.hyphen { "\u{AD}" } else { "" }).collect()
    }

    #[test]
    fn lines_fill_the_measure_and_lose_nothing() {
        let shaped = shape(WORDS, "en-GB");
        for measure in [350.0, 400.0, 470.0].map(Abs::pt) {
            let lines = justify_lines(&shaped, measure);
            assert_eq!(words(&shaped, &lines).concat().replace('\u{AD}', ""), WORDS);
            let (last, full) = lines.split_last().expect("there are lines");
            assert!(last.width <= measure && last.stretch <= 0.0);
            for line in full {
                assert!((line.width - measure).to_pt().abs() < 0.05, "{measure:?}: {line:?}");
                assert!(line.stretch >= -SHRINK - 1e-3 && line.stretch <= WIDEST);
            }
        }
    }

    #[test]
    fn long_words_are_hyphenated_where_their_language_parts_them() {
        let lines = justify_lines(&shape(WORDS, "en-GB"), Abs::pt(150.0));
        let parted = lines.iter().filter(|line| line.hyphen).count();
        assert!(parted >= 2, "{parted}");
        let none = justify_lines(&shape(WORDS, "tlh"), Abs::pt(150.0));
        assert!(none.iter().all(|line| !line.hyphen));
    }

    #[test]
    fn a_paragraph_is_better_as_a_whole_than_line_by_line() {
        let story = "In the spring the river had come up to the wall of the garden, and for some weeks nobody went down to \
            the mill. When the water fell again there was sand on the fields and a boat in the orchard, and the miller said \
            that he would plant rice.";
        let shaped = shape(story, "tlh");
        let spaces = |line: &Line| {
            let members = &shaped.clusters[line.clusters.clone()];
            let all: f32 = members.iter().filter(|c| c.space).map(|c| c.advance).sum();
            all - members.iter().rev().take_while(|c| c.space).map(|c| c.advance).sum::<f32>()
        };
        let cost = |lines: &[Line], measure: f32| -> f32 {
            let ratio = |line: &Line| {
                let natural = line.width.to_pt() - spaces(line) * line.stretch;
                let spare = measure - natural;
                spare / (spaces(line) * if spare < 0.0 { SHRINK } else { STRETCH })
            };
            let demerits = |line: &Line| (LINE_PENALTY + 100.0 * ratio(line).abs().powi(3)).powi(2);
            lines[..lines.len() - 1].iter().map(demerits).sum()
        };
        let mut better = 0;
        for measure in (16..40).map(|step| step as f32 * 10.0) {
            let (whole, single) = (justify_lines(&shaped, Abs::pt(measure)), break_lines(&shaped, Abs::pt(measure)));
            better += usize::from(cost(&whole, measure) < cost(&single, measure) * 0.9);
        }
        assert!(better >= 8, "{better}");
    }

    #[test]
    fn a_word_wider_than_the_measure_is_broken_all_the_same() {
        let shaped = shape(&format!("so {} it", "m".repeat(60)), "en-GB");
        assert_eq!(justify_lines(&shaped, Abs::pt(100.0)), break_lines(&shaped, Abs::pt(100.0)));
    }

    #[test]
    fn forced_breaks_end_lines_that_are_not_stretched() {
        let shaped = shape("a b\n\nc d", "en-GB");
        let lines = justify_lines(&shaped, Abs::pt(100.0));
        assert_eq!(words(&shaped, &lines), ["a b", "", "c d"]);
        assert!(lines.iter().all(|line| line.stretch == 0.0));
    }
}
