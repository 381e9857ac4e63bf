//! Single persons as a sentence speaks of them: `a 24-year-old man`, `Officer Dana Roe, 31,`, `the victim`, `she`.
//!
//! Numbers of people are left to [`super::people`]; who of these persons came to harm, to [`super::harmed`].

use super::names;
use super::people;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::people::{Noun, Sex};
use crate::codebook::scan::Shape;

/// Most words between an article and its noun.
const MODIFIERS: usize = 6;
/// Tokens in the longest sentence whose persons are told apart: what is longer is a text without stops.
const LONGEST: usize = 1000;

/// How a person is spoken of: what it can share with an earlier mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// By name.
    Name,
    /// For the first time: `a man`, and in a headline `Man`.
    Indefinite,
    /// Beside one that is known: `another man`, `a second`, `the other`.
    Another,
    /// As known: `the man`, `his wife`.
    Definite,
    /// `he`, `she`.
    Pronoun,
}

/// A mention of one person.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// First token.
    pub(super) first: usize,
    /// One past the last token, an age behind a name included.
    pub(super) end: usize,
    /// How.
    pub(super) reference: Reference,
    /// Words of the name in lower case; empty where there is none.
    pub(super) name: Vec<String>,
    /// Age in years, as in `24-year-old` and `Roe, 31,`.
    pub(super) age: Option<u32>,
    /// By noun or pronoun; `None` where the text leaves it open.
    pub(super) sex: Option<Sex>,
    /// Class of the noun in the codebook.
    pub(super) class: Option<usize>,
    /// The noun in lower case; empty for names and pronouns.
    pub(super) noun: String,
}

impl Person {
    /// A single word in capitals: a surname where the person is known, else it may be anything.
    pub(super) fn is_bare_word(&self) -> bool {
        let alone = self.name.len() == 1 && self.end == self.first + 1;
        self.reference == Reference::Name && alone && self.age.is_none() && self.noun.is_empty()
    }
}

/// All single persons between two tokens, in order, without overlaps.
pub(super) fn persons(tokens: &Tokens<'_>, first: usize, end: usize, codebook: &Codebook) -> Vec<Person> {
    let mut found: Vec<Person> = Vec::new();
    let mut i = if end - first > LONGEST { end } else { first };
    while i < end {
        match person(tokens, i, first, end, codebook) {
            Some(person) => {
                i = person.end.max(i + 1);
                found.push(person);
            }
            None => i += 1,
        }
    }
    found
}

fn person(tokens: &Tokens<'_>, i: usize, first: usize, end: usize, codebook: &Codebook) -> Option<Person> {
    if let Some(sex) = pronoun(tokens, i) {
        return Some(Person { sex: Some(sex), ..blank(i, i + 1, Reference::Pronoun) });
    }
    if let Some((reference, at)) = determiner(tokens, i) {
        return described(tokens, i, at, reference, end, codebook);
    }
    if let Some((age, after)) = years_old(tokens, i) {
        // "20-year-old Dana Roe", in a headline "24-year-old man"
        let start = described(tokens, i, i, Reference::Indefinite, end, codebook);
        let named = named(tokens, after, end, codebook).filter(|p| p.name.len() > 1);
        return named.map(|p| Person { first: i, age: Some(age), ..p }).or(start);
    }
    let opens = i == first || matches!(tokens.mark(i.wrapping_sub(1)), Some(':' | '|'));
    if opens
        && tokens.is_capital(i)
        && codebook.people.not_names.longest(tokens, i).is_none()
        && let Some(person) = described(tokens, i, i, Reference::Indefinite, end, codebook)
    {
        return Some(person);
    }
    if !tokens.is_capital(i) {
        return None;
    }
    // the rest of a longer name is none
    let inside = i > first && tokens.is_capital(i - 1) && codebook.people.titles.longest(tokens, i - 1).is_none();
    let inside = inside && codebook.people.not_names.longest(tokens, i - 1).is_none();
    // "the Spanish Jesuits", "the Mercer administration"
    let article = i > first && tokens.is(i - 1, &["the", "these", "those", "some", "many", "all", "other"]);
    if inside || article { None } else { named(tokens, i, end, codebook) }
}

fn blank(first: usize, end: usize, reference: Reference) -> Person {
    Person { first, end, reference, name: Vec::new(), age: None, sex: None, class: None, noun: String::new() }
}

fn pronoun(tokens: &Tokens<'_>, i: usize) -> Option<Sex> {
    match tokens.low(i) {
        "he" | "him" => Some(Sex::Male),
        "she" => Some(Sex::Female),
        // "her" before a noun is an article
        "her"
            if !tokens.is_word(i + 1)
                || tokens.is(i + 1, &["in", "at", "to", "on", "and", "when", "by", "multiple"]) =>
        {
            Some(Sex::Female)
        }
        _ => None,
    }
}

/// What opens a noun phrase of one person, and the token after it.
fn determiner(tokens: &Tokens<'_>, i: usize) -> Option<(Reference, usize)> {
    let second = |at: usize| tokens.is(at, &["second", "third", "fourth", "fifth"]);
    match tokens.low(i) {
        "a" if second(i + 1) => Some((Reference::Another, i + 2)),
        "the" if tokens.low(i + 1) == "other" || second(i + 1) => Some((Reference::Another, i + 2)),
        "one" if tokens.is(i + 1, &["other", "more"]) => Some((Reference::Another, i + 2)),
        "a" | "an" | "one" => Some((Reference::Indefinite, i + 1)),
        "another" => Some((Reference::Another, i + 1)),
        "the" | "this" | "his" | "her" | "their" | "its" | "'s" => Some((Reference::Definite, i + 1)),
        _ => None,
    }
}

/// `24-year-old`, `24 year old`: the age and the token after it.
fn years_old(tokens: &Tokens<'_>, i: usize) -> Option<(u32, usize)> {
    if tokens.form(i) != Shape::Digits {
        return None;
    }
    let age = tokens.low(i).parse::<u32>().ok().filter(|age| *age < 120)?;
    let dash = |at: usize| if matches!(tokens.mark(at), Some('-' | '‑' | '–')) { at + 1 } else { at };
    let year = dash(i + 1);
    let old = dash(year + 1);
    (tokens.is(year, &["year", "years"]) && tokens.low(old) == "old").then_some((age, old + 1))
}

/// The noun phrase of one person whose words begin at `at`.
fn described(
    tokens: &Tokens<'_>,
    first: usize,
    at: usize,
    reference: Reference,
    end: usize,
    codebook: &Codebook,
) -> Option<Person> {
    let mut age = None;
    let mut position = at;
    let stop = end.min(at + MODIFIERS + 4);
    while position < stop {
        if let Some((years, after)) = years_old(tokens, position) {
            age = Some(years);
            position = after;
            if !noun_follows(tokens, position, stop, codebook) {
                // "the 24-year-old was …", "a 24-year-old Dana Roe"
                return Some(with_name(tokens, Person { age, ..blank(first, position, reference) }, end, codebook));
            }
            continue;
        }
        let office = codebook.people.roles.longest(tokens, position).map(|(after, ())| after);
        let noun = codebook.people.nouns.longest(tokens, position);
        if let Some(after) = office.filter(|&after| noun.is_none_or(|(other, _)| other < after)) {
            // "the police chief": an office, unless a further noun follows
            let goes_on = codebook.people.nouns.longest(tokens, after).is_some() || tokens.low(after) == "'s";
            let last = tokens.low(after - 1);
            if !goes_on && !codebook.people.is_plural(tokens, position, after, last) {
                let person = Person { age, noun: last.to_owned(), ..blank(first, after, reference) };
                return Some(with_name(tokens, person, end, codebook));
            }
        }
        match noun {
            Some((mut after, Noun::Class(class))) => {
                let (mut start, mut class) = (position, *class);
                while let Some((further, Noun::Class(head))) = codebook.people.nouns.longest(tokens, after) {
                    (start, after, class) = (after, further, *head);
                }
                // "the man's wife" is the wife
                let owner = tokens.low(after) == "'s";
                if owner || codebook.people.is_plural(tokens, start, after, tokens.low(after - 1)) {
                    return None;
                }
                let noun = tokens.low(after - 1).to_owned();
                let sex = codebook.people.sex(tokens, first, after);
                let person = Person { age, sex, class: Some(class), noun, ..blank(first, after, reference) };
                return Some(with_name(tokens, person, end, codebook));
            }
            Some((_, Noun::Thing)) => return None,
            None => {}
        }
        if !people::is_modifier(tokens, position) || ends_phrase(tokens, position) {
            // "another was hurt", "the other died"
            let alone =
                reference == Reference::Another && position == at && tokens.is(position, &["was", "is", "died", "has"]);
            return alone.then(|| blank(first, at, reference));
        }
        position += 1;
    }
    None
}

/// Words that no noun phrase of one person holds: a verb stands before the noun.
fn ends_phrase(tokens: &Tokens<'_>, at: usize) -> bool {
    const VERBS: [&str; 16] = [
        "'s", "left", "leaves", "leaving", "sent", "sends", "shot", "shooting", "one", "two", "three", "hit", "struck",
        "found", "wounds", "kills",
    ];
    tokens.is(at, &VERBS)
}

/// Whether the phrase goes on to a noun for a person.
fn noun_follows(tokens: &Tokens<'_>, at: usize, stop: usize, codebook: &Codebook) -> bool {
    let mut position = at;
    while position < stop {
        match codebook.people.nouns.longest(tokens, position) {
            Some((_, Noun::Class(_))) => return true,
            Some((_, Noun::Thing)) => return false,
            None if !people::is_modifier(tokens, position) || ends_phrase(tokens, position) => return false,
            None => position += 1,
        }
    }
    false
}

/// `the driver Dana Roe, 31`: a name right behind the noun.
fn with_name(tokens: &Tokens<'_>, person: Person, end: usize, codebook: &Codebook) -> Person {
    match named(tokens, person.end, end, codebook) {
        // "a 24-year-old Dane was": no name
        Some(name) if name.first == person.end && name.name.len() == 1 && person.noun.is_empty() => {
            Person { end: name.end, ..person }
        }
        Some(name) if name.first == person.end => {
            let age = person.age.or(name.age);
            Person { end: name.end, name: name.name, age, reference: Reference::Name, ..person }
        }
        _ => person,
    }
}

/// A name of a person: words in capitals that are no place, no body and no plain noun.
fn named(tokens: &Tokens<'_>, i: usize, end: usize, codebook: &Codebook) -> Option<Person> {
    if i >= end || !tokens.is_capital(i) {
        return None;
    }
    let run = names::capitals(tokens, i, end, codebook)?;
    let mut after = run.end;
    if tokens.mark(after) == Some('.') && tokens.is(after - 1, &["jr", "sr"]) {
        after += 1;
    }
    let words: Vec<String> = (run.first..run.end)
        .filter(|&t| tokens.is_word(t) && !tokens.is(t, &["jr", "sr", "ii", "iii", "iv"]))
        .map(|t| tokens.low(t).to_owned())
        .collect();
    let other = (run.first..run.end).any(|t| {
        codebook.places.site_nouns.longest(tokens, t).is_some()
            || codebook.places.area_nouns.longest(tokens, t).is_some()
            || codebook.people.sources.longest(tokens, t).is_some()
            || matches!(tokens.form(t), Shape::Upper)
                && tokens.raw(t).chars().filter(|c| c.is_alphabetic()).count() > 1
                && !tokens.is(t, &["jr", "sr", "ii", "iii", "iv"])
    }) || codebook.actors.lexicon.longest(tokens, run.first).is_some()
        || codebook.places.lexicon.longest(tokens, run.first).is_some()
        || codebook.people.nouns.longest(tokens, run.end - 1).is_some();
    if other || words.is_empty() {
        return None;
    }
    let (age, after) = age_behind(tokens, after, end).map_or((None, after), |(age, at)| (Some(age), at));
    Some(Person { age, name: words, ..blank(i, after, Reference::Name) })
}

/// `, 31` behind a name: the age and the token after it.
fn age_behind(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<(u32, usize)> {
    let digits = tokens.mark(at) == Some(',') && at + 1 < end && tokens.form(at + 1) == Shape::Digits;
    let age = tokens.low(at + 1).parse::<u32>().ok().filter(|age| digits && *age < 120)?;
    let closed = at + 2 >= end
        || matches!(tokens.mark(at + 2), Some(',' | '.' | ';' | ')' | '—' | '–'))
        || tokens.is(at + 2, &["of", "from", "was", "and", "died", "who", "in", "has", "had", "is", "at", "on"]);
    closed.then_some((age, at + 2))
}
