//! A frame → the content stream of its page (ISO 32000-1, 7.8.2), written straight as bytes, and the parts that it marks.

use lopdf::{Dictionary, Stream};

use super::face::{Embedded, Faces};
use super::save::packed;
use super::syntax::{put_hex, put_number, put_whole, whole};
use crate::typeset::font::FaceId;
use crate::typeset::frame::{Drawing, Frame, Glyph, GlyphRun, Item, Rect};
use crate::typeset::length::Abs;
use crate::typeset::structure::NodeId;
use crate::typeset::style::Colour;

/// What one page shows.
pub(super) struct PageContent {
    /// Compressed.
    pub(super) stream: Stream,
    /// The part of the text that each marked content belongs to, by its number.
    pub(super) marks: Vec<NodeId>,
}

/// Writes a page: rules and washes, then pictures, then text, so that no text is covered.
pub(super) fn content(frame: &Frame, faces: &Faces) -> PageContent {
    let mut page = Page { out: Vec::new(), height: frame.height, font: None, fill: None, marks: Marks::default() };
    page.lines(frame);
    for item in &frame.items {
        if let Item::Picture(drawing) = item {
            page.picture(drawing);
        }
    }
    page.marks.end(&mut page.out);
    page.out.extend(b"BT\n");
    for item in &frame.items {
        if let Item::Glyphs(run) = item
            && let Some(face) = faces.get(run.face)
        {
            page.marks.begin(run.node, &mut page.out);
            page.run(run, face);
        }
    }
    page.marks.end(&mut page.out);
    page.out.extend(b"ET\n");
    let stream = packed(Dictionary::new(), page.out);
    PageContent { stream, marks: page.marks.nodes }
}

/// The marked content that has begun.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Open {
    #[default]
    Nothing,
    Artifact,
    Part(NodeId),
}

/// The marked content of a page. None stands within another: there are readers that lose what follows the inner one.
#[derive(Default)]
struct Marks {
    open: Open,
    nodes: Vec<NodeId>,
}

impl Marks {
    /// What follows belongs to a part of the text, or to none.
    fn begin(&mut self, node: Option<NodeId>, out: &mut Vec<u8>) {
        let wanted = node.map_or(Open::Artifact, Open::Part);
        if self.open == wanted {
            return;
        }
        self.end(out);
        if let Some(node) = node {
            // What the part is, the structure tree says; here any tag will do.
            out.extend(b"/Span <<");
            self.number(node, out);
            out.extend(b">> BDC\n");
        } else {
            out.extend(b"/Artifact BMC\n");
        }
        self.open = wanted;
    }

    fn number(&mut self, node: NodeId, out: &mut Vec<u8>) {
        out.extend(b"/MCID ");
        put_whole(whole(self.nodes.len()), out);
        self.nodes.push(node);
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        if std::mem::replace(&mut self.open, Open::Nothing) != Open::Nothing {
            out.extend(b"EMC\n");
        }
    }

    /// What the glyphs that follow say, where it is not what they usually mean.
    fn say(&mut self, node: NodeId, text: &str, out: &mut Vec<u8>) {
        self.end(out);
        out.extend(b"/Span <<");
        self.number(node, out);
        out.extend(b"/ActualText <FEFF");
        for unit in text.encode_utf16() {
            put_hex(unit, out);
        }
        out.extend(b">>> BDC\n");
    }

    /// The end of what was said.
    fn said(&mut self, out: &mut Vec<u8>) {
        out.extend(b"EMC\n");
        self.open = Open::Nothing;
    }
}

/// A page that is being written, with what is set already.
struct Page {
    out: Vec<u8>,
    height: Abs,
    font: Option<(FaceId, f32)>,
    fill: Option<Colour>,
    marks: Marks,
}

impl Page {
    /// Rules, bars and backgrounds, which say nothing.
    fn lines(&mut self, frame: &Frame) {
        for item in &frame.items {
            match item {
                Item::Rect(rect, colour) => {
                    self.marks.begin(None, &mut self.out);
                    self.fill(*colour);
                    self.rectangle(rect);
                    self.out.extend(b"f\n");
                }
                Item::Box(rect, colour) => {
                    self.marks.begin(None, &mut self.out);
                    put_colour(*colour, &mut self.out);
                    self.out.extend(b"RG\n0.5 w\n");
                    self.rectangle(rect);
                    self.out.extend(b"s\n");
                }
                Item::Picture(_) | Item::Glyphs(_) | Item::Link(_) | Item::Anchor(_) | Item::Outline(_) => {}
            }
        }
        self.marks.end(&mut self.out);
    }

    /// Draws a picture of one by one into its rectangle.
    fn picture(&mut self, drawing: &Drawing) {
        self.marks.begin(Some(drawing.node), &mut self.out);
        let rect = drawing.rect;
        self.out.extend(b"q\n");
        self.lengths(&[rect.width, Abs::ZERO, Abs::ZERO, rect.height, rect.x, self.height - rect.y - rect.height]);
        self.out.extend(b"cm\n/");
        self.out.extend(super::picture::name(drawing.picture).as_bytes());
        self.out.extend(b" Do\nQ\n");
    }

    fn rectangle(&mut self, rect: &Rect) {
        self.lengths(&[rect.x, self.height - rect.y - rect.height, rect.width, rect.height]);
        self.out.extend(b"re\n");
    }

    fn lengths(&mut self, lengths: &[Abs]) {
        for length in lengths {
            put_number(f64::from(length.to_pt()), &mut self.out);
            self.out.push(b' ');
        }
    }

    fn fill(&mut self, colour: Colour) {
        if self.fill != Some(colour) {
            self.fill = Some(colour);
            put_colour(colour, &mut self.out);
            self.out.extend(b"rg\n");
        }
    }

    fn run(&mut self, run: &GlyphRun, face: &Embedded) {
        let size = run.size.to_pt();
        if self.font != Some((run.face, size)) {
            self.font = Some((run.face, size));
            self.out.push(b'/');
            self.out.extend(face.id.0.as_bytes());
            self.out.push(b' ');
            put_number(f64::from(size), &mut self.out);
            self.out.extend(b" Tf\n");
        }
        self.fill(run.colour);
        let mut line = Line {
            out: &mut self.out,
            origin: f64::from(run.x.to_pt()),
            baseline: f64::from((self.height - run.baseline).to_pt()),
            size: f64::from(size),
            place: 0.0,
            pen: f64::NAN,
            showing: Showing::Nothing,
        };
        let open = &mut self.marks;
        let mut rest = run.glyphs.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let more = after.iter().take_while(|glyph| glyph.start == glyph.end).count();
            let (cluster, next) = rest.split_at(1 + more);
            let text = &run.text[first.start as usize..first.end as usize];
            let code = if more == 0 { face.glyph(first.id).and_then(|glyph| glyph.saying(text)) } else { None };
            // Readers turn text from right to left round by themselves, and would not turn this; a lone box is no matter.
            // What stands in the margins is not read.
            let said = run.node.filter(|_| code.is_none() && (!run.rtl || first.id == 0));
            if let Some(node) = said {
                line.flush();
                open.say(node, text, line.out);
            } else {
                open.begin(run.node, line.out);
            }
            for glyph in cluster {
                line.glyph(glyph, face, code);
            }
            if said.is_some() {
                line.flush();
                open.said(line.out);
            }
            rest = next;
        }
        line.flush();
    }
}

/// What of an operator that shows text has been written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Showing {
    Nothing,
    /// Within a string of glyph numbers.
    Glyphs,
    /// After a number that moves the pen.
    Moved,
}

/// Glyphs on one baseline, with the pen where the reader of the PDF will have it.
struct Line<'a> {
    out: &'a mut Vec<u8>,
    /// Left end of the run, in points.
    origin: f64,
    /// In points, from the paper's bottom edge.
    baseline: f64,
    size: f64,
    /// Where the next glyph belongs, in points from the origin.
    place: f64,
    /// Where the reader's pen stands, likewise; not a number where it is elsewhere.
    pen: f64,
    showing: Showing,
}

impl Line<'_> {
    /// Sets the pen down anew.
    fn move_to(&mut self, place: f64, up: f64) {
        self.flush();
        self.out.extend(b"1 0 0 1 ");
        put_number(self.origin + place, self.out);
        self.out.push(b' ');
        put_number(self.baseline + up, self.out);
        self.out.extend(b" Tm\n");
        self.pen = place;
    }

    /// `code`: by which the glyph is shown, where it is not its usual one.
    fn glyph(&mut self, glyph: &Glyph, face: &Embedded, code: Option<u16>) {
        let Some(subset) = face.glyph(glyph.id) else { return };
        let code = code.unwrap_or_else(|| subset.code());
        let (dx, dy) = (f64::from(glyph.dx.to_pt()), f64::from(glyph.dy.to_pt()));
        let place = self.place + dx;
        self.place += f64::from(glyph.advance.to_pt());
        if dy != 0.0 {
            self.move_to(place, dy);
            self.show(code);
            self.flush();
            self.pen = f64::NAN;
            return;
        }
        // The number after a glyph moves the pen to the left, in thousandths of the type size.
        let back = ((self.pen - place) * 1000.0 / self.size).round();
        if back.is_nan() || (back != 0.0 && self.showing == Showing::Nothing) {
            self.move_to(place, 0.0);
        } else if back != 0.0 {
            self.out.push(b'>');
            put_whole(back as i64, self.out);
            self.showing = Showing::Moved;
            self.pen -= back * self.size / 1000.0;
        }
        self.show(code);
        self.pen += f64::from(subset.width) * self.size / 1000.0;
    }

    fn show(&mut self, code: u16) {
        match self.showing {
            Showing::Nothing => self.out.extend(b"[<"),
            Showing::Moved => self.out.push(b'<'),
            Showing::Glyphs => {}
        }
        self.showing = Showing::Glyphs;
        put_hex(code, self.out);
    }

    fn flush(&mut self) {
        match std::mem::replace(&mut self.showing, Showing::Nothing) {
            Showing::Nothing => {}
            Showing::Glyphs => self.out.extend(b">]TJ\n"),
            Showing::Moved => self.out.extend(b"]TJ\n"),
        }
    }
}

fn put_colour(colour: Colour, out: &mut Vec<u8>) {
    for byte in [colour.red, colour.green, colour.blue] {
        put_number(f64::from(byte) / 255.0, out);
        out.push(b' ');
    }
}
