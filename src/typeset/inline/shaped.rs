//! A shaped text: clusters with their glyphs, and the segments between which a line may break.

use std::ops::Range;
use std::rc::Rc;

use super::hyphen::{Hyphen, HyphenPoint};
use super::order::Directions;
use super::text_style::TextStyle;
use crate::typeset::font::FaceId;
use crate::typeset::frame::Target;
use crate::typeset::structure::NodeId;

/// A text ready to be broken into lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shaped {
    pub(crate) text: String,
    pub(crate) styles: Vec<TextStyle>,
    /// Byte ranges that lead elsewhere, in order.
    pub(crate) links: Vec<(Range<usize>, Rc<Target>)>,
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) glyphs: Vec<ShapedGlyph>,
    pub(crate) segments: Vec<Segment>,
    /// The part of the text that it is; `None` for what is no part of it.
    pub(crate) node: Option<NodeId>,
    /// The part that each link is; empty where there are none.
    pub(crate) link_nodes: Vec<NodeId>,
    /// Places where words may be parted, in order.
    pub(crate) hyphens: Vec<HyphenPoint>,
    /// The hyphen of each style.
    pub(crate) hyphen_of: Vec<Option<Hyphen>>,
    /// `None` where all runs from left to right.
    pub(crate) directions: Option<Directions>,
}

/// What cannot be parted: a character with its marks, or a ligature.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    pub(crate) face: FaceId,
    /// Index of the style.
    pub(crate) style: u16,
    pub(crate) rtl: bool,
    pub(crate) space: bool,
    /// Byte range in the text.
    pub(crate) text: Range<u32>,
    /// Range of glyphs, from left to right.
    pub(crate) glyphs: Range<u32>,
    /// In points.
    pub(crate) advance: f32,
}

/// A glyph, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShapedGlyph {
    pub(crate) id: u16,
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) advance: f32,
}

/// A stretch without a place to break.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    pub(crate) clusters: Range<u32>,
    /// Without the white space at its end, in points.
    pub(crate) width: f32,
    /// With it.
    pub(crate) full: f32,
    /// Whether a line must end here.
    pub(crate) forced: bool,
}

impl Shaped {
    /// Width of the widest segment, addresses parted after their signs: narrower than this, words must be broken. In points.
    pub(crate) fn narrowest(&self) -> f32 {
        let least = |segment: &Segment| {
            if !self.hyphens.is_empty() && self.points_in(segment).iter().any(|point| !point.hyphen) {
                self.widest_piece(segment)
            } else {
                segment.width
            }
        };
        self.segments.iter().map(least).fold(0.0, f32::max)
    }

    /// The link that a place of the text lies in.
    pub(crate) fn link_at(&self, at: usize) -> Option<usize> {
        let after = self.links.partition_point(|(range, _)| range.end <= at);
        self.links.get(after).filter(|(range, _)| range.contains(&at)).map(|_| after)
    }

    /// The places within a segment where it may be parted.
    pub(crate) fn points_in(&self, segment: &Segment) -> &[HyphenPoint] {
        let first = self.hyphens.partition_point(|point| point.cluster <= segment.clusters.start);
        let end = self.hyphens.partition_point(|point| point.cluster < segment.clusters.end);
        &self.hyphens[first.min(end)..end]
    }

    /// Width of the widest piece of a segment, all places to part it taken. In points.
    pub(crate) fn widest_piece(&self, segment: &Segment) -> f32 {
        let (mut widest, mut from) = (0.0_f32, segment.clusters.start);
        let ends = self.points_in(segment).iter().map(|point| (point.cluster, point.width));
        for (end, hyphen) in ends.chain([(segment.clusters.end, 0.0)]) {
            let piece = self.clusters[from as usize..end as usize].iter().filter(|cluster| !cluster.space);
            widest = widest.max(piece.map(|cluster| cluster.advance).sum::<f32>() + hyphen);
            from = end;
        }
        widest
    }

    /// What a segment says.
    pub(crate) fn words(&self, segment: &Segment) -> &str {
        let of = |at: u32| self.clusters.get(at as usize).map(|cluster| &cluster.text);
        let start = of(segment.clusters.start).map_or(0, |text| text.start as usize);
        let end = of(segment.clusters.end.wrapping_sub(1)).map_or(start, |text| text.end as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Width on as few lines as can be. In points.
    pub(crate) fn widest(&self) -> f32 {
        let (mut widest, mut line) = (0.0_f32, 0.0);
        for segment in &self.segments {
            widest = widest.max(line + segment.width);
            line = if segment.forced { 0.0 } else { line + segment.full };
        }
        widest
    }
}
