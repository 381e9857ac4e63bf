//! Shaped text → the places where a justified line may end, with what stands between them.
//!
//! Signs that look lighter than letters hang a little over the edges (optical margins), so that edges look straight.

use std::ops::Range;

use super::shaped::{Cluster, Shaped};

/// At a hyphen or dash that is written out.
const DASH_PENALTY: f32 = 50.0;
/// Between two letters of a word that is wider than the measure.
const LETTER_PENALTY: f32 = 1_000.0;

/// A place where a line may end. Sums run from the start of the paragraph; the first entry is that start.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Break {
    /// Clusters before it.
    pub(super) cluster: usize,
    /// Of what stands before it, white space at the end of the line left out.
    pub(super) end: Sums,
    /// The same with that white space: where the next line begins.
    pub(super) next: Sums,
    /// What the hyphen adds to the line; 0 where there is none.
    pub(super) hyphen: f32,
    pub(super) penalty: f32,
    pub(super) hyphenated: bool,
    /// Whether it lies within a word.
    pub(super) inner: bool,
    /// How far a line that ends here hangs over the right edge.
    pub(super) trail: f32,
    /// How far a line that begins here hangs over the left edge.
    pub(super) lead: f32,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) width: f32,
    /// Width of the spaces in it.
    pub(super) spaces: f32,
}

impl Break {
    /// Width of a line up to another place, without what hangs over its edges, and of the spaces in it.
    pub(super) fn to(&self, end: &Self) -> (f32, f32) {
        let width = end.end.width - self.next.width + end.hyphen - end.trail - self.lead;
        (width.max(0.0), (end.end.spaces - self.next.spaces).max(0.0))
    }
}

/// The places of some segments.
pub(super) fn breaks(shaped: &Shaped, segments: Range<usize>, measure: f32) -> Vec<Break> {
    let segments = &shaped.segments[segments];
    let first = segments.first().map_or(0, |segment| segment.clusters.start as usize);
    let hang = |cluster: Option<&Cluster>, side: fn(char) -> f32| match cluster {
        Some(cluster) if shaped.directions.is_none() => {
            let words = &shaped.text[cluster.text.start as usize..cluster.text.end as usize];
            let mut letters = words.chars();
            letters.next().filter(|_| letters.next().is_none()).map_or(0.0, side) * cluster.advance
        }
        _ => 0.0,
    };
    let lead = |place: usize| hang(shaped.clusters.get(place), leading);
    let mut list = vec![Break { cluster: first, lead: lead(first), ..Break::default() }];
    // What was summed up to the last cluster, and up to the last that is no space.
    let (mut next, mut end) = (Sums::default(), Sums::default());
    let mut last = None;
    for (index, segment) in segments.iter().enumerate() {
        let wide = segment.width > measure;
        let mut points = shaped.points_in(segment).iter().peekable();
        for place in segment.clusters.start as usize..segment.clusters.end as usize {
            let cluster = &shaped.clusters[place];
            let here = || Break { cluster: place, end, next: end, inner: true, lead: lead(place), ..Break::default() };
            if let Some(point) = points.next_if(|point| point.cluster as usize == place) {
                let trail = if point.hyphen { point.width * trailing('-') } else { hang(last, trailing) };
                let (hyphen, penalty, hyphenated) = (point.width, point.penalty, point.hyphen);
                list.push(Break { hyphen, penalty, hyphenated, trail, ..here() });
            } else if wide && !cluster.space && place > segment.clusters.start as usize {
                list.push(Break { penalty: LETTER_PENALTY, ..here() });
            }
            next.width += cluster.advance;
            if cluster.space {
                next.spaces += cluster.advance;
            } else {
                end = next;
                last = Some(cluster);
            }
        }
        let ends = index + 1 == segments.len();
        let spaced = next.width > end.width;
        let penalty = if spaced || ends { 0.0 } else { DASH_PENALTY };
        let cluster = segment.clusters.end as usize;
        let trail = hang(last, trailing);
        list.push(Break { cluster, end, next, penalty, trail, lead: lead(cluster), ..Break::default() });
    }
    list
}

/// Which part of a sign hangs over the right edge where it ends a line.
fn trailing(c: char) -> f32 {
    match c {
        '.' | ',' | '-' | '\u{2010}' | '’' | '”' | '\'' | '"' => 0.5,
        ':' | ';' | '–' | '…' => 0.3,
        '!' | '?' | ')' => 0.12,
        _ => 0.0,
    }
}

/// Which part of a sign hangs over the left edge where it begins a line.
fn leading(c: char) -> f32 {
    match c {
        '“' | '‘' | '"' | '\'' => 0.5,
        '(' => 0.12,
        _ => 0.0,
    }
}
