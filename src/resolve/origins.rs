//! Whose report a document is at the root.

use crate::model::document::Record;

/// The stated origin, else the publisher, else the document itself: a text that names nobody counts as an origin of its own.
pub(super) fn origin(record: &Record) -> String {
    let stated = record.origin.as_ref().or(record.family.as_ref()).or(record.publisher.as_ref());
    stated.cloned().unwrap_or_else(|| record.id.clone())
}
