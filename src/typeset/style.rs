//! The look: paper margins, type sizes, spaces and colours. Every number that a reader of the page could dispute is here.

use super::length::Abs;

/// A colour on screen and paper, as sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Colour {
    /// From the three channels of a hexadecimal notation, as in `0x1F3447`.
    pub(crate) const fn hex(rgb: u32) -> Self {
        Self { red: (rgb >> 16) as u8, green: (rgb >> 8) as u8, blue: rgb as u8 }
    }
}

/// Which of the two families sets a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// The face of running text.
    Serif,
    /// The face of headings, tables and furniture.
    Sans,
}

/// How a stretch of text is set before emphasis and links change it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "four ways of setting, each on or off by itself")]
pub(crate) struct Voice {
    pub(crate) family: Family,
    /// Type size.
    pub(crate) size: Abs,
    /// Baseline to baseline.
    pub(crate) leading: Abs,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) colour: Colour,
    /// Figures of one width, so that columns of them line up.
    pub(crate) tabular: bool,
    /// Lines of one width, words parted where that helps.
    pub(crate) justified: bool,
}

impl Voice {
    const fn new(family: Family, size: f32, leading: f32, colour: Colour) -> Self {
        let (size, leading) = (Abs::pt(size), Abs::pt(leading));
        Self { family, size, leading, bold: false, italic: false, colour, tabular: false, justified: false }
    }

    const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    const fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    const fn justified(self) -> Self {
        Self { justified: true, ..self }
    }

    const fn tabular(self) -> Self {
        Self { tabular: true, ..self }
    }

    /// From the top of a line to its baseline: the leading is shared out so that capitals look centred in it.
    pub(crate) fn ascent(&self) -> Abs {
        self.leading * 0.5 + self.size * 0.33
    }
}

/// A heading's look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HeadingStyle {
    pub(crate) voice: Voice,
    /// Space above, where it does not begin a page.
    pub(crate) above: Abs,
    /// Space to what it heads.
    pub(crate) below: Abs,
}

const INK: Colour = Colour::hex(0x1B_1D1F);
const HEAD: Colour = Colour::hex(0x1F_3447);
const QUIET: Colour = Colour::hex(0x5C_6670);
pub(crate) const LINK: Colour = Colour::hex(0x2A_5D8C);

/// Every measure of the page.
#[derive(Debug, Clone)]
pub(crate) struct Theme {
    /// Left and right margin.
    pub(crate) side: Abs,
    /// Top edge of the paper to the top of the text.
    pub(crate) top: Abs,
    /// Bottom edge of the paper to the bottom of the text.
    pub(crate) bottom: Abs,
    /// Top edge of the paper to the baseline of the running header.
    pub(crate) header: Abs,
    /// Bottom edge of the paper to the baseline of the footer.
    pub(crate) footer: Abs,
    pub(crate) body: Voice,
    pub(crate) caption: Voice,
    pub(crate) code: Voice,
    pub(crate) cell: Voice,
    pub(crate) cell_head: Voice,
    /// For tables of nine columns and more.
    pub(crate) cell_dense: Voice,
    pub(crate) cell_head_dense: Voice,
    pub(crate) furniture: Voice,
    pub(crate) marking: Voice,
    pub(crate) title: HeadingStyle,
    /// By level: the first is a second `#`, the last serves levels 4 to 6.
    pub(crate) headings: [HeadingStyle; 4],
    /// Between paragraphs.
    pub(crate) paragraph_gap: Abs,
    /// Between items of a tight list.
    pub(crate) item_gap: Abs,
    /// Around tables, pictures and code.
    pub(crate) display_gap: Abs,
    /// From the edge of the text to a list item's text.
    pub(crate) list_indent: Abs,
    /// From a list marker to its text.
    pub(crate) marker_gap: Abs,
    pub(crate) quote_indent: Abs,
    /// Between columns of a table.
    pub(crate) gutter: Abs,
    /// Above and below the text of a table's cell.
    pub(crate) cell_padding: Abs,
    /// A table whose columns cannot all be this wide is set in parts.
    pub(crate) narrowest_column: Abs,
    pub(crate) hairline: Abs,
    pub(crate) thin: Abs,
    pub(crate) thick: Abs,
    pub(crate) rule: Colour,
    pub(crate) pale_rule: Colour,
    pub(crate) wash: Colour,
    pub(crate) quote_bar: Colour,
    /// Size of code within text, to that of the text.
    pub(crate) code_scale: f32,
    /// Size of a reference to another place of the document, to that of the text.
    pub(crate) reference_scale: f32,
    /// Size of a footnote's number, to that of the text, and how far it is raised.
    pub(crate) note_scale: f32,
    pub(crate) note_rise: f32,
    pub(crate) note: Voice,
    /// From the edge of the text to a footnote's text.
    pub(crate) note_indent: Abs,
    /// Between the text and the rule above the footnotes, at least.
    pub(crate) note_gap: Abs,
}

impl Default for Theme {
    fn default() -> Self {
        let sans = |size, leading, colour| Voice::new(Family::Sans, size, leading, colour);
        let heading = |size, leading, above, below| HeadingStyle {
            voice: sans(size, leading, HEAD).bold(),
            above: Abs::pt(above),
            below: Abs::pt(below),
        };
        Self {
            side: Abs::mm(22.0),
            top: Abs::mm(25.0),
            bottom: Abs::mm(22.5),
            header: Abs::mm(15.5),
            footer: Abs::mm(13.0),
            body: Voice::new(Family::Serif, 10.0, 14.0, INK).justified(),
            caption: sans(8.0, 11.0, QUIET),
            code: sans(8.5, 12.0, INK).tabular(),
            cell: sans(8.0, 10.5, INK).tabular(),
            cell_head: sans(8.0, 10.5, HEAD).bold().tabular(),
            cell_dense: sans(7.5, 9.75, INK).tabular(),
            cell_head_dense: sans(7.5, 9.75, HEAD).bold().tabular(),
            furniture: sans(7.5, 10.0, QUIET).tabular(),
            marking: sans(7.5, 10.0, HEAD).bold(),
            title: heading(21.0, 26.0, 0.0, 13.0),
            headings: [
                heading(16.0, 20.0, 24.0, 7.0),
                heading(13.5, 17.0, 21.0, 5.5),
                heading(10.5, 14.0, 13.0, 3.0),
                HeadingStyle {
                    voice: Voice::new(Family::Serif, 10.0, 14.0, HEAD).italic(),
                    above: Abs::pt(10.0),
                    below: Abs::pt(2.0),
                },
            ],
            paragraph_gap: Abs::pt(6.5),
            item_gap: Abs::pt(3.0),
            display_gap: Abs::pt(9.0),
            list_indent: Abs::pt(16.0),
            marker_gap: Abs::pt(5.0),
            quote_indent: Abs::pt(14.0),
            gutter: Abs::pt(10.0),
            cell_padding: Abs::pt(2.75),
            narrowest_column: Abs::pt(24.0),
            hairline: Abs::pt(0.3),
            thin: Abs::pt(0.5),
            thick: Abs::pt(0.9),
            rule: HEAD,
            pale_rule: Colour::hex(0xCD_D3D9),
            wash: Colour::hex(0xF3_F5F7),
            quote_bar: Colour::hex(0xAE_BBC7),
            code_scale: 0.92,
            reference_scale: 0.8,
            note_scale: 0.68,
            note_rise: 0.36,
            note: Voice::new(Family::Serif, 8.0, 10.5, INK).justified(),
            note_indent: Abs::pt(14.0),
            note_gap: Abs::pt(9.0),
        }
    }
}
