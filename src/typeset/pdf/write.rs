//! Frames → printpdf's operations → lopdf's objects, a page at a time so that memory does not grow with the glyphs.
//!
//! The fonts go in once, with a first page that shows every glyph of each; it tells the writer what the glyphs mean and is
//! taken out again in the end. The pages proper are then written against fonts without bytes, and only their content is kept.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, FontId, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Pt, Rgb, TextItem, TextMatrix, XObjectId, XObjectTransform,
};

use super::face::Embedded;
use crate::typeset::font::FaceId;
use crate::typeset::frame::{Drawing, Frame, Glyph, GlyphRun, Item, Rect};
use crate::typeset::length::Abs;
use crate::typeset::structure::NodeId;
use crate::typeset::style::Colour;

/// What stands on a page and is no part of the text.
const ARTIFACT: &str = "Artifact";

const OPTIONS: PdfSaveOptions =
    PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };

/// The objects of all pages, and the pages' content.
pub(super) struct Written {
    /// The first page is the specimen of the fonts; the others are empty.
    pub(super) document: lopdf::Document,
    /// Content of each page, compressed.
    pub(super) contents: Vec<PageContent>,
}

/// What one page shows.
pub(super) struct PageContent {
    /// Compressed.
    pub(super) stream: lopdf::Stream,
    /// The part of the text that each marked content belongs to, by its number.
    pub(super) marks: Vec<NodeId>,
}

/// Writes all pages. The glyphs of each are let go once they are written.
pub(super) fn document(frames: &mut [Frame], faces: &BTreeMap<FaceId, Embedded>) -> Written {
    let write = |frame: &mut Frame| {
        let content = content(frame, faces);
        frame.items.retain(|item| !matches!(item, Item::Glyphs(_)));
        frame.items.shrink_to_fit();
        content
    };
    let contents = frames.iter_mut().map(write).collect();
    let mut whole = PdfDocument::new("");
    let (width, height) = frames.first().map_or((Mm(210.0), Mm(297.0)), size);
    whole.pages.push(PdfPage::new(width, height, specimen(faces)));
    for frame in frames {
        let (width, height) = size(frame);
        whole.pages.push(PdfPage::new(width, height, Vec::new()));
    }
    for face in faces.values() {
        whole.resources.fonts.map.insert(face.id.clone(), PdfFont::new(face.font.clone()));
    }
    Written { document: printpdf::serialize::to_lopdf_doc(&whole, &OPTIONS, &mut Vec::new()), contents }
}

fn size(frame: &Frame) -> (Mm, Mm) {
    (Pt(frame.width.to_pt()).into(), Pt(frame.height.to_pt()).into())
}

/// A page that shows every glyph with what it means.
fn specimen(faces: &BTreeMap<FaceId, Embedded>) -> Vec<Op> {
    let mut ops = vec![Op::StartTextSection];
    for face in faces.values() {
        ops.push(set_font(&face.id, 10.0));
        let glyphs = face.glyphs().map(|glyph| Codepoint::with_cid(glyph.id, 0.0, glyph.text.clone())).collect();
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
    }
    ops.push(Op::EndTextSection);
    ops
}

/// The content stream of one page.
fn content(frame: &Frame, faces: &BTreeMap<FaceId, Embedded>) -> PageContent {
    let mut page = PdfDocument::new("");
    let (width, height) = size(frame);
    let (ops, marks) = ops(frame, faces);
    page.pages.push(PdfPage::new(width, height, ops));
    for face in faces.values() {
        let font = ParsedFont { original_bytes: Vec::new(), ..face.font.clone() };
        page.resources.fonts.map.insert(face.id.clone(), PdfFont::new(font));
    }
    let document = printpdf::serialize::to_lopdf_doc(&page, &OPTIONS, &mut Vec::new());
    let bytes = document.page_iter().next().map(|id| document.get_page_content(id)).unwrap_or_default();
    let mut stream = lopdf::Stream::new(lopdf::Dictionary::new(), bytes);
    // A stream that does not compress stays as it is.
    let _ = stream.compress();
    PageContent { stream, marks }
}

fn ops(frame: &Frame, faces: &BTreeMap<FaceId, Embedded>) -> (Vec<Op>, Vec<NodeId>) {
    let mut ops = vec![Op::BeginMarkedContent { tag: ARTIFACT.to_owned() }];
    for item in &frame.items {
        match item {
            Item::Rect(rect, colour) => {
                ops.push(Op::SetFillColor { col: color(*colour) });
                ops.push(rectangle(rect, frame, PaintMode::Fill));
            }
            Item::Box(rect, colour) => {
                ops.push(Op::SetOutlineColor { col: color(*colour) });
                ops.push(Op::SetOutlineThickness { pt: Pt(0.5) });
                ops.push(rectangle(rect, frame, PaintMode::Stroke));
            }
            Item::Picture(_) | Item::Glyphs(_) | Item::Link(_) | Item::Anchor(_) | Item::Outline(_) => {}
        }
    }
    ops.push(Op::EndMarkedContent);
    let mut text = TextOps { ops, font: None, colour: None, open: Open::Nothing, marks: Vec::new() };
    for item in &frame.items {
        if let Item::Picture(drawing) = item {
            text.mark(Some(drawing.node));
            picture(drawing, frame, &mut text.ops);
        }
    }
    text.end();
    text.ops.push(Op::StartTextSection);
    for item in &frame.items {
        if let Item::Glyphs(run) = item
            && let Some(face) = faces.get(&run.face)
        {
            text.mark(run.node);
            text.run(run, face, frame);
        }
    }
    text.end();
    text.ops.push(Op::EndTextSection);
    (text.ops, text.marks)
}

/// Draws a picture of one by one into its rectangle.
fn picture(drawing: &Drawing, frame: &Frame, ops: &mut Vec<Op>) {
    let part = |length: Abs| thousandth(f64::from(length.to_pt()));
    let rect = drawing.rect;
    let place =
        [part(rect.width), 0.0, 0.0, part(rect.height), part(rect.x), part(frame.height - rect.y - rect.height)];
    ops.push(Op::SaveGraphicsState);
    ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(place) });
    let id = XObjectId(super::picture::name(drawing.picture));
    ops.push(Op::UseXobject { id, transform: XObjectTransform::default() });
    ops.push(Op::RestoreGraphicsState);
}

/// The marked content that has begun.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Artifact,
    Part(NodeId),
}

/// Text operations, with what is set already.
struct TextOps {
    ops: Vec<Op>,
    font: Option<(FaceId, f32)>,
    colour: Option<Colour>,
    open: Open,
    marks: Vec<NodeId>,
}

impl TextOps {
    /// What follows belongs to a part of the text, or to none.
    fn mark(&mut self, node: Option<NodeId>) {
        let wanted = node.map_or(Open::Artifact, Open::Part);
        if self.open == wanted {
            return;
        }
        self.end();
        self.ops.push(match node {
            Some(node) => {
                let number = DictItem::Int(i64::try_from(self.marks.len()).unwrap_or(i64::MAX));
                self.marks.push(node);
                let map = BTreeMap::from([("MCID".to_owned(), number)]);
                // What the part is, the structure tree says; here any tag will do.
                Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: DictItem::Dict { map } }
            }
            None => Op::BeginMarkedContent { tag: ARTIFACT.to_owned() },
        });
        self.open = wanted;
    }

    fn end(&mut self) {
        if std::mem::replace(&mut self.open, Open::Nothing) != Open::Nothing {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn run(&mut self, run: &GlyphRun, face: &Embedded, frame: &Frame) {
        let size = run.size.to_pt();
        if self.font != Some((run.face, size)) {
            self.font = Some((run.face, size));
            self.ops.push(set_font(&face.id, size));
        }
        if self.colour != Some(run.colour) {
            self.colour = Some(run.colour);
            self.ops.push(Op::SetFillColor { col: color(run.colour) });
        }
        let mut line = Line {
            origin: f64::from(run.x.to_pt()),
            baseline: f64::from((frame.height - run.baseline).to_pt()),
            size: f64::from(size),
            place: 0.0,
            pen: 0.0,
            open: Vec::new(),
        };
        line.move_to(0.0, 0.0, &mut self.ops);
        let mut rest = run.glyphs.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let more = after.iter().take_while(|glyph| glyph.start == glyph.end).count();
            let (cluster, next) = rest.split_at(1 + more);
            let text = &run.text[first.start as usize..first.end as usize];
            let plain = more == 0 && face.glyph(first.id).is_some_and(|glyph| glyph.text == text);
            // Readers turn text from right to left round by themselves, and would not turn this; a lone box is no matter.
            let said = !plain && (!run.rtl || first.id == 0);
            if said {
                line.flush(&mut self.ops);
                self.ops.push(actual_text(text));
                line.move_to(line.place, 0.0, &mut self.ops);
            }
            for glyph in cluster {
                line.glyph(glyph, face, &mut self.ops);
            }
            if said {
                line.flush(&mut self.ops);
                self.ops.push(Op::EndMarkedContentWithProperties);
                line.move_to(line.place, 0.0, &mut self.ops);
            }
            rest = next;
        }
        line.flush(&mut self.ops);
    }
}

/// Glyphs on one baseline, with the pen where the reader of the PDF will have it.
struct Line {
    /// Left end of the run, in points.
    origin: f64,
    /// In points, from the paper's bottom edge.
    baseline: f64,
    size: f64,
    /// Where the next glyph belongs, in points from the origin.
    place: f64,
    /// Where the reader's pen stands, likewise.
    pen: f64,
    /// Glyphs not yet written.
    open: Vec<Codepoint>,
}

impl Line {
    /// Sets the pen down anew.
    fn move_to(&mut self, place: f64, up: f64, ops: &mut Vec<Op>) {
        let (x, y) = (self.origin + place, self.baseline + up);
        ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, thousandth(x), thousandth(y)]) });
        self.pen = place;
    }

    fn glyph(&mut self, glyph: &Glyph, face: &Embedded, ops: &mut Vec<Op>) {
        let Some(subset) = face.glyph(glyph.id) else { return };
        let (dx, dy) = (f64::from(glyph.dx.to_pt()), f64::from(glyph.dy.to_pt()));
        let place = self.place + dx;
        self.place += f64::from(glyph.advance.to_pt());
        if dy != 0.0 {
            self.flush(ops);
            self.move_to(place, dy, ops);
            self.open.push(Codepoint::new(subset.id, 0.0));
            self.flush(ops);
            self.move_to(self.place, 0.0, ops);
            return;
        }
        // The number after a glyph moves the pen to the left, in thousandths of the type size.
        let back = ((self.pen - place) * 1000.0 / self.size).round();
        if back != 0.0 {
            match self.open.last_mut() {
                Some(last) => {
                    last.offset += back as f32;
                    self.pen -= back * self.size / 1000.0;
                }
                None => self.move_to(place, 0.0, ops),
            }
        }
        self.open.push(Codepoint::new(subset.id, 0.0));
        self.pen += f64::from(subset.width) * self.size / 1000.0;
    }

    fn flush(&mut self, ops: &mut Vec<Op>) {
        if !self.open.is_empty() {
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(std::mem::take(&mut self.open))] });
        }
    }
}

/// What the glyphs that follow say, where it is not what they usually mean.
fn actual_text(text: &str) -> Op {
    let utf16 = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data: utf16, literal: false })]);
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: DictItem::Dict { map } }
}

fn set_font(id: &FontId, size: f32) -> Op {
    Op::SetFont { font: PdfFontHandle::External(id.clone()), size: Pt(size) }
}

fn color(colour: Colour) -> Color {
    let part = |byte: u8| thousandth(f64::from(byte) / 255.0);
    Color::Rgb(Rgb { r: part(colour.red), g: part(colour.green), b: part(colour.blue), icc_profile: None })
}

fn rectangle(rect: &Rect, frame: &Frame, mode: PaintMode) -> Op {
    let point = |length: f32| Pt(thousandth(f64::from(length)));
    let mut rectangle = printpdf::Rect::from_xywh(
        point(rect.x.to_pt()),
        point((frame.height - rect.y - rect.height).to_pt()),
        point(rect.width.to_pt()),
        point(rect.height.to_pt()),
    );
    rectangle.mode = Some(mode);
    Op::DrawRectangle { rectangle }
}

/// Rounded to three places: finer than any printer, and short to write.
fn thousandth(value: f64) -> f32 {
    ((value * 1000.0).round() / 1000.0) as f32
}
