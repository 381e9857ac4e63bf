//! Faces and sizes of pages → lopdf's objects, by printpdf: the fonts with their maps, the tree of pages, their shared resources.
//!
//! A first page shows every code of each face; it tells the writer what the glyphs mean and is taken out again in the end. The
//! pages proper are left empty here: their content is written straight, since an operation for each glyph would take more memory
//! than the text.

use lopdf::{Dictionary, Document, Object, Stream};
use printpdf::{Codepoint, FontId, Mm, Op, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem};

use super::face::Faces;
use crate::typeset::frame::Frame;

const OPTIONS: PdfSaveOptions =
    PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };

/// The objects of all pages; the first page is the specimen of the fonts.
pub(super) fn document(frames: &[Frame], faces: &Faces) -> Document {
    let mut whole = PdfDocument::new("");
    let (width, height) = frames.first().map_or((Mm(210.0), Mm(297.0)), size);
    whole.pages.push(PdfPage::new(width, height, specimen(faces)));
    for frame in frames {
        let (width, height) = size(frame);
        whole.pages.push(PdfPage::new(width, height, Vec::new()));
    }
    for face in faces.iter() {
        whole.resources.fonts.map.insert(face.id.clone(), PdfFont::new(face.font.clone()));
    }
    let mut document = printpdf::serialize::to_lopdf_doc(&whole, &OPTIONS, &mut Vec::new());
    for face in faces.iter() {
        if let (Some(name), Some(map)) = (&face.font.font_name, face.map()) {
            put_map(&mut document, name, &map);
        }
    }
    document
}

/// Tells the font of a name which glyph each code shows (ISO 32000-1, 9.7.4.3).
fn put_map(document: &mut Document, name: &str, map: &[u16]) {
    let is = |object: &Object| {
        let dict = object.as_dict().ok()?;
        let named = dict.get(b"BaseFont").and_then(Object::as_name).ok()? == name.as_bytes();
        (named && dict.has(b"DescendantFonts")).then_some(())
    };
    let Some(id) = document.objects.iter().find(|(_, object)| is(object).is_some()).map(|(id, _)| *id) else { return };
    let map = Stream::new(Dictionary::new(), map.iter().flat_map(|glyph| glyph.to_be_bytes()).collect());
    let map = document.add_object(map);
    let font = document.get_dictionary_mut(id).and_then(|font| font.get_mut(b"DescendantFonts")?.as_array_mut());
    if let Some(Object::Dictionary(descendant)) = font.ok().and_then(|fonts| fonts.first_mut()) {
        descendant.set("CIDToGIDMap", map);
    }
}

fn size(frame: &Frame) -> (Mm, Mm) {
    (Pt(frame.width.to_pt()).into(), Pt(frame.height.to_pt()).into())
}

/// A page that shows every code with what it means.
fn specimen(faces: &Faces) -> Vec<Op> {
    let mut ops = vec![Op::StartTextSection];
    for face in faces.iter() {
        ops.push(set_font(&face.id));
        let glyphs = face.codes().map(|(code, text)| Codepoint::with_cid(code, 0.0, text.to_owned())).collect();
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
    }
    ops.push(Op::EndTextSection);
    ops
}

fn set_font(id: &FontId) -> Op {
    Op::SetFont { font: PdfFontHandle::External(id.clone()), size: Pt(10.0) }
}
