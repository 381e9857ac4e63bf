//! One document → its facts. Pure: no I/O, no clock, cannot fail.

mod casualties;
mod dates;
mod frames;
mod gather;
mod incidents;
mod memory;
mod names;
mod number;
mod people;
mod places;
mod reading;
mod roles;
mod sentence;
mod timex;
mod token;

use crate::codebook::Codebook;
use crate::model::document::Document;
use crate::model::extraction::{Extraction, SCHEMA, Trace};

/// Reads the facts of one document. With `trace`, everything recognised on the way comes along.
pub fn extract(document: &Document, _codebook: &Codebook, trace: bool) -> Extraction {
    Extraction {
        schema: SCHEMA,
        document: document.record.clone(),
        incidents: Vec::new(),
        statements: Vec::new(),
        conditions: Vec::new(),
        threats: Vec::new(),
        tallies: Vec::new(),
        warnings: Vec::new(),
        trace: trace.then(Trace::default),
    }
}
