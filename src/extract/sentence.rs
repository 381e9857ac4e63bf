//! Tokens → sentences, numbered as citations number them.

use super::token::Tokens;
use crate::codebook::scan::{Shape, is_apostrophe};
use crate::model::document::Document;
use crate::model::evidence::{Evidence, Span};

/// Abbreviations that a full stop follows without ending the sentence.
const ABBREVIATIONS: [&str; 52] = [
    "mr", "mrs", "ms", "dr", "gen", "lt", "col", "capt", "maj", "sgt", "gov", "sen", "rep", "prof", "st", "jr", "sr",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "vs", "etc", "inc",
    "ltd", "co", "corp", "dept", "rev", "hon", "pres", "supt", "insp", "cmdr", "adm", "brig", "pvt", "cpl", "det",
    "ave", "blvd", "messrs", "approx",
];

/// Tokens of the longest sentence. What runs on is a list, a table or a text without stops, and is cut, so that the time for a
/// sentence has a bound.
const LONGEST: usize = 300;

/// A sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence {
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// Range in the document's text.
    pub(super) span: Span,
    /// Paragraph it stands in, from 0.
    pub(super) paragraph: usize,
}

/// Parts the tokens of every paragraph into sentences.
pub(super) fn sentences(tokens: &Tokens<'_>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (paragraph, window) in tokens.paragraphs.windows(2).enumerate() {
        let (mut first, end) = (window[0], window[1]);
        let mut i = first;
        while i < end {
            if let Some(stop) = sentence_end(tokens, first, i, end) {
                sentences.push(Sentence { first, end: stop, span: tokens.span(first, stop), paragraph });
                first = stop;
                i = stop;
            } else if i - first >= LONGEST {
                let stop = cut(tokens, first, i);
                sentences.push(Sentence { first, end: stop, span: tokens.span(first, stop), paragraph });
                first = stop;
            } else {
                i += 1;
            }
        }
        if first < end {
            sentences.push(Sentence { first, end, span: tokens.span(first, end), paragraph });
        }
    }
    sentences
}

/// Where a sentence that is too long is cut: behind the last semicolon or comma of its second half, or else before `i`.
fn cut(tokens: &Tokens<'_>, first: usize, i: usize) -> usize {
    let half = first + LONGEST / 2;
    let last = |marks: &[char]| (half..i).rev().find(|&t| tokens.mark(t).is_some_and(|mark| marks.contains(&mark)));
    last(&[';']).or_else(|| last(&[','])).map_or(i, |t| t + 1)
}

/// The evidence that a sentence is.
pub(super) fn evidence(document: &Document, sentences: &[Sentence], index: usize) -> Evidence {
    let span = sentences[index].span;
    Evidence {
        document: document.record.id.clone(),
        start: span.start,
        end: span.end,
        text: span.of(&document.text).to_owned(),
        sentence: Some(index as u32 + 1),
    }
}

/// The token after the sentence, if the token at `i` ends it.
fn sentence_end(tokens: &Tokens<'_>, first: usize, i: usize, end: usize) -> Option<usize> {
    if stopped_word(tokens, i, end) {
        return Some(i + 1);
    }
    let mark = tokens.mark(i)?;
    if !matches!(mark, '.' | '!' | '?' | '…') {
        return None;
    }
    let mut stop = i + 1;
    while stop < end && matches!(tokens.mark(stop), Some('.' | '!' | '?' | '…')) {
        stop += 1;
    }
    let dots = stop - i;
    while stop < end && closes(tokens, stop) {
        stop += 1;
    }
    if stop == end {
        return Some(stop);
    }
    if mark == '.' && dots == 1 && stop == i + 1 && is_abbreviation(tokens, first, i) {
        return None;
    }
    opens(tokens, stop).then_some(stop)
}

/// `at 6 p.m. He died`, `in the U.S. The group`: the full stop of an abbreviation ends the sentence where a word with a capital
/// follows that could not go on with it.
fn stopped_word(tokens: &Tokens<'_>, i: usize, end: usize) -> bool {
    const OPENERS: [&str; 33] = [
        "the", "a", "an", "he", "she", "they", "it", "in", "on", "at", "no", "so", "upon", "when", "according", "but",
        "and", "there", "this", "that", "those", "these", "his", "her", "their", "after", "before", "we", "one", "two",
        "as", "if", "while",
    ];
    const TIME: [&str; 19] = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "eastern", "central", "pacific",
        "mountain", "greenwich", "local", "today", "yesterday", "tonight", "gmt", "daylight", "standard",
    ];
    const MONTHS: [&str; 16] = [
        "jan", "feb", "mar", "apr", "may", "june", "july", "aug", "sept", "oct", "nov", "dec", "january", "february",
        "march", "april",
    ];
    if i + 1 >= end || tokens.form(i + 1) != Shape::Capital || !tokens.is_word(i) || !tokens.raw(i).ends_with('.') {
        return false;
    }
    let clock = tokens.is(i, &["am", "pm"]) || tokens.low(i).ends_with("pm") || tokens.low(i).ends_with("am");
    let clock = clock && tokens.raw(i).contains('.');
    let month = MONTHS.contains(&tokens.low(i + 1))
        || tokens.is(i + 1, &["august", "september", "october", "november", "december"]);
    let goes_on = TIME.contains(&tokens.low(i + 1)) || month || tokens.is(i + 2, &["time", "standard", "daylight"]);
    OPENERS.contains(&tokens.low(i + 1)) && tokens.form(i + 1) == Shape::Capital || clock && !goes_on
}

/// A closing quotation mark or bracket glued to what stands before.
fn closes(tokens: &Tokens<'_>, i: usize) -> bool {
    let glued = tokens.at(i).span.start == tokens.at(i - 1).span.end;
    match tokens.mark(i) {
        Some('”' | '»' | ')' | ']') => true,
        Some('"') => glued,
        Some(c) if is_apostrophe(c) => glued,
        _ => false,
    }
}

/// Whether a sentence may begin at `i`: a capital, a number, an opening quotation mark or bracket.
fn opens(tokens: &Tokens<'_>, i: usize) -> bool {
    match tokens.form(i) {
        Shape::Capital | Shape::Upper | Shape::Digits => true,
        Shape::Mark(c) => {
            matches!(c, '“' | '"' | '‘' | '«' | '(' | '[' | '—' | '–' | '-' | '•' | '*' | '$' | '£' | '€')
                || is_apostrophe(c)
        }
        // Names such as `al-Qaida` begin with a small letter.
        Shape::Lower => tokens.is(i, &["al", "el", "ibn", "bin", "iphone", "de"]) && tokens.is_capital(i + 2),
    }
}

/// Whether the word before the full stop at `i` is an abbreviation or an initial.
fn is_abbreviation(tokens: &Tokens<'_>, first: usize, i: usize) -> bool {
    if i == first || tokens.at(i - 1).span.end != tokens.at(i).span.start {
        return false;
    }
    let word = tokens.low(i - 1);
    let initial = tokens.raw(i - 1).chars().count() == 1 && tokens.is_capital(i - 1);
    let next_is_number = matches!(tokens.form(i + 1), Shape::Digits);
    if word == "no" || word == "co" || word == "st" {
        return (word == "no" && next_is_number) || (word != "no" && tokens.is_capital(i - 1));
    }
    if ["mar", "jun", "jul", "dec", "sun", "sat"].contains(&word) {
        return tokens.is_capital(i - 1);
    }
    initial || ABBREVIATIONS.contains(&word)
}
