//! Links → annotations, one for each link of a page with a quadrilateral for each of its lines; anchors → named destinations.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use super::post::{place, point, text};
use super::tags::Annotated;
use crate::typeset::frame::{Frame, Item, Link, Target, note_anchor};
use crate::typeset::structure::NodeId;

/// Where each anchor is, by its name; the first of a name counts.
pub(super) fn places<'f>(frames: &'f [Frame], pages: &[ObjectId]) -> BTreeMap<&'f str, Object> {
    let mut places = BTreeMap::new();
    for (frame, &page) in frames.iter().zip(pages) {
        for item in &frame.items {
            if let Item::Anchor(anchor) = item {
                places.entry(anchor.name.as_str()).or_insert_with(|| place(frame, page, anchor.y));
            }
        }
    }
    places
}

/// Adds the links of one page. Gives those that belong to a part of the text.
pub(super) fn put_links(
    document: &mut Document,
    frame: &Frame,
    page: ObjectId,
    places: &BTreeMap<&str, Object>,
) -> Vec<Annotated> {
    // The lines of one link, joined; what is said again stands alone.
    let mut links: Vec<Vec<&Link>> = Vec::new();
    let mut known: BTreeMap<NodeId, usize> = BTreeMap::new();
    for item in &frame.items {
        let Item::Link(link) = item else { continue };
        if let Some(&index) = link.node.and_then(|node| known.get(&node)) {
            links[index].push(link);
        } else {
            known.extend(link.node.map(|node| (node, links.len())));
            links.push(vec![link]);
        }
    }
    let (mut all, mut tagged) = (Vec::new(), Vec::new());
    for lines in links {
        if let Some(annotation) = annotation(&lines, frame, places) {
            let id = document.add_object(annotation);
            all.push(Object::Reference(id));
            tagged.extend(lines[0].node.map(|node| Annotated { node, annotation: id }));
        }
    }
    if let (false, Ok(page)) = (all.is_empty(), document.get_dictionary_mut(page)) {
        page.set("Annots", all);
    }
    tagged
}

fn annotation(lines: &[&Link], frame: &Frame, places: &BTreeMap<&str, Object>) -> Option<Dictionary> {
    let sides = |link: &Link| {
        let rect = link.rect;
        (rect.x, frame.height - rect.y - rect.height, rect.x + rect.width, frame.height - rect.y)
    };
    let whole = lines
        .iter()
        .map(|link| sides(link))
        .reduce(|one, two| (one.0.min(two.0), one.1.min(two.1), one.2.max(two.2), one.3.max(two.3)))?;
    let words: Vec<&str> = lines.iter().map(|link| link.text.trim()).collect();
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => vec![point(whole.0), point(whole.1), point(whole.2), point(whole.3)],
        "F" => 4,
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "Contents" => text(&words.join(" ")),
    };
    if lines.len() > 1 {
        // From the left end of each line's foot, against the clock.
        let quads = lines.iter().flat_map(|link| {
            let (left, bottom, right, top) = sides(link);
            [left, bottom, right, bottom, right, top, left, top].map(point)
        });
        annotation.set("QuadPoints", quads.collect::<Vec<_>>());
    }
    match &lines[0].target {
        Target::Anchor(name) => annotation.set("Dest", places.get(name.as_str())?.clone()),
        Target::Note(number) => annotation.set("Dest", places.get(note_anchor(*number).as_str())?.clone()),
        Target::Url(url) => {
            let url = Object::String(escaped(url), StringFormat::Literal);
            annotation.set("A", dictionary! { "Type" => "Action", "S" => "URI", "URI" => url });
        }
    }
    Some(annotation)
}

/// The anchors as names that other documents may lead to (`briefing.pdf#nameddest=a2`).
pub(super) fn put_names(document: &mut Document, places: BTreeMap<&str, Object>) -> Option<ObjectId> {
    const LEAF: usize = 256;
    let mut names: Vec<(Vec<u8>, Object)> = places
        .into_iter()
        .filter_map(|(name, place)| match text(name) {
            Object::String(bytes, _) => Some((bytes, place)),
            _ => None,
        })
        .collect();
    names.sort_by(|a, b| a.0.cmp(&b.0));
    let name = |bytes: &[u8]| Object::String(bytes.to_vec(), StringFormat::Hexadecimal);
    let leaves: Vec<Object> = names
        .chunks(LEAF)
        .map(|part| {
            let limits = vec![name(&part[0].0), name(&part[part.len() - 1].0)];
            let pairs: Vec<Object> = part.iter().flat_map(|(key, place)| [name(key), place.clone()]).collect();
            document.add_object(dictionary! { "Limits" => limits, "Names" => pairs }).into()
        })
        .collect();
    if leaves.is_empty() {
        return None;
    }
    let tree = document.add_object(dictionary! { "Kids" => leaves });
    Some(document.add_object(dictionary! { "Dests" => tree }))
}

/// An address in ASCII, as the format wants it.
fn escaped(url: &str) -> Vec<u8> {
    let byte = |byte: u8| if byte.is_ascii_graphic() { vec![byte] } else { format!("%{byte:02X}").into_bytes() };
    url.bytes().flat_map(byte).collect()
}
