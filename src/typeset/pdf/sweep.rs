//! A document's objects → those that it leads to.

use lopdf::{Document, Object, ObjectId};

/// Drops what nothing leads to. The rest keeps its numbers, between which there may be gaps.
pub(super) fn sweep(document: &mut Document) {
    let mut reached = vec![false; document.max_id as usize + 1];
    let mut waiting: Vec<ObjectId> = Vec::new();
    for (_, object) in &document.trailer {
        references(object, &mut waiting);
    }
    while let Some(id) = waiting.pop() {
        if let (Some(known @ false), Some(object)) = (reached.get_mut(id.0 as usize), document.objects.get(&id)) {
            *known = true;
            references(object, &mut waiting);
        }
    }
    document.objects.retain(|id, _| reached.get(id.0 as usize) == Some(&true));
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
        sweep(&mut document);
        assert!(!document.objects.contains_key(&lost));
        assert_eq!(document.objects.keys().copied().collect::<Vec<_>>(), [one, two]);
    }
}
