//! Headings → the nested outline that readers show beside the pages.

use std::collections::BTreeMap;

use lopdf::{Document, ObjectId, dictionary};

use super::post::{place, text};
use super::syntax::whole;
use crate::typeset::frame::{Frame, Item, OutlineEntry};

/// Adds the outline and gives its root, or `None` where there are no headings.
pub(super) fn put_outline(document: &mut Document, frames: &[Frame], pages: &[ObjectId]) -> Option<ObjectId> {
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
