//! A headline → whose words the text has: the author of a declaration, those who speak at a briefing.
//!
//! What they say is left to [`super::declared`] and [`super::transcript`].

use super::cast::Cast;
use super::memory::Memory;
use super::offices::Scope;
use super::reading::Reading;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::Codebook;
use crate::model::actor::Speaker;

/// What a headline says of the text's kind.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Persons and bodies whose words the text has, in order.
    pub(super) speakers: Vec<Speaker>,
    /// Whether the text is a declaration of the first of them.
    pub(super) declares: bool,
    /// Whether the text has the words of several: a briefing, an interview.
    pub(super) transcript: bool,
}

/// Most persons of one headline.
const MOST: usize = 6;

/// Words that end the noun phrase of a speaker in a headline.
static ENDS: Words<27> = Words::of([
    "on", "at", "about", "after", "to", "in", "with", "aboard", "before", "during", "following", "regarding", "holds",
    "hold", "held", "delivers", "speaks", "answers", "announcing", "upon", "from", "briefs", "says", "for", "via",
    "marking", "honoring",
]);

/// Reads the headline.
pub(super) fn head(title: Option<&str>, codebook: &Codebook) -> Head {
    let Some(title) = title else { return Head::default() };
    let small = title.to_lowercase();
    let speech = &codebook.speech;
    // the lower case of some letters is longer than they are
    let declares = (small.len() == title.len())
        .then(|| {
            speech
                .declarations
                .iter()
                .find(|d| small.strip_prefix(d.as_str()).is_some_and(|rest| rest.starts_with(' ')))
        })
        .flatten();
    let transcript = speech.transcripts.iter().any(|kind| small.contains(kind.as_str()));
    if declares.is_none() && !transcript {
        return Head::default();
    }
    let mut lower = String::new();
    let tokens = Tokens::of_text(title, &codebook.vocabulary, &mut lower);
    let from = match declares {
        Some(phrase) => (0..tokens.len()).find(|&i| tokens.at(i).span.start >= phrase.len()),
        None => (0..tokens.len()).find(|&i| tokens.is(i, &["by", "with", "of", "from"])).map(|i| i + 1).or(Some(0)),
    };
    let speakers = from.map(|from| holders(&tokens, from, tokens.len(), codebook)).unwrap_or_default();
    Head { speakers, declares: declares.is_some(), transcript }
}

/// Those whom a stretch of a headline or an opening lists: `Press Secretary Jane Doe and Secretary of State Ali Khan`.
pub(super) fn holders(tokens: &Tokens<'_>, first: usize, end: usize, codebook: &Codebook) -> Vec<Speaker> {
    let reading = Reading::of_names(tokens, first, end, codebook);
    let memory = Memory::default();
    let scope = Scope { tokens, reading: &reading, memory: &memory, codebook };
    let mut cast = Cast::default();
    let mut found = Vec::new();
    let mut from = first;
    while from < end && found.len() < MOST {
        let stops = |&i: &usize| {
            tokens.mark(i).is_some_and(|mark| matches!(mark, ',' | ';' | ':' | '(' | '|' | '–' | '—'))
                || tokens.is(i, &ENDS)
                || tokens.low(i) == "and" && !joins_office(tokens, i, codebook)
        };
        let stop = (from..end).find(stops).unwrap_or(end);
        // "Jane Doe, head of the Wexcombe Institute"
        let next = (stop + 1..end).find(stops).unwrap_or(end);
        let office = |i: usize| codebook.people.roles.longest(tokens, i).is_some();
        let apposed = tokens.mark(stop) == Some(',') && (stop + 1..next.min(stop + 5)).any(office);
        let to = if apposed { next } else { stop };
        let speaker = cast.after(&scope, from, to).map(|found| found.speaker).filter(|s| s.name.is_some());
        match speaker {
            Some(speaker) => found.push(plainly(speaker)),
            None if found.is_empty() && stop < end && tokens.low(stop) == "and" => {}
            None => break,
        }
        if tokens.low(to) != "and" && tokens.mark(to) != Some(',') {
            break;
        }
        from = to + 1;
    }
    found
}

/// `Taliban spokesman: “…”`: who speaks by office alone. `None` where the headline does not begin with an office and its body.
pub(super) fn office(title: &str, codebook: &Codebook) -> Option<Speaker> {
    let mut lower = String::new();
    let tokens = Tokens::of_text(title, &codebook.vocabulary, &mut lower);
    let stop = (0..tokens.len()).find(|&i| tokens.mark(i) == Some(':'))?;
    let reading = Reading::of_names(&tokens, 0, stop, codebook);
    let scope = Scope { tokens: &tokens, reading: &reading, memory: &Memory::default(), codebook };
    let found = Cast::default().after(&scope, 0, stop)?;
    Some(found.speaker).filter(|s| s.role.is_some() && s.organisation.is_some())
}

/// `Secretary of State and Defence`: what follows goes on with the office.
fn joins_office(tokens: &Tokens<'_>, i: usize, codebook: &Codebook) -> bool {
    !tokens.is_capital(i + 1) && tokens.low(i + 1) != "the" || {
        let behind = codebook.people.titles.longest(tokens, i + 1).is_some();
        !behind && !tokens.is_capital(i + 2) && tokens.low(i + 1) != "the"
    }
}

/// A name in capitals as other texts write it: `JEN PSAKI` is Jen Psaki.
pub(super) fn plainly(mut speaker: Speaker) -> Speaker {
    let shouts =
        |name: &str| name.chars().filter(|c| c.is_alphabetic()).count() > 4 && !name.chars().any(char::is_lowercase);
    if let Some(name) = speaker.name.take_if(|name| shouts(name) && speaker.organisation.as_ref() != Some(name)) {
        speaker.name = Some(name.split(' ').map(capitalised).collect::<Vec<_>>().join(" "));
    }
    speaker
}

/// `PSAKI` as `Psaki`; a prefix `MC` and the part behind a hyphen keep their capital.
pub(super) fn capitalised(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    let mut up = true;
    for c in word.chars() {
        if up {
            plain.push(c);
        } else {
            plain.extend(c.to_lowercase());
        }
        up = !c.is_alphanumeric() || plain == "Mc";
    }
    plain
}
