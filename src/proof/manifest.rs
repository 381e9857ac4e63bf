//! What an edition was made from, so that it can be made again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::model::document::Document;
use crate::model::edition::{Manifest, ManifestDocument};
use crate::model::extraction::SCHEMA;

/// The hashes and names that a manifest records; hashes by [`sha256`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs {
    /// Hash of the settings.
    pub settings: String,
    /// Hash of the codebook.
    pub codebook: String,
    /// Hash of the templates.
    pub templates: String,
    /// Hash of the analyst's corrections; `None` without any.
    pub corrections: Option<String>,
    /// Hash of the previous edition; `None` for a first one.
    pub previous: Option<String>,
}

/// Writes down what an edition was made from. `files` are the edition's other files.
pub fn manifest<'d>(
    slug: &str,
    as_of: NaiveDate,
    inputs: &Inputs,
    documents: impl IntoIterator<Item = &'d Document>,
    files: &BTreeMap<String, Vec<u8>>,
) -> Manifest {
    let mut documents: Vec<ManifestDocument> = documents
        .into_iter()
        .map(|document| ManifestDocument {
            path: document.record.id.clone(),
            reader: document.provenance.reader.clone(),
            charset: document.provenance.charset.clone(),
            file_sha256: document.provenance.file_sha256.clone(),
            text_sha256: sha256(document.text.as_bytes()),
        })
        .collect();
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let others = files.iter().filter(|(path, _)| *path != MANIFEST);
    Manifest {
        schema: SCHEMA,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        slug: slug.to_owned(),
        as_of,
        settings: inputs.settings.clone(),
        codebook: inputs.codebook.clone(),
        templates: inputs.templates.clone(),
        corrections: inputs.corrections.clone(),
        previous: inputs.previous.clone(),
        documents,
        files: others.map(|(path, bytes)| (path.clone(), sha256(bytes))).collect(),
    }
}

/// Name of the manifest's own file.
pub(super) const MANIFEST: &str = "manifest.json";

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
