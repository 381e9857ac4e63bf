//! The parts of a speaker's noun phrase: where it begins, which office and which body it names.

use super::affiliation;
use super::memory::Memory;
use super::reading::Reading;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::Codebook;

/// What a speaker is looked for in.
pub(super) struct Scope<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) reading: &'a Reading,
    pub(super) memory: &'a Memory,
    pub(super) codebook: &'a Codebook,
}

/// A noun phrase that may be a speaker.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    /// Its first token.
    pub(super) first: usize,
    /// One past the last token of its head.
    pub(super) end: usize,
    /// Tokens of what stands beside the head, between commas or behind a preposition: `, a driver,`, `of the Wexcombe Institute`.
    pub(super) beside: Option<(usize, usize)>,
}

impl Phrase {
    /// A phrase without anything beside it.
    pub(super) fn plain(first: usize, end: usize) -> Self {
        Self { first, end, beside: None }
    }
}

/// Whether a name of the codebook ends the phrase and holds its preposition: `National Resistance Front of Afghanistan`.
pub(super) fn whole_name(scope: &Scope<'_>, first: usize, end: usize) -> bool {
    scope
        .reading
        .names
        .iter()
        .any(|n| n.end == end && n.first >= first && (n.first..n.end).any(|i| scope.tokens.is(i, &["of", "for"])))
}

pub(super) fn named_in_article(scope: &Scope<'_>, name: &str) -> bool {
    let surname = name.rsplit(' ').next().unwrap_or(name);
    scope.tokens.text.contains(surname)
}

/// Skips `has`, `also`, `repeatedly` before the speech verb.
pub(super) fn skip_adverbs(tokens: &Tokens<'_>, first: usize, end: usize) -> usize {
    let mut at = end;
    while at > first
        && (tokens.is(
            at - 1,
            &[
                "has", "have", "had", "also", "then", "later", "once", "again", "since", "earlier", "first", "himself",
                "herself", "did", "further", "often", "still", "just", "now",
            ],
        ) || (tokens.low(at - 1).ends_with("ly") && !tokens.is_capital(at - 1)))
    {
        at -= 1;
    }
    at
}

/// Skips these and a day before the speech verb: `the ministry on Sunday said`.
pub(super) fn skip_day(scope: &Scope<'_>, first: usize, end: usize) -> usize {
    let (tokens, at) = (scope.tokens, skip_adverbs(scope.tokens, first, end));
    let Some(day) = scope.reading.dates.iter().find(|d| d.end == at && d.first > first + 1) else { return at };
    let mut from = day.first;
    while from > first + 1 && tokens.is(from - 1, &["on", "late", "early"]) {
        from -= 1;
    }
    skip_adverbs(tokens, first, from)
}

pub(super) fn joins_name(tokens: &Tokens<'_>, i: usize, first: usize) -> bool {
    i > first
        && (tokens.mark(i) == Some('-') && tokens.is_capital(i - 1) && tokens.is_word(i + 1)
            || tokens.is(i, &["al", "bin", "ibn", "ben", "de", "van", "von", "der", "ul", "ur", "e"])
                && (tokens.is_capital(i + 1) || tokens.mark(i + 1) == Some('-'))
            || tokens.mark(i) == Some('.') && tokens.is_capital(i - 1) && tokens.raw(i - 1).chars().count() <= 4)
}

pub(super) fn titled(scope: &Scope<'_>, start: usize) -> bool {
    (start.saturating_sub(2)..start)
        .any(|i| scope.codebook.people.titles.longest(scope.tokens, i).is_some_and(|(after, ())| after + 1 >= start))
}

/// Words such as `Ministry` in the name: a body, not a person.
pub(super) fn organisation_name(tokens: &Tokens<'_>, codebook: &Codebook, start: usize, end: usize) -> bool {
    (start..end).any(|i| codebook.people.bodies.longest(tokens, i).is_some())
        || (end - start == 1 && matches!(tokens.form(start), crate::codebook::scan::Shape::Upper))
}

/// Where the noun phrase of the word at `at` begins: back over adjectives, bodies and offices to the determiner.
pub(super) fn phrase_start(scope: &Scope<'_>, first: usize, at: usize) -> usize {
    let tokens = scope.tokens;
    let mut start = at;
    while start > first && at - start < 8 {
        let i = start - 1;
        if tokens
            .is(i, &["the", "a", "an", "one", "some", "several", "many", "two", "three", "his", "her", "its", "their"])
        {
            return i;
        }
        if tokens.low(i) == "'s" && i > first {
            start = i - 1;
            continue;
        }
        // "press secretary", "country director"
        let office = (first.max(i.saturating_sub(2))..=i).find(|&t| {
            scope.codebook.people.roles.longest(tokens, t).is_some_and(|(after, ())| after == start && t < i)
        });
        if let Some(office) = office {
            start = office;
            continue;
        }
        let part = tokens.is_capital(i)
            && !tokens.is(
                i,
                &[
                    "on", "in", "at", "but", "and", "when", "after", "while", "as", "however", "meanwhile", "despite",
                    "by", "earlier", "for",
                ],
            )
            || tokens.is(
                i,
                &[
                    "of", "senior", "local", "former", "chief", "deputy", "acting", "top", "ruling", "police",
                    "provincial", "government", "foreign", "security", "military", "health", "hospital", "regional",
                    "medical", "diplomatic", "intelligence", "spokesman", "spokeswoman", "spokesperson", "ministry",
                    "interior", "official", "governor", "director", "analyst", "president", "general", "district",
                    "state", "defense", "defence", "western", "independent", "aid", "country", "eyewitness", "for",
                    "research", "consultant", "leader",
                ],
            )
            || tokens.mark(i) == Some('-')
            || (tokens.mark(i) == Some('.') && i > first && tokens.is_capital(i - 1) && tokens.raw(i - 1).len() <= 4);
        if !part {
            break;
        }
        start = i;
    }
    start
}

/// Office and body that the words before a name, or an apposition after it, give.
pub(super) fn office_in(
    scope: &Scope<'_>,
    first: usize,
    end: usize,
    apposition: Option<(usize, usize)>,
) -> (Option<String>, Option<String>) {
    let mut role = None;
    let mut organisation = None;
    let mut past = false;
    for (from, to) in [Some((first, end)), apposition].into_iter().flatten() {
        if role.is_none() {
            role = role_in(scope, from, to);
        }
        if organisation.is_none() {
            organisation = affiliation::body(scope, from, to);
        }
        past |= affiliation::former(scope, from, to);
    }
    // "a police spokesman": of the police that the article has named in full
    let of_role = || role.as_deref().and_then(|role: &str| role.split(' ').find_map(|word| scope.memory.body(word)));
    let organisation = organisation.or_else(of_role).filter(|_| !past);
    (role, organisation)
}

/// Words after which the head of a noun phrase is over.
const PREPOSITIONS: [&str; 12] = ["of", "for", "in", "at", "to", "with", "from", "and", "who", "on", "whose", "that"];

/// Forms of address: a title is an office, these are none.
static ADDRESS: Words<18> = Words::of([
    "mr", "mrs", "ms", "dr", "sir", "sayed", "hajji", "haji", "mullah", "mawlawi", "maulvi", "maulana", "sheikh",
    "qari", "prof", "mufti", "rev", "reverend",
]);

fn role_in(scope: &Scope<'_>, from: usize, to: usize) -> Option<String> {
    let tokens = scope.tokens;
    // "the chief Taliban spokesman": the last office before a preposition is the head
    let mut longest: Option<(usize, usize)> = None;
    let mut i = from;
    while i < to {
        if longest.is_some() && (tokens.mark(i).is_some_and(|c| c != '-') || tokens.is(i, &PREPOSITIONS)) {
            break;
        }
        match scope.codebook.people.roles.longest(tokens, i).filter(|(after, ())| *after <= to) {
            Some((after, ())) => {
                longest = Some((i, after));
                i = after;
            }
            None => i += 1,
        }
    }
    let (first, end) = longest.or_else(|| {
        (from..to).find_map(|i| {
            let (after, ()) = scope.codebook.people.titles.longest(tokens, i)?;
            (after <= to && !tokens.is(i, &ADDRESS)).then_some((i, after))
        })
    })?;
    Some(tokens.words(first, end))
}
