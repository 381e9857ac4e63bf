//! The look: paper margins, type sizes, spaces and colours. Every number that a reader of the page could dispute is here.

use super::length::Abs;
use super::settings::Look;

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

    /// From `#1F3447`; `None` for anything else.
    pub fn of_notation(notation: &str) -> Option<Self> {
        let digits = notation.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let all = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        all.then(|| u32::from_str_radix(digits, 16).ok()).flatten().map(Self::hex)
    }

    /// How well letters of this colour are read on the darkest ground that text stands on: the ratio of the two luminances, 1
    /// to 21 (WCAG 2.2, contrast ratio).
    pub fn contrast(self) -> f32 {
        let (ground, letters) = (WASH.luminance() + 0.05, self.luminance() + 0.05);
        ground.max(letters) / ground.min(letters)
    }

    /// A step towards black.
    fn darker(self) -> Self {
        let part = |byte: u8| (f32::from(byte) * 0.86) as u8;
        Self { red: part(self.red), green: part(self.green), blue: part(self.blue) }
    }

    /// 0 for black to 1 for white.
    fn luminance(self) -> f32 {
        let part = |byte: u8| {
            let value = f32::from(byte) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(self.red) + 0.7152 * part(self.green) + 0.0722 * part(self.blue)
    }
}

/// Behind code and in the place of pictures.
const WASH: Colour = Colour::hex(0xF3_F5F7);

/// Which of the families sets a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// The face of running text.
    Serif,
    /// The face of headings, tables and furniture.
    Sans,
    /// The face of code, all of one width.
    Mono,
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
    /// For the particulars below the title.
    pub(crate) fact: Voice,
    pub(crate) fact_head: Voice,
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
    /// No column of a table is planned narrower than this.
    pub(crate) narrowest_column: Abs,
    pub(crate) hairline: Abs,
    pub(crate) thin: Abs,
    pub(crate) thick: Abs,
    pub(crate) link: Colour,
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

impl Theme {
    /// Works out every measure from what was chosen.
    pub(crate) fn new(look: &Look) -> Self {
        // Measures are given for text of 10 points and tables of 8.
        let (scale, table) = (look.text_size.to_pt() / 10.0, look.table_size.to_pt() / 8.0);
        let (ink, head, quiet) = (look.text, look.headings, look.quiet);
        let sans = |size: f32, leading: f32, colour| Voice::new(Family::Sans, size * scale, leading * scale, colour);
        let serif = |size: f32, leading: f32, colour| Voice::new(Family::Serif, size * scale, leading * scale, colour);
        let cell = |size: f32, leading: f32, colour| Voice::new(Family::Sans, size * table, leading * table, colour);
        let heading = |size: f32, leading: f32, above: f32, below: f32| HeadingStyle {
            voice: sans(size, leading, head).bold(),
            above: Abs::pt(above * scale),
            below: Abs::pt(below * scale),
        };
        let title = look.title_size.to_pt();
        Self {
            side: look.side,
            top: look.top,
            bottom: look.bottom,
            header: look.top - Abs::mm(9.5),
            footer: look.bottom - Abs::mm(9.5),
            body: serif(10.0, 14.0, ink).justified(),
            caption: sans(8.0, 11.0, quiet),
            code: Voice::new(Family::Mono, 8.25 * scale, 11.75 * scale, ink),
            cell: cell(8.0, 10.5, ink).tabular(),
            cell_head: cell(8.0, 10.5, head).bold().tabular(),
            fact: sans(9.0, 12.0, ink).tabular(),
            fact_head: sans(7.5, 10.0, quiet),
            furniture: Voice::new(Family::Sans, 7.5, 10.0, quiet).tabular(),
            marking: Voice::new(Family::Sans, 7.5, 10.0, head).bold(),
            title: HeadingStyle {
                voice: Voice::new(Family::Sans, title, title * 1.24, head).bold(),
                above: Abs::ZERO,
                below: Abs::pt(9.0),
            },
            headings: [
                heading(16.0, 20.0, 24.0, 7.0),
                heading(13.5, 17.0, 21.0, 5.5),
                heading(10.5, 14.0, 13.0, 3.0),
                HeadingStyle {
                    voice: serif(10.0, 14.0, head).italic(),
                    above: Abs::pt(10.0 * scale),
                    below: Abs::pt(2.0 * scale),
                },
            ],
            paragraph_gap: Abs::pt(6.5 * scale),
            item_gap: Abs::pt(3.0 * scale),
            display_gap: Abs::pt(9.0 * scale),
            list_indent: Abs::pt(16.0 * scale),
            marker_gap: Abs::pt(5.0 * scale),
            quote_indent: Abs::pt(14.0 * scale),
            gutter: Abs::pt(10.0 * table),
            cell_padding: Abs::pt(2.75 * table),
            narrowest_column: Abs::pt(12.0 * table),
            hairline: Abs::pt(0.3),
            thin: Abs::pt(0.5),
            thick: Abs::pt(0.9),
            link: look.links,
            rule: head,
            pale_rule: look.rules,
            wash: WASH,
            quote_bar: look.rules.darker(),
            code_scale: 0.88,
            reference_scale: 0.8,
            note_scale: 0.68,
            note_rise: 0.36,
            note: serif(8.0, 10.5, ink).justified(),
            note_indent: Abs::pt(14.0 * scale),
            note_gap: Abs::pt(9.0 * scale),
        }
    }
}

#[cfg(test)]
impl Default for Theme {
    fn default() -> Self {
        Self::new(&Look::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_weighed() {
        assert_eq!(Colour::of_notation("#1F3447"), Some(Colour::hex(0x1F_3447)));
        for wrong in ["1F3447", "#1F344", "#+F3447", "navy", "#1F34470"] {
            assert_eq!(Colour::of_notation(wrong), None);
        }
        assert!(Colour::hex(0).contrast() > 18.0);
        assert!(Colour::hex(0xAA_AAAA).contrast() < 3.0);
    }

    #[test]
    fn the_usual_look_can_be_read() {
        let look = Look::default();
        for colour in [look.text, look.headings, look.links, look.quiet] {
            assert!(colour.contrast() >= 4.5, "{colour:?}");
        }
    }
}
