//! Attacks by week, month or year as columns, and below them the killed.

use crate::compose::wording::{self, unit_adverb};
use crate::model::findings::{Bin, Findings, Sum};

use super::axis::{self, Axis};
use super::label::{fit, width};
use super::scale::Scale;
use super::svg::{Anchor, Face, Paint, Svg};
use super::{INK, PALE, QUIET, WIDTH, actor};

const LEFT: f64 = 34.0;
const RIGHT: f64 = WIDTH - 8.0;
/// Height of the columns of attacks, and of those of the killed.
const ATTACKS: f64 = 56.0;
const KILLED: f64 = 56.0;
const HEAD: f64 = 36.0;
const BETWEEN: f64 = 34.0;
const SIZE: f64 = 10.0;

/// The picture; `None` where no attack has a place in it.
pub(super) fn tempo(findings: &Findings) -> Option<String> {
    let pictures = &findings.findings.pictures;
    let span = pictures.span?;
    let bins = &pictures.tempo.bins;
    if pictures.tempo.busy == 0 {
        return None;
    }
    let axis = Axis::new(span.unit, bins, LEFT, RIGHT)?;
    let mut svg = Svg::new();
    let upper = HEAD + ATTACKS;
    let lower = upper + BETWEEN + KILLED;
    // Where no article states a date, an empty column is not calm.
    for (from, to) in unread(&axis) {
        svg.rect((from, HEAD - 8.0), (to - from, ATTACKS + 8.0), Paint::fill(PALE));
        svg.rect((from, lower - KILLED - 8.0), (to - from, KILLED + 8.0), Paint::fill(PALE));
    }
    let adverb = unit_adverb(span.unit);
    svg.text((LEFT, 13.0), &format!("Attacks {adverb}"), Face::new(12.0, INK).bold());
    let has_others = bins.iter().any(|bin| !bin.others.incidents.is_empty());
    legend(&mut svg, actor(findings).as_deref(), has_others, pictures.tempo.unread > 0);
    svg.text(
        (LEFT, lower - KILLED - 12.0),
        "Killed in them, best figure (line: low to high; +: more, or not all stated; ?: not stated)",
        Face::new(SIZE, QUIET),
    );

    let most = bins.iter().map(|bin| (bin.attacks.incidents.len() + bin.others.incidents.len()) as u64).max()?;
    let attacks = Scale::new(most, ATTACKS - 14.0);
    let most = bins.iter().map(|bin| high(bin).max(best(bin))).max()?;
    let killed = Scale::new(most, KILLED - 14.0);
    for (scale, base) in [(&attacks, upper), (&killed, lower)] {
        for tick in scale.ticks() {
            let y = base - scale.at(tick);
            svg.line((LEFT, y), (RIGHT, y), Paint::stroke("#bfbfbf", 0.5).dashed("1.5 2.5"));
            svg.text((LEFT - 5.0, y + 3.5), &wording::number(tick), Face::new(SIZE, QUIET).anchored(Anchor::End));
        }
    }
    for (bin, range) in axis.units() {
        column(
            &mut svg,
            range,
            upper,
            [bin.attacks.incidents.len(), bin.others.incidents.len()].map(|n| attacks.at(n as u64)),
        );
        let all = bin.attacks.incidents.len() + bin.others.incidents.len();
        if all > 0 {
            value(&mut svg, range, upper - attacks.at(all as u64) - 3.0, &wording::number(all as u64));
            toll(&mut svg, range, lower, bin, &killed);
        }
    }
    svg.line((LEFT, upper), (RIGHT, upper), Paint::stroke(QUIET, 1.0));
    axis.draw(&mut svg, lower);
    Some(svg.finish(WIDTH, lower + axis::HEIGHT, &format!("Attacks and killed {adverb}")))
}

/// Where no article states a date; neighbours as one.
fn unread(axis: &Axis<'_>) -> Vec<(f64, f64)> {
    let mut all: Vec<(f64, f64)> = Vec::new();
    for (_, (from, to)) in axis.units().filter(|(bin, _)| bin.articles == 0) {
        match all.last_mut().filter(|(_, end)| from - *end < 0.01) {
            Some((_, end)) => *end = to,
            None => all.push((from, to)),
        }
    }
    all
}

fn legend(svg: &mut Svg, actor: Option<&str>, has_others: bool, some_unread: bool) {
    let face = Face::new(SIZE, QUIET);
    let mut x = RIGHT;
    let mut entry = |svg: &mut Svg, text: &str, paint: Paint| {
        x -= width(text, SIZE);
        svg.text((x, 13.0), text, face);
        x -= 14.0;
        svg.rect((x, 4.5), (10.0, 9.0), paint);
        x -= 14.0;
    };
    if some_unread {
        entry(svg, "no article dated then", Paint::fill(PALE));
    }
    if has_others {
        entry(svg, "suspected, or nobody named", open());
    }
    if let Some(actor) = actor {
        entry(svg, &fit(&format!("by {actor}"), SIZE, 130.0), full());
    }
}

fn full() -> Paint {
    Paint::stroke(INK, 1.0).on(INK)
}

fn open() -> Paint {
    Paint::stroke(INK, 1.0).on("#ffffff").dashed("2.5 1.5")
}

/// A column of two parts, the filled one below.
fn column(svg: &mut Svg, range: (f64, f64), base: f64, [own, others]: [f64; 2]) {
    let (left, wide) = inside(range);
    if others > 0.0 {
        svg.rect((left, base - own - others), (wide, others), open());
    }
    if own > 0.0 {
        svg.rect((left, base - own), (wide, own), full());
    }
}

/// The killed of a unit: a column of the best figures, a line from low to high, and the figure.
fn toll(svg: &mut Svg, range: (f64, f64), base: f64, bin: &Bin, scale: &Scale) {
    let sums = [&bin.attacks.killed, &bin.others.killed];
    let is_open = sums.iter().any(|sum| sum.worded > 0 || sum.not_stated > 0);
    if is_open && best(bin) == 0 {
        value(svg, range, base - 3.0, "?");
        return;
    }
    column(svg, range, base, sums.map(|sum| scale.at(sum.best.unwrap_or(0))));
    let (low, high) = (low(bin), high(bin));
    let mut top = base - scale.at(best(bin));
    if low < high {
        let x = f64::midpoint(range.0, range.1);
        let line = Paint::stroke("#ffffff", 3.0);
        let (from, to) = ((x, base - scale.at(low)), (x, base - scale.at(high)));
        svg.line(from, to, line);
        svg.line(from, to, Paint::stroke("#000000", 1.2));
        top = top.min(to.1);
    }
    value(svg, range, top - 3.0, &figure(bin));
}

/// The killed of a unit in figures, as short as can be.
fn figure(bin: &Bin) -> String {
    let sums = [&bin.attacks.killed, &bin.others.killed];
    let any = |open: fn(&Sum) -> bool| sums.iter().any(|sum| open(sum));
    let more = any(|sum| sum.at_least || sum.worded > 0 || sum.not_stated > 0);
    format!("{}{}", wording::number(best(bin)), if more { "+" } else { "" })
}

fn best(bin: &Bin) -> u64 {
    bin.attacks.killed.best.unwrap_or(0).saturating_add(bin.others.killed.best.unwrap_or(0))
}

fn low(bin: &Bin) -> u64 {
    bin.attacks.killed.low.unwrap_or(0).saturating_add(bin.others.killed.low.unwrap_or(0))
}

fn high(bin: &Bin) -> u64 {
    bin.attacks.killed.high.unwrap_or(0).saturating_add(bin.others.killed.high.unwrap_or(0))
}

/// A figure over a column, where the unit is wide enough for it.
fn value(svg: &mut Svg, (from, to): (f64, f64), y: f64, text: &str) {
    // The allowance for other fonts is left out: a figure may come close to its neighbour, not over it.
    let room = (to - from) * 1.07;
    let size = if width(text, SIZE) <= room { SIZE } else { 8.0 };
    if width(text, size) <= room {
        svg.text((f64::midpoint(from, to), y), text, Face::new(size, INK).anchored(Anchor::Middle).edged());
    }
}

/// Left edge and width of a column in its unit.
fn inside((from, to): (f64, f64)) -> (f64, f64) {
    let wide = ((to - from) * 0.66).min(26.0);
    (f64::midpoint(from, to) - wide / 2.0, wide)
}
