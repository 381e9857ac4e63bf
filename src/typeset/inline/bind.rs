//! Segments → segments: what must not begin a line is bound to what stands before it.

use super::shaped::{Segment, Shaped};
use crate::typeset::frame::Target;

/// Binds what must not begin a line to what stands before it: an ellipsis, the short end of a name such as `ISIS-K`, the upper
/// end of a range such as `182–213`, and what follows a lone sign, as in `/var`.
pub(super) fn bind_ends(shaped: &mut Shaped) {
    let words = |segment: &Segment| -> &str { shaped.words(segment) };
    // Whether it ends with signs that a space stands before, as in `at /`.
    let lone = |segment: &Segment| {
        let mut tail = words(segment).chars().rev().take_while(|c| !c.is_whitespace()).take(4).peekable();
        tail.peek().is_some() && tail.all(|c| !c.is_alphanumeric())
    };
    let mut bound: Vec<Segment> = Vec::with_capacity(shaped.segments.len());
    for segment in &shaped.segments {
        let now = words(segment);
        let letters = now.chars().filter(|c| c.is_alphanumeric()).count();
        match bound.last_mut() {
            Some(word)
                if !word.forced
                    && (now.starts_with('…')
                        || lone(word)
                        || (words(word).ends_with('-') && letters <= 2)
                        || (words(word).ends_with('–') && now.starts_with(|c: char| c.is_ascii_digit()))) =>
            {
                word.clusters.end = segment.clusters.end;
                word.width = word.full + segment.width;
                word.full += segment.full;
                word.forced = segment.forced;
            }
            _ => bound.push(segment.clone()),
        }
    }
    shaped.segments = bound;
}

/// Binds a reference to the word before it, so that none begins a line. In tables there is no room for that.
pub(super) fn bind_references(shaped: &mut Shaped) {
    let clusters = &shaped.clusters;
    let start =
        |segment: &Segment| clusters.get(segment.clusters.start as usize).map(|cluster| cluster.text.start as usize);
    let links = &shaped.links;
    let within = |at: usize| {
        let after = links.partition_point(|(range, _)| range.end <= at);
        links.get(after).filter(|(range, target)| range.contains(&at) && matches!(**target, Target::Anchor(_)))
    };
    let mut bound: Vec<Segment> = Vec::with_capacity(shaped.segments.len());
    // Whether the last of them has taken its reference; a second one may begin a line.
    let mut taken = false;
    for segment in &shaped.segments {
        let refers = start(segment).is_some_and(|at| within(at).is_some_and(|(range, _)| range.start == at));
        match bound.last_mut() {
            Some(word) if refers && !taken && !word.forced && start(word).is_some_and(|at| within(at).is_none()) => {
                word.clusters.end = segment.clusters.end;
                word.width = word.full + segment.width;
                word.full += segment.full;
                word.forced = segment.forced;
                taken = true;
            }
            _ => {
                bound.push(segment.clone());
                taken = false;
            }
        }
    }
    shaped.segments = bound;
}
