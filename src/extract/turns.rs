//! Labels at the heads of paragraphs → the turns of a transcript: who speaks from here to the next label.
//!
//! `Q`, `MS. DOE:`, `THE PRESIDENT:`, `Jane Doe:`. What is said is left to [`super::transcript`].

use std::collections::BTreeMap;

use super::company::{self, Company};
use super::head::Head;
use super::incidents::Article;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::scan::Shape;
use crate::model::actor::Speaker;

/// One turn.
#[derive(Debug)]
pub(super) struct Turn {
    /// First token, that of the label.
    pub(super) first: usize,
    /// First token behind the label.
    pub(super) body: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// Who speaks. `None` for who asks, and where the text does not say.
    pub(super) speaker: Option<Speaker>,
    /// Whether it is a question.
    pub(super) asks: bool,
}

/// Words of the longest label.
const LONGEST: usize = 8;

/// What a label shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// Who asks.
    Asks,
    /// The one who is asked.
    Answers,
    /// A name or an office: its tokens, and whether it is in capitals or has a form of address.
    Names { first: usize, end: usize, sure: bool },
}

/// The turns of the article, in order; none where it is no transcript.
pub(super) fn turns(article: &Article<'_>, head: &Head) -> Vec<Turn> {
    let (tokens, codebook) = (article.tokens, article.codebook);
    let mut labels: Vec<(usize, Label, usize)> = Vec::new();
    for paragraph in tokens.paragraphs.windows(2) {
        labels.extend(label(tokens, paragraph[0], paragraph[1], codebook).map(|(l, body)| (paragraph[0], l, body)));
    }
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (_, label, _) in &labels {
        *times.entry(written(tokens, *label)).or_default() += 1;
    }
    // a name in small letters is a label where it comes again, or where the headline has it
    let known = |first: usize, end: usize| {
        let last = tokens.low(end - 1);
        head.speakers.iter().any(|s| company::surname(s) == last) && end > first
    };
    labels.retain(|(_, label, _)| match *label {
        Label::Names { first, end, sure } => sure || known(first, end) || times[&written(tokens, *label)] > 1,
        _ => true,
    });
    let count = |wanted: fn(&Label) -> bool| labels.iter().filter(|(_, label, _)| wanted(label)).count();
    let asked = count(|l| *l == Label::Asks);
    let answered = count(|l| *l != Label::Asks);
    let named = count(|l| matches!(l, Label::Names { .. }));
    let persons = times.keys().filter(|text| labels.iter().any(|(_, label, _)| written(tokens, *label) == **text));
    let several = persons.count() > 1;
    if !(asked > 0 && answered > 0 || named > 2 && several || head.transcript && named > 0) {
        return Vec::new();
    }
    let opening = labels.iter().find(|(_, label, _)| *label != Label::Asks).map_or(0, |&(first, ..)| first);
    let mut company = Company::of(article, head, opening);
    let mut turns: Vec<Turn> = Vec::with_capacity(labels.len());
    for (i, &(first, label, body)) in labels.iter().enumerate() {
        let end = labels.get(i + 1).map_or(tokens.len(), |next| next.0);
        let speaker = match label {
            Label::Asks => None,
            Label::Answers => company.guest(),
            Label::Names { first, end, .. } => Some(company.speaker(tokens, first, end, codebook)),
        };
        if let Some(speaker) = &speaker {
            company.meet(speaker);
        }
        turns.push(Turn { first, body, end, speaker, asks: label == Label::Asks });
    }
    turns
}

/// The turn that the token stands in.
pub(super) fn holding(turns: &[Turn], i: usize) -> Option<&Turn> {
    let next = turns.partition_point(|turn| turn.first <= i);
    turns[..next].last().filter(|turn| i < turn.end)
}

/// A label in lower case.
fn written(tokens: &Tokens<'_>, label: Label) -> String {
    match label {
        Label::Asks => "q".to_owned(),
        Label::Answers => "a".to_owned(),
        Label::Names { first, end, .. } => tokens.words(first, end).to_lowercase(),
    }
}

/// The label with which the paragraph begins, and the token behind it.
fn label(tokens: &Tokens<'_>, first: usize, end: usize, codebook: &Codebook) -> Option<(Label, usize)> {
    let speech = &codebook.speech;
    let mut i = first;
    while i < end && matches!(tokens.mark(i), Some('*' | '#' | '-' | '–' | '—' | '•' | '>' | '_' | '[')) {
        i += 1;
    }
    let behind = |mut at: usize| {
        while at < end && matches!(tokens.mark(at), Some('*' | '_' | ':' | ']')) {
            at += 1;
        }
        at
    };
    let colon = |at: usize| {
        let at = (at..end.min(at + 3)).find(|&t| !matches!(tokens.mark(t), Some('*' | '_' | ']'))).unwrap_or(at);
        tokens.mark(at) == Some(':')
    };
    if !tokens.is_capital(i) {
        return None;
    }
    // "Q    Thank you", "A  Yes"
    let gap = |at: usize| {
        at < end && tokens.text[tokens.at(at - 1).span.end..tokens.at(at).span.start].chars().count() > 1
            || matches!(tokens.mark(at), Some('.' | ')')) && tokens.raw(at - 1) == "Q"
    };
    let letter = tokens.raw(i).chars().count() == 1;
    let kind = |words: &[String], text: &str| words.iter().any(|word| word == text);
    if letter && i + 1 < end && (colon(i + 1) || gap(i + 1)) {
        let body = behind(if matches!(tokens.mark(i + 1), Some('.' | ')')) { i + 2 } else { i + 1 });
        if kind(&speech.askers, tokens.low(i)) {
            return Some((Label::Asks, body));
        }
        if kind(&speech.answerers, tokens.low(i)) {
            return Some((Label::Answers, body));
        }
    }
    let stop = (i + 1..end.min(i + 2 * LONGEST)).find(|&t| colon(t))?;
    let mark_or_capital = |t: usize| {
        tokens.is_capital(t)
            || matches!(tokens.mark(t), Some('.' | '-' | '’' | '\'' | '(' | ')' | '/' | ','))
            || tokens.is(t, &["of", "the", "al", "bin", "de", "van", "von", "ul", "ur", "'s"])
    };
    let words = (i..stop).filter(|&t| tokens.is_word(t)).count();
    if words > LONGEST || !(i..stop).all(mark_or_capital) {
        return None;
    }
    let text = tokens.words(i, stop).to_lowercase();
    let bare = text.trim_start_matches("the ").trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if kind(&speech.askers, bare) {
        return Some((Label::Asks, behind(stop)));
    }
    if kind(&speech.answerers, bare) {
        return Some((Label::Answers, behind(stop)));
    }
    let upper =
        |t: usize| matches!(tokens.form(t), Shape::Upper) || tokens.raw(t).chars().count() <= 2 || !tokens.is_word(t);
    let loud = (i..stop).all(upper) && (i..stop).any(|t| tokens.raw(t).chars().count() > 2);
    let addressed = tokens.is(i, &["mr", "mrs", "ms", "dr", "gen", "sen", "amb", "sec"]) && words > 1;
    // "UPDATE:", "NOTE:", "KABUL:" are none: an office, a form of address or a name of two words
    let office = (i..stop).any(|t| {
        codebook.people.titles.longest(tokens, t).is_some() || codebook.people.roles.longest(tokens, t).is_some()
    });
    let place = codebook.places.lexicon.longest(tokens, i).is_some();
    let sure = (loud || addressed) && !place && (office || addressed || words > 1);
    let plain = !place && codebook.people.not_names.longest(tokens, i).is_none();
    let end = (i..stop).find(|&t| matches!(tokens.mark(t), Some('(' | ','))).unwrap_or(stop);
    (sure || plain && end > i).then(|| (Label::Names { first: i, end, sure }, behind(stop)))
}
