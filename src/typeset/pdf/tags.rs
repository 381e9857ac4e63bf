//! The parts of the text → the structure tree of a PDF: which marked content of which page is a heading, a cell, a link.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::post::{point, text};
use super::syntax::whole;
use crate::typeset::Layout;
use crate::typeset::frame::{Drawing, Frame, Item};
use crate::typeset::structure::{Node, NodeId, Role, Structure};

/// An annotation that belongs to a part of the text.
pub(super) struct Annotated {
    pub(super) node: NodeId,
    pub(super) annotation: ObjectId,
}

/// What of one page belongs to which parts.
pub(super) struct PageParts {
    pub(super) page: ObjectId,
    /// By the number of the marked content.
    pub(super) marks: Vec<NodeId>,
    pub(super) annotations: Vec<Annotated>,
}

enum Kid {
    Content { page: ObjectId, mark: usize },
    Object { page: ObjectId, annotation: ObjectId },
    Node(NodeId),
}

/// Adds the tree and gives its root.
pub(super) fn put_structure(document: &mut Document, layout: &Layout, parts: &[PageParts]) -> ObjectId {
    let structure = &layout.structure;
    let count = structure.nodes().len();
    let kids = kids(structure, parts);
    let kept = kept(structure, &kids);
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = (0..count).map(|_| document.new_object_id()).collect();
    let boxes = boxes(layout);
    for (index, node) in structure.nodes().iter().enumerate().filter(|(index, _)| kept[*index]) {
        let parent = node.parent.map_or(root, |parent| ids[parent.0 as usize]);
        let mut element = element(node, index, boxes.get(&index).copied());
        element.set("P", parent);
        let first = kids[index].iter().find_map(|kid| match kid {
            Kid::Content { page, .. } => Some(*page),
            _ => None,
        });
        if let Some(page) = first {
            element.set("Pg", page);
        }
        let children = node.children.iter().filter(|child| kept[child.0 as usize]).map(|&child| Kid::Node(child));
        let all = children.collect::<Vec<_>>();
        let list: Vec<Object> = all.iter().chain(&kids[index]).map(|kid| object(kid, first, &ids)).collect();
        if !list.is_empty() {
            element.set("K", list);
        }
        document.set_object(ids[index], element);
    }
    let tree = put_parent_tree(document, parts, &ids);
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![Object::Reference(ids[0])],
            "ParentTree" => tree,
            "ParentTreeNextKey" => whole(parts.len() + parts.iter().map(|part| part.annotations.len()).sum::<usize>()),
        },
    );
    root
}

/// What each part consists of besides its children, in the order of the pages.
fn kids(structure: &Structure, parts: &[PageParts]) -> Vec<Vec<Kid>> {
    let count = structure.nodes().len();
    let mut kids: Vec<Vec<Kid>> = (0..count).map(|_| Vec::new()).collect();
    let mut placed = vec![false; count];
    let mut place = |kids: &mut Vec<Vec<Kid>>, id: NodeId| {
        let node = structure.node(id);
        if let (Role::Link | Role::Reference, Some(parent), false) = (&node.role, node.parent, placed[id.0 as usize]) {
            placed[id.0 as usize] = true;
            kids[parent.0 as usize].push(Kid::Node(id));
        }
    };
    for part in parts {
        for (mark, &node) in part.marks.iter().enumerate() {
            place(&mut kids, node);
            kids[node.0 as usize].push(Kid::Content { page: part.page, mark });
        }
        for &Annotated { node, annotation } in &part.annotations {
            place(&mut kids, node);
            kids[node.0 as usize].push(Kid::Object { page: part.page, annotation });
        }
    }
    kids
}

/// Parts that hold nothing are left out, cells aside: a row has one for each column.
fn kept(structure: &Structure, kids: &[Vec<Kid>]) -> Vec<bool> {
    let mut kept = vec![false; kids.len()];
    for (index, node) in structure.nodes().iter().enumerate().rev() {
        let needed = matches!(node.role, Role::Document | Role::Head | Role::Cell | Role::Label(Some(_)));
        kept[index] = needed || !kids[index].is_empty() || node.children.iter().any(|child| kept[child.0 as usize]);
    }
    kept
}

fn object(kid: &Kid, first: Option<ObjectId>, ids: &[ObjectId]) -> Object {
    match *kid {
        Kid::Node(node) => ids[node.0 as usize].into(),
        Kid::Content { page, mark } if Some(page) == first => whole(mark).into(),
        Kid::Content { page, mark } => {
            Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => whole(mark) })
        }
        Kid::Object { page, annotation } => {
            Object::Dictionary(dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => annotation })
        }
    }
}

fn element(node: &Node, index: usize, drawn: Option<(&Drawing, &Frame)>) -> Dictionary {
    let mut element = dictionary! { "Type" => "StructElem", "S" => name(&node.role) };
    let attributes = match &node.role {
        Role::List { ordered } => Some(dictionary! {
            "O" => "List",
            "ListNumbering" => if *ordered { "Decimal" } else { "Disc" },
        }),
        Role::Head => Some(dictionary! { "O" => "Table", "Scope" => "Column" }),
        Role::Figure => drawn.map(|(drawing, frame)| {
            let rect = drawing.rect;
            let (bottom, top) = (frame.height - rect.y - rect.height, frame.height - rect.y);
            let sides = vec![point(rect.x), point(bottom), point(rect.x + rect.width), point(top)];
            dictionary! { "O" => "Layout", "BBox" => sides, "Placement" => "Block" }
        }),
        _ => None,
    };
    if let Some(attributes) = attributes {
        element.set("A", attributes);
    }
    if let Some(says) = &node.says {
        element.set("ActualText", text(says));
    }
    match &node.role {
        Role::Figure => {
            if let Some((drawing, _)) = drawn {
                element.set("Alt", text(&drawing.alt));
            }
        }
        Role::Label(Some(says)) => element.set("ActualText", text(says)),
        Role::Note => element.set("ID", text(&format!("note-{index}"))),
        _ => {}
    }
    element
}

fn name(role: &Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Heading(level) => ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from((*level).clamp(1, 6)) - 1],
        Role::Paragraph => "P",
        Role::Quote => "BlockQuote",
        Role::List { .. } => "L",
        Role::Item => "LI",
        Role::Label(_) => "Lbl",
        Role::Body => "LBody",
        Role::Caption => "Caption",
        Role::Contents => "TOC",
        Role::Entry => "TOCI",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::Head => "TH",
        Role::Cell => "TD",
        Role::Figure => "Figure",
        Role::Link => "Link",
        Role::Note => "Note",
        Role::Reference => "Reference",
    }
}

/// The picture of each figure, with its page.
fn boxes(layout: &Layout) -> BTreeMap<usize, (&Drawing, &Frame)> {
    let drawings = layout.frames.iter().flat_map(|frame| {
        frame.items.iter().filter_map(move |item| match item {
            Item::Picture(drawing) => Some((drawing.node.0 as usize, (drawing, frame))),
            _ => None,
        })
    });
    drawings.collect()
}

/// From pages and annotations back to parts. Pages have the numbers from 0 on, annotations those after them.
fn put_parent_tree(document: &mut Document, parts: &[PageParts], ids: &[ObjectId]) -> ObjectId {
    const LEAF: usize = 256;
    let of = |node: NodeId| Object::Reference(ids[node.0 as usize]);
    let mut numbers: Vec<(usize, Object)> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let marks: Vec<Object> = part.marks.iter().map(|&node| of(node)).collect();
        numbers.push((index, document.add_object(marks).into()));
        if let Ok(page) = document.get_dictionary_mut(part.page) {
            page.set("StructParents", whole(index));
            page.set("Tabs", "S");
        }
    }
    let annotations = parts.iter().flat_map(|part| &part.annotations);
    for (next, annotated) in (parts.len()..).zip(annotations) {
        numbers.push((next, of(annotated.node)));
        if let Ok(annotation) = document.get_dictionary_mut(annotated.annotation) {
            annotation.set("StructParent", whole(next));
        }
    }
    let flat = |part: &[(usize, Object)]| -> Vec<Object> {
        part.iter().flat_map(|(key, value)| [whole(*key).into(), value.clone()]).collect()
    };
    if numbers.len() <= LEAF {
        return document.add_object(dictionary! { "Nums" => flat(&numbers) });
    }
    let leaves: Vec<Object> = numbers
        .chunks(LEAF)
        .map(|part| {
            let limits = vec![whole(part[0].0).into(), whole(part[part.len() - 1].0).into()];
            document.add_object(dictionary! { "Limits" => limits, "Nums" => flat(part) }).into()
        })
        .collect();
    document.add_object(dictionary! { "Kids" => leaves })
}
