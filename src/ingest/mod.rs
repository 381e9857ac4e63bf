//! Files → documents: charset, clean-up, headline, publisher, origin, publication date, and a sketch for finding copies.
//!
//! [`find`] lists a corpus, [`read`] reads one of its files, [`document`] makes a document of a text that is already at hand.
//! What a line of text is, the codebook says; cleaning marks ranges and never rewrites.

mod clean;
mod corpus;
mod dateline;
mod day;
mod lines;
mod ndjson;
mod settings;
mod sketch;
mod text;

use chrono::NaiveDate;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use self::clean::{Cleaned, Note};
pub use self::corpus::{IngestError, Input, find};
use self::day::{Day, days};
pub use self::ndjson::document_of_line;
pub use self::settings::{Corpus, Settings};
use crate::codebook::Codebook;
use crate::codebook::cleaning::Cleaning;
use crate::model::document::{Document, PartKind, Provenance, Record, Skipped};
use crate::model::evidence::Evidence;
use crate::world::{Kind, World};

/// What is known about a text before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Given {
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, as in `2021-09-21`; anything but a full date is no date.
    pub published: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// BCP 47 tag of the language.
    pub language: Option<String>,
}

/// Reads one file. A file of this version's one format, plain text, holds one document.
///
/// # Errors
/// A file that cannot be opened, is longer than the limit, or is not text: with the reason.
pub fn read(
    world: &dyn World,
    input: &Input,
    codebook: &Codebook,
    settings: &Settings,
) -> Result<Vec<Document>, Skipped> {
    let skipped = |reason: String| Skipped { path: input.id.clone(), reason };
    if let Some(reason) = &input.refused {
        return Err(skipped(reason.clone()));
    }
    let unreadable = |error: std::io::Error| skipped(format!("cannot be read: {error}"));
    match world.look(&input.path).map_err(unreadable)? {
        Kind::File { size } if size > settings.limit => {
            return Err(skipped(format!("is longer than {} MB", settings.limit / 1_000_000)));
        }
        Kind::File { .. } => {}
        _ => return Err(skipped("is not a regular file".to_owned())),
    }
    let bytes = world.read(&input.path).map_err(unreadable)?;
    let text::Text { text, charset } = text::decode(&bytes).map_err(|reason| skipped(reason.to_owned()))?;
    let provenance =
        Provenance { reader: text::READER.to_owned(), charset: charset.to_owned(), file_sha256: sha256(&bytes) };
    Ok(vec![build(input.id.clone(), text, &Given::default(), provenance, codebook)])
}

/// Makes a document of a text that came with what is known about it.
pub fn document(id: String, text: String, given: &Given, codebook: &Codebook) -> Document {
    let provenance =
        Provenance { reader: "ndjson/1".to_owned(), charset: "utf-8".to_owned(), file_sha256: sha256(text.as_bytes()) };
    build(id, text, given, provenance, codebook)
}

fn build(id: String, text: String, given: &Given, provenance: Provenance, codebook: &Codebook) -> Document {
    let cleaning = &codebook.cleaning;
    let cleaned = clean::clean(&text, cleaning);
    let stated = |value: &Option<String>| value.as_deref().map(one_line).filter(|v| !v.is_empty());
    let url = stated(&given.url).or_else(|| cleaned.notes.iter().find_map(url_of));
    let published = dateline::published(&dateline::Evidence {
        lines: cleaned.notes.iter().filter_map(date_of).collect(),
        metadata: given.published.as_deref(),
        url: url.as_deref(),
        file: Some(&id),
    });
    let publisher = stated(&given.publisher).or_else(|| publisher(&cleaned, &text, cleaning));
    let family = publisher.as_deref().and_then(|name| cleaning.outlet(name)?.family.clone());
    let anchor = anchor(&id, &text, &cleaned);
    let paragraphs = cleaned.parts.iter().filter(|p| p.kind == PartKind::Paragraph).map(|p| p.span.of(&text));
    let record = Record {
        sha256: sha256(text.as_bytes()),
        title: stated(&given.title).or_else(|| cleaned.title.map(|span| one_line(span.of(&text)))),
        origin: origin(&cleaned, cleaning),
        publisher,
        family,
        url,
        published,
        not_before: anchor.as_ref().map(|(date, _)| *date),
        language: stated(&given.language).unwrap_or_else(|| "en".to_owned()),
        sketch: sketch::sketch(paragraphs),
        id,
    };
    Document { record, parts: cleaned.parts, anchor, provenance, text }
}

/// A text on one line, with one blank between words.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn url_of(note: &Note) -> Option<String> {
    match note {
        Note::Url(url) => Some(url.clone()),
        _ => None,
    }
}

fn date_of(note: &Note) -> Option<(dateline::Label, day::Found)> {
    match note {
        Note::Date(label, found) => Some((*label, found.clone())),
        _ => None,
    }
}

/// The name that the best line gives; a name in capitals as the text writes it elsewhere.
fn publisher(cleaned: &Cleaned, text: &str, cleaning: &Cleaning) -> Option<String> {
    let named = cleaned.notes.iter().filter_map(|note| match note {
        Note::Publisher(rank, name) => Some((*rank, name.clone())),
        Note::Domain(domain) => {
            let domain = domain.to_lowercase();
            let site = domain.trim_start_matches("www.");
            let name = cleaning.outlet_of_domain(site).map_or_else(|| site.to_owned(), |outlet| outlet.name.clone());
            Some((6, name))
        }
        _ => None,
    });
    let (_, name) = named.min_by_key(|(rank, _)| *rank)?;
    let name = one_line(&name);
    Some(if name.contains(char::is_lowercase) {
        name
    } else {
        in_mixed_case(&name, text).unwrap_or_else(|| in_small_letters(&name, cleaning))
    })
}

/// A name of several words in capitals as names are written; words that look like initials, and single words, stay.
fn in_small_letters(name: &str, cleaning: &Cleaning) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    if words.len() < 2 || cleaning.outlet(name).is_some() {
        return name.to_owned();
    }
    let word = |(index, word): (usize, &&str)| match word.char_indices().nth(1) {
        _ if index > 0 && cleaning.is_connective(word) => word.to_lowercase(),
        Some((second, _)) if word.len() > 2 && word.contains(['A', 'E', 'I', 'O', 'U']) => {
            format!("{}{}", &word[..second], word[second..].to_lowercase())
        }
        _ => (*word).to_owned(),
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// The first place where a text writes a name in capitals with small letters; `None` where it never does.
fn in_mixed_case(name: &str, text: &str) -> Option<String> {
    text.char_indices().find_map(|(start, _)| {
        let slice = text.get(start..start + name.len())?;
        (slice.eq_ignore_ascii_case(name) && slice.contains(char::is_lowercase)).then(|| slice.to_owned())
    })
}

/// Who first reported it, by the name that origins are counted by.
fn origin(cleaned: &Cleaned, cleaning: &Cleaning) -> Option<String> {
    let name = cleaned.notes.iter().find_map(|note| match note {
        Note::Origin(name) => Some(name.as_str()),
        _ => None,
    })?;
    if let Some(outlet) = cleaning.outlet(name).or_else(|| cleaning.outlet_of_domain(name)) {
        return Some(outlet.name.clone());
    }
    // A domain without its ending is a name; anything else with a dot is not a domain.
    let is_domain = !name.contains(' ') && name.rsplit_once('.').is_some_and(|(_, end)| (2..=6).contains(&end.len()));
    let name = if is_domain { name.trim_start_matches("www.").split('.').next().unwrap_or(name) } else { name };
    Some(one_line(name))
}

/// The latest full date in a caption, with the caption: the article cannot be older.
fn anchor(id: &str, text: &str, cleaned: &Cleaned) -> Option<(NaiveDate, Evidence)> {
    let captions = cleaned.parts.iter().filter(|part| part.kind == PartKind::Caption);
    let dated = captions.flat_map(|part| {
        days(part.span.of(text)).into_iter().filter_map(move |found| match found.day {
            Day::Full(date) => Some((date, part.span)),
            _ => None,
        })
    });
    // The first of several captions with the latest date.
    let (date, span) = dated.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let slice = span.of(text).to_owned();
    Some((date, Evidence { document: id.to_owned(), start: span.start, end: span.end, text: slice, sentence: None }))
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
mod tests {
    use super::*;
    use crate::codebook::bundled;
    use crate::model::document::PublishedBasis;
    use crate::world::memory::Memory;

    fn codebook() -> Codebook {
        Codebook::compile(&bundled("core").expect("it is bundled")).expect("the bundled pack is right")
    }

    fn record(text: &str) -> Record {
        document("a.txt".to_owned(), text.to_owned(), &Given::default(), &codebook()).record
    }

    const BODY: &str = "Officials said on Monday that six people had been killed in the east of the city.";

    #[test]
    fn publisher_and_origin_are_what_the_text_states() {
        for (text, publisher, origin) in [
            (format!("Bomb kills six\n\n{BODY}\n\nSource: VOA News"), Some("VOA News"), Some("VOA")),
            (
                format!("Bomb kills six\n\n{BODY}\n\n(SJ/VOA)\n\nNewsGram\nwww.newsgram.com"),
                Some("NewsGram"),
                Some("VOA"),
            ),
            (format!("Bomb kills six\n\nVia Southfront.org,\n\n{BODY}"), None, Some("Southfront")),
            (format!("Bomb kills six\n\nKABUL (Reuters) - {BODY}"), None, Some("Reuters")),
            (format!("THE EASTERN GAZETTE\n\nBomb kills six people\n\n{BODY}"), Some("The Eastern Gazette"), None),
            (format!("Bomb kills six\n\n{BODY}\n\n© 2021 Radio Tern. All rights reserved."), Some("Radio Tern"), None),
            (format!("Bomb kills six\n\n{BODY}"), None, None),
        ] {
            let record = record(&text);
            assert_eq!((record.publisher.as_deref(), record.origin.as_deref()), (publisher, origin), "{text}");
        }
    }

    #[test]
    fn a_captions_date_is_the_earliest_day_and_never_the_publication() {
        let text =
            format!("Bomb kills six\n\nFILE - A street in Kabul, Jan. 5, 2023. A raid, Feb. 14, 2023.\n\n{BODY}");
        let document = document("a.txt".to_owned(), text, &Given::default(), &codebook());
        assert_eq!(document.record.published, None);
        let (date, evidence) = document.anchor.expect("the caption has dates");
        assert_eq!(date.to_string(), "2023-02-14");
        assert_eq!(document.record.not_before, Some(date));
        assert_eq!(evidence.text, &document.text[evidence.start..evidence.end]);
    }

    #[test]
    fn what_the_text_states_goes_before_what_came_with_it() {
        let given = Given { published: Some("2021-10-05T08:00:00Z".to_owned()), ..Given::default() };
        let basis = |text: String| document("20211006.txt".to_owned(), text, &given, &codebook()).record.published;
        let dated = basis(format!("Bomb kills six\n\nPublished: 4 October 2021\n\n{BODY}")).expect("it is dated");
        assert_eq!((dated.date.to_string().as_str(), dated.basis), ("2021-10-04", PublishedBasis::Dateline));
        assert_eq!(basis(BODY.to_owned()).map(|p| p.basis), Some(PublishedBasis::Metadata));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_skipped_with_the_reason() {
        let world = Memory::default().with("c/a.txt", "x".repeat(50)).with("c/b.txt", "%PDF-1.7");
        let corpus = vec![Corpus { path: "c".into(), written: "c".to_owned() }];
        let settings = Settings { corpus, limit: 20 };
        let inputs = find(&world, &settings).expect("the corpus exists");
        let reasons: Vec<String> = inputs
            .iter()
            .map(|input| read(&world, input, &codebook(), &settings).expect_err("neither can be read").reason)
            .collect();
        assert_eq!(reasons, ["is longer than 0 MB", "is a PDF file, not text"]);
    }
}
