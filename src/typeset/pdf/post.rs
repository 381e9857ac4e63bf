//! What printpdf leaves open: pages in place, links, a nested outline, language, title and an identity made from the content.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::About;
use super::picture::put_pictures;
use super::write::Written;
use crate::diag::{Diagnostic, Warned};
use crate::typeset::Layout;
use crate::typeset::frame::{Frame, Item, Link, OutlineEntry, Target};
use crate::typeset::length::Abs;

/// Finishes the file.
pub(super) fn finish(written: Written, layout: &Layout, about: About<'_>) -> Warned<Vec<u8>> {
    let frames = layout.frames.as_slice();
    let Written { mut document, contents } = written;
    "1.7".clone_into(&mut document.version);
    let identity = identity(&contents, about);
    let pages = put_pages(&mut document, contents);
    let warnings = put_pictures(&mut document, &layout.pictures, &pages);
    put_links(&mut document, frames, &pages);
    let outline = put_outline(&mut document, frames, &pages);
    put_catalogue(&mut document, about, outline);
    let hash = Object::String(identity, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![hash.clone(), hash]);
    document.prune_objects();
    document.compress();
    document.renumber_objects();
    let mut bytes = Vec::new();
    match document.save_modern(&mut bytes) {
        Ok(()) => Warned { output: bytes, warnings },
        Err(error) => Warned {
            output: bytes,
            warnings: vec![Diagnostic::error(format!("the PDF could not be written: {error}"))],
        },
    }
}

/// The same for the same pages; 16 bytes.
fn identity(contents: &[lopdf::Stream], about: About<'_>) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(about.title);
    hash.update(about.language);
    for content in contents {
        hash.update(&content.content);
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

fn put_links(document: &mut Document, frames: &[Frame], pages: &[ObjectId]) {
    let mut places = BTreeMap::new();
    for (frame, &page) in frames.iter().zip(pages) {
        for item in &frame.items {
            if let Item::Anchor(anchor) = item {
                places.entry(anchor.name.as_str()).or_insert_with(|| place(frame, page, anchor.y));
            }
        }
    }
    for (frame, &page) in frames.iter().zip(pages) {
        let mut annotations = Vec::new();
        for item in &frame.items {
            if let Item::Link(link) = item
                && let Some(annotation) = annotation(link, frame, &places)
            {
                annotations.push(Object::Reference(document.add_object(annotation)));
            }
        }
        if let (false, Ok(page)) = (annotations.is_empty(), document.get_dictionary_mut(page)) {
            page.set("Annots", annotations);
        }
    }
}

fn annotation(link: &Link, frame: &Frame, places: &BTreeMap<&str, Object>) -> Option<Dictionary> {
    let rect = link.rect;
    let (left, right) = (rect.x, rect.x + rect.width);
    let (bottom, top) = (frame.height - rect.y - rect.height, frame.height - rect.y);
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => vec![point(left), point(bottom), point(right), point(top)],
        "F" => 4,
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "Contents" => text(link.text.trim()),
    };
    match &link.target {
        Target::Anchor(name) => annotation.set("Dest", places.get(name.as_str())?.clone()),
        Target::Url(url) => {
            let url = Object::String(escaped(url), StringFormat::Literal);
            annotation.set("A", dictionary! { "Type" => "Action", "S" => "URI", "URI" => url });
        }
    }
    Some(annotation)
}

/// An address in ASCII, as the format wants it.
fn escaped(url: &str) -> Vec<u8> {
    let byte = |byte: u8| if byte.is_ascii_graphic() { vec![byte] } else { format!("%{byte:02X}").into_bytes() };
    url.bytes().flat_map(byte).collect()
}

/// Adds the outline and gives its root, or `None` where there are no headings.
fn put_outline(document: &mut Document, frames: &[Frame], pages: &[ObjectId]) -> Option<ObjectId> {
    let mut entries = Vec::new();
    for (frame, &page) in frames.iter().zip(pages) {
        for item in &frame.items {
            if let Item::Outline(entry) = item {
                entries.push((entry, place(frame, page, entry.y)));
            }
        }
    }
    if entries.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let ids: Vec<_> = entries.iter().map(|_| document.new_object_id()).collect();
    let parents = parents(&entries.iter().map(|(entry, _)| *entry).collect::<Vec<_>>());
    let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, parent) in parents.iter().enumerate() {
        children.entry(*parent).or_default().push(index);
    }
    for (index, (entry, place)) in entries.into_iter().enumerate() {
        let siblings = &children[&parents[index]];
        let at = siblings.partition_point(|&sibling| sibling < index);
        let mut item = dictionary! {
            "Title" => text(&entry.title),
            "Parent" => parents[index].map_or(root, |parent| ids[parent]),
            "Dest" => place,
        };
        if let Some(&previous) = at.checked_sub(1).and_then(|at| siblings.get(at)) {
            item.set("Prev", ids[previous]);
        }
        if let Some(&next) = siblings.get(at + 1) {
            item.set("Next", ids[next]);
        }
        if let Some(inner) = children.get(&Some(index)) {
            item.set("First", ids[inner[0]]);
            item.set("Last", ids[inner[inner.len() - 1]]);
            // The title's own entries stand open, deeper ones closed.
            let open = parents[index].is_none();
            item.set("Count", if open { whole(inner.len()) } else { -whole(inner.len()) });
        }
        document.set_object(ids[index], item);
    }
    let top = &children[&None];
    let shown: usize = top.iter().map(|&index| 1 + children.get(&Some(index)).map_or(0, Vec::len)).sum();
    let outline = dictionary! {
        "Type" => "Outlines",
        "First" => ids[top[0]],
        "Last" => ids[top[top.len() - 1]],
        "Count" => whole(shown),
    };
    document.set_object(root, outline);
    Some(root)
}

/// The entry above each: the last one before it of a higher rank.
fn parents(entries: &[&OutlineEntry]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    entries
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            while open.last().is_some_and(|&last| entries[last].level >= entry.level) {
                open.pop();
            }
            let parent = open.last().copied();
            open.push(index);
            parent
        })
        .collect()
}

fn put_catalogue(document: &mut Document, about: About<'_>, outline: Option<ObjectId>) {
    let info = dictionary! {
        "Title" => text(about.title),
        "Creator" => text(concat!("wirebrief ", env!("CARGO_PKG_VERSION"))),
        "Producer" => text("printpdf, lopdf"),
    };
    let info = document.add_object(info);
    document.trailer.set("Info", info);
    if let Ok(catalogue) = document.catalog_mut() {
        catalogue.set("Lang", text(about.language));
        catalogue.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
        if let Some(outline) = outline {
            catalogue.set("Outlines", outline);
            catalogue.set("PageMode", "UseOutlines");
        }
    }
}

/// A place on a page, a little above the line that it names.
fn place(frame: &Frame, page: ObjectId, y: Abs) -> Object {
    let top = frame.height - y + Abs::pt(6.0);
    Object::Array(vec![page.into(), "XYZ".into(), Object::Null, point(top), Object::Null])
}

fn point(length: Abs) -> Object {
    Object::Real((length.to_pt() * 100.0).round() / 100.0)
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A text string: ASCII as it is, all else in UTF-16.
fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let utf16 = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    Object::String(utf16, StringFormat::Hexadecimal)
}
