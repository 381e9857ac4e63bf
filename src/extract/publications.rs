//! Sentences in which an armed group puts out a video, a recording, a magazine or photographs → publications.
//!
//! The group stands right before the verb (`the group released a video`) or behind its `by` (`a video released by the group`),
//! and what it put out in the same clause. What it did not publish, or may yet, is none; nor is what others publish of it.

use super::dates::DateMention;
use super::incidents::Article;
use super::memory::{self, Memory};
use super::reading::Reading;
use super::sentence;
use super::token::Tokens;
use crate::codebook::actors::Kind;
use crate::codebook::publications::Sign;
use crate::model::actor::Actor;
use crate::model::publication::{Medium, Publication};
use crate::model::statement::Statement;

/// Tokens between the group's name and the verb: `Islamic State's media arm Amaq published`.
const BEFORE: usize = 5;
/// Tokens between the verb and what it puts out: `the fourth issue of its “Voice of Khorasan” magazine`.
const REACH: usize = 14;

/// Words that turn a verb round or leave it open.
const NOT_DONE: [&str; 14] =
    ["not", "never", "no", "nor", "will", "would", "could", "may", "might", "should", "if", "to", "yet", "n't"];
/// Marks and words at which a clause ends.
const BORDERS: [&str; 8] = ["and", "but", "while", "which", "who", "that", "after", "before"];

/// The publications of the article, one a sentence and medium.
pub(super) fn publications(article: &Article<'_>, statements: &[Statement]) -> Vec<Publication> {
    if article.codebook.publications.is_empty() {
        return Vec::new();
    }
    let mut memory = Memory::default();
    let mut found: Vec<Publication> = Vec::new();
    for reading in article.readings {
        let mut here: Vec<Medium> = Vec::new();
        for (actor, medium, verb) in told(article, reading, &memory) {
            if here.contains(&medium) {
                continue;
            }
            here.push(medium);
            let evidence = sentence::evidence(article.document, article.sentences, reading.index);
            let teller = statements.iter().find(|statement| statement.evidence.contains(&evidence));
            found.push(Publication {
                medium,
                actor,
                date: date(&reading.dates, verb),
                said_by: teller.and_then(|statement| statement.speaker.source()),
                evidence: vec![evidence],
            });
        }
        memory.note(&reading.names);
    }
    found
}

/// Who published what, with the verb.
fn told(article: &Article<'_>, reading: &Reading, memory: &Memory) -> Vec<(Actor, Medium, usize)> {
    let (tokens, signs) = (article.tokens, &article.codebook.publications);
    let (first, end) = (reading.sentence.first, reading.sentence.end);
    let mut found = Vec::new();
    for at in first..end {
        let Some((after, Sign::Verb)) = signs.longest(tokens, at) else { continue };
        if after > end {
            continue;
        }
        let passive = tokens.is(after, &["by"]);
        let actor = if passive { group_behind(article, reading, memory, after) } else { None };
        if let Some(actor) = actor {
            let media = (first.max(at.saturating_sub(REACH))..at).rev().find_map(|i| medium(article, i, at));
            found.extend(media.map(|medium| (actor, medium, at)));
        } else if !passive && let Some(actor) = group_before(article, reading, memory, at) {
            let media = put_out(article, after, end);
            found.extend(media.map(|medium| (actor, medium, at)));
        }
    }
    found
}

/// What stands behind the verb in its clause, or as the latest of what the verb tells of: `…, the latest of which was an
/// issue of its magazine`.
fn put_out(article: &Article<'_>, from: usize, end: usize) -> Option<Medium> {
    let to = end.min(from + REACH);
    let stop = (from..to).find(|i| ends_clause(article.tokens, *i)).unwrap_or(to);
    let here = (from..stop).find_map(|i| medium(article, i, stop));
    here.or_else(|| {
        let next = latest_of(article.tokens, stop)?;
        let to = end.min(next + REACH);
        let stop = (next..to).find(|i| ends_clause(article.tokens, *i)).unwrap_or(to);
        (next..stop).find_map(|i| medium(article, i, stop))
    })
}

/// The token behind `, the most recent of which was`.
fn latest_of(tokens: &Tokens<'_>, comma: usize) -> Option<usize> {
    let word = |at: usize, words: &[&str]| words.contains(&tokens.low(at));
    if tokens.mark(comma) != Some(',') || !word(comma + 1, &["the"]) {
        return None;
    }
    let of = match tokens.low(comma + 2) {
        "latest" | "last" | "newest" => comma + 3,
        "most" if word(comma + 3, &["recent"]) => comma + 4,
        _ => return None,
    };
    let fits = word(of, &["of"]) && word(of + 1, &["which", "these", "them"]) && word(of + 2, &["was", "is", "being"]);
    fits.then_some(of + 3)
}

/// The medium that a token begins, unless the phrase goes on behind `end`.
fn medium(article: &Article<'_>, at: usize, end: usize) -> Option<Medium> {
    match article.codebook.publications.longest(article.tokens, at) {
        Some((after, Sign::Medium(medium))) if after <= end => Some(*medium),
        _ => None,
    }
}

fn ends_clause(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.mark(at), Some(',' | ';' | ':' | '—' | '–')) || BORDERS.contains(&tokens.low(at))
}

/// The armed group whose name stands right before the verb, with nothing between that turns it round.
fn group_before(article: &Article<'_>, reading: &Reading, memory: &Memory, verb: usize) -> Option<Actor> {
    let near = |end: usize| end <= verb && verb - end <= BEFORE;
    // The nearest name is the subject, whatever it is, or its owner: `Islamic State's media arm Amaq`.
    let nearest = reading.names.iter().filter(|name| near(name.end)).max_by_key(|name| name.end)?;
    let owner = reading.names.iter().filter(|name| near(name.end) && name.end < nearest.first).max_by_key(|n| n.end);
    let owns = |end: usize| ["'s", "’s"].iter().any(|mark| article.tokens.words(end - 1, end + 2).contains(mark));
    let name = owner.filter(|name| owns(name.end)).unwrap_or(nearest);
    let between = name.end..verb;
    if between.clone().any(|i| NOT_DONE.contains(&article.tokens.low(i)) || ends_clause(article.tokens, i)) {
        return None;
    }
    // `a report on ISKP published by …`, `the strike on Islamic State released`: an object is no subject.
    let is_object = name.first > reading.sentence.first
        && article.tokens.is(name.first - 1, &["on", "against", "about", "of", "from", "by", "with", "for", "to"]);
    if is_object {
        return None;
    }
    armed(article, reading, memory, name.first)
}

/// The armed group right behind `by`.
fn group_behind(article: &Article<'_>, reading: &Reading, memory: &Memory, by: usize) -> Option<Actor> {
    let name = reading.names.iter().find(|name| name.first > by && name.first <= by + 2)?;
    armed(article, reading, memory, name.first)
}

fn armed(article: &Article<'_>, reading: &Reading, memory: &Memory, first: usize) -> Option<Actor> {
    let name = reading.names.iter().find(|name| name.first == first)?;
    let actor = memory.actor(article.tokens, name, &reading.names, article.codebook)?;
    (memory::kind_of(&actor, article.codebook) == Some(Kind::ArmedGroup)).then_some(actor)
}

/// The date nearest to the verb.
fn date(dates: &[DateMention], verb: usize) -> Option<crate::model::date::Timex> {
    let nearest = dates.iter().filter(|date| date.dates()).min_by_key(|date| date.first.abs_diff(verb))?;
    Some(nearest.timex.clone())
}
