//! Shaped text → justified lines, chosen for the paragraph as a whole: Knuth and Plass, "Breaking paragraphs into lines" (1981).
//!
//! Badness, penalties and demerits are TeX's. A first pass tries without hyphens, a second with them, and a last one takes
//! whatever is least bad. The work grows with the length of the text: only breaks within one line's reach are compared.

use super::breaks::{Break, breaks};
use super::line::{Line, break_lines};
use super::shaped::Shaped;
use crate::typeset::length::Abs;

/// By how much of its width a space may grow, and shrink, before that counts as bad (Computer Modern's measures).
const STRETCH: f32 = 0.5;
const SHRINK: f32 = 1.0 / 3.0;

const LINE_PENALTY: f32 = 10.0;
const ADJACENT: f32 = 10_000.0;
const DOUBLE_HYPHEN: f32 = 10_000.0;
const FINAL_HYPHEN: f32 = 5_000.0;

/// One way to look for the breaks.
#[derive(Debug, Clone, Copy)]
struct Pass {
    /// Badness up to which it takes a line.
    tolerance: f32,
    /// Whether it may part words.
    parts: bool,
    /// What each line may stretch besides its spaces, as a part of the measure.
    emergency: f32,
}

const PASSES: [Pass; 3] = [
    Pass { tolerance: 120.0, parts: false, emergency: 0.0 },
    Pass { tolerance: 400.0, parts: true, emergency: 0.0 },
    Pass { tolerance: 10_000.0, parts: true, emergency: 0.03 },
];

/// Spaces more than so many times wider than usual are worse than a ragged line.
const WIDEST: f32 = 1.6;

/// The most starts of a line that are kept in mind at once.
const MOST_ACTIVE: usize = 600;

/// Words of more clusters than this are filled in line by line.
const LONGEST: u32 = 2_000;

/// Breaks a text into lines that fill the measure, the last ones of its paragraphs aside.
pub(crate) fn justify_lines(shaped: &Shaped, measure: Abs) -> Vec<Line> {
    let width = measure.to_pt();
    if shaped.segments.iter().any(|segment| segment.clusters.len() as u32 > LONGEST) {
        return break_lines(shaped, measure);
    }
    let mut lines = Vec::new();
    let mut start = 0;
    for (index, segment) in shaped.segments.iter().enumerate() {
        if segment.forced || index + 1 == shaped.segments.len() {
            let breaks = breaks(shaped, start..index + 1, width);
            let found = PASSES.iter().find_map(|&pass| fit(&breaks, width, pass));
            match found {
                Some(chosen) => lines.extend(set(&breaks, &chosen, width)),
                None => return break_lines(shaped, measure),
            }
            start = index + 1;
        }
    }
    lines
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
fn fit(breaks: &[Break], measure: f32, pass: Pass) -> Option<Vec<usize>> {
    let last = breaks.len() - 1;
    let mut nodes = vec![Node { at: 0, fitness: 1, demerits: 0.0, previous: usize::MAX }];
    let mut active = vec![0_usize];
    for (at, here) in breaks.iter().enumerate().skip(1) {
        if here.inner && !pass.parts {
            continue;
        }
        let mut best: [Option<(f32, usize)>; 4] = [None; 4];
        active.retain(|&place| {
            let node = nodes[place];
            let Some(ratio) = ratio(&breaks[node.at], here, measure, pass.emergency * measure, at == last) else {
                return false;
            };
            let badness = (100.0 * ratio.abs().powi(3)).min(10_000.0);
            if badness <= pass.tolerance {
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
fn ratio(from: &Break, to: &Break, measure: f32, emergency: f32, last: bool) -> Option<f32> {
    let (width, spaces) = from.to(to);
    let spare = measure - width;
    if spare < -0.01 {
        let room = spaces * SHRINK;
        return (-spare <= room).then(|| spare / room);
    }
    if last {
        return Some(0.0);
    }
    let stretch = spaces * STRETCH + emergency;
    Some(if stretch > 0.0 { spare / stretch } else { 1000.0 })
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
        let (width, spaces) = from.to(to);
        let spare = measure - width;
        let fills = spare < 0.0 || index + 1 < chosen.len();
        let grown = if fills && spaces > 0.0 { spare / spaces } else { 0.0 };
        let stretch = if grown > WIDEST { 0.0 } else { grown };
        let clusters = from.cluster..to.cluster;
        let width = Abs::pt(width + spaces * stretch);
        lines.push(Line { clusters, width, stretch, hyphen: to.hyphenated, hang: from.lead });
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
    fn a_word_wider_than_the_measure_is_broken_and_the_others_stay_justified() {
        let text = format!("{WORDS} so {} it is. {WORDS}", "m".repeat(90));
        let shaped = shape(&text, "en-GB");
        let lines = justify_lines(&shaped, Abs::pt(300.0));
        assert_eq!(words(&shaped, &lines).concat().replace('\u{AD}', ""), text);
        let full = lines.iter().filter(|line| (line.width.to_pt() - 300.0).abs() < 0.05).count();
        assert!(full + 5 >= lines.len(), "{full} of {}", lines.len());
        assert!(lines.iter().all(|line| line.width.to_pt() < 300.05));
    }

    #[test]
    fn light_signs_hang_over_the_edges() {
        let shaped = shape(&"one “two”, three, four. ".repeat(60), "en-GB");
        let mut hung = 0;
        for measure in (30..45).map(|step| Abs::pt(step as f32 * 10.0)) {
            for line in justify_lines(&shaped, measure) {
                let said = words(&shaped, std::slice::from_ref(&line)).concat();
                assert_eq!(line.hang > 0.0, said.starts_with('“'), "{said}");
                let all: f32 = shaped.clusters[line.clusters.clone()]
                    .iter()
                    .map(|c| if c.space { c.advance * (1.0 + line.stretch) } else { c.advance })
                    .sum();
                let tail = shaped.clusters[line.clusters.clone()].iter().rev().take_while(|c| c.space);
                let set = all - tail.map(|c| c.advance * (1.0 + line.stretch)).sum::<f32>();
                hung += usize::from(set - line.width.to_pt() > 0.5);
            }
        }
        assert!(hung > 20, "{hung}");
    }

    #[test]
    fn forced_breaks_end_lines_that_are_not_stretched() {
        let shaped = shape("a b\n\nc d", "en-GB");
        let lines = justify_lines(&shaped, Abs::pt(100.0));
        assert_eq!(words(&shaped, &lines), ["a b", "", "c d"]);
        assert!(lines.iter().all(|line| line.stretch == 0.0));
    }
}
