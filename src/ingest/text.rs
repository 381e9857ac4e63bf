//! The reader for plain text: the characters, and nothing else.

use super::charset;
use super::raw::Raw;
use crate::model::document::Provenance;

/// Name and version of this reader, for the manifest.
const READER: &str = "text/2";

/// Reads a file.
///
/// # Errors
/// The reason, in words, why the bytes are not a text.
pub(super) fn document(bytes: &[u8]) -> Result<Raw, String> {
    let decoded = charset::decode(bytes, None)?;
    Ok(Raw {
        provenance: Provenance { reader: READER.to_owned(), charset: decoded.charset, ..Provenance::default() },
        warnings: decoded.warnings,
        ..Raw::of(decoded.text)
    })
}
