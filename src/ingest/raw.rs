//! What a reader hands over: a text, what came with it, and what the format itself says about stretches of it.

use serde::Deserialize;

use crate::model::document::{Part, Provenance};

/// What is known about a text before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Given {
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, as in `2021-09-21`; anything but a full date is no date.
    pub published: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// BCP 47 tag of the language.
    pub language: Option<String>,
    /// Domain of the site that it comes from; names the publisher where nothing else does.
    #[serde(skip)]
    pub site: Option<String>,
}

impl Given {
    /// The same, with what `other` knows more.
    #[must_use]
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            author: self.author.or(other.author),
            publisher: self.publisher.or(other.publisher),
            published: self.published.or(other.published),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
            site: self.site.or(other.site),
        }
    }
}

/// One document as a reader gives it, before anything is read from its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raw {
    /// Id of the document: the file's path, with `#3` for the third document of a file.
    pub id: String,
    /// The text that evidence points into.
    pub text: String,
    /// What came with it.
    pub given: Given,
    /// What the format says of stretches of the text (a heading, a caption), in the order of the text.
    pub marks: Vec<Part>,
    /// Whether it is a feed's summary and not the article.
    pub summary: bool,
    /// What the user should know about it, in words.
    pub warnings: Vec<String>,
    /// How it was read.
    pub provenance: Provenance,
}

/// Documents of one file by their number in it; without one, the file is the document. A bad one costs itself alone.
pub(super) type Numbered = Vec<(Option<usize>, Result<Raw, String>)>;

impl Raw {
    /// A text of which nothing else is known yet.
    pub(super) fn of(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}
