//! Files → documents: charset, clean-up, headline, publisher, origin, publication date, and a sketch for finding copies.
//!
//! [`find`] lists a corpus, [`open`] reads the documents of one of its files one after the other, [`document_of`] makes a
//! [`Document`] of each, and [`read`] does both. What a line of text is, the codebook says; cleaning marks ranges and never
//! rewrites.
//!
//! | module | turns |
//! |---|---|
//! | `corpus` | settings → the files to read |
//! | `source`, `format` | a file → the reader of its format |
//! | `text` `markdown` `html` `feed` `json` `mail` | bytes → raw documents; `charset` and `markup` work for them |
//! | `lines`, `clean`, `headline` | a text → its parts |
//! | `dateline`, `day`, `past`, `language`, `sketch` | a text → when, in which language, what copies are found by |
//! | `record`, `corrections` | a raw document → a document |

mod charset;
mod clean;
mod corpus;
mod corrections;
mod dateline;
mod day;
mod feed;
mod format;
mod headline;
mod html;
mod json;
mod language;
mod lines;
mod mail;
mod markdown;
mod markup;
mod ndjson;
mod past;
mod raw;
mod record;
mod settings;
mod sketch;
mod source;
mod text;

use sha2::{Digest, Sha256};

pub use self::corpus::{IngestError, Input, find};
pub use self::corrections::{Correction, Corrections};
pub use self::json::Fields;
pub use self::ndjson::document_of_line;
pub use self::raw::{Given, Raw};
pub use self::record::document_of;
pub use self::settings::{Corpus, Settings};
pub use self::source::{Raws, open};
use crate::codebook::Codebook;
use crate::model::document::{Document, Skipped};
use crate::world::World;

/// What one file came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Its documents, in the order of the file.
    pub documents: Vec<Document>,
    /// What of it was not read, with the reasons.
    pub skipped: Vec<Skipped>,
}

/// Reads the documents of one file. For a file that may hold very many, [`open`] gives them one by one.
pub fn read(world: &dyn World, input: &Input, codebook: &Codebook, settings: &Settings) -> Read {
    let mut read = Read::default();
    for raw in open(world, input, settings) {
        match raw.and_then(|raw| document_of(raw, codebook, settings)) {
            Ok(document) => read.documents.push(document),
            Err(skipped) => read.skipped.push(skipped),
        }
    }
    read
}

/// Makes a document of a text that came with what is known about it, whatever language it seems to be in.
pub fn document(id: String, text: String, given: &Given, codebook: &Codebook) -> Document {
    record::build(ndjson::raw(id, text, given.clone()), &Correction::default(), codebook, None).0
}

/// SHA-256 in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes everything");
        hex
    })
}

#[cfg(test)]
#[path = "record_tests.rs"]
mod tests;
