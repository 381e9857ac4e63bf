//! A news article as read: its text, its parts, and what is known about it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::evidence::{Evidence, Span};

/// What a publication date was taken from; the first that fits wins, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublishedBasis {
    /// The analyst's correction.
    Correction,
    /// The article's own dateline.
    Dateline,
    /// Metadata that came with the text.
    Metadata,
    /// The address.
    Url,
    /// The file's name.
    FileName,
}

/// When an article was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Published {
    /// The day.
    pub date: NaiveDate,
    /// What says so.
    pub basis: PublishedBasis,
}

/// The bibliographic record of a document: `document` in a line of facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Path relative to the corpus folder, with `/`; `feed.xml#3` for the third document of a file.
    pub id: String,
    /// SHA-256 of the text as read, in hexadecimal.
    pub sha256: String,
    /// Headline; `None` where the text has none.
    pub title: Option<String>,
    /// Who wrote it; `None` where nothing says so.
    #[serde(default)]
    pub author: Option<String>,
    /// Who published it; `None` where the text does not say.
    pub publisher: Option<String>,
    /// Who first reported it, where the text says so.
    pub origin: Option<String>,
    /// Group of publishers that count as one origin.
    pub family: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// Publication date; `None` where the text does not state it, never a guess.
    pub published: Option<Published>,
    /// The article cannot be older than this day: a dated caption, a dated event told as past.
    pub not_before: Option<NaiveDate>,
    /// BCP 47 tag of the language.
    pub language: String,
    /// Whether it is a feed's summary and not the article.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub summary: bool,
    /// What copies are found by: hashes of word sequences, in hexadecimal, ascending, joined by blanks.
    pub sketch: String,
}

/// What a stretch of a document's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// The headline.
    Title,
    /// A section heading.
    Heading,
    /// A paragraph of the article: facts come from here alone.
    Paragraph,
    /// A picture's caption; its date may anchor.
    Caption,
    /// A credit, source line or dateline; gives publisher, origin and date.
    Credit,
    /// A title or paragraph printed once more.
    Repeat,
    /// What a site puts around an article.
    Boilerplate,
}

/// A stretch of text with its kind. Parts do not overlap and stand in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The range.
    pub span: Span,
    /// The kind.
    pub kind: PartKind,
}

/// A document: the text as the reader gave it, and what was found out about it before facts are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What is known about it.
    pub record: Record,
    /// The text as the reader gave it: decoded to UTF-8, byte-order mark removed, nothing else changed; of formats with markup,
    /// the words that a reader of the page sees.
    pub text: String,
    /// The text's parts. Cleaning marks ranges, it never rewrites.
    pub parts: Vec<Part>,
    /// A dated slice outside the article's paragraphs (a caption's date) by which "Monday" may be resolved where the
    /// publication date is not stated.
    pub anchor: Option<(NaiveDate, Evidence)>,
    /// How it was read.
    pub provenance: Provenance,
    /// What the user should know about it, in words.
    pub warnings: Vec<String>,
}

/// How a document was read, so that it can be read the same way again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The reader with its version, as in `text/1`.
    pub reader: String,
    /// Character set that the bytes were decoded from.
    pub charset: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub file_sha256: String,
}

/// Why a document does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipKind {
    /// It cannot be read.
    #[default]
    Unreadable,
    /// It is in another language than English.
    Language,
    /// The analyst leaves it out.
    LeftOut,
    /// It was published after the as-of date.
    Later,
    /// It repeats another document.
    Copy,
}

/// A document or a whole file that does not count, with the reason in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skipped {
    /// Path relative to the corpus folder; of one document of a file, its id.
    pub path: String,
    /// Lowercase fragment, as in `is not text`.
    pub reason: String,
    /// The reason's kind.
    #[serde(default)]
    pub kind: SkipKind,
    /// The English name of its language, where that is the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Skipped {
    /// A document that cannot be read.
    pub fn unreadable(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::of(SkipKind::Unreadable, path, reason)
    }

    /// A document that does not count, by the kind of its reason.
    pub fn of(kind: SkipKind, path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), reason: reason.into(), kind, language: None }
    }

    /// A document in another language.
    pub fn in_language(path: impl Into<String>, language: String) -> Self {
        let reason = format!("is in {language}, not in English");
        Self { language: Some(language), ..Self::of(SkipKind::Language, path, reason) }
    }
}
