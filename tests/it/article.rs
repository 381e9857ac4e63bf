//! An article of a few sentences, made by hand: every block of it is article text, whatever `ingest` would say.

use chrono::NaiveDate;
use wirebrief::codebook::Codebook;
use wirebrief::extract::extract;
use wirebrief::model::document::{Document, Part, PartKind, Provenance, Published, PublishedBasis, Record};
use wirebrief::model::evidence::Span;
use wirebrief::model::extraction::Extraction;

/// Both bundled packs.
pub(crate) fn codebook() -> Codebook {
    Codebook::of_bundled(&["core", "afghanistan"]).expect("the bundled packs are right")
}

/// The document of a text; blank lines part paragraphs.
pub(crate) fn article(text: &str, published: Option<NaiveDate>) -> Document {
    let mut parts = Vec::new();
    let mut at = 0;
    for block in text.split("\n\n") {
        let trimmed = block.trim();
        if !trimmed.is_empty() {
            let start = at + block.len() - block.trim_start().len();
            let (start, kind) = match trimmed.strip_prefix("### ") {
                Some(heading) => (start + trimmed.len() - heading.len(), PartKind::Heading),
                None => (start, PartKind::Paragraph),
            };
            let end = at + block.trim_end().len();
            parts.push(Part { span: Span::new(start, end), kind });
        }
        at += block.len() + 2;
    }
    let record = Record {
        id: "case.txt".to_owned(),
        sha256: String::new(),
        title: None,
        author: None,
        publisher: None,
        origin: None,
        family: None,
        url: None,
        published: published.map(|date| Published { date, basis: PublishedBasis::Dateline }),
        not_before: None,
        language: "en".to_owned(),
        summary: false,
        sketch: String::new(),
    };
    let provenance =
        Provenance { reader: "test/1".to_owned(), charset: "utf-8".to_owned(), file_sha256: String::new() };
    Document { record, text: text.to_owned(), parts, anchor: None, provenance, warnings: Vec::new() }
}

/// The facts of a text, with everything recognised on the way.
pub(crate) fn facts(text: &str, published: Option<NaiveDate>, codebook: &Codebook) -> Extraction {
    extract(&article(text, published), codebook, true)
}
