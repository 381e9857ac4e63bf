//! A document's objects → those that it leads to, numbered from 1 without gaps. lopdf does the same in time that grows with the square.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, Object, ObjectId};

/// Drops what nothing leads to and numbers the rest in the order that it had.
pub(super) fn number_objects(document: &mut Document) {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<ObjectId> = Vec::new();
    for (_, object) in &document.trailer {
        references(object, &mut waiting);
    }
    while let Some(id) = waiting.pop() {
        if let (true, Some(object)) = (reached.insert(id), document.objects.get(&id)) {
            references(object, &mut waiting);
        }
    }
    let kept = document.objects.keys().filter(|id| reached.contains(id)).copied();
    let numbers: BTreeMap<ObjectId, ObjectId> = kept.zip((1..).map(|number| (number, 0))).collect();
    for (_, object) in &mut document.trailer {
        renumber(object, &numbers);
    }
    for (id, mut object) in std::mem::take(&mut document.objects) {
        if let Some(&new) = numbers.get(&id) {
            renumber(&mut object, &numbers);
            document.objects.insert(new, object);
        }
    }
    document.max_id = numbers.len() as u32;
}

fn references(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, found)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, value)| references(value, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| references(value, found)),
        _ => {}
    }
}

fn renumber(object: &mut Object, numbers: &BTreeMap<ObjectId, ObjectId>) {
    match object {
        Object::Reference(id) => match numbers.get(id) {
            Some(&new) => *id = new,
            // A reference to nothing reads as null (ISO 32000-1, 7.3.10).
            None => *object = Object::Null,
        },
        Object::Array(items) => items.iter_mut().for_each(|item| renumber(item, numbers)),
        Object::Dictionary(dict) => dict.iter_mut().for_each(|(_, value)| renumber(value, numbers)),
        Object::Stream(stream) => stream.dict.iter_mut().for_each(|(_, value)| renumber(value, numbers)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn what_nothing_leads_to_goes_and_circles_stay() {
        let mut document = Document::new();
        let lost = document.add_object(Object::Null);
        let (one, two) = (document.new_object_id(), document.new_object_id());
        document.set_object(one, dictionary! { "Next" => two, "Gone" => (99, 0) });
        document.set_object(two, vec![Object::Reference(one)]);
        document.trailer.set("Root", one);
        number_objects(&mut document);
        assert_eq!((lost, document.objects.len(), document.max_id), ((1, 0), 2, 2));
        assert_eq!(document.trailer.get(b"Root").and_then(Object::as_reference).ok(), Some((1, 0)));
        let root = document.get_dictionary((1, 0)).expect("it was kept");
        assert_eq!(root.get(b"Next").and_then(Object::as_reference).ok(), Some((2, 0)));
        assert_eq!(root.get(b"Gone").ok(), Some(&Object::Null));
        assert_eq!(document.objects[&(2, 0)], Object::Array(vec![Object::Reference((1, 0))]));
    }
}
