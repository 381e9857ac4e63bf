//! One line of NDJSON → a document: how other programs hand texts in.

use serde::Deserialize;

use super::{Given, Raw, Settings, document_of, sha256};
use crate::codebook::Codebook;
use crate::model::document::{Document, Provenance};

/// A document as a line. Fields that are not known are left aside.
#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(flatten)]
    given: Given,
}

/// Reads one line.
///
/// # Errors
/// What is wrong with the line, in words: it is not JSON, `id` or `text` is missing or not a string, or the text is in another
/// language than English.
pub fn document_of_line(line: &[u8], codebook: &Codebook) -> Result<Document, String> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let line: Line = serde_json::from_slice(line).map_err(|error| {
        // The place inside the line is the column; there is one line only.
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        if error.column() > 0 { format!("{message}, at column {}", error.column()) } else { message.to_owned() }
    })?;
    if line.id.is_empty() {
        return Err("`id` is empty".to_owned());
    }
    document_of(raw(line.id, line.text, line.given), codebook, &Settings::default()).map_err(|skipped| skipped.reason)
}

/// A text that came without a file.
pub(super) fn raw(id: String, text: String, given: Given) -> Raw {
    let provenance =
        Provenance { reader: "ndjson/1".to_owned(), charset: "utf-8".to_owned(), file_sha256: sha256(text.as_bytes()) };
    Raw { id, text, given, provenance, ..Raw::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::bundled;

    fn read(line: &str) -> Result<Document, String> {
        let codebook = Codebook::compile(&bundled("core").expect("it is bundled")).expect("the bundled pack is right");
        document_of_line(line.as_bytes(), &codebook)
    }

    #[test]
    fn what_came_with_the_text_is_kept() {
        let line =
            r#"{"id": "7", "text": "Six people died.", "publisher": "AP", "published": "2021-09-21", "rank": 3}"#;
        let record = read(line).expect("the line is right").record;
        assert_eq!((record.id.as_str(), record.publisher.as_deref()), ("7", Some("AP")));
        assert_eq!(record.published.map(|p| p.date.to_string()).as_deref(), Some("2021-09-21"));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert!(read("{").expect_err("it is no JSON").contains("EOF"));
        assert!(read(r#"{"id": "7"}"#).expect_err("it has no text").starts_with("missing field `text`"));
        assert!(read(r#"{"id": 7, "text": ""}"#).expect_err("the id is a number").contains("expected a string"));
    }
}
