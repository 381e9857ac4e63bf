//! What the configuration may say about the PDF: paper, look, table of contents, logo.

use super::length::Abs;
use super::style::Colour;

/// How a PDF is to look.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// The sheet that pages are laid out for.
    pub paper: Paper,
    /// Colours, sizes and margins.
    pub look: Look,
    /// When there is a table of contents.
    pub contents: Contents,
    /// A picture beside the title: the bytes of an SVG, PNG or JPEG. `None` for none.
    pub logo: Option<Vec<u8>>,
}

/// A sheet of paper, upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// ISO 216: 210 × 297 mm.
    #[default]
    A4,
    /// North America: 8½ × 11 inches.
    Letter,
}

impl Paper {
    /// Width and height.
    pub const fn size(self) -> (Abs, Abs) {
        match self {
            Self::A4 => (Abs::mm(210.0), Abs::mm(297.0)),
            Self::Letter => (Abs::pt(612.0), Abs::pt(792.0)),
        }
    }
}

/// When there is a table of contents: at the head of the annex, or on page one of a document without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// Never.
    Never,
    /// In documents of so many pages and more, if they have [`Contents::LEAST`] sections.
    From(usize),
}

impl Contents {
    /// Fewer sections than these need no table.
    pub const LEAST: usize = 4;

    /// From how many pages on a document of so many sections has one; `None` for never.
    pub(crate) fn wanted(self, sections: usize) -> Option<usize> {
        match self {
            Self::From(pages) if sections >= Self::LEAST => Some(pages),
            _ => None,
        }
    }
}

impl Default for Contents {
    fn default() -> Self {
        Self::From(16)
    }
}

/// What may be chosen of the look; all else follows from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Of letters.
    pub text: Colour,
    /// Of headings, heads of columns, strong rules.
    pub headings: Colour,
    /// Of links and references.
    pub links: Colour,
    /// Of what stands back: captions, header and footer.
    pub quiet: Colour,
    /// Of thin rules and bars.
    pub rules: Colour,
    /// Type size of running text. Headings, notes and spaces grow with it.
    pub text_size: Abs,
    /// Type size in tables.
    pub table_size: Abs,
    /// Type size of the title.
    pub title_size: Abs,
    /// Left and right margin.
    pub side: Abs,
    /// From the paper's top edge to the text.
    pub top: Abs,
    /// From the text to the paper's bottom edge.
    pub bottom: Abs,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            text: Colour::hex(0x1B_1D1F),
            headings: Colour::hex(0x1F_3447),
            links: Colour::hex(0x2A_5D8C),
            quiet: Colour::hex(0x5C_6670),
            rules: Colour::hex(0xCD_D3D9),
            text_size: Abs::pt(10.0),
            table_size: Abs::pt(8.0),
            title_size: Abs::pt(21.0),
            side: Abs::mm(22.0),
            top: Abs::mm(25.0),
            bottom: Abs::mm(22.5),
        }
    }
}
