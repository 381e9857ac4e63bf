//! `Frame`: a finished page as things at places, which any writer can draw. Lengths are from the top left corner of the paper,
//! downwards and to the right.

use super::font::FaceId;
use super::length::Abs;
use super::structure::NodeId;
use super::style::Colour;

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Width of the paper.
    pub width: Abs,
    /// Height of the paper.
    pub height: Abs,
    /// What stands on it, in reading order; what comes first lies below.
    pub items: Vec<Item>,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Text of one face, size and colour.
    Glyphs(GlyphRun),
    /// A filled rectangle: rules, bars and backgrounds.
    Rect(Rect, Colour),
    /// The outline of a rectangle.
    Box(Rect, Colour),
    /// A picture.
    Picture(Drawing),
    /// A place that leads elsewhere when clicked.
    Link(Link),
    /// A place that a link may lead to.
    Anchor(Anchor),
    /// A line of the document's outline.
    Outline(OutlineEntry),
}

/// A stretch of text on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// The face that the glyph ids belong to.
    pub face: FaceId,
    /// Type size.
    pub size: Abs,
    /// Colour of the letters.
    pub colour: Colour,
    /// Left end.
    pub x: Abs,
    /// The line that letters stand on.
    pub baseline: Abs,
    /// Whether the glyphs run against the order of the text.
    pub rtl: bool,
    /// The part of the text that it belongs to; `None` for what stands on every page and says nothing new.
    pub node: Option<NodeId>,
    /// What the run says.
    pub text: String,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
}

/// One glyph of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Number in the face.
    pub id: u16,
    /// To the next glyph's place.
    pub advance: Abs,
    /// Shift to the right of its place.
    pub dx: Abs,
    /// Shift above the baseline.
    pub dy: Abs,
    /// Start of what it says, in bytes of the run's text.
    pub start: u32,
    /// End of what it says. A cluster of several glyphs is said by its first; the others are empty.
    pub end: u32,
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: Abs,
    /// Top edge.
    pub y: Abs,
    /// To the right edge.
    pub width: Abs,
    /// To the bottom edge.
    pub height: Abs,
}

/// A picture at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Where it is.
    pub rect: Rect,
    /// Which of the document's pictures.
    pub picture: usize,
    /// What it shows, in words.
    pub alt: String,
    /// The part of the text that it is.
    pub node: NodeId,
}

/// A place that leads elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Where it is.
    pub rect: Rect,
    /// Where it leads.
    pub target: Target,
    /// The words under it.
    pub text: String,
    /// The part of the text that it is; `None` where it is said again.
    pub node: Option<NodeId>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a heading of this document, by its anchor.
    Anchor(String),
    /// Out of the document.
    Url(String),
    /// To a footnote, by its number from 0 on.
    Note(usize),
}

/// The name of a footnote's place; no heading has a colon in its own.
pub(crate) fn note_anchor(number: usize) -> String {
    format!("note:{}", number + 1)
}

/// A place that a link may lead to.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// Its name, as GitHub makes it from a heading's words.
    pub name: String,
    /// Its height on the page.
    pub y: Abs,
}

/// A line of the document's outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineEntry {
    /// 1 for the title to 6.
    pub level: u8,
    /// The words.
    pub title: String,
    /// Its height on the page.
    pub y: Abs,
}

impl Item {
    /// Takes away what makes it a part of the text, for what is set once more.
    pub(crate) fn untag(&mut self) {
        match self {
            Self::Glyphs(run) => run.node = None,
            Self::Link(link) => link.node = None,
            _ => {}
        }
    }

    /// Moves it to the right and down.
    pub fn shift(&mut self, dx: Abs, dy: Abs) {
        match self {
            Self::Glyphs(run) => {
                run.x += dx;
                run.baseline += dy;
            }
            Self::Rect(rect, _)
            | Self::Box(rect, _)
            | Self::Link(Link { rect, .. })
            | Self::Picture(Drawing { rect, .. }) => {
                rect.x += dx;
                rect.y += dy;
            }
            Self::Anchor(Anchor { y, .. }) | Self::Outline(OutlineEntry { y, .. }) => *y += dy,
        }
    }
}

impl GlyphRun {
    /// From its left end to its right end.
    pub fn width(&self) -> Abs {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}
