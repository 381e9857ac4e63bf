//! What printpdf leaves open: pages in place, and all that a catalogue holds; an identity made from the content.

use lopdf::{Document, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::About;
use super::content::PageContent;
use super::links::{places, put_links, put_names};
use super::outline::put_outline;
use super::picture::put_pictures;
use super::save::save;
use super::sweep::sweep;
use super::syntax::whole;
use super::tags::{PageParts, put_structure};
use super::xmp::packet;
use crate::diag::Warned;
use crate::typeset::Layout;
use crate::typeset::frame::{Frame, GlyphRun, Item};
use crate::typeset::length::Abs;

const CREATOR: &str = concat!("wirebrief ", env!("CARGO_PKG_VERSION"));
const PRODUCER: &str = "printpdf, lopdf";

/// Finishes the file from the document without its content and the content of each page. `universal`: whether it may be said to
/// be made after PDF/UA-1.
pub(super) fn finish(
    mut document: Document,
    contents: Vec<PageContent>,
    layout: &Layout,
    about: About<'_>,
    universal: bool,
) -> Warned<Vec<u8>> {
    let frames = layout.frames.as_slice();
    "1.7".clone_into(&mut document.version);
    let (marks, contents): (Vec<_>, Vec<_>) =
        contents.into_iter().map(|PageContent { marks, stream }| (marks, stream)).unzip();
    let pages = put_pages(&mut document, contents);
    let warnings = put_pictures(&mut document, &layout.pictures, &pages);
    let identity = identity(&document, about);
    let places = places(frames, &pages);
    let mut parts = Vec::with_capacity(pages.len());
    for ((frame, &page), marks) in frames.iter().zip(&pages).zip(marks) {
        let annotations = put_links(&mut document, frame, page, &places);
        parts.push(PageParts { page, marks, annotations });
    }
    let outline = put_outline(&mut document, frames, &pages);
    let names = put_names(&mut document, places);
    let structure = put_structure(&mut document, layout, &parts);
    put_catalogue(&mut document, about, Parts { outline, names, structure, universal });
    let hash = Object::String(identity, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![hash.clone(), hash]);
    document.compress();
    sweep(&mut document);
    Warned { output: save(document), warnings }
}

/// Whether every sign has its shape: PDF/UA-1 allows no box in place of one (7.21.8).
pub(super) fn universal(frames: &[Frame]) -> bool {
    let boxed = |run: &GlyphRun| run.glyphs.iter().any(|glyph| glyph.id == 0);
    !frames.iter().flat_map(|frame| &frame.items).any(|item| matches!(item, Item::Glyphs(run) if boxed(run)))
}

/// The same for the same fonts, pages and pictures; 16 bytes.
fn identity(document: &Document, about: About<'_>) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(about.title);
    hash.update(about.language);
    for stream in document.objects.values().filter_map(|object| object.as_stream().ok()) {
        hash.update(&stream.content);
    }
    hash.finalize()[..16].to_vec()
}

/// Takes the specimen of the fonts out and gives the other pages their content.
fn put_pages(document: &mut Document, contents: Vec<lopdf::Stream>) -> Vec<ObjectId> {
    let mut pages: Vec<_> = document.page_iter().collect();
    let specimen = pages.remove(0);
    for (&page, content) in pages.iter().zip(contents) {
        let id = document.add_object(content);
        if let Ok(page) = document.get_dictionary_mut(page) {
            page.set("Contents", id);
            page.remove(b"Annots");
        }
    }
    let tree = document.get_dictionary(specimen).and_then(|page| page.get(b"Parent")?.as_reference());
    if let Ok(tree) = tree.and_then(|tree| document.get_dictionary_mut(tree)) {
        tree.set("Count", whole(pages.len()));
        tree.set("Kids", pages.iter().map(|&page| Object::Reference(page)).collect::<Vec<_>>());
    }
    document.objects.remove(&specimen);
    pages
}

/// What the catalogue leads to.
#[derive(Clone, Copy)]
struct Parts {
    outline: Option<ObjectId>,
    names: Option<ObjectId>,
    structure: ObjectId,
    universal: bool,
}

fn put_catalogue(document: &mut Document, about: About<'_>, parts: Parts) {
    let info = dictionary! {
        "Title" => text(about.title),
        "Creator" => text(CREATOR),
        "Producer" => text(PRODUCER),
    };
    let info = document.add_object(info);
    document.trailer.set("Info", info);
    let packet = packet(about, CREATOR, PRODUCER, parts.universal).into_bytes();
    let packet = lopdf::Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet);
    let packet = document.add_object(packet.with_compression(false));
    if let Ok(catalogue) = document.catalog_mut() {
        catalogue.set("Lang", text(about.language));
        catalogue.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
        catalogue.set("Metadata", packet);
        catalogue.set("MarkInfo", dictionary! { "Marked" => true });
        catalogue.set("StructTreeRoot", parts.structure);
        // Pages count from 1, on the screen as on paper.
        let labels = vec![0.into(), Object::Dictionary(dictionary! { "S" => "D" })];
        catalogue.set("PageLabels", dictionary! { "Nums" => labels });
        if let Some(names) = parts.names {
            catalogue.set("Names", names);
        }
        if let Some(outline) = parts.outline {
            catalogue.set("Outlines", outline);
            catalogue.set("PageMode", "UseOutlines");
        }
    }
}

/// A place on a page, a little above the line that it names.
pub(super) fn place(frame: &Frame, page: ObjectId, y: Abs) -> Object {
    let top = frame.height - y + Abs::pt(6.0);
    Object::Array(vec![page.into(), "XYZ".into(), Object::Null, point(top), Object::Null])
}

pub(super) fn point(length: Abs) -> Object {
    Object::Real((length.to_pt() * 100.0).round() / 100.0)
}

/// A text string: ASCII as it is, all else in UTF-16.
pub(super) fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let utf16 = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    Object::String(utf16, StringFormat::Hexadecimal)
}
