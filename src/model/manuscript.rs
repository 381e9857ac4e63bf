//! What `compose` hands to `typeset`: Markdown, the pictures that it refers to, and what stands on every page.

use std::collections::BTreeMap;

/// A finished text, ready to be published as Markdown or typeset as PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manuscript {
    /// Title of the document: the PDF's title and its running header.
    pub title: String,
    /// BCP 47 tag of the text's language, as in `en-GB`.
    pub language: String,
    /// A marking such as "For internal use", set on every page; `None` where the configuration gives none.
    pub marking: Option<String>,
    /// What stands at the foot of every page beside its number, as in "As of 1 March 2023".
    pub footer: String,
    /// The text, in CommonMark with GitHub's tables.
    pub markdown: String,
    /// Pictures by the path that the Markdown names, as in `charts/timeline.svg`.
    pub images: BTreeMap<String, Image>,
}

/// A picture, as bytes in the format that its path's ending names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The file's bytes.
    pub data: Vec<u8>,
}
