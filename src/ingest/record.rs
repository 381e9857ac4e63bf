//! A raw document → the document with its record: parts, headline, publisher, origin, dates, language, sketch.

use chrono::NaiveDate;

use super::clean::{self, AGENCY, Cleaned, Note};
use super::corrections::Correction;
use super::dateline;
use super::day::{self, Day, days};
use super::language;
use super::past;
use super::raw::{Given, Raw};
use super::settings::Settings;
use super::{sha256, sketch};
use crate::codebook::Codebook;
use crate::codebook::cleaning::Cleaning;
use crate::model::document::{Document, PartKind, Published, PublishedBasis, Record, SkipKind, Skipped};
use crate::model::evidence::Evidence;

/// Makes a document of what a reader gave, with the analyst's corrections of it.
///
/// # Errors
/// A document that the analyst leaves out, or one in another language than English.
pub fn document_of(raw: Raw, codebook: &Codebook, settings: &Settings) -> Result<Document, Skipped> {
    let correction = settings.corrections.of(&raw.id, raw.given.url.as_deref()).cloned().unwrap_or_default();
    if correction.leave_out {
        let why = correction.reason.as_deref().map(|reason| format!(": {}", one_line(reason))).unwrap_or_default();
        return Err(Skipped::of(SkipKind::LeftOut, raw.id, format!("is left out by the analyst{why}")));
    }
    match build(raw, &correction, codebook, settings.as_of) {
        (document, None) => Ok(document),
        (document, Some(language)) => Err(Skipped::in_language(document.record.id, language)),
    }
}

/// Makes the document, and names its language where that is not English.
pub(super) fn build(
    raw: Raw,
    correction: &Correction,
    codebook: &Codebook,
    as_of: Option<NaiveDate>,
) -> (Document, Option<String>) {
    let Raw { id, text, given, marks, summary, mut warnings, provenance } = raw;
    let given = Given {
        title: correction.title.clone(),
        publisher: correction.publisher.clone(),
        language: correction.language.clone(),
        ..Given::default()
    }
    .or(given);
    let cleaning = &codebook.cleaning;
    let cleaned = clean::clean(&text, given.title.as_deref(), &marks, cleaning);
    let paragraphs = || cleaned.parts.iter().filter(|p| p.kind == PartKind::Paragraph).map(|p| p.span.of(&text));
    let foreign = foreign(&text, given.language.as_deref(), correction, paragraphs());

    let stated = |value: &Option<String>| value.as_deref().map(one_line).filter(|v| !v.is_empty());
    let url = stated(&given.url).or_else(|| cleaned.notes.iter().find_map(url_of));
    let published = match correction.published {
        Some(date) => Some(Published { date, basis: PublishedBasis::Correction }),
        None => published(&id, &given, url.as_deref(), &cleaned, as_of, &mut warnings),
    };
    let site = given.site.as_deref();
    let site =
        site.map(|site| cleaning.outlet_of_domain(site).map_or_else(|| site.to_owned(), |outlet| outlet.name.clone()));
    // An agency's report on a site is published by the site.
    let least = if site.is_some() { AGENCY } else { u8::MAX };
    let at_address = || Some(cleaning.outlet_of_domain(host(url.as_deref()?))?.name.clone());
    let publisher =
        stated(&given.publisher).or_else(|| publisher(&cleaned, &text, cleaning, least)).or(site).or_else(at_address);
    let family = publisher.as_deref().and_then(|name| cleaning.outlet(name)?.family.clone());
    let anchor = anchor(&id, &text, &cleaned);
    let record = Record {
        sha256: sha256(text.as_bytes()),
        title: stated(&given.title)
            .map(|title| without_site(&title, publisher.as_deref()))
            .or_else(|| cleaned.title.map(|span| one_line(span.of(&text)))),
        author: stated(&given.author).map(|author| without_by(&author)).or_else(|| author(&text, &cleaned, cleaning)),
        origin: stated(&correction.origin).or_else(|| origin(&cleaned, cleaning)),
        publisher,
        family,
        url,
        published,
        not_before: match (published, anchor.as_ref().map(|(date, _)| *date)) {
            (None, caption) => caption.max(told_as_past(&text, &cleaned)),
            (Some(_), caption) => caption,
        },
        language: language_tag(given.language.as_deref()),
        summary,
        sketch: sketch::sketch(paragraphs()),
        id,
    };
    if summary {
        warnings.push("only a summary of it is there, not the article".to_owned());
    }
    (Document { record, parts: cleaned.parts, anchor, provenance, warnings, text }, foreign)
}

/// The language's name, where it is not English. What the analyst says counts; what the text shows goes before what is
/// declared, for a site's template says `en` whatever the article is in.
fn foreign<'t>(
    text: &str,
    declared: Option<&str>,
    correction: &Correction,
    paragraphs: impl Iterator<Item = &'t str>,
) -> Option<String> {
    if let Some(tag) = &correction.language {
        return language::foreign_by_tag(tag);
    }
    let mut paragraphs = paragraphs.peekable();
    let shown = if paragraphs.peek().is_some() {
        language::foreign(paragraphs)
    } else {
        language::foreign(std::iter::once(text))
    };
    let short = || text.chars().filter(|c| c.is_alphabetic()).take(80).count() < 80;
    shown.map(str::to_owned).or_else(|| declared.filter(|_| short()).and_then(language::foreign_by_tag))
}

/// Every document that is read is in English; a tag that says which English stays.
fn language_tag(tag: Option<&str>) -> String {
    let tag = tag.unwrap_or("en").replace('_', "-");
    let region = tag.split_once('-').filter(|(primary, region)| {
        primary.eq_ignore_ascii_case("en") && region.len() == 2 && region.bytes().all(|b| b.is_ascii_alphabetic())
    });
    region.map_or_else(|| "en".to_owned(), |(_, region)| format!("en-{}", region.to_uppercase()))
}

fn published(
    id: &str,
    given: &Given,
    url: Option<&str>,
    cleaned: &Cleaned,
    as_of: Option<NaiveDate>,
    warnings: &mut Vec<String>,
) -> Option<Published> {
    // The name of a file of many documents says when it was made, not when they were published.
    let file = (!id.contains('#')).then_some(id);
    let evidence = dateline::Evidence {
        lines: cleaned.notes.iter().filter_map(date_of).collect(),
        metadata: given.published.as_deref(),
        url,
        file,
    };
    let (published, future) = dateline::published(&evidence, as_of);
    if let (Some(date), Some(as_of)) = (future, as_of) {
        warnings.push(format!("the publication date {date} lies after {as_of} and is not used"));
    }
    published
}

/// A text on one line, with one blank between words.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A page's title without the site's name behind it.
fn without_site(title: &str, publisher: Option<&str>) -> String {
    let cut = [" | ", " – ", " — ", " - ", " :: "].iter().find_map(|mark| {
        let (headline, site) = title.rsplit_once(mark)?;
        (Some(site.trim()) == publisher && headline.split_whitespace().count() >= 2).then_some(headline)
    });
    cut.unwrap_or(title).trim().to_owned()
}

/// An author without the "By" before the name.
fn without_by(author: &str) -> String {
    let named = author.split_once(' ').filter(|(by, _)| by.eq_ignore_ascii_case("by")).map(|(_, name)| name);
    named.unwrap_or(author).to_owned()
}

/// The host of an address: `https://www.example.org/7` → `www.example.org`.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().unwrap_or(rest)
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

/// Who a line of credit says wrote it.
fn author(text: &str, cleaned: &Cleaned, cleaning: &Cleaning) -> Option<String> {
    let lines = cleaned.parts.iter().filter(|part| part.kind == PartKind::Credit).map(|part| part.span.of(text));
    let named = lines.filter_map(|line| {
        let rule = cleaning.line(line)?.rule;
        let name = match rule.as_str() {
            "credit-by" => line.split_once(char::is_whitespace).filter(|(by, _)| by.eq_ignore_ascii_case("by"))?.1,
            "label-author" => line.split_once(':')?.1,
            _ => return None,
        };
        let name = name.split(['|', '·', '•', '/']).next().unwrap_or_default().split(" – ").next().unwrap_or_default();
        Some(one_line(name.trim().trim_end_matches([',', '.'])))
    });
    named.into_iter().find(|name| !name.is_empty() && !cleaning.names_outlet(name))
}

/// The name that the best line of a rank below gives; a name in capitals as the text writes it elsewhere.
fn publisher(cleaned: &Cleaned, text: &str, cleaning: &Cleaning, below: u8) -> Option<String> {
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
    let (_, name) = named.filter(|(rank, _)| *rank < below).min_by_key(|(rank, _)| *rank)?;
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

/// The latest day that the article tells of as past.
fn told_as_past(text: &str, cleaned: &Cleaned) -> Option<NaiveDate> {
    let paragraphs = cleaned.parts.iter().filter(|part| part.kind == PartKind::Paragraph);
    paragraphs.filter_map(|part| past::latest(part.span.of(text))).map(|(date, _)| date).max()
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
